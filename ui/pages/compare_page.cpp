// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/compare_page.h"

#include "history/request_history.h"
#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "pages/diff_table.h"
#include "pages/text_diff_model.h"

#include <QLabel>
#include <QPointer>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gw::pages {

namespace {

QString summaryOf(const history::HistoryEntry &entry)
{
    const history::HistoryRow &row = entry.row;
    const QString status = row.status == 0 ? row.error : QString::number(row.status);
    return u"%1   %2 %3\n%4   %5   %6"_s
        .arg(row.time.toString(u"yyyy-MM-dd HH:mm:ss"_s), row.method, row.url, status)
        .arg(look::durationText(row.total), look::byteText(row.size));
}

// "GET /orders", as tabs and titles have it.
QString nameOf(const history::HistoryRow &row)
{
    const QString path = QUrl(row.url).path();
    return row.method + u' ' + (path.isEmpty() ? row.url : path);
}

QString toolTipOf(const history::HistoryRow &row)
{
    return u"#%1  %2  %3 %4"_s.arg(row.id).arg(row.time.toString(u"yyyy-MM-dd HH:mm:ss"_s),
                                               row.method, row.url);
}

} // namespace

ComparePage::ComparePage(const window::PageAddress &address, history::RequestHistory &history,
                         QWidget *parent)
    : Page(parent)
    , m_address(address)
    , m_history(history)
    , m_model(new TextDiffModel(this))
    , m_lines(diffTable(*m_model, this))
    , m_summary(new QLabel(this))
    , m_run(
          this,
          [](const Entries &entries) {
              return TextDiffModel::compared(answerText(entries.before), answerText(entries.after));
          },
          [this](std::optional<Rows> rows) { showRows(std::move(rows)); })
{
    auto *heads = new QHBoxLayout;
    heads->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kGap);
    heads->setSpacing(look::kGroupGap);
    for (Side &side : m_sides) {
        side.label = new QLabel(tr("Reading..."), this);
        side.label->setFont(look::fixedFont());
        side.label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        side.label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        side.label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        side.label->setWordWrap(true);
        heads->addWidget(side.label, 1);
    }
    m_summary->setContentsMargins(look::kMargin, 0, look::kMargin, look::kGap);
    m_summary->setFont(look::strongFont());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(heads);
    layout->addWidget(m_summary);
    layout->addWidget(m_lines, 1);
    setFocusProxy(m_lines);
    connect(&history, &history::RequestHistory::changed, this, &ComparePage::loadWhenOpen);
    loadWhenOpen();
}

window::PageAddress ComparePage::addressOf(const QString &history, qint64 older, qint64 newer)
{
    return {u"compare"_s, u"%1,%2,"_s.arg(older).arg(newer) + history};
}

// The same number is another request in another history.
void ComparePage::loadWhenOpen()
{
    if (m_isLoading) {
        return;
    }
    const QString place = m_address.subject.section(u',', 2);
    m_isLoading = place == m_history.subject();
    if (!m_isLoading) {
        m_summary->setText(
            tr("These answers are in the history of %1. Open that first.").arg(place));
        return;
    }
    m_summary->clear();
    load(0, m_address.subject.section(u',', 0, 0).toLongLong());
    load(1, m_address.subject.section(u',', 1, 1).toLongLong());
}

QString ComparePage::title() const
{
    if (!m_sides[0].isThere || !m_sides[1].isThere) {
        return tr("Compare");
    }
    const history::HistoryRow &before = m_sides[0].entry.row;
    const history::HistoryRow &after = m_sides[1].entry.row;
    return nameOf(before) == nameOf(after)
               ? tr("%1 #%2 vs #%3").arg(nameOf(after)).arg(after.id).arg(before.id)
               : tr("%1 vs %2").arg(nameOf(after), nameOf(before));
}

QString ComparePage::detail() const
{
    if (!m_sides[0].isThere || !m_sides[1].isThere) {
        return {};
    }
    return toolTipOf(m_sides[1].entry.row) + u'\n' + toolTipOf(m_sides[0].entry.row);
}

QIcon ComparePage::icon() const
{
    return look::icon(u"vcs-diff"_s);
}

void ComparePage::load(int side, qint64 id)
{
    const QPointer<ComparePage> self(this);
    m_history.read(id, [self, side](const Expected<history::HistoryEntry> &entry) {
        if (!self) {
            return;
        }
        Side &target = self->m_sides[side];
        if (!entry) {
            target.label->setText(QString::fromStdString(entry.error().text()));
            return;
        }
        target.entry = *entry;
        target.isThere = true;
        target.label->setText(summaryOf(*entry));
        Q_EMIT self->titleChanged();
        self->compare();
    });
}

void ComparePage::compare()
{
    if (m_sides[0].isThere && m_sides[1].isThere) {
        m_summary->setText(tr("Comparing ..."));
        m_run.request({m_sides[0].entry, m_sides[1].entry});
    }
}

void ComparePage::showRows(std::optional<Rows> rows)
{
    if (!rows) {
        m_summary->setText(tr("The answers are too large to be compared."));
        return;
    }
    m_model->setRows(*std::move(rows));
    const int first = m_model->firstDifference();
    QString words = first < 0 ? tr("The answers are equal.")
                              : tr("%n line(s) differ", nullptr, m_model->differenceCount());
    if (!m_sides[0].entry.isBodyWhole() || !m_sides[1].entry.isBodyWhole()) {
        words += u"   "_s + tr("Only the beginning of a large body is kept.");
    }
    m_summary->setText(words);
    if (first >= 0) {
        m_lines->scrollTo(m_model->index(first, 0), QAbstractItemView::PositionAtCenter);
    }
    Q_EMIT titleChanged();
}

window::Page *ComparePageFactory::create(const window::PageAddress &address, QWidget *parent)
{
    return new ComparePage(address, m_history, parent);
}

} // namespace gw::pages
