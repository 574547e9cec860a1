// SPDX-License-Identifier: GPL-3.0-or-later
// Requests that stop at breakpoints, and what a developer makes of them.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/socket.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <set>

using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

constexpr int kPausePatience = 20'000; // ms, for what should happen

std::string bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

// An event stream with the topic `pauses`: while it is open, breakpoints stop requests.
class PauseStream final {
public:
    struct Event {
        std::string type; // empty: none came
        QJsonObject json;
    };

    explicit PauseStream(const GatewayProcess &gateway)
        : m_socket(Socket::connectTo(gateway.port()))
    {
        m_socket.send(std::string("GET /tyk/events?topics=pauses HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                  "X-Tyk-Authorization: ") +
                      Workspace::kSecret + "\r\n\r\n");
        static_cast<void>(m_socket.receiveUntil("retry: 2000\n\n"));
    }

    // Waits for the next one.
    [[nodiscard]] Event next()
    {
        Event event;
        while (event.type.empty()) {
            const auto text = m_socket.receiveUntil("\n\n");
            if (!text) {
                return {};
            }
            const std::size_t type = text->find("event: ");
            const std::size_t json = text->find("data: ");
            if (type == std::string::npos || json == std::string::npos) {
                continue; // a comment
            }
            event.type = text->substr(type + 7, text->find('\n', type) - type - 7);
            event.json =
                QJsonDocument::fromJson(QByteArray::fromStdString(text->substr(json + 6))).object();
        }
        return event;
    }
    // The next request that pauses; empty when another event comes, or none.
    [[nodiscard]] QJsonObject paused()
    {
        Event event = next();
        return event.type == "paused" ? event.json : QJsonObject();
    }
    // How the next one that goes on was released.
    [[nodiscard]] QString released()
    {
        const Event event = next();
        return event.type == "released" ? event.json[u"how"].toString() : QString();
    }
    void close() { m_socket.close(); }

private:
    Socket m_socket;
};

} // namespace

class BreakpointsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void anEditedHeaderReachesTheUpstream();
    void aDeveloperAnswersInstead();
    void theUpstreamsAnswerIsEdited();
    void aRefusedEditLeavesItPaused();
    void itContinuesByItself();
    void theLastStreamThatClosesLetsAllGoOn();
    void aClientThatLeavesIsReleased();
    void nobodyStopsWhileSwitchedOff();
    void noMoreThanAHundredWait();
    void bothWorkersStop();
    void debugRunsStopNowhere();
    void veiledCredentialsSurviveAnEdit();
    void theEngineEndsAtOnce();

private:
    // One rule, switched on, and a stream that listens.
    void watch(const QString &step, const QString &path = {}, int seconds = 60)
    {
        m_stream = std::make_unique<PauseStream>(m_gateway);
        QTRY_VERIFY_WITH_TIMEOUT(state()[u"watched"].toBool(), kPausePatience);
        configure(true, step, path, seconds);
    }
    void configure(bool isOn, const QString &step, const QString &path = {}, int seconds = 60)
    {
        const QJsonObject rule{{u"id"_s, u"b1"_s}, {u"path"_s, path}, {u"step"_s, step}};
        const CurlAnswer answer =
            m_gateway.control("PUT", "/tyk/breakpoints",
                              bytesOf({{u"enabled"_s, isOn},
                                       {u"auto_continue_seconds"_s, seconds},
                                       {u"breakpoints"_s, QJsonArray{rule}}}));
        QCOMPARE(answer.status, 200);
    }
    [[nodiscard]] QJsonObject state() const
    {
        return QJsonDocument::fromJson(
                   QByteArray::fromStdString(m_gateway.control("GET", "/tyk/breakpoints").body))
            .object();
    }
    [[nodiscard]] int release(const QJsonObject &paused, const QJsonObject &end) const
    {
        return m_gateway
            .control("POST", "/tyk/paused/" + paused[u"id"].toString().toStdString(), bytesOf(end))
            .status;
    }
    [[nodiscard]] Socket ask(const std::string &path, const std::string &fields = {}) const
    {
        Socket socket = Socket::connectTo(m_gateway.port());
        socket.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n");
        return socket;
    }

    GatewayProcess m_echo;
    GatewayProcess m_gateway;
    Workspace m_workspace;
    std::unique_ptr<PauseStream> m_stream;
};

void BreakpointsTest::initTestCase()
{
    QVERIFY(m_echo.echo());
    m_workspace.installPlugin(u"add_foo_bar_header.so"_s, u"plugins/post.so"_s);
    m_workspace.writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_echo.address("/")))
                             .hook(HookPlace::Post, u"plugins/post.so"_s, u"AddFooBarHeader"_s));
    QVERIFY(m_gateway.serve(m_workspace.path()));
}

void BreakpointsTest::init()
{
    QVERIFY(m_gateway.isRunning());
}

void BreakpointsTest::cleanup()
{
    m_stream.reset();
    if (m_gateway.isRunning()) {
        QTRY_COMPARE_WITH_TIMEOUT(state()[u"paused"].toInt(), 0, kPausePatience);
    }
}

void BreakpointsTest::anEditedHeaderReachesTheUpstream()
{
    watch(u"AddFooBarHeader"_s, u"/api/head*"_s);
    Socket client = ask("/api/headers", "X-Own: 1\r\n");
    const QJsonObject paused = m_stream->paused();
    QCOMPARE(paused[u"breakpoint"].toString(), u"b1"_s);
    QCOMPARE(paused[u"step"].toString(), u"AddFooBarHeader"_s);
    QCOMPARE(paused[u"when"].toString(), u"before"_s);
    QCOMPARE(paused[u"phase"].toString(), u"request"_s);
    QCOMPARE(paused[u"api_id"].toString(), u"api"_s);
    QVERIFY(paused[u"response"].isNull());
    const QJsonObject request = paused[u"request"].toObject();
    QCOMPARE(request[u"target"].toString(), u"/api/headers"_s);
    QCOMPARE(request[u"body_state"].toString(), u"none"_s);
    QJsonArray headers = request[u"headers"].toArray();
    headers.append(QJsonArray{u"X-Edited"_s, u"by hand"_s});
    QCOMPARE(release(paused, {{u"action"_s, u"continue"_s},
                              {u"request"_s, QJsonObject{{u"headers"_s, headers}}}}),
             200);
    const RawResponse answer = receiveResponse(client);
    QCOMPARE(answer.status, 200);
    QVERIFY2(answer.body.find("\"X-Edited\": \"by hand\"") != std::string::npos,
             answer.body.c_str());
    QVERIFY2(answer.body.find("\"Foo\": \"Bar\"") != std::string::npos, answer.body.c_str());
    QVERIFY2(answer.body.find("\"X-Own\": \"1\"") != std::string::npos, answer.body.c_str());
    QCOMPARE(m_stream->released(), u"edited"_s);
    QCOMPARE(release(paused, {{u"action"_s, u"continue"_s}}), 404);
    QCOMPARE(receiveResponse(client = ask("/api/get")).status, 200); // another path
}

void BreakpointsTest::aDeveloperAnswersInstead()
{
    watch(u"pre"_s); // a slot without a hook stops nobody
    QCOMPARE(get(m_gateway.address("/api/get")).status, 200);
    configure(true, u"post"_s);
    Socket client = ask("/api/get");
    const QJsonObject answer{{u"status"_s, 418},
                             {u"headers"_s, QJsonArray{QJsonArray{u"X-By"_s, u"hand"_s}}},
                             {u"body"_s, u"mine"_s}};
    QCOMPARE(release(m_stream->paused(), {{u"action"_s, u"answer"_s}, {u"response"_s, answer}}),
             200);
    const RawResponse response = receiveResponse(client);
    QCOMPARE(response.status, 418);
    QVERIFY(response.hasField("X-By: hand"));
    QVERIFY(!response.hasField("X-RateLimit-Limit: 0"));
    QCOMPARE(response.body, "mine");
    QCOMPARE(m_stream->released(), u"answered"_s);
}

void BreakpointsTest::theUpstreamsAnswerIsEdited()
{
    watch(u"client"_s);
    Socket client = ask("/api/get");
    const QJsonObject paused = m_stream->paused();
    QCOMPARE(paused[u"phase"].toString(), u"response"_s);
    const QJsonObject response = paused[u"response"].toObject();
    QCOMPARE(response[u"status"].toInt(), 200);
    QCOMPARE(response[u"body_state"].toString(), u"whole"_s);
    QVERIFY(response[u"body"].toString().contains(u"\"Foo\": \"Bar\""_s));
    QCOMPARE(release(paused,
                     {{u"action"_s, u"continue"_s},
                      {u"response"_s, QJsonObject{{u"status"_s, 201}, {u"body"_s, u"other"_s}}}}),
             200);
    const RawResponse answer = receiveResponse(client);
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.body, "other");
    QVERIFY(answer.hasField("Content-Length: 5"));
    QVERIFY(answer.hasField("Content-Type: application/json"));
    QCOMPARE(m_stream->released(), u"edited"_s);
}

void BreakpointsTest::aRefusedEditLeavesItPaused()
{
    watch(u"upstream"_s);
    Socket client = ask("/api/get");
    const QJsonObject paused = m_stream->paused();
    QCOMPARE(release(paused, {{u"action"_s, u"continue"_s},
                              {u"request"_s, QJsonObject{{u"target"_s, u"no slash"_s}}}}),
             400);
    QCOMPARE(state()[u"paused"].toInt(), 1);
    QCOMPARE(release(paused, {{u"action"_s, u"continue"_s},
                              {u"request"_s, QJsonObject{{u"target"_s, u"/api/anything/x"_s}}}}),
             200);
    const RawResponse answer = receiveResponse(client);
    QVERIFY2(answer.body.find("/anything/x\"") != std::string::npos, answer.body.c_str());
}

void BreakpointsTest::itContinuesByItself()
{
    watch(u"post"_s, {}, 1);
    Socket client = ask("/api/get");
    const QJsonObject paused = m_stream->paused();
    QCOMPARE(paused[u"continues_at_ms"].toInteger() - paused[u"paused_at_ms"].toInteger(), 1000);
    QCOMPARE(receiveResponse(client).status, 200);
    QCOMPARE(m_stream->released(), u"timeout"_s);
}

void BreakpointsTest::theLastStreamThatClosesLetsAllGoOn()
{
    watch(u"post"_s);
    Socket client = ask("/api/get");
    QVERIFY(!m_stream->paused().isEmpty());
    m_stream->close();
    QCOMPARE(receiveResponse(client).status, 200);
    QVERIFY(!state()[u"watched"].toBool());
    QCOMPARE(get(m_gateway.address("/api/get")).status, 200); // nobody watches
}

void BreakpointsTest::aClientThatLeavesIsReleased()
{
    watch(u"post"_s);
    {
        const Socket client = ask("/api/get");
        QVERIFY(!m_stream->paused().isEmpty());
    }
    QCOMPARE(m_stream->released(), u"client gone"_s);
    QCOMPARE(state()[u"paused"].toInt(), 0);
}

void BreakpointsTest::nobodyStopsWhileSwitchedOff()
{
    watch(u"post"_s);
    configure(false, u"post"_s);
    QCOMPARE(get(m_gateway.address("/api/get")).status, 200);
    configure(true, u"post"_s);
    Socket client = ask("/api/get");
    QVERIFY(!m_stream->paused().isEmpty());
    configure(false, u"post"_s);
    QCOMPARE(receiveResponse(client).status, 200);
    QCOMPARE(m_stream->released(), u"switched off"_s);
}

void BreakpointsTest::noMoreThanAHundredWait()
{
    watch(u"post"_s);
    std::vector<Socket> clients;
    for (int i = 0; i < 100; ++i) {
        clients.push_back(ask("/api/get"));
    }
    QTRY_COMPARE_WITH_TIMEOUT(state()[u"paused"].toInt(), 100, kPausePatience);
    QCOMPARE(get(m_gateway.address("/api/get")).status, 200);
    QCOMPARE(state()[u"passed"].toInt(), 1);
    const CurlAnswer all = m_gateway.control("POST", "/tyk/paused", R"({"action":"continue"})");
    QCOMPARE(all.body, "{\"released\":100}\n");
    for (Socket &client : clients) {
        QCOMPARE(receiveResponse(client).status, 200);
    }
}

// A worker's requests share the first half of their ids.
void BreakpointsTest::bothWorkersStop()
{
    watch(u"post"_s);
    std::vector<Socket> clients;
    std::set<QString> workers;
    while (workers.size() < 2 && clients.size() < 90) {
        clients.push_back(ask("/api/get"));
        const QJsonObject paused = m_stream->paused();
        QVERIFY(!paused.isEmpty());
        workers.insert(paused[u"request_id"].toString().left(16));
    }
    QCOMPARE(workers.size(), 2U);
    QCOMPARE(m_gateway.control("POST", "/tyk/paused", R"({"action":"continue"})").status, 200);
    for (Socket &client : clients) {
        QCOMPARE(receiveResponse(client).status, 200);
    }
}

void BreakpointsTest::debugRunsStopNowhere()
{
    watch(u"client"_s);
    const QJsonObject request{{u"method"_s, u"GET"_s}, {u"path"_s, u"/get"_s}};
    const ApiDefinition definition(u"api"_s, QString::fromStdString(m_echo.address("/")));
    const CurlAnswer answer = m_gateway.control(
        "POST", "/tyk/debug", bytesOf({{u"request"_s, request}, {u"spec"_s, definition.json()}}));
    QVERIFY2(answer.says("HTTP/1.1 200 OK"), answer.body.c_str());
    QCOMPARE(state()[u"paused"].toInt(), 0);
}

void BreakpointsTest::veiledCredentialsSurviveAnEdit()
{
    watch(u"upstream"_s);
    Socket client = ask("/api/headers", "Authorization: Bearer real-word\r\n");
    const QJsonObject paused = m_stream->paused();
    QVERIFY(!(bytesOf(paused).find("real-word") != std::string::npos));
    QJsonArray headers = paused[u"request"].toObject()[u"headers"].toArray();
    QVERIFY(headers.contains(QJsonArray{u"Authorization"_s, u"(hidden)"_s}));
    headers.append(QJsonArray{u"X-Edited"_s, u"1"_s});
    QCOMPARE(release(paused, {{u"action"_s, u"continue"_s},
                              {u"request"_s, QJsonObject{{u"headers"_s, headers}}}}),
             200);
    const std::string body = receiveResponse(client).body;
    QVERIFY2(body.find("\"Authorization\": \"Bearer real-word\"") != std::string::npos,
             body.c_str());
    QVERIFY2(body.find("\"X-Edited\": \"1\"") != std::string::npos, body.c_str());
}

// The last one: an end waits 30 s for requests that do not end.
void BreakpointsTest::theEngineEndsAtOnce()
{
    watch(u"post"_s);
    Socket client = ask("/api/get");
    QVERIFY(!m_stream->paused().isEmpty());
    m_gateway.sendSignal(SIGTERM);
    QCOMPARE(m_stream->released(), u"switched off"_s); // before its stream ends
    QCOMPARE(receiveResponse(client).status, 200);
    QCOMPARE(m_gateway.waitForEnd(), 0);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::BreakpointsTest)
#include "breakpoints_test.moc"
