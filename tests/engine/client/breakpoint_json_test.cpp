// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/breakpoint_json.h"
#include "support/room_test.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace gw::client;

namespace {

QJsonObject objectOf(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

class BreakpointJsonTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhoIsPaused();
    void rulesComeBackAsTheyWent();
    void saysHowToGoOn_data();
    void saysHowToGoOn();
    void takesUnknownBodiesForWhatIsNotHere();
};

void BreakpointJsonTest::readsWhoIsPaused()
{
    const auto list = pausedRequestsOf(objectOf(R"({"paused":[
        {"id":"17","breakpoint":"b1","request_id":"r","api_id":"a","api_name":"Orders",
         "phase":"request","step":"AddFooBarHeader","when":"after","paused_at_ms":1000,
         "continues_at_ms":61000,"client":"127.0.0.1:4444",
         "request":{"method":"GET","target":"/orders/1?x=1","headers":[["A","1"],["A","2"]],
                    "body":"","body_state":"none"},"response":null},
        {"id":"18","step":"client","client":"[::1]:5","request":{"method":"PUT","body_state":"binary"},
         "response":{"status":201,"headers":[],"body":"{}","body_state":"whole"}}]})"));
    QCOMPARE(list.size(), 2);
    const PausedRequest &first = list[0];
    QCOMPARE(first.id, u"17"_s);
    QCOMPARE(first.breakpointId, u"b1"_s);
    QCOMPARE(first.apiName, u"Orders"_s);
    QCOMPARE(first.when, BreakWhen::After);
    QCOMPARE(first.pausedAt.msecsTo(first.continuesAt), 60'000);
    QCOMPARE(first.clientPort(), 4444);
    QVERIFY(!first.response);
    QCOMPARE(&first.subject(), &first.request);
    QCOMPARE(first.request.target, u"/orders/1?x=1"_s);
    QCOMPARE(first.request.headers.size(), 2);
    QCOMPARE(first.request.headers[1].second, u"2"_s);
    QVERIFY(first.request.hasEditableBody());
    const PausedRequest &second = list[1];
    QCOMPARE(second.clientPort(), 5);
    QVERIFY(!second.request.hasEditableBody());
    QVERIFY(second.response.has_value());
    QCOMPARE(second.subject().status, 201);
    QCOMPARE(second.subject().body, u"{}"_s);
}

void BreakpointJsonTest::rulesComeBackAsTheyWent()
{
    BreakpointRules rules;
    rules.isEnabled = true;
    rules.autoContinue = std::chrono::seconds(7);
    rules.breakpoints = {{.id = u"b1"_s,
                          .isEnabled = false,
                          .apiId = u"a"_s,
                          .method = u"GET"_s,
                          .path = u"/x/*"_s,
                          .step = u"pre"_s,
                          .when = BreakWhen::After},
                         {.id = u"b2"_s, .step = u"client"_s}};
    QJsonObject answer = jsonOf(rules);
    answer.insert(u"passed"_s, 3);
    answer.insert(u"paused"_s, 1);
    const BreakpointState state = breakpointStateOf(answer);
    QCOMPARE(state.rules, rules);
    QCOMPARE(state.passed, 3U);
    QCOMPARE(state.paused, 1);
}

void BreakpointJsonTest::saysHowToGoOn_data()
{
    QTest::addColumn<Release>("release");
    QTest::addColumn<QByteArray>("json");
    PausedMessage request;
    request.method = u"GET"_s;
    request.target = u"/x"_s;
    request.headers = {{u"A"_s, u"1"_s}};
    request.body = u"b"_s;
    PausedMessage answer;
    answer.status = 404;
    QTest::newRow("as it is") << Release{} << QByteArray(R"({"action":"continue"})");
    QTest::newRow("edited")
        << Release{Release::How::Edited, request, false}
        << QByteArray(
               R"({"action":"continue","request":{"body":"b","headers":[["A","1"]],"method":"GET","target":"/x"}})");
    QTest::newRow("with its body")
        << Release{Release::How::Edited, request, true}
        << QByteArray(
               R"({"action":"continue","request":{"headers":[["A","1"]],"method":"GET","target":"/x"}})");
    QTest::newRow("an answer edited")
        << Release{Release::How::Edited, answer, true}
        << QByteArray(R"({"action":"continue","response":{"headers":[],"status":404}})");
    QTest::newRow("answered")
        << Release{Release::How::Answered, answer, false}
        << QByteArray(R"({"action":"answer","response":{"body":"","headers":[],"status":404}})");
}

void BreakpointJsonTest::saysHowToGoOn()
{
    QFETCH(Release, release);
    QTEST(compact(jsonOf(release)), "json");
}

void BreakpointJsonTest::takesUnknownBodiesForWhatIsNotHere()
{
    const auto paused = pausedRequestOf(
        objectOf(R"({"request":{"method":"GET","target":"/","body_state":"of tomorrow"}})"));
    QVERIFY(!paused.request.hasEditableBody());
}

GW_TEST(BreakpointJsonTest)
#include "breakpoint_json_test.moc"
