// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_lists.h"

#include "client/event_reader.h"
#include "console.h"
#include "models/navigator_model.h"
#include "models/traffic_filter.h"
#include "panes/list_view.h"
#include "panes/log_pane.h"
#include "panes/traffic_pane.h"
#include "wait_until.h"
#include "window/navigator.h"
#include "window/pane_dock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>

#include <algorithm>
#include <cstdio>

namespace gw::app {

namespace {

constexpr int kTrafficBatch = 10'000;
constexpr int kScrolls = 300;
constexpr int kLogBatches = 30; // a second, as the engine sends them
constexpr int kLinesASecond = 50'000;
constexpr int kInAFolder = 100; // requests

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

// What follows at once from a change of a list, until it is painted.
void finishFrame(const panes::ListView &view)
{
    QCoreApplication::processEvents(QEventLoop::ExcludeSocketNotifiers);
    view.viewport()->repaint();
}

void writeRequest(const QString &file)
{
    QFile request(file);
    if (!request.open(QIODevice::WriteOnly) ||
        request.write("GET {{gateway}}/my_api_name/get\nHTTP 200\n") < 0) {
        std::fprintf(stderr, "gatewright-console: %s cannot be written\n", qPrintable(file));
    }
}

// In one folder, or a hundred in each of several.
enum class Layout : std::uint8_t { Flat, Nested };

void writeRequests(const QDir &folder, int count, Layout layout)
{
    for (int number = 0; number < count; ++number) {
        const QString part =
            layout == Layout::Flat ? QStringLiteral(".") : QString::number(number / kInAFolder);
        folder.mkpath(part);
        writeRequest(folder.filePath(QStringLiteral("%1/request %2.hurl").arg(part).arg(number)));
    }
}

int requestsBelow(const QAbstractItemModel &model, const QModelIndex &parent)
{
    int count = 0;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const bool isRequest =
            index.data(models::NavigatorModel::KindRole) == QLatin1String("request");
        count += (isRequest ? 1 : 0) + requestsBelow(model, index);
    }
    return count;
}

// Returns when the navigator shows so many.
void awaitRequests(Console &console, int count)
{
    auto *tree = console.window().navigator().findChild<QTreeView *>();
    waitUntil([&] { return requestsBelow(*tree->model(), {}) == count; });
    tree->viewport()->repaint();
}

void awaitEngine(Console &console)
{
    waitUntil([&console] {
        return console.session().state() != session::EngineSession::State::Starting;
    });
}

double listingTime(Console &console, const QString &workspace, int count)
{
    QElapsedTimer timer;
    timer.start();
    console.session().openWorkspace(workspace);
    awaitRequests(console, count);
    const double time = milliseconds(timer);
    awaitEngine(console);
    return time;
}

} // namespace

void measureWorkspaces(Console &console, BenchReport &report, const BenchSizes &sizes)
{
    const QString before = console.session().workspace();
    const QTemporaryDir folder;
    const QDir nested(folder.filePath(QStringLiteral("nested/requests")));
    const QDir flat(folder.filePath(QStringLiteral("flat/requests")));
    writeRequests(nested, sizes.requests, Layout::Nested);
    writeRequests(flat, sizes.requests, Layout::Flat);
    report.note("workspace of 3,000 requests in 30 folders, until it is listed",
                listingTime(console, QFileInfo(nested.path()).path(), sizes.requests), "ms", 300);
    report.note("workspace of 3,000 requests in one folder, until it is listed",
                listingTime(console, QFileInfo(flat.path()).path(), sizes.requests), "ms", 300);
    writeRequest(flat.filePath(QStringLiteral("one more.hurl")));
    QElapsedTimer timer;
    timer.start();
    console.window().navigatorModel().setSection(models::collectionSection(flat.path()));
    awaitRequests(console, sizes.requests + 1);
    report.note("one request more in that folder, held up the window", milliseconds(timer), "ms");
    console.session().openWorkspace(before);
    awaitEngine(console);
}

void measureTraffic(Console &console, BenchReport &report, const BenchSizes &sizes)
{
    panes::TrafficPane &pane = console.traffic();
    models::TrafficModel &model = pane.model();
    console.window().panes().show(&pane);
    const auto &view = *pane.findChild<panes::ListView *>();
    model.clear();
    for (int first = 0; first < sizes.trafficRows; first += kTrafficBatch) {
        QList<client::TrafficRecord> batch;
        batch.reserve(kTrafficBatch);
        for (int at = 0; at < kTrafficBatch; ++at) {
            batch.append(trafficRecord(first + at));
        }
        model.add(batch, 0);
    }
    finishFrame(view);
    double worst = 0;
    QScrollBar *bar = view.verticalScrollBar();
    for (int step = 0; step < kScrolls; ++step) {
        QElapsedTimer frame;
        frame.start();
        bar->setValue(static_cast<int>(qint64{bar->maximum()} * step / kScrolls));
        view.viewport()->repaint();
        worst = std::max(worst, milliseconds(frame));
    }
    report.note("longest frame while scrolling 1,000,000 requests", worst, "ms", 16);
    const QObject listener;
    QElapsedTimer held;
    bool isDone = false;
    QObject::connect(&model, &QAbstractItemModel::modelAboutToBeReset, &listener,
                     [&held] { held.start(); });
    const auto filter = models::TrafficFilter::parse(QStringLiteral("status>=500"));
    QElapsedTimer timer;
    timer.start();
    model.setFilter(*filter);
    double heldUp = milliseconds(timer);
    QObject::connect(&model, &models::BoundedRows::filtered, &listener, [&] {
        finishFrame(view);
        heldUp = std::max(heldUp, milliseconds(held));
        isDone = true;
    });
    waitUntil([&isDone] { return isDone; });
    report.note("filter of 1,000,000 requests, held up the window", heldUp, "ms", 16);
    report.note("filter of 1,000,000 requests, until it shows", milliseconds(timer), "ms", 150);
    model.clear();
    model.setFilter({});
}

void measureLog(Console &console, BenchReport &report, const BenchSizes &sizes)
{
    auto &pane = *console.window().findChild<panes::LogPane *>();
    console.window().panes().show(&pane);
    const auto &view = *pane.findChild<panes::ListView *>();
    client::EventReader *stream = console.session().events();
    if (stream == nullptr) {
        std::fprintf(stderr, "gatewright-console: the engine did not start again\n");
        return;
    }
    client::LogLine line;
    line.time = QDateTime::currentDateTime();
    line.message = QStringLiteral("Custom middleware, new hit");
    line.fields = {{QStringLiteral("api_id"), QStringLiteral("hits")},
                   {QStringLiteral("endpoint"), QStringLiteral("GET /hits/customers")}};
    const QList<client::LogLine> batch(kLinesASecond / kLogBatches, line);
    std::uint64_t last = std::uint64_t{1} << 32; // behind all that the engine has numbered
    double worst = 0;
    int sent = 0;
    QTimer source;
    source.setTimerType(Qt::PreciseTimer);
    QObject::connect(&source, &QTimer::timeout, stream, [&] {
        QList<client::LogLine> lines = batch;
        for (client::LogLine &each : lines) {
            each.sequence = ++last;
        }
        QElapsedTimer frame;
        frame.start();
        Q_EMIT stream->logArrived(lines, 0);
        finishFrame(view);
        worst = std::max(worst, milliseconds(frame));
        ++sent;
    });
    source.start(1000 / kLogBatches);
    waitUntil([&sent, all = sizes.logSeconds * kLogBatches] { return sent >= all; });
    report.note("longest frame at 50,000 log lines a second", worst, "ms", 50);
}

} // namespace gw::app
