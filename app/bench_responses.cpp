// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_responses.h"

#include "requests/pretty_body.h"
#include "requests/request_runner.h"
#include "wait_until.h"
#include "widgets/body_pager.h"
#include "widgets/response_view.h"

#include <QSemaphore>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <cstdio>

namespace gw::app {

namespace {

constexpr std::uint64_t kBodyMemory = std::uint64_t{8} << 20;
constexpr int kIndentRounds = 5;
constexpr int kWaitMs = 60'000; // of the server, for its client

std::string jsonOf(std::size_t bytes)
{
    std::string text = "[";
    while (text.size() < bytes) {
        text += R"({"id":12345,"name":"a name of some length","tags":["one","two"],"ok":true},)";
    }
    text.back() = ']';
    return text;
}

void measurePretty(BenchReport &report, std::size_t bytes)
{
    const std::string text = jsonOf(bytes);
    double best = 1e9;
    for (int round = 0; round < kIndentRounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        const auto pretty = requests::indentedJson(text);
        best = pretty ? std::min(best, milliseconds(timer)) : best;
    }
    report.note("1 MB of JSON indented", best, "ms", 30);
}

void measureLargeResponse(BenchReport &report, std::size_t bytes)
{
    auto body = std::make_shared<requests::ResponseBody>(kBodyMemory);
    if (!body->append(jsonOf(bytes)) || !body->finish()) {
        std::fprintf(stderr, "gatewright-console: no room for a response of 100 MB\n");
        return;
    }
    auto result = std::make_shared<requests::TransferResult>();
    result->heads.push_back({"HTTP/1.1", 200, "OK", {{"Content-Type", "application/json"}}});
    result->body = body;
    widgets::ResponseView view;
    view.resize(1000, 600);
    view.show();
    const auto *pager = view.findChild<widgets::BodyPager *>();
    bool isShown = false;
    QObject::connect(&view, &widgets::ResponseView::bodyShown, &view,
                     [&isShown] { isShown = true; });
    QElapsedTimer timer;
    timer.start();
    view.showResult(result);
    waitUntil([&isShown] { return isShown; });
    view.repaint();
    report.note("response of 100 MB, until its first screen", milliseconds(timer), "ms", 200);
    waitUntil([pager] { return pager->pageCount() > 0; });
    report.note("response of 100 MB, until all of it is indented", milliseconds(timer), "ms");
}

// Answers one request with so many bytes.
class LargeServer final : public QThread {
public:
    explicit LargeServer(qint64 bytes)
        : m_bytes(bytes)
    {
    }
    [[nodiscard]] quint16 startListening()
    {
        start();
        m_ready.acquire();
        return m_port;
    }

    ~LargeServer() override { wait(); }

private:
    void run() override
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        m_ready.release();
        if (!server.waitForNewConnection(kWaitMs)) {
            return;
        }
        QTcpSocket *socket = server.nextPendingConnection();
        socket->waitForReadyRead(kWaitMs);
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(m_bytes) +
                      "\r\n\r\n");
        const QByteArray part(1 << 20, 'x');
        for (qint64 sent = 0; sent < m_bytes; sent += part.size()) {
            socket->write(part);
            while (socket->bytesToWrite() > 0 && socket->waitForBytesWritten(kWaitMs)) {
            }
        }
        socket->disconnectFromHost();
    }

    qint64 m_bytes;     // a multiple of the part
    QSemaphore m_ready; // has a port
    quint16 m_port = 0;
};

void measureDownload(BenchReport &report, qint64 bytes)
{
    LargeServer server(bytes);
    requests::HttpRequest request;
    request.url = "http://127.0.0.1:" + std::to_string(server.startListening()) + "/";
    requests::RequestRunner runner;
    std::atomic<bool> isDone = false;
    requests::TransferResult result;
    const double before = residentMegabytes();
    double most = before;
    QElapsedTimer timer;
    timer.start();
    runner.start(request, {.progress = {}, .finished = [&](requests::TransferResult got) {
                               result = std::move(got);
                               isDone = true;
                           }});
    while (!isDone) {
        runFor(20);
        most = std::max(most, residentMegabytes());
    }
    if (result.error || result.body == nullptr ||
        result.body->size() != static_cast<std::uint64_t>(bytes)) {
        std::fprintf(stderr, "gatewright-console: the download of 2 GB failed: %s\n",
                     result.error ? result.error->text().c_str() : "it is short");
        return;
    }
    report.note("download of 2 GB to the disk, memory that it takes", most - before, "MB");
    report.note("download of 2 GB to the disk", milliseconds(timer), "ms");
}

} // namespace

void measureResponses(BenchReport &report, const BenchSizes &sizes)
{
    measurePretty(report, sizes.jsonBytes);
    measureLargeResponse(report, sizes.answerBytes);
    measureDownload(report, sizes.downloadBytes);
}

} // namespace gw::app
