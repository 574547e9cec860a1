// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compare_page.h"

#include "compare/compare_view.h"
#include "history/request_history.h"
#include "look/format.h"
#include "look/icons.h"

#include <QPointer>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gw::compare {

namespace {

QString summaryOf(const history::HistoryEntry &entry)
{
    const history::HistoryRow &row = entry.row;
    const QString status = row.status == 0 ? row.error : QString::number(row.status);
    return u"%1   %2 %3\n%4   %5   %6"_s.arg(
        row.time.toString(u"yyyy-MM-dd HH:mm:ss"_s), row.method, row.url, status,
        look::durationText(row.total), look::byteText(row.size));
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
    , m_view(new CompareView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_view);
    setFocusProxy(m_view);
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
        m_view->say(tr("These answers are in the history of %1. Open that first.").arg(place));
        return;
    }
    m_view->say({});
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
               ? tr("%1 #%2 vs #%3")
                     .arg(nameOf(after), QString::number(after.id), QString::number(before.id))
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
            self->m_view->setHead(side, QString::fromStdString(entry.error().text()));
            return;
        }
        target.entry = *entry;
        target.isThere = true;
        self->m_view->setHead(side, summaryOf(*entry));
        Q_EMIT self->titleChanged();
        self->compare();
    });
}

void ComparePage::compare()
{
    if (!m_sides[0].isThere || !m_sides[1].isThere) {
        return;
    }
    const history::HistoryEntry &before = m_sides[0].entry;
    const history::HistoryEntry &after = m_sides[1].entry;
    m_view->compare([before] { return answerText(before); }, [after] { return answerText(after); },
                    before.isBodyWhole() && after.isBodyWhole()
                        ? QString()
                        : tr("Only the beginning of a large body is kept."));
}

const TextDiffModel &ComparePage::model() const
{
    return m_view->model();
}

window::Page *ComparePageFactory::create(const window::PageAddress &address, QWidget *parent)
{
    return new ComparePage(address, m_history, parent);
}

} // namespace gw::compare
