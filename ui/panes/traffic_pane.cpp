// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/traffic_pane.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "models/traffic_export.h"
#include "models/traffic_words.h"
#include "panes/file_export.h"
#include "panes/filter_field.h"
#include "panes/follow.h"
#include "panes/list_view.h"
#include "panes/notice_line.h"
#include "panes/pane_tools.h"
#include "panes/record_detail.h"
#include "panes/saved_filters.h"
#include "widgets/elided_label.h"
#include "widgets/work_bar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>
#include <QVBoxLayout>

namespace gw::panes {

using client::TrafficRecord;
using models::TrafficModel;
using session::EngineSession;

namespace {

constexpr int kKnownRecords = 1000;  // that the engine still has from before
constexpr int kOfferedTraffic = 300; // places

} // namespace

TrafficPane::TrafficPane(EngineSession &session, QWidget *parent, models::BoundedRows::Bound bound)
    : Pane(parent)
    , m_session(session)
    , m_model(bound, nullptr)
    , m_view(new ListView(this))
    , m_export(new FileExport(this))
    , m_tools(new PaneTools(this))
    , m_filter(new QLineEdit(m_tools))
    , m_filterWords(makeFilterWords(this))
    , m_missing(new NoticeLine(tr("Open Metrics"), this))
    , m_counts(new widgets::ElidedLabel(m_tools))
    , m_menu(new QMenu(this))
    , m_compare(new QAction(look::icon(QStringLiteral("vcs-diff")), tr("Compare"), this))
    , m_newRequest(new QAction(look::icon(QStringLiteral("document-new")), tr("New request"), this))
    , m_showAll(new QAction(look::icon(QStringLiteral("view-filter")), tr("Clear filter"), this))
    , m_filterPause(new QTimer(this))
    , m_detail(std::make_unique<RecordDetail>())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filterWords);
    layout->addWidget(m_missing);
    layout->addWidget(m_view);
    layout->addWidget(m_export->bar());
    m_model.setFixedFont(look::fixedFont());
    m_view->setModel(&m_model);
    m_view->setAccessibleName(tr("Traffic"));
    m_view->setWidths({13, 8, 24, 6, 14, 10, 10, 10, 10, 8, 26}, TrafficModel::Path);
    connect(m_missing, &NoticeLine::wayWanted, this, &TrafficPane::metricsWanted);
    connect(m_newRequest, &QAction::triggered, this, &TrafficPane::newRequestWanted);
    connect(m_showAll, &QAction::triggered, this, [this] {
        m_filter->clear();
        applyFilter();
    });
    m_follow = new Follow(*m_view);
    setFocusProxy(m_view);
    buildMenu();
    buildTools();
    connect(&session, &EngineSession::trafficArrived, this,
            [this](const QList<TrafficRecord> &records, quint64 skipped) {
                m_model.add(records, skipped);
            });
    connect(&session, &EngineSession::stateChanged, this, [this] {
        // What one engine was asked is not to be sent to another by a click.
        if (const QString owner = m_session.origin(); !owner.isEmpty() && owner != m_owner) {
            m_owner = owner;
            m_model.clear();
        }
        if (m_session.state() == EngineSession::State::Connected) {
            startFresh();
        }
    });
    connect(&m_model, &models::BoundedRows::countsChanged, this, &TrafficPane::refreshCounts);
    connect(m_view, &ListView::currentRowChanged, this, &TrafficPane::showRow);
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        if (m_view->currentIndex().isValid()) {
            m_menu->popup(m_view->viewport()->mapToGlobal(at));
        }
    });
    connect(m_detail.get(), &RecordDetail::resendWanted, this, &TrafficPane::resendWanted);
    connect(m_detail.get(), &RecordDetail::replayWanted, this, &TrafficPane::replayWanted);
    connect(m_detail.get(), &RecordDetail::pluginWanted, this, &TrafficPane::pluginWanted);
    connect(m_detail.get(), &RecordDetail::captureWanted, &session,
            [&session] { session.setCapturing(true); });
    connect(&session, &EngineSession::capturingChanged, this, &TrafficPane::followCapture);
    followCapture();
    connect(m_detail.get(), &RecordDetail::breakWanted, this, &TrafficPane::breakWanted);
    refreshCounts();
}

TrafficPane::~TrafficPane() = default;

void TrafficPane::followCapture()
{
    m_detail->setCapturing(m_session.isCapturing());
}

QWidget *TrafficPane::tools()
{
    return m_tools;
}

QWidget *TrafficPane::inspectorWidget()
{
    return m_detail.get();
}

QJsonObject TrafficPane::saveState() const
{
    return {{QStringLiteral("filter"), m_filter->text()},
            {QStringLiteral("filters"), m_saved->saveState()},
            {QStringLiteral("columns"), m_view->saveColumns()}};
}

void TrafficPane::restoreState(const QJsonObject &state)
{
    m_filter->setText(state.value(QLatin1String("filter")).toString());
    m_saved->restoreState(state.value(QLatin1String("filters")).toArray());
    m_view->restoreColumns(state.value(QLatin1String("columns")).toArray());
}

void TrafficPane::offerPlaces(const window::QuickOffer &offer)
{
    const QIcon icon = look::icon(QStringLiteral("network-connect"));
    QList<window::QuickEntry> places;
    const int rows = m_model.rowCount();
    for (int row = rows - 1; row >= std::max(0, rows - kOfferedTraffic); --row) {
        const std::shared_ptr<const TrafficRecord> record = m_model.sharedRecord(row);
        const auto text = [&record](int column) {
            return TrafficModel::text(*record, column);
        };
        places.append({.text = QStringLiteral("%1 %2 %3")
                                   .arg(text(TrafficModel::Method), text(TrafficModel::Path),
                                        text(TrafficModel::Status)),
                       .detail = tr("Traffic, %1").arg(text(TrafficModel::Time)),
                       .icon = icon,
                       .run = [this, record] {
                           goTo(record.get());
                       }});
    }
    offer(places);
}

// The newest are the likely ones.
void TrafficPane::goTo(const TrafficRecord *record)
{
    Q_EMIT raiseWanted();
    m_view->setFocus();
    for (int row = m_model.rowCount() - 1; row >= 0; --row) {
        if (&m_model.record(row) == record) {
            m_view->selectRow(row);
            m_view->scrollTo(m_model.index(row, 0));
            return;
        }
    }
    Q_EMIT messageRaised(tr("That request is not in the list any more"));
}

void TrafficPane::buildTools()
{
    m_counts->setFont(look::secondaryFont());
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    m_counts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_tools->add(m_counts, 1);
    prepareFilterField(*m_filter, tr("Filter: status>=500 api:demo dur>20ms"), [this] {
        return models::trafficWords(m_model, m_session.report().apis, m_session.plugins());
    });
    m_filter->setAccessibleName(tr("Filter the traffic"));
    m_tools->add(m_filter, kFilterShare);
    m_saved = new SavedFilters(*m_filter);
    m_tools->addMenu(m_saved->action(), m_saved->menu());
    connect(m_saved, &SavedFilters::changed, this, &Pane::stateChanged);
    m_tools->addButton(m_follow->action());
    m_tools->addButton(m_compare);
    makeCommand(m_follow->action(), QStringLiteral("follow"));
    makeCommand(focusFilter(*m_filter, this), QStringLiteral("filter"), QKeySequence::Find);
    auto *clear = new QAction(look::icon(QStringLiteral("edit-clear-history")), tr("Clear"), this);
    connect(clear, &QAction::triggered, this, [this] {
        m_model.putAway();
        showRow(-1);
        if (m_model.awayCount() > 0) {
            Q_EMIT undoOffered(tr("The list of traffic was cleared."),
                               [this] { m_model.bringBack(); });
        }
    });
    clear->setToolTip(tr("Empty the list; there is an Undo"));
    m_tools->addButton(clear);
    makeCommand(clear, QStringLiteral("clear"));
    auto *exports = new QMenu(this);
    QAction *har = exports->addAction(tr("Export as &HAR..."), this, [this] {
        m_export->ask(QStringLiteral("traffic.har"),
                      [this] { return models::harText(m_model, origins()); });
    });
    makeCommand(har, QStringLiteral("exportHar"));
    QAction *csv = exports->addAction(tr("Export as &CSV..."), this, [this] {
        m_export->ask(QStringLiteral("traffic.csv"), [this] { return models::csvText(m_model); });
    });
    makeCommand(csv, QStringLiteral("exportCsv"));
    connect(m_export, &FileExport::said, this, &TrafficPane::messageRaised);
    auto *action = new QAction(look::icon(QStringLiteral("document-export")), tr("Export"), this);
    action->setToolTip(tr("Write the rows that are shown to a file"));
    m_tools->addMenu(action, exports);
    m_filterPause->setSingleShot(true);
    m_filterPause->setInterval(look::kFilterPauseMs);
    connect(m_filterPause, &QTimer::timeout, this, &TrafficPane::applyFilter);
    connect(m_filter, &QLineEdit::textChanged, this, [this] {
        m_filterPause->start();
        Q_EMIT stateChanged();
    });
}

void TrafficPane::buildMenu()
{
    m_menu->setToolTipsVisible(true); // why a command waits
    addRowCommand(m_menu->addAction(look::icon(QStringLiteral("document-send")),
                                    tr("&Edit and send again"), this,
                                    [this] { withFirst(&TrafficPane::resendWanted); }),
                  QStringLiteral("resend"));
    addRowCommand(m_menu->addAction(look::icon(QStringLiteral("media-playback-start")),
                                    tr("&Replay"), this,
                                    [this] { withFirst(&TrafficPane::replayWanted); }),
                  QStringLiteral("replay"));
    addRowCommand(m_menu->addAction(look::icon(QStringLiteral("media-playback-pause")),
                                    tr("&Break on such requests"), this,
                                    [this] { withFirst(&TrafficPane::breakOnWanted); }),
                  QStringLiteral("break"));
    connect(m_compare, &QAction::triggered, this, &TrafficPane::compareChosen);
    m_menu->addAction(m_compare);
    makeCommand(m_compare, QStringLiteral("compare"));
    m_menu->addSeparator();
    addRowCommand(m_menu->addAction(look::icon(QStringLiteral("edit-copy")), tr("Copy as c&url"),
                                    this, &TrafficPane::copyCurl),
                  QStringLiteral("copyCurl"));
    addRowCommand(m_menu->addAction(tr("&Copy as lines"), this, &TrafficPane::copyRows),
                  QStringLiteral("copy"), QKeySequence::Copy);
    m_menu->addSeparator();
    addRowCommand(m_menu->addAction(tr("Only this &API"), this,
                                    [this] {
                                        if (const auto records = chosen(); !records.empty()) {
                                            m_filter->setText(QStringLiteral("api:") +
                                                              records.front()->apiId);
                                        }
                                    }),
                  QStringLiteral("onlyApi"));
    addRowCommand(
        m_menu->addAction(tr("Only this &status"), this,
                          [this] {
                              if (const auto records = chosen(); !records.empty()) {
                                  m_filter->setText(
                                      QStringLiteral("status:%1").arg(records.front()->status));
                              }
                          }),
        QStringLiteral("onlyStatus"));
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TrafficPane::refreshRowCommands);
    // The selection goes without a word then.
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TrafficPane::refreshRowCommands);
    refreshRowCommands();
}

void TrafficPane::addRowCommand(QAction *action, const QString &id, const QKeySequence &keys)
{
    makeCommand(action, id, keys);
    m_rowCommands.append(action);
}

void TrafficPane::refreshRowCommands()
{
    const qsizetype count = m_view->selectionModel()->selectedRows().size();
    for (QAction *action : std::as_const(m_rowCommands)) {
        action->setEnabled(count > 0);
        action->setToolTip(count > 0 ? QString() : tr("Choose a request in the list first"));
    }
    m_compare->setEnabled(count == 2);
    m_compare->setToolTip(count == 2 ? tr("Compare two chosen requests, line by line")
                                     : tr("Choose two requests in the list first"));
}

// Another engine, or the same one again: its records from before this console listened.
void TrafficPane::startFresh()
{
    if (m_session.client() == nullptr) {
        return;
    }
    m_session.client()
        ->traffic(kKnownRecords)
        .then(this, [this](const Expected<QList<TrafficRecord>> &records) {
            if (records && m_model.keptCount() + m_model.awayCount() == 0) {
                m_model.add(*records, 0);
            }
        });
}

void TrafficPane::applyFilter()
{
    const auto filter = models::TrafficFilter::parse(m_filter->text());
    showFilterError(*m_filter, *m_filterWords, filter ? nullptr : &filter.error());
    if (filter) {
        m_model.setFilter(*filter);
    }
}

void TrafficPane::refreshCounts()
{
    const auto shown = static_cast<std::uint64_t>(m_model.rowCount());
    QString text =
        shown == m_model.keptCount()
            ? look::countText(shown)
            : tr("%1 of %2").arg(look::countText(shown), look::countText(m_model.keptCount()));
    text += QStringLiteral("   %1/%2")
                .arg(look::byteText(m_model.keptBytes()), look::byteText(m_model.bound().bytes));
    if (const auto dropped = m_model.droppedCount() - m_model.lostCount(); dropped > 0) {
        text += tr("   %1 older ones dropped").arg(look::countText(dropped));
    }
    if (m_model.lostCount() > 0) {
        text += tr("   %1 missing").arg(look::countText(m_model.lostCount()));
    }
    m_missing->say(
        m_model.lostCount() == 0
            ? QString()
            : tr("%Ln request(s) are not in this list: more came at once than the engine "
                 "tells one by one. Metrics count all of them.",
                 nullptr, static_cast<int>(m_model.lostCount())));
    m_counts->setText(text);
    if (m_model.awayCount() == 0) {
        Q_EMIT undoEnded();
    }
    refreshEmpty();
}

void TrafficPane::refreshEmpty()
{
    if (m_model.keptCount() > 0) {
        m_view->setEmptyText(tr("The filter hides all requests."), m_showAll);
    } else {
        m_view->setEmptyText(tr("No traffic yet. Send a request to the gateway: it appears here, "
                                "with what every step did to it."),
                             m_newRequest);
    }
}

void TrafficPane::showRow(int row)
{
    m_detail->show(row < 0 || row >= m_model.rowCount() ? nullptr : &m_model.record(row));
    if (row >= 0) {
        Q_EMIT inspectorWanted();
    }
}

std::vector<std::shared_ptr<const TrafficRecord>> TrafficPane::chosen() const
{
    std::vector<std::shared_ptr<const TrafficRecord>> records;
    for (const int row : m_view->selectedRows()) {
        records.push_back(m_model.sharedRecord(row));
    }
    return records;
}

models::Origins TrafficPane::origins() const
{
    const auto text = [](const QUrl &url) {
        return url.toString(QUrl::RemovePath | QUrl::StripTrailingSlash);
    };
    models::Origins origins{.gateway = text(m_session.trafficUrl()), .ofApis = {}};
    for (const client::ApiReport &api : m_session.report().apis) {
        if (api.listenPort != 0) {
            origins.ofApis.insert(api.apiId, text(m_session.trafficUrl(api.apiId)));
        }
    }
    return origins;
}

void TrafficPane::withFirst(void (TrafficPane::*wanted)(const TrafficRecord &))
{
    if (const auto records = chosen(); !records.empty()) {
        (this->*wanted)(*records.front());
    }
}

void TrafficPane::compareChosen()
{
    if (const auto records = chosen(); records.size() == 2) {
        Q_EMIT compareWanted(*records.front(), *records.back());
    }
}

void TrafficPane::copyText(const QString &text, const QString &what)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT messageRaised(what);
}

void TrafficPane::copyCurl()
{
    QStringList commands;
    const models::Origins known = origins();
    for (const auto &record : chosen()) {
        commands.append(models::curlCommand(*record, known.of(*record)));
    }
    copyText(commands.join(QString()), tr("Copied as curl"));
}

void TrafficPane::copyRows()
{
    QStringList lines;
    for (const auto &record : chosen()) {
        QStringList cells;
        for (int column = 0; column < TrafficModel::kColumns; ++column) {
            cells.append(TrafficModel::text(*record, column));
        }
        lines.append(cells.join(QLatin1Char('\t')));
    }
    copyText(lines.join(QLatin1Char('\n')), tr("Copied %1 lines").arg(lines.size()));
}

} // namespace gw::panes
