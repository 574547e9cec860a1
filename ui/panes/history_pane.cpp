// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/history_pane.h"

#include "history/request_history.h"
#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "panes/filter_field.h"
#include "panes/list_view.h"
#include "panes/pane_tools.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QSet>
#include <QTimer>
#include <QVBoxLayout>

namespace gw::panes {

using models::HistoryModel;

namespace {

constexpr qsizetype kOfferedHistory = 300; // places

} // namespace

HistoryPane::HistoryPane(history::RequestHistory &history, QWidget *parent)
    : Pane(parent)
    , m_history(history)
    , m_view(new ListView(this))
    , m_tools(new PaneTools(this))
    , m_search(new QLineEdit(m_tools))
    , m_count(new QLabel(m_tools))
    , m_pause(new QTimer(this))
    , m_open(new QAction(look::icon(QStringLiteral("document-send")), tr("Open"), this))
    , m_compare(new QAction(look::icon(QStringLiteral("vcs-diff")), tr("Compare"), this))
    , m_remove(new QAction(look::icon(QStringLiteral("edit-delete")), tr("Remove"), this))
    , m_clearSearch(new QAction(look::icon(QStringLiteral("search")), tr("Clear search"), this))
    , m_newRequest(new QAction(look::icon(QStringLiteral("document-new")), tr("New request"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    m_model.setFixedFont(look::fixedFont());
    m_view->setModel(&m_model);
    m_view->setAccessibleName(tr("History"));
    m_view->setWidths({17, 8, 10, 9, 9, 40}, HistoryModel::Url);
    setFocusProxy(m_view);
    m_pause->setSingleShot(true);
    m_pause->setInterval(look::kFilterPauseMs);
    buildTools();
    connect(m_pause, &QTimer::timeout, this, &HistoryPane::refresh);
    connect(&history, &history::RequestHistory::changed, this, &HistoryPane::refresh);
    connect(m_view, &QTableView::activated, this, &HistoryPane::openCurrent);
    connect(m_view, &QWidget::customContextMenuRequested, this, &HistoryPane::showMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HistoryPane::refreshActions);
    refreshActions();
    refresh();
}

QWidget *HistoryPane::tools()
{
    return m_tools;
}

QJsonObject HistoryPane::saveState() const
{
    return {{QStringLiteral("search"), m_search->text()},
            {QStringLiteral("columns"), m_view->saveColumns()}};
}

void HistoryPane::restoreState(const QJsonObject &state)
{
    m_search->setText(state.value(QLatin1String("search")).toString());
    m_view->restoreColumns(state.value(QLatin1String("columns")).toArray());
}

void HistoryPane::offerPlaces(const window::QuickOffer &offer)
{
    const QPointer<HistoryPane> self(this);
    m_history.find({}, [self, offer](const QList<history::HistoryRow> &rows) {
        if (!self) {
            return;
        }
        const QIcon icon = look::icon(QStringLiteral("view-history"));
        QList<window::QuickEntry> places;
        QSet<QString> seen; // of the same request the newest
        for (const history::HistoryRow &row : rows) {
            const QString text = row.method + u' ' + row.url;
            if (places.size() >= kOfferedHistory || seen.contains(text)) {
                continue;
            }
            seen.insert(text);
            places.append({.text = text,
                           .detail = tr("History, %1").arg(HistoryModel::shownTime(row.time)),
                           .icon = icon,
                           .run = [self, id = row.id] {
                               if (self) {
                                   Q_EMIT self->openWanted(id);
                               }
                           }});
        }
        offer(places);
    });
}

void HistoryPane::buildTools()
{
    m_count->setFont(look::secondaryFont());
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_count->setToolTip(tr("With their answers at most %1; the oldest go first")
                            .arg(look::byteText(static_cast<std::uint64_t>(history::kKeptBytes))));
    m_tools->add(m_count, 1);
    m_search->setPlaceholderText(tr("Search: words of the URL, the request, the answer"));
    m_search->setAccessibleName(tr("Search the history"));
    m_search->setClearButtonEnabled(true);
    m_tools->add(m_search, 1);
    m_remove->setToolTip(tr("Take it out of the history; there is an Undo"));
    m_open->setToolTip(tr("Open it in a tab, with its answer (Return)"));
    m_compare->setToolTip(tr("Compare the answers of two chosen requests, line by line"));
    m_tools->addButton(m_open);
    m_tools->addButton(m_compare);
    makeCommand(m_open, QStringLiteral("open"));
    makeCommand(m_compare, QStringLiteral("compare"));
    makeCommand(m_remove, QStringLiteral("remove"));
    makeCommand(focusFilter(*m_search, this), QStringLiteral("search"), QKeySequence::Find);
    auto *clear = new QAction(look::icon(QStringLiteral("edit-clear-history")), tr("Clear"), this);
    clear->setToolTip(tr("Forget all requests of this workspace; there is an Undo"));
    m_tools->addButton(clear);
    makeCommand(clear, QStringLiteral("clear"));
    connect(m_clearSearch, &QAction::triggered, m_search, &QLineEdit::clear);
    connect(m_newRequest, &QAction::triggered, this, &HistoryPane::newRequestWanted);
    connect(m_open, &QAction::triggered, this, &HistoryPane::openCurrent);
    connect(m_compare, &QAction::triggered, this, &HistoryPane::compareChosen);
    connect(m_remove, &QAction::triggered, this, &HistoryPane::removeChosen);
    connect(clear, &QAction::triggered, this, [this] { m_history.clear(); });
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_pause->start();
        Q_EMIT stateChanged();
    });
}

void HistoryPane::refresh()
{
    const QString words = m_search->text();
    m_view->setEmptyText(words.isEmpty()
                             ? tr("Nothing was sent from here yet. Requests that you send stay "
                                  "here, also after a restart; credentials are left out.")
                             : tr("Nothing in the history contains these words."),
                         words.isEmpty() ? m_newRequest : m_clearSearch);
    const QPointer<HistoryPane> self(this);
    m_history.find(words, [self, words](const QList<history::HistoryRow> &rows) {
        if (self && self->m_search->text() == words) {
            self->m_model.setRows(rows);
            self->m_count->setText(
                tr("%1 of at most %2")
                    .arg(look::countText(static_cast<std::uint64_t>(rows.size())),
                         look::countText(history::kKeptRequests)));
        }
    });
}

void HistoryPane::refreshActions()
{
    const qsizetype count = m_view->selectedRows().size();
    m_open->setEnabled(count == 1);
    m_compare->setEnabled(count == 2);
    m_remove->setEnabled(count > 0);
}

void HistoryPane::openCurrent()
{
    const QList<int> rows = m_view->selectedRows();
    if (!rows.isEmpty()) {
        Q_EMIT openWanted(m_model.row(rows.first()).id);
    }
}

void HistoryPane::compareChosen()
{
    const QList<int> rows = m_view->selectedRows();
    if (rows.size() == 2) {
        Q_EMIT compareWanted(m_model.row(rows.last()).id, m_model.row(rows.first()).id);
    }
}

void HistoryPane::removeChosen()
{
    QList<qint64> ids;
    for (const int row : m_view->selectedRows()) {
        ids.append(m_model.row(row).id);
    }
    m_history.remove(ids);
}

void HistoryPane::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_open, m_compare, m_remove});
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

} // namespace gw::panes
