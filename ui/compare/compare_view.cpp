// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compare_view.h"

#include "compare/diff_table.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/work_bar.h"

#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace gw::compare {

CompareView::CompareView(QWidget *parent)
    : QWidget(parent)
    , m_model(new TextDiffModel(this))
    , m_lines(diffTable(*m_model, this))
    , m_summary(new QLabel(this))
    , m_again(new QPushButton(tr("Compare again"), this))
    , m_work(new widgets::WorkBar(this))
    , m_run(this, &CompareView::compared,
            [this](std::optional<Rows> rows) { showRows(std::move(rows)); })
{
    auto *heads = new QHBoxLayout;
    heads->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kGap);
    heads->setSpacing(look::kGroupGap);
    for (QLabel *&head : m_heads) {
        head = new QLabel(tr("Reading..."), this);
        head->setFont(look::fixedFont());
        head->setTextFormat(Qt::PlainText);
        head->setTextInteractionFlags(Qt::TextSelectableByMouse);
        head->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        head->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        head->setWordWrap(true);
        heads->addWidget(head, 1);
    }
    m_summary->setFont(look::strongFont());
    m_again->hide(); // until somebody cancels
    connect(m_again, &QPushButton::clicked, this, &CompareView::start);
    auto *outcome = new QHBoxLayout;
    outcome->setContentsMargins(look::kMargin, 0, look::kMargin, look::kGap);
    outcome->setSpacing(look::kGap);
    outcome->addWidget(m_summary);
    outcome->addWidget(m_again);
    outcome->addWidget(m_work, 1);
    outcome->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(heads);
    layout->addLayout(outcome);
    layout->addWidget(m_lines, 1);
    setFocusProxy(m_lines);
}

void CompareView::setHead(int side, const QString &words)
{
    m_heads.at(static_cast<std::size_t>(side))->setText(words);
}

void CompareView::say(const QString &words)
{
    m_summary->setText(words);
}

void CompareView::compare(Text before, Text after, const QString &note)
{
    m_note = note;
    m_texts = {std::move(before), std::move(after)};
    start();
}

void CompareView::start()
{
    m_again->hide();
    say({});
    m_work->begin(tr("Comparing ..."), [this] { cancel(); });
    m_run.request(m_texts);
}

void CompareView::cancel()
{
    m_run.drop();
    m_work->end();
    say(tr("Not compared: it was cancelled."));
    m_again->show();
}

// Both texts are made first: large bodies are indented for it.
CompareView::Rows CompareView::compared(const Texts &texts, const std::stop_token &stop)
{
    const std::string before = texts.before();
    if (stop.stop_requested()) {
        return {};
    }
    const std::string after = texts.after();
    return TextDiffModel::compared(before, after, stop);
}

void CompareView::showRows(std::optional<Rows> rows)
{
    m_work->end();
    if (!rows) {
        say(tr("The two are too large to be compared."));
        return;
    }
    m_model->setRows(*std::move(rows));
    const int first = m_model->firstDifference();
    const QString words = first < 0 ? tr("The two are equal.")
                                    : tr("%n line(s) differ", nullptr, m_model->differenceCount());
    say(m_note.isEmpty() ? words : words + QStringLiteral("   ") + m_note);
    if (first >= 0) {
        m_lines->scrollTo(m_model->index(first, 0), QAbstractItemView::PositionAtCenter);
    }
}

} // namespace gw::compare
