// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/metrics_pane.h"

#include "look/icons.h"
#include "look/palette.h"
#include "panes/chart.h"
#include "panes/file_export.h"
#include "panes/list_view.h"
#include "panes/pane_tools.h"
#include "widgets/scrolled.h"
#include "widgets/work_bar.h"

#include <QComboBox>
#include <QDateTime>
#include <QHeaderView>
#include <QSplitter>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace gw::panes {

using models::MetricsSample;
using session::EngineSession;

namespace {

constexpr int kSubjectLetters = 14;
constexpr int kChartWidth = 360; // the table gets what it needs, as long as there is room
constexpr int kSpans[] = {60, 300, 900, 3600}; // seconds
constexpr int kResolutions[] = {1, 10, 60};    // seconds
constexpr int kUsualResolution = 1;            // of the above: right for every span
constexpr int kFewestPoints = 5;
constexpr int kMostPoints = 900;
constexpr double kKilo = 1000;

double now()
{
    return static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
}

} // namespace

MetricsPane::MetricsPane(EngineSession &session, QWidget *parent)
    : Pane(parent)
    , m_session(session)
    , m_export(new FileExport(this))
    , m_tools(new PaneTools(this))
    , m_subject(new QComboBox(m_tools))
    , m_span(new QComboBox(m_tools))
    , m_resolution(new QComboBox(m_tools))
    , m_pause(new QAction(look::icon(QStringLiteral("media-playback-pause")), tr("Pause"), this))
    , m_request(
          new QAction(look::icon(QStringLiteral("document-send")), tr("Send a request"), this))
    , m_newPlugin(new QAction(look::icon(QStringLiteral("document-new")), tr("New plugin"), this))
    , m_rate(new Chart(tr("Requests"), tr("/s"),
                       {{tr("all"), look::Tint::Secondary, false},
                        {tr("2xx"), look::Tint::Good, false},
                        {tr("3xx"), look::Tint::Info, false},
                        {tr("4xx"), look::Tint::Warn, false},
                        {tr("5xx"), look::Tint::Bad, false}},
                       this))
    , m_times(new Chart(tr("Time"), tr("ms"),
                        {{tr("p50"), look::Tint::Info, false},
                         {tr("p90"), look::Tint::Plugin, false},
                         {tr("p99"), look::Tint::Info, true}},
                        this))
    , m_active(
          new Chart(tr("In flight"), {}, {{tr("requests"), look::Tint::Secondary, false}}, this))
    , m_bytes(new Chart(tr("Bytes"), tr("kB/s"),
                        {{tr("in"), look::Tint::Good, false}, {tr("out"), look::Tint::Info, false}},
                        this))
    , m_table(new ListView(this))
    , m_split(new QSplitter(Qt::Horizontal))
{
    m_hooks.setFixedFont(look::fixedFont());
    m_table->setModel(&m_hooks);
    m_table->setWidths({16, 7, 7, 8, 8}, models::HooksModel::Symbol);
    m_table->setAccessibleName(tr("Plugin hooks"));
    m_table->setEmptyText(tr("No API uses a plugin."), m_newPlugin);
    connect(m_newPlugin, &QAction::triggered, this, &MetricsPane::newPluginWanted);
    connect(m_request, &QAction::triggered, this, &MetricsPane::requestWanted);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT pluginWanted(m_hooks.hook(index.row()).path);
    });
    layOut();
    buildTools();
    connect(&session, &EngineSession::metricsChanged, this, [this, &session] {
        if (session.metrics()) {
            m_series.add(*session.metrics(), QDateTime::currentDateTime());
        } else {
            m_series.clear();
            m_subjects.clear();
        }
    });
    connect(&session, &EngineSession::trafficArrived, &m_series,
            &models::MetricsSeries::addTraffic);
    connect(
        &session, &EngineSession::trafficArrived, this,
        [this](const QList<client::TrafficRecord> &records) { m_subjects.addTraffic(records); });
    connect(&m_series, &models::MetricsSeries::secondClosed, this,
            [this](double at, double seconds) { m_subjects.closeSecond(at, seconds); });
    connect(&session, &EngineSession::pluginsChanged, this, [this] {
        m_hooks.setHooks(m_session.plugins());
        fillSubjects();
    });
    connect(&session, &EngineSession::reportChanged, this, &MetricsPane::fillSubjects);
    connect(&m_series, &models::MetricsSeries::changed, this, &MetricsPane::refresh);
    for (Chart *chart : charts()) {
        connect(chart, &Chart::spanChosen, this, [this, chart](double from, double to) {
            m_pause->setChecked(true);
            for (Chart *other : charts()) {
                if (other != chart) {
                    other->setSpan(from, to);
                }
            }
        });
    }
    showSpan();
    refresh();
}

std::array<Chart *, 4> MetricsPane::charts() const
{
    return {m_rate, m_times, m_active, m_bytes};
}

// Side by side; where there is no room for that, they scroll rather than get too narrow to be read.
void MetricsPane::layOut()
{
    for (Chart *chart : charts()) {
        m_split->addWidget(chart);
    }
    m_table->setMinimumWidth(m_table->horizontalHeader()->length() + 2 * m_table->frameWidth());
    m_split->addWidget(m_table);
    m_split->setChildrenCollapsible(false);
    m_split->setSizes({kChartWidth, kChartWidth, kChartWidth / 2, kChartWidth / 2,
                       m_table->horizontalHeader()->length()});
    connect(m_split, &QSplitter::splitterMoved, this, &MetricsPane::stateChanged);
    QScrollArea *area = widgets::scrolled(m_split, this);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(area, 1);
    layout->addWidget(m_export->bar());
}

QWidget *MetricsPane::tools()
{
    return m_tools;
}

QJsonObject MetricsPane::saveState() const
{
    return {{QStringLiteral("span"), m_span->currentIndex()},
            {QStringLiteral("resolution"), m_resolution->currentIndex()},
            {QStringLiteral("subject"), m_subject->currentData().toString()},
            {QStringLiteral("split"), QString::fromLatin1(m_split->saveState().toBase64())}};
}

void MetricsPane::restoreState(const QJsonObject &state)
{
    m_span->setCurrentIndex(state.value(QLatin1String("span")).toInt(1));
    m_resolution->setCurrentIndex(state.value(QLatin1String("resolution")).toInt(0));
    offerResolutions();
    m_split->restoreState(
        QByteArray::fromBase64(state.value(QLatin1String("split")).toString().toLatin1()));
    m_wanted = state.value(QLatin1String("subject")).toString();
    fillSubjects();
}

void MetricsPane::buildTools()
{
    m_subject->setAccessibleName(tr("What the charts show"));
    m_subject->setToolTip(m_subject->accessibleName());
    m_subject->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_subject->setMinimumContentsLength(kSubjectLetters);
    m_tools->add(m_subject);
    connect(m_subject, &QComboBox::activated, this, [this] {
        m_wanted = m_subject->currentData().toString();
        m_pause->setChecked(false);
        refresh();
        Q_EMIT stateChanged();
    });
    fillSubjects();
    buildTimes();
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Hold the charts still; dragging and zooming do it too"));
    connect(m_pause, &QAction::toggled, this, [this](bool isPaused) {
        if (!isPaused) {
            refresh();
        }
    });
    m_tools->addButton(m_pause);
    makeCommand(m_pause, QStringLiteral("pause"));
    auto *save = new QAction(look::icon(QStringLiteral("document-export")), tr("Export"), this);
    save->setToolTip(tr("Write what the charts show to a CSV file"));
    connect(save, &QAction::triggered, this, [this] {
        m_export->ask(QStringLiteral("metrics.csv"), [this] { return models::csvText(m_shown); });
    });
    connect(m_export, &FileExport::said, this, &MetricsPane::messageRaised);
    m_tools->addButton(save);
    makeCommand(save, QStringLiteral("export"));
}

void MetricsPane::buildTimes()
{
    m_span->addItems(
        {tr("Last minute"), tr("Last 5 minutes"), tr("Last 15 minutes"), tr("Last hour")});
    m_span->setCurrentIndex(1);
    m_span->setAccessibleName(tr("Time that the charts show"));
    m_span->setToolTip(m_span->accessibleName());
    m_resolution->addItems({tr("1 s"), tr("10 s"), tr("1 min")});
    m_resolution->setAccessibleName(tr("Time that each point of the charts stands for"));
    m_resolution->setToolTip(m_resolution->accessibleName());
    offerResolutions();
    const auto showOther = [this] {
        offerResolutions();
        m_pause->setChecked(false);
        refresh();
        Q_EMIT stateChanged();
    };
    for (QComboBox *box : {m_span, m_resolution}) {
        m_tools->add(box);
        connect(box, &QComboBox::currentIndexChanged, this, showOther);
    }
}

// Neither more points than pixels, nor so few that there is no line.
void MetricsPane::offerResolutions()
{
    auto *rows = static_cast<QStandardItemModel *>(m_resolution->model());
    for (int at = 0; at < m_resolution->count(); ++at) {
        const int points = kSpans[m_span->currentIndex()] / kResolutions[at];
        rows->item(at)->setEnabled(points >= kFewestPoints && points <= kMostPoints);
    }
    if (!rows->item(m_resolution->currentIndex())->isEnabled()) {
        m_resolution->setCurrentIndex(kUsualResolution);
    }
}

void MetricsPane::refresh()
{
    if (m_pause->isChecked()) {
        return;
    }
    m_shown = models::mergedSamples(samples(), kResolutions[m_resolution->currentIndex()],
                                    now() - kSpans[m_span->currentIndex()]);
    fillCharts();
    showSpan();
}

void MetricsPane::fillCharts()
{
    QVector<double> times;
    std::vector<QVector<double>> rate(5);
    std::vector<QVector<double>> percentiles(3);
    std::vector<QVector<double>> active(1);
    std::vector<QVector<double>> bytes(2);
    for (const MetricsSample &sample : m_shown) {
        times.append(sample.at);
        rate[0].append(sample.rate);
        rate[1].append(sample.successes);
        rate[2].append(sample.redirects);
        rate[3].append(sample.clientErrors);
        rate[4].append(sample.serverErrors);
        percentiles[0].append(sample.p50);
        percentiles[1].append(sample.p90);
        percentiles[2].append(sample.p99);
        active[0].append(sample.active);
        bytes[0].append(sample.bytesIn / kKilo);
        bytes[1].append(sample.bytesOut / kKilo);
    }
    m_rate->setValues(times, rate);
    m_times->setValues(times, percentiles);
    m_active->setValues(times, active);
    m_bytes->setValues(times, bytes);
}

// The whole engine, each API, each hook; what was chosen stays while it is there.
void MetricsPane::fillSubjects()
{
    using models::SubjectSeries;
    const QString whole = tr("All APIs");
    QList<std::pair<QString, QString>> rows{{whole, QString()}};
    for (const client::ApiReport &api : m_session.report().apis) {
        if (!api.apiId.isEmpty()) {
            rows.append({tr("API %1").arg(api.name.isEmpty() ? api.apiId : api.name),
                         SubjectSeries::ofApi(api.apiId)});
        }
    }
    for (const client::PluginHook &hook : m_session.plugins()) {
        rows.append(
            {tr("Hook %1").arg(hook.symbol), SubjectSeries::ofHook(hook.path, hook.symbol)});
    }
    bool isSame = rows.size() == m_subject->count();
    for (int row = 0; isSame && row < m_subject->count(); ++row) {
        isSame = m_subject->itemData(row).toString() == rows[row].second;
    }
    if (!isSame) {
        m_subject->clear();
        for (const auto &[text, subject] : rows) {
            m_subject->addItem(text, subject);
        }
    }
    m_subject->setCurrentIndex(std::max(0, m_subject->findData(m_wanted)));
}

const std::deque<MetricsSample> &MetricsPane::samples() const
{
    const QString subject = m_subject->currentData().toString();
    return subject.isEmpty() ? m_series.samples() : m_subjects.samples(subject);
}

void MetricsPane::showSpan()
{
    const double to = now();
    const int span = kSpans[m_span->currentIndex()];
    const QString empty = tr("No traffic in the last %1 min").arg(span / 60);
    for (Chart *chart : charts()) {
        chart->setSpan(to - span, to);
    }
    m_rate->setEmptyText(empty, m_request);
    m_times->setEmptyText(empty);
    m_bytes->setEmptyText(empty);
}

} // namespace gw::panes
