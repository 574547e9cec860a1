// SPDX-License-Identifier: GPL-3.0-or-later
#include "console_bench.h"

#include "bench_responses.h"
#include "editing/diagnostics_runner.h"
#include "models/log_model.h"
#include "models/navigator_model.h"
#include "models/traffic_filter.h"
#include "models/traffic_model.h"
#include "panes/follow.h"
#include "panes/list_view.h"
#include "request_form/url_bar.h"
#include "wait_until.h"
#include "window/session_store.h"
#include "window/tab_area.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>
#include <QWindow>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace gw::app {

namespace {

constexpr int kTrafficBatch = 10'000;
constexpr int kScrolls = 300;
constexpr int kLogBatches = 30; // a second, as the engine sends them
constexpr int kLinesASecond = 50'000;
constexpr int kTypingMs = 50; // from one to the next
constexpr QChar kTyped(u'\u0078');

client::TrafficRecord trafficRecord(int number)
{
    client::TrafficRecord record;
    record.sequence = static_cast<std::uint64_t>(number);
    record.time = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + number);
    record.method = QStringLiteral("GET");
    record.rawPath = QStringLiteral("/orders/%1").arg(number % 1000);
    record.path = record.rawPath;
    record.status = number % 50 == 0 ? 500 : 200;
    record.apiId = QStringLiteral("orders");
    record.total = std::chrono::microseconds(200 + number % 700);
    record.upstream = std::chrono::microseconds(150);
    record.bytesOut = 412;
    return record;
}

// The most letters in a row.
std::size_t longestRun(const QByteArray &text, char letter)
{
    std::size_t longest = 0;
    std::size_t now = 0;
    for (const char one : text) {
        now = one == letter ? now + 1 : 0;
        longest = std::max(longest, now);
    }
    return longest;
}

} // namespace

ConsoleBench::ConsoleBench(Console &console, const QElapsedTimer &sinceStart,
                           const BenchSizes &sizes)
    : m_console(console)
    , m_sinceStart(sinceStart)
    , m_sizes(sizes)
{
}

int ConsoleBench::run()
{
    const auto report = measure();
    if (!report) {
        std::fprintf(stderr, "gatewright-console: the engine did not start: %s\n",
                     m_console.session().problem().text().c_str());
        return 1;
    }
    std::fputs(QJsonDocument(*report).toJson().constData(), stdout);
    return 0;
}

std::optional<QJsonObject> ConsoleBench::measure()
{
    measureStart();
    if (!waitUntil([this] { return m_console.session().report().generation > 0; })) {
        return std::nullopt;
    }
    measureMemory();
    measureDiagnostics();
    measureWorkspace();
    measureSession();
    measureTraffic();
    measureLog();
    measureResponses(m_report, m_sizes);
    return QJsonObject{
        {QStringLiteral("version"), QApplication::applicationVersion()},
        {QStringLiteral("platform"), QApplication::platformName()},
        {QStringLiteral("cores"), QThread::idealThreadCount()},
        {QStringLiteral("figures"), m_report.figures()},
    };
}

// The window is shown and painted, and the event loop turns: what is typed arrives.
void ConsoleBench::measureStart()
{
    m_console.window().repaint();
    QCoreApplication::processEvents();
    note("start until it takes typing", milliseconds(m_sinceStart), "ms", 150);
}

void ConsoleBench::measureMemory()
{
    runFor(m_sizes.idleMs);
    note("memory, idle with the demo", residentMegabytes(), "MB", 70);
}

void ConsoleBench::measureTraffic()
{
    models::TrafficModel model({.rows = static_cast<std::size_t>(m_sizes.trafficRows),
                                .bytes = std::size_t{8} * 1024 * 1024 * 1024},
                               nullptr);
    panes::ListView view;
    view.resize(1440, 280);
    view.setModel(&model);
    view.show();
    for (int first = 0; first < m_sizes.trafficRows; first += kTrafficBatch) {
        QList<client::TrafficRecord> batch;
        batch.reserve(kTrafficBatch);
        for (int at = 0; at < kTrafficBatch; ++at) {
            batch.append(trafficRecord(first + at));
        }
        model.add(batch, 0);
    }
    waitUntil([&view] { return view.windowHandle()->isExposed(); });
    double worst = 0;
    QScrollBar *bar = view.verticalScrollBar();
    for (int step = 0; step < kScrolls; ++step) {
        QElapsedTimer frame;
        frame.start();
        bar->setValue(static_cast<int>(qint64{bar->maximum()} * step / kScrolls));
        view.viewport()->repaint();
        worst = std::max(worst, milliseconds(frame));
    }
    note("longest frame while scrolling 1,000,000 requests", worst, "ms", 16);
    bool isDone = false;
    QObject::connect(&model, &models::BoundedRows::filtered, &model, [&isDone] { isDone = true; });
    const auto filter = models::TrafficFilter::parse(QStringLiteral("status>=500"));
    QElapsedTimer timer;
    timer.start();
    model.setFilter(*filter);
    note("filter of 1,000,000 requests, held up the window", milliseconds(timer), "ms", 16);
    waitUntil([&isDone] { return isDone; });
    note("filter of 1,000,000 requests, until it shows", milliseconds(timer), "ms", 150);
}

void ConsoleBench::measureLog()
{
    models::LogModel model;
    panes::ListView view;
    view.resize(1440, 280);
    view.setModel(&model);
    const panes::Follow follow(view);
    view.show();
    client::LogLine line;
    line.time = QDateTime::currentDateTime();
    line.message = QStringLiteral("Custom middleware, new hit");
    line.fields = {{QStringLiteral("api_id"), QStringLiteral("hits")},
                   {QStringLiteral("endpoint"), QStringLiteral("GET /hits/customers")}};
    const QList<client::LogLine> batch(kLinesASecond / kLogBatches, line);
    double worst = 0;
    int sent = 0;
    QTimer source;
    source.setTimerType(Qt::PreciseTimer);
    QObject::connect(&source, &QTimer::timeout, &view, [&] {
        QElapsedTimer frame;
        frame.start();
        model.add(batch, 0);
        view.viewport()->repaint();
        worst = std::max(worst, milliseconds(frame));
        ++sent;
    });
    source.start(1000 / kLogBatches);
    waitUntil([&sent, all = m_sizes.logSeconds * kLogBatches] { return sent >= all; });
    note("longest frame at 50,000 log lines a second", worst, "ms", 50);
}

void ConsoleBench::measureWorkspace()
{
    const QTemporaryDir folder;
    for (int number = 0; number < m_sizes.requests; ++number) {
        const QDir part(folder.filePath(QString::number(number / 100)));
        part.mkpath(QStringLiteral("."));
        QFile file(part.filePath(QStringLiteral("request %1.hurl").arg(number)));
        if (file.open(QIODevice::WriteOnly)) {
            file.write("GET {{gateway}}/my_api_name/get\nHTTP 200\n");
        }
    }
    models::NavigatorModel model;
    QElapsedTimer timer;
    timer.start();
    model.setSection(models::collectionSection(folder.path()));
    note("workspace of 3,000 requests, until it is listed", milliseconds(timer), "ms", 300);
}

// Typing, with the session written as it always is: how old the oldest letter gets that a kill
// would lose.
void ConsoleBench::measureSession()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("console.json"));
    window::SessionStore store(path, [this] { return m_console.state(); });
    QObject::connect(&m_console.window(), &window::MainWindow::stateChanged, &store,
                     &window::SessionStore::scheduleWrite);
    const window::Page *page =
        m_console.window().open(m_console.window().tabs().untitled(QStringLiteral("request")));
    auto *bar = page->findChild<request_form::UrlBar *>();
    auto *field = qobject_cast<QLineEdit *>(bar->focusProxy());
    QElapsedTimer clock;
    clock.start();
    std::vector<double> typedAt; // by letter
    double oldest = 0;
    while (typedAt.size() < m_sizes.letters) {
        QKeyEvent press(QEvent::KeyPress, Qt::Key_X, Qt::NoModifier, QString(kTyped));
        QCoreApplication::sendEvent(field, &press);
        typedAt.push_back(milliseconds(clock));
        runFor(kTypingMs);
        QFile file(path);
        const bool isOpen = file.open(QIODevice::ReadOnly);
        const std::size_t kept = isOpen ? longestRun(file.readAll(), kTyped.toLatin1()) : 0;
        if (kept < typedAt.size()) {
            oldest = std::max(oldest, milliseconds(clock) - typedAt[kept]);
        }
    }
    note("oldest letter that a kill would lose", oldest, "ms", 2000);
}

// From the last key, with the pause that the editor waits for.
void ConsoleBench::measureDiagnostics()
{
    QFile file(m_console.session().workspace() + QStringLiteral("/apps/my_api_name.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "gatewright-console: the demo has no my_api_name.json\n");
        return;
    }
    editing::DiagnosticsInput input;
    input.text = file.readAll().toStdString();
    input.workspace = m_console.session().workspace().toStdString();
    editing::DiagnosticsRunner runner(spec::DefinitionSchema::ofApiDefinitions());
    bool isDone = false;
    QObject::connect(&runner, &editing::DiagnosticsRunner::finished, &runner,
                     [&isDone] { isDone = true; });
    QElapsedTimer timer;
    timer.start();
    runner.request(std::move(input));
    waitUntil([&isDone] { return isDone; });
    note("definition judged, from the last key", milliseconds(timer), "ms", 100);
}

void ConsoleBench::note(const char *name, double measured, const char *unit, double goal)
{
    m_report.note(name, measured, unit, goal);
}

} // namespace gw::app
