// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/breakpoint_json.h"
#include "engine/control/service_fixture.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace gw;
using namespace gw::control;
using namespace Qt::StringLiterals;
using proxy::PausedMessage;
using proxy::PausedRequest;
using proxy::PauseEnd;
using proxy::ReleaseReason;
using testing::HttpReply;
using testing::ServiceFixture;

namespace {

constexpr auto kRules =
    R"({"enabled":true,"auto_continue_seconds":5,"breakpoints":[{"id":"b1","step":"client"}]})";

PausedRequest pausedRequest(PausedRequest::Phase phase)
{
    PausedRequest request;
    request.breakpoint = "b1";
    request.requestId = "r-1";
    request.apiId = "orders";
    request.apiName = "Orders";
    request.phase = phase;
    request.step = "client";
    request.pausedAt = std::chrono::system_clock::time_point(std::chrono::milliseconds(1000));
    request.continuesAt = std::chrono::system_clock::time_point(std::chrono::milliseconds(6000));
    request.client = "127.0.0.1:4444";
    request.request.method = "GET";
    request.request.target = "/orders/1?key=(hidden)";
    request.request.fields = {{"Host", "h"}, {"Authorization", "(hidden)"}};
    if (phase == PausedRequest::Phase::Response) {
        request.request.bodyState = PausedMessage::BodyState::Streams;
        request.response.emplace();
        request.response->status = 200;
        request.response->body = "hi";
        request.response->bodyState = PausedMessage::BodyState::Whole;
    }
    return request;
}

} // namespace

class BreakpointRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<ServiceFixture>();
        m_end.reset();
    }
    void cleanup() { m_service.reset(); }

    void keepsTheRules();
    void refusesRules_data();
    void refusesRules();
    void listsPausedRequests();
    void showsOneOfThem();
    void leavesLongBodiesOutOfEvents_data();
    void leavesLongBodiesOutOfEvents();
    void takesEdits();
    void refusesEdits_data();
    void refusesEdits();
    void releasesAll();
    void knowsNobodyElse();

private:
    HttpReply send(const std::string &method, const std::string &target, const std::string &body)
    {
        return m_service->send({.method = method, .target = target, .body = body});
    }
    // A request that waits; what it is released with is kept.
    std::uint64_t pause(PausedRequest::Phase phase)
    {
        runtime::PauseDesk &desk = m_service->engine.desk;
        desk.setWatched(true);
        send("PUT", "/tyk/breakpoints", kRules);
        return desk.pause(pausedRequest(phase), [this](PauseEnd end) { m_end = std::move(end); });
    }

    std::unique_ptr<ServiceFixture> m_service;
    std::optional<PauseEnd> m_end;
};

void BreakpointRoutesTest::keepsTheRules()
{
    QCOMPARE(m_service->get("/tyk/breakpoints").body,
             std::string(R"({"enabled":false,"auto_continue_seconds":60,"breakpoints":[],)"
                         R"("watched":false,"paused":0,"passed":0})"
                         "\n"));
    const std::string rule =
        R"({"id":"b1","enabled":false,"api_id":"x","method":"GET","path":"/a*","step":"Sign","when":"after"})";
    const HttpReply reply =
        send("PUT", "/tyk/breakpoints",
             R"({"enabled":true,"auto_continue_seconds":600,"breakpoints":[)" + rule + "]}");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, R"({"enabled":true,"auto_continue_seconds":600,"breakpoints":[)" + rule +
                             R"(],"watched":false,"paused":0,"passed":0})" + "\n");
    QCOMPARE(m_service->get("/tyk/breakpoints").body, reply.body);
    // What is not said gets its default.
    const HttpReply defaults = send("PUT", "/tyk/breakpoints",
                                    R"({"enabled":true,"breakpoints":[{"id":"a","step":"s"}]})");
    const HttpReply lower =
        send("PUT", "/tyk/breakpoints",
             R"({"enabled":true,"breakpoints":[{"id":"a","step":"s","method":"get"}]})");
    QVERIFY2(lower.body.find(R"("method":"GET")") != std::string::npos, lower.body.c_str());
    QVERIFY2(defaults.body.find(R"("auto_continue_seconds":60,"breakpoints":[{"id":"a",)"
                                R"("enabled":true,"api_id":"","method":"","path":"","step":"s",)"
                                R"("when":"before"}])") != std::string::npos,
             defaults.body.c_str());
}

void BreakpointRoutesTest::refusesRules_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("reason");
    const auto rules = [](const QByteArray &list) {
        return QByteArray(R"({"enabled":true,"breakpoints":)") + list + "}";
    };
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("");
    QTest::newRow("no object") << QByteArray("[]") << QByteArray("no JSON object");
    QTest::newRow("no switch") << QByteArray(R"({"breakpoints":[]})")
                               << QByteArray("enabled: true or false");
    QTest::newRow("switch") << QByteArray(R"({"enabled":1,"breakpoints":[]})")
                            << QByteArray("enabled: true or false");
    QTest::newRow("no list") << QByteArray(R"({"enabled":true})")
                             << QByteArray("breakpoints: An array");
    QTest::newRow("list") << rules("{}") << QByteArray("breakpoints: An array");
    QTest::newRow("too short")
        << QByteArray(R"({"enabled":true,"auto_continue_seconds":0,"breakpoints":[]})")
        << QByteArray("auto_continue_seconds: 1 to 600");
    QTest::newRow("too long")
        << QByteArray(R"({"enabled":true,"auto_continue_seconds":601,"breakpoints":[]})")
        << QByteArray("auto_continue_seconds: 1 to 600");
    QTest::newRow("no number")
        << QByteArray(R"({"enabled":true,"auto_continue_seconds":"x","breakpoints":[]})")
        << QByteArray("auto_continue_seconds: A whole number");
    QTest::newRow("no rule") << rules("[1]") << QByteArray("breakpoints[0]: An object");
    QTest::newRow("no id") << rules(R"([{"step":"s"}])") << QByteArray("breakpoints[0].id:");
    QTest::newRow("twice") << rules(R"([{"id":"a","step":"s"},{"id":"a","step":"t"}])")
                           << QByteArray("breakpoints[1].id:");
    QTest::newRow("no step") << rules(R"([{"id":"a"}])") << QByteArray("breakpoints[0].step:");
    QTest::newRow("path") << rules(R"([{"id":"a","step":"s","path":1}])")
                          << QByteArray("breakpoints[0].path: A string");
    QTest::newRow("method") << rules(R"([{"id":"a","step":"s","method":"A B"}])")
                            << QByteArray("breakpoints[0].method: \"A B\" is no method");
    QTest::newRow("when") << rules(R"([{"id":"a","step":"s","when":"later"}])")
                          << QByteArray("breakpoints[0].when:");
    QTest::newRow("after a place") << rules(R"([{"id":"a","step":"client","when":"after"}])")
                                   << QByteArray("breakpoints[0].when:");
    QByteArray many = "[";
    for (int i = 0; i < 101; ++i) {
        many += (i == 0 ? "" : ",") +
                QByteArray(R"({"step":"s","id":"%1"})").replace("%1", QByteArray::number(i));
    }
    QTest::newRow("too many") << rules(many + "]") << QByteArray("breakpoints: There may be 100");
}

void BreakpointRoutesTest::refusesRules()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, reason);
    send("PUT", "/tyk/breakpoints", kRules);
    const std::string before = m_service->get("/tyk/breakpoints").body;
    const HttpReply reply = send("PUT", "/tyk/breakpoints", body.toStdString());
    QCOMPARE(reply.status, 400);
    QVERIFY2(textOf(reply, "reason").contains(QString::fromUtf8(reason)), reply.body.c_str());
    QCOMPARE(m_service->get("/tyk/breakpoints").body, before);
}

void BreakpointRoutesTest::listsPausedRequests()
{
    QCOMPARE(pause(PausedRequest::Phase::Response), 1U);
    QCOMPARE(
        m_service->get("/tyk/paused").body,
        std::string(
            R"json({"paused":[{"id":"1","breakpoint":"b1","request_id":"r-1",)json"
            R"json("api_id":"orders","api_name":"Orders","phase":"response","step":"client",)json"
            R"json("when":"before","paused_at_ms":1000,"continues_at_ms":6000,)json"
            R"json("client":"127.0.0.1:4444","request":{"method":"GET",)json"
            R"json("target":"/orders/1?key=(hidden)","headers":[["Host","h"],)json"
            R"json(["Authorization","(hidden)"]],"body":"","body_state":"streams"},)json"
            R"json("response":{"status":200,"headers":[],"body":"hi","body_state":"whole"}}]})json"
            "\n"));
}

void BreakpointRoutesTest::showsOneOfThem()
{
    (void)pause(PausedRequest::Phase::Request);
    const std::uint64_t id = pause(PausedRequest::Phase::Response);
    const auto objectOf = [this](const std::string &path) {
        return QJsonDocument::fromJson(QByteArray::fromStdString(m_service->get(path).body))
            .object();
    };
    const QJsonObject one = objectOf("/tyk/paused/" + std::to_string(id));
    QCOMPARE(one[u"id"_s].toString(), QString::number(id));
    QCOMPARE(one, objectOf("/tyk/paused")[u"paused"_s].toArray().at(1).toObject());
}

void BreakpointRoutesTest::leavesLongBodiesOutOfEvents_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isThere");
    constexpr qsizetype kKilobyte = 1024;
    QTest::newRow("short") << QByteArray(60 * kKilobyte, 'x') << true;
    QTest::newRow("long") << QByteArray(64 * kKilobyte, 'x') << false;
    QTest::newRow("long when escaped") << QByteArray(60 * kKilobyte, '"') << false;
}

void BreakpointRoutesTest::leavesLongBodiesOutOfEvents()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isThere);
    const auto bodyIn = [](const std::string &json) {
        const QJsonObject paused =
            QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
        return paused[u"response"].toObject();
    };
    PausedRequest request = pausedRequest(PausedRequest::Phase::Response);
    request.response->body = body.toStdString();
    const auto shared = std::make_shared<const PausedRequest>(std::move(request));
    JsonWriter event;
    writePauseEvent(event, {.id = 1, .request = shared});
    const QJsonObject inEvent = bodyIn(event.result());
    QCOMPARE(inEvent[u"body_state"].toString(), isThere ? u"whole"_s : u"left out"_s);
    QCOMPARE(inEvent[u"body"].toString().size(), isThere ? body.size() : 0);
    JsonWriter list;
    writePaused(list, *shared);
    QCOMPARE(bodyIn(list.result())[u"body"].toString().toUtf8(), body);
}

void BreakpointRoutesTest::takesEdits()
{
    const std::uint64_t id = pause(PausedRequest::Phase::Request);
    const std::string target = "/tyk/paused/" + std::to_string(id);
    const std::string body = R"({"action":"continue","request":{"method":"POST","target":"/a?b=c",)"
                             R"("headers":[["A","1"],["A","2"]],"body":"x"}})";
    QCOMPARE(send("POST", target, body).status, 200);
    QVERIFY(m_end.has_value());
    QVERIFY(m_end->reason == ReleaseReason::Edited);
    QCOMPARE(*m_end->request.method, std::string("POST"));
    QCOMPARE(*m_end->request.target, std::string("/a?b=c"));
    QCOMPARE(*m_end->request.fields, (proxy::FieldTexts{{"A", "1"}, {"A", "2"}}));
    QCOMPARE(*m_end->request.body, std::string("x"));
    QVERIFY(m_end->response.isEmpty());
    QCOMPARE(send("POST", target, body).status, 404);
}

void BreakpointRoutesTest::refusesEdits_data()
{
    QTest::addColumn<bool>("inResponse");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("reason");
    const auto request = [](const QByteArray &members) {
        return QByteArray(R"({"action":"continue","request":{)") + members + "}}";
    };
    const auto response = [](const QByteArray &members, const QByteArray &action = "continue") {
        return R"({"action":")" + action + R"(","response":{)" + members + "}}";
    };
    QTest::newRow("no JSON") << false << QByteArray("x") << QByteArray("");
    QTest::newRow("no action") << false << QByteArray("{}") << QByteArray("action:");
    QTest::newRow("action") << false << QByteArray(R"({"action":"drop"})") << QByteArray("action:");
    QTest::newRow("method") << false << request(R"("method":"A B")")
                            << QByteArray("request.method:");
    QTest::newRow("tunnel") << false << request(R"("method":"CONNECT")")
                            << QByteArray("request.method:");
    QTest::newRow("nothing hidden")
        << false
        << request(R"json("headers":[["authorization","(hidden)"],["X-A","(hidden)"]])json")
        << QByteArray("request.headers[1]: (hidden) stands for no value of X-A");
    QTest::newRow("hidden once")
        << false
        << request(
               R"json("headers":[["Authorization","(hidden)"],["Authorization","(hidden-2)"]])json")
        << QByteArray("request.headers[1]:");
    QTest::newRow("hidden in the request")
        << false
        << response(R"json("status":200,"headers":[["Authorization","(hidden)"]])json", "answer")
        << QByteArray("response.headers[0]:");
    QTest::newRow("no text") << false << request(R"("method":1)")
                             << QByteArray("request.method: A string");
    QTest::newRow("target") << false << request(R"("target":"x")") << QByteArray("request.target:");
    QTest::newRow("blank") << false << request(R"("target":"/a b")")
                           << QByteArray("request.target:");
    QTest::newRow("fragment") << false << request(R"("target":"/a#b")")
                              << QByteArray("request.target:");
    QTest::newRow("name") << false << request(R"("headers":[["A","1"],["B C","2"]])")
                          << QByteArray("request.headers[1]:");
    QTest::newRow("line feed") << false << request(R"("headers":[["A","1\r\nB: 2"]])")
                               << QByteArray("request.headers[0]:");
    QTest::newRow("framing") << false << request(R"("headers":[["content-length","9"]])")
                             << QByteArray("request.headers[0]:");
    QTest::newRow("no pairs") << false << request(R"("headers":[["A"]])")
                              << QByteArray("request.headers:");
    QTest::newRow("no list") << false << request(R"("headers":{"A":"1"})")
                             << QByteArray("request.headers:");
    QTest::newRow("no response yet")
        << false << response(R"("status":200)") << QByteArray("response:");
    QTest::newRow("no status") << false << response(R"("body":"x")", "answer")
                               << QByteArray("response.status:");
    QTest::newRow("1xx") << false << response(R"("status":101)", "answer")
                         << QByteArray("response.status:");
    QTest::newRow("answer's header")
        << false
        << response(R"("status":200,"headers":[["Transfer-Encoding","chunked"]])", "answer")
        << QByteArray("response.headers[0]:");
    QTest::newRow("sent") << true << request(R"("method":"GET")") << QByteArray("request:");
    QTest::newRow("huge status") << true << response(R"("status":4294967496)")
                                 << QByteArray("response.status:");
    QTest::newRow("response's header")
        << true << response(R"("headers":[["","x"]])") << QByteArray("response.headers[0]:");
}

void BreakpointRoutesTest::refusesEdits()
{
    QFETCH(bool, inResponse);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, reason);
    const std::uint64_t id =
        pause(inResponse ? PausedRequest::Phase::Response : PausedRequest::Phase::Request);
    const HttpReply reply = send("POST", "/tyk/paused/" + std::to_string(id), body.toStdString());
    QCOMPARE(reply.status, 400);
    QVERIFY2(textOf(reply, "reason").contains(QString::fromUtf8(reason)), reply.body.c_str());
    QVERIFY(!m_end.has_value());
    QCOMPARE(m_service->engine.desk.paused().size(), 1U);
}

void BreakpointRoutesTest::releasesAll()
{
    pause(PausedRequest::Phase::Request);
    pause(PausedRequest::Phase::Response);
    QCOMPARE(send("POST", "/tyk/paused", R"({"action":"answer"})").status, 400);
    QCOMPARE(send("POST", "/tyk/paused", R"({"action":"continue"})").body,
             std::string("{\"released\":2}\n"));
    QVERIFY(m_end->reason == ReleaseReason::Continued);
    QCOMPARE(m_service->get("/tyk/paused").body, std::string("{\"paused\":[]}\n"));
}

void BreakpointRoutesTest::knowsNobodyElse()
{
    for (const char *id : {"7", "x", "1x", "-1", "99999999999999999999"}) {
        QCOMPARE(send("POST", std::string("/tyk/paused/") + id, R"({"action":"continue"})").status,
                 404);
        QCOMPARE(m_service->get(std::string("/tyk/paused/") + id).status, 404);
    }
}

GW_TEST(BreakpointRoutesTest)
#include "breakpoint_routes_test.moc"
