// SPDX-License-Identifier: GPL-3.0-or-later
#include "breakpoints/breakpoints_page.h"

#include "breakpoints/breakpoint_table.h"
#include "breakpoints/paused_editor.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "session/breakpoints.h"
#include "session/engine_session.h"
#include "widgets/elided_label.h"
#include "widgets/empty_text.h"
#include "widgets/row_table.h"
#include "widgets/scrolled.h"
#include "window/banner.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gw::breakpoints {

using models::PausedModel;
using session::Breakpoints;
using session::EngineSession;

namespace {

constexpr int kLeastRows = 3; // that are shown, the header among them
constexpr int kListShare = 400;
constexpr int kTextShare = 600;

} // namespace

BreakpointsPage::BreakpointsPage(EngineSession &session, Breakpoints &breakpoints, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_breakpoints(breakpoints)
    , m_switch(new QCheckBox(tr("&Stop requests"), this))
    , m_state(new QLabel(this))
    , m_rules(new BreakpointTable(session, breakpoints, this))
    , m_table(new QTableView(this))
    , m_continueAll(new QPushButton(tr("Continue &all"), this))
    , m_editor(new PausedEditor(breakpoints, this))
{
    auto *below = new QSplitter(Qt::Horizontal, this);
    below->addWidget(pausedPart());
    below->addWidget(m_editor);
    below->setStretchFactor(0, 2);
    below->setStretchFactor(1, 3);
    below->setChildrenCollapsible(false);
    below->setSizes({kListShare, kTextShare});
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->addWidget(m_rules);
    parts->addWidget(below);
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 3);
    parts->setChildrenCollapsible(false);
    // Text that wraps, in what is scrolled, would have it scroll before it must.
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->setSpacing(0);
    outer->addLayout(head());
    outer->addWidget(widgets::scrolled(parts, this), 1);
    setFocusProxy(m_rules);
    m_actions = window::makeActions(*this, commands());
    addActions(m_actions);
    widgets::RowTable::giveRemoval(*this, *m_actions.last());

    connect(&breakpoints, &Breakpoints::changed, this, &BreakpointsPage::refreshState);
    connect(&session, &EngineSession::stateChanged, this, &BreakpointsPage::refreshState);
    connect(&breakpoints, &Breakpoints::pausedChanged, this, &BreakpointsPage::refreshPaused);
    m_clock.setInterval(1s);
    connect(&m_clock, &QTimer::timeout, this,
            [this] { m_model.setNow(QDateTime::currentDateTime()); });
    refreshState();
    refreshPaused();
}

QIcon BreakpointsPage::icon() const
{
    return look::icon(u"media-playback-pause"_s);
}

QList<window::PageCommand<BreakpointsPage>> BreakpointsPage::commands()
{
    return {{{.id = u"breakpoints.goOn"_s,
              .text = tr("Continue as the text says"),
              .category = tr("Breakpoints"),
              .shortcut = Qt::CTRL | Qt::Key_Return},
             &BreakpointsPage::goOn},
            {{.id = u"breakpoints.removeRules"_s,
              .text = tr("Remove the selected breakpoints"),
              .category = tr("Breakpoints"),
              .shortcut = QKeySequence::Delete,
              .scope = u"table"_s},
             &widgets::RowTable::removeSelectedIn}};
}

void BreakpointsPage::nameKeys(const window::KeysOf &keysOf)
{
    m_rules->setRemoveKeys(keysOf(u"breakpoints.removeRules"_s));
}

QLayout *BreakpointsPage::head()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kTight);
    head->setSpacing(look::kGroupGap);
    head->addWidget(m_switch, 0, Qt::AlignTop);
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    head->addWidget(m_state, 1);
    m_switch->setToolTip(tr("All breakpoints on or off; switching them off lets all go on"));
    connect(m_switch, &QCheckBox::clicked, &m_breakpoints, &Breakpoints::setOn);
    return head;
}

QWidget *BreakpointsPage::pausedPart()
{
    auto *part = new QWidget(this);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(look::kMargin, look::kTight, look::kGap, look::kTight);
    auto *title = new widgets::ElidedLabel(part);
    title->setText(tr("Paused requests"));
    title->setFont(look::strongFont());
    head->addWidget(title, 1);
    head->addWidget(m_continueAll);
    m_continueAll->setToolTip(tr("Let all paused requests go on as they are"));
    m_continueAll->setAutoDefault(false);
    connect(m_continueAll, &QPushButton::clicked, &m_breakpoints, &Breakpoints::releaseAll);
    dressTable();
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    return part;
}

void BreakpointsPage::dressTable()
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Paused requests"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setMinimumHeight(kLeastRows * look::rowHeight());
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(look::rowHeight());
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    for (const auto &[column, letters] :
         {std::pair(PausedModel::Method, 6), std::pair(PausedModel::Path, 20),
          std::pair(PausedModel::Left, 9), std::pair(PausedModel::Place, 24),
          std::pair(PausedModel::Since, 8)}) {
        widgets::setColumnLetters(*m_table, column, letters);
    }
    auto *empty = new widgets::EmptyText(m_table);
    empty->setText(tr("No request is paused."));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid()) {
                    m_editor->show(m_model.request(current.row()).id);
                }
            });
}

void BreakpointsPage::showPaused(const QString &id)
{
    const int row = m_model.rowOf(id);
    selectRow(row < 0 ? 0 : row);
    m_table->setFocus();
}

void BreakpointsPage::selectRow(int row)
{
    m_table->setCurrentIndex(m_model.index(row, 0));
}

void BreakpointsPage::refreshState()
{
    m_switch->setChecked(m_breakpoints.isOn());
    m_switch->setEnabled(m_session.client() != nullptr || m_breakpoints.isOn());
    const bool hasProblem = !m_breakpoints.problem().what.empty();
    QString text = tr("They are off: no request stops.");
    if (m_breakpoints.isOn()) {
        text = m_breakpoints.isWatching() ? tr("Requests that come by a breakpoint stop there.")
                                          : tr("The engine has not been told yet.");
    }
    if (m_breakpoints.passedCount() > 0) {
        text += u' ' + tr("%n request(s) went by because too many were paused.", nullptr,
                          static_cast<int>(m_breakpoints.passedCount()));
    }
    QPalette colours = palette();
    if (hasProblem) {
        text = window::wordsOf(m_breakpoints.problem());
        colours.setColor(QPalette::WindowText, look::colorOf(look::Tint::Bad));
    }
    m_state->setPalette(colours);
    m_state->setText(text);
}

// Somebody who edits one is left with it; else the first is shown.
void BreakpointsPage::refreshPaused()
{
    m_model.setPaused(m_breakpoints.paused());
    m_model.setNow(QDateTime::currentDateTime());
    const bool isEmpty = m_model.rowCount() == 0;
    m_continueAll->setEnabled(!isEmpty);
    isEmpty ? m_clock.stop() : m_clock.start();
    const bool isFree =
        m_editor->shownId().isEmpty() ||
        (m_breakpoints.find(m_editor->shownId()) == nullptr && !m_editor->isChanged());
    if (isFree && !isEmpty) {
        selectRow(std::max(m_table->currentIndex().row(), 0));
        m_editor->show(m_model.request(std::max(m_table->currentIndex().row(), 0)).id);
    }
}

void BreakpointsPage::goOn()
{
    m_editor->goOn();
}

} // namespace gw::breakpoints
