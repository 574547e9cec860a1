// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/log_pane.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "panes/file_export.h"
#include "panes/filter_field.h"
#include "panes/follow.h"
#include "panes/list_view.h"
#include "panes/match_delegate.h"
#include "panes/pane_tools.h"
#include "panes/saved_filters.h"
#include "widgets/elided_label.h"
#include "widgets/work_bar.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

namespace gw::panes {

using client::LogLevel;
using models::LogModel;

namespace {

constexpr int kSourceLetters = 10;

} // namespace

LogPane::LogPane(session::EngineSession &session, QWidget *parent)
    : Pane(parent)
    , m_session(session)
    , m_view(new ListView(this))
    , m_matches(new MatchDelegate(m_view))
    , m_export(new FileExport(this))
    , m_tools(new PaneTools(this))
    , m_level(new QComboBox(m_tools))
    , m_source(new QComboBox(m_tools))
    , m_filter(new QLineEdit(m_tools))
    , m_filterWords(makeFilterWords(this))
    , m_counts(new widgets::ElidedLabel(m_tools))
    , m_filterPause(new QTimer(this))
    , m_showAll(new QAction(look::icon(QStringLiteral("view-filter")), tr("Clear filter"), this))
    , m_newRequest(new QAction(look::icon(QStringLiteral("document-new")), tr("New request"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filterWords);
    layout->addWidget(m_view);
    layout->addWidget(m_export->bar());
    m_model.setFixedFont(look::fixedFont());
    m_view->setModel(&m_model);
    m_view->setItemDelegateForColumn(LogModel::Message, m_matches);
    m_view->setAccessibleName(tr("Log"));
    m_view->setWidths({13, 8, 12, 20}, LogModel::Message);
    m_follow = new Follow(*m_view);
    setFocusProxy(m_view);
    buildTools();
    connect(&session, &session::EngineSession::logArrived, this,
            [this](const QList<client::LogLine> &lines, quint64 skipped) {
                nameEngine();
                m_model.add(lines, skipped);
            });
    connect(&session, &session::EngineSession::stateChanged, this, [this] {
        m_isNew = m_isNew || m_session.state() != session::EngineSession::State::Connected;
    });
    connect(&m_model, &models::BoundedRows::countsChanged, this, &LogPane::refreshCounts);
    auto *menu = new QMenu(this);
    QAction *copyAction =
        menu->addAction(look::icon(QStringLiteral("edit-copy")), tr("&Copy"), this, &LogPane::copy);
    makeCommand(copyAction, QStringLiteral("copy"), QKeySequence::Copy);
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this, menu](const QPoint &at) { menu->popup(m_view->viewport()->mapToGlobal(at)); });
    refreshCounts();
}

QWidget *LogPane::tools()
{
    return m_tools;
}

QJsonObject LogPane::saveState() const
{
    return {{QStringLiteral("filter"), m_filter->text()},
            {QStringLiteral("filters"), m_saved->saveState()},
            {QStringLiteral("source"), m_wanted},
            {QStringLiteral("level"), m_level->currentIndex()}};
}

void LogPane::restoreState(const QJsonObject &state)
{
    m_filter->setText(state.value(QLatin1String("filter")).toString());
    m_saved->restoreState(state.value(QLatin1String("filters")).toArray());
    m_wanted = state.value(QLatin1String("source")).toString();
    fillSources();
    m_level->setCurrentIndex(state.value(QLatin1String("level")).toInt());
    applyFilter();
}

void LogPane::buildTools()
{
    m_counts->setFont(look::secondaryFont());
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    m_counts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_tools->add(m_counts, 1);
    buildFilters();
    m_saved = new SavedFilters(*m_filter);
    m_tools->addMenu(m_saved->action(), m_saved->menu());
    connect(m_saved, &SavedFilters::changed, this, &Pane::stateChanged);
    m_tools->addButton(m_follow->action());
    makeCommand(m_follow->action(), QStringLiteral("follow"));
    makeCommand(focusFilter(*m_filter, this), QStringLiteral("filter"), QKeySequence::Find);
    m_older = new QAction(look::icon(QStringLiteral("view-list-details")), tr("Older"), this);
    m_older->setToolTip(tr("Show the lines for which the list has no room"));
    connect(m_older, &QAction::triggered, this, &LogPane::olderWanted);
    m_tools->addButton(m_older);
    makeCommand(m_older, QStringLiteral("older"));
    auto *clear = new QAction(look::icon(QStringLiteral("edit-clear-history")), tr("Clear"), this);
    connect(clear, &QAction::triggered, this, [this] {
        m_model.putAway();
        if (m_model.awayCount() > 0) {
            Q_EMIT undoOffered(tr("The list of log lines was cleared."),
                               [this] { m_model.bringBack(); });
        }
    });
    clear->setToolTip(tr("Empty the list; there is an Undo"));
    m_tools->addButton(clear);
    makeCommand(clear, QStringLiteral("clear"));
    auto *save = new QAction(look::icon(QStringLiteral("document-export")), tr("Export"), this);
    save->setToolTip(tr("Write the lines that are shown to a file"));
    connect(save, &QAction::triggered, this, [this] {
        m_export->ask(QStringLiteral("gatewright.log"), [this] { return m_model.exportText(); });
    });
    connect(m_export, &FileExport::said, this, &LogPane::messageRaised);
    m_tools->addButton(save);
    makeCommand(save, QStringLiteral("export"));
}

void LogPane::buildFilters()
{
    m_level->addItems(
        {tr("All levels"), tr("Info and above"), tr("Warnings and errors"), tr("Errors only")});
    m_level->setAccessibleName(tr("Lowest level"));
    m_tools->add(m_level);
    m_source->setAccessibleName(tr("Source of the lines"));
    m_source->setToolTip(m_source->accessibleName());
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_source->setMinimumContentsLength(kSourceLetters);
    m_tools->add(m_source);
    fillSources();
    prepareFilterField(*m_filter, tr("Filter: a regular expression"), {});
    m_filter->setAccessibleName(tr("Filter the log"));
    m_tools->add(m_filter, kFilterShare);
    m_filterPause->setSingleShot(true);
    m_filterPause->setInterval(look::kFilterPauseMs);
    connect(m_filterPause, &QTimer::timeout, this, &LogPane::applyFilter);
    connect(m_filter, &QLineEdit::textChanged, this, [this] {
        m_filterPause->start();
        Q_EMIT stateChanged();
    });
    connect(m_level, &QComboBox::currentIndexChanged, this, [this] {
        applyFilter();
        Q_EMIT stateChanged();
    });
    connect(m_source, &QComboBox::activated, this, [this] {
        m_wanted = m_source->currentData().toString();
        applyFilter();
        Q_EMIT stateChanged();
    });
    connect(m_newRequest, &QAction::triggered, this, &LogPane::newRequestWanted);
    connect(m_showAll, &QAction::triggered, this, [this] {
        m_wanted.clear();
        fillSources();
        m_level->setCurrentIndex(0);
        m_filter->clear();
        applyFilter();
        Q_EMIT stateChanged();
    });
    connect(&m_model, &LogModel::sourcesChanged, this, &LogPane::fillSources);
}

// What is there, and what was chosen before it came.
void LogPane::fillSources()
{
    QStringList sources = m_model.sources();
    if (!m_wanted.isEmpty() && !sources.contains(m_wanted)) {
        sources.prepend(m_wanted);
    }
    m_source->clear();
    m_source->addItem(tr("All sources"), QString());
    for (const QString &source : std::as_const(sources)) {
        m_source->addItem(source, source);
    }
    m_source->setCurrentIndex(std::max(0, m_source->findData(m_wanted)));
}

void LogPane::applyFilter()
{
    const QRegularExpression expression(m_filter->text(),
                                        QRegularExpression::CaseInsensitiveOption);
    if (!expression.isValid()) {
        const Error error{
            tr("This is not a regular expression: %1").arg(expression.errorString()).toStdString(),
            {},
            tr("Put a %1 before a character that is meant as it is")
                .arg(QLatin1Char('\\'))
                .toStdString()};
        showFilterError(*m_filter, *m_filterWords, &error);
        return;
    }
    showFilterError(*m_filter, *m_filterWords, nullptr);
    m_matches->setExpression(expression);
    m_view->viewport()->update();
    m_model.setFilter({.lowest = static_cast<LogLevel>(m_level->currentIndex()),
                       .source = m_wanted,
                       .expression = expression});
}

// The list goes on from one engine to the next: it tells where.
void LogPane::nameEngine()
{
    if (!std::exchange(m_isNew, false)) {
        return;
    }
    QString engine = m_session.trafficUrl().authority();
    if (!m_session.workspace().isEmpty()) {
        engine = tr("%1, workspace %2").arg(engine, m_session.workspace());
    }
    const bool isSame = std::exchange(m_engine, engine) == engine;
    if (m_model.keptCount() > 0) { // else there is nothing that it is to be told from
        m_model.addRemark(isSame ? tr("Connected again: %1").arg(engine)
                                 : tr("From here on: %1").arg(engine));
    }
}

void LogPane::refreshCounts()
{
    if (m_model.awayCount() == 0) {
        Q_EMIT undoEnded();
    }
    const auto shown = static_cast<std::uint64_t>(m_model.rowCount());
    QString text =
        shown == m_model.keptCount()
            ? tr("%1 of at most %2")
                  .arg(look::countText(shown), look::countText(m_model.bound().rows))
            : tr("%1 of %2").arg(look::countText(shown), look::countText(m_model.keptCount()));
    refreshEmpty();
    const models::LogSpill &older = m_model.older();
    const std::uint64_t onDisk = older.lineCount();
    m_older->setEnabled(onDisk > 0);
    if (onDisk > 0) {
        text += tr("   %1 older ones on the disk (%2)")
                    .arg(look::countText(onDisk), look::byteText(older.byteCount()));
    }
    if (m_model.droppedCount() > onDisk) {
        text += tr("   %1 lost").arg(look::countText(m_model.droppedCount() - onDisk));
    }
    m_counts->setText(text);
}

void LogPane::refreshEmpty()
{
    if (m_model.keptCount() > 0) {
        m_view->setEmptyText(tr("The filter hides all lines."), m_showAll);
    } else {
        m_view->setEmptyText(tr("The engine has not logged anything yet."), m_newRequest);
    }
}

void LogPane::copy()
{
    QStringList lines;
    for (const int row : m_view->selectedRows()) {
        lines.append(m_model.text(row));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
    Q_EMIT messageRaised(tr("Copied %1 lines").arg(lines.size()));
}

} // namespace gw::panes
