// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "tester/traffic_request.h"

#include <QObject>
#include <QTest>

using namespace Qt::StringLiterals;
using gw::client::TraceChange;
using gw::client::TrafficRecord;
using gw::tester::requestOf;

namespace {

const QString kHost = u"127.0.0.1:8080"_s;
const gw::tester::Place kGateway{.url = QUrl(u"http://127.0.0.1:8080"_s)};

TrafficRecord record(const QByteArray &head, const QByteArray &body)
{
    TrafficRecord result;
    result.method = u"POST"_s;
    result.host = kHost;
    result.path = u"/inner"_s;
    result.rawPath = u"/orders/a%20b"_s;
    result.rawQuery = u"x=1"_s;
    result.rawRequest = head + "\r\n" + body;
    return result;
}

std::string headersOf(const gw::requests::Request &request)
{
    std::string text;
    for (const gw::requests::Line &line : request.headers) {
        text += line.name + "=" + line.value + ";";
    }
    return text;
}

} // namespace

class TrafficRequestTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesMethodTargetHeadersAndBody();
    void takesBackWhatStepsDid();
    void namesHiddenCredentials();
    void keepsAnotherHost();
    void goesToAPortOfItsOwn();
    void beginsARequest();
    void keepsBytes();
    void takesBracesForLetters();
    void tellsWhatWasNotRecorded();
};

void TrafficRequestTest::takesMethodTargetHeadersAndBody()
{
    const auto [request, notes] =
        requestOf(record("POST /inner HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 7\r\n"
                         "Content-Type: application/json\r\nX-A: b: c\r\n",
                         R"({"n":1})"),
                  kGateway);
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.url, "{{gateway}}/orders/a%20b?x=1");
    QCOMPARE(headersOf(request), "Content-Type=application/json;X-A=b: c;");
    QCOMPARE(request.body->text, R"({"n":1})");
    QVERIFY2(notes.isEmpty(), qPrintable(notes.join(u'|')));
}

void TrafficRequestTest::takesBackWhatStepsDid()
{
    TrafficRecord traced = record("GET / HTTP/1.1\r\nFoo: Bar\r\nA: new\r\nFoo: own\r\n", {});
    gw::client::TraceStep step;
    step.changes = {
        {TraceChange::Kind::Added, u"request header"_s, u"Foo"_s, {}, u"Bar"_s},
        {TraceChange::Kind::Changed, u"request header"_s, u"A"_s, u"old"_s, u"new"_s},
        {TraceChange::Kind::Removed, u"request header"_s, u"Gone"_s, u"g"_s, {}},
        {TraceChange::Kind::Added, u"response header"_s, u"Foo"_s, {}, u"own"_s},
    };
    traced.trace = {step};
    QCOMPARE(headersOf(requestOf(traced, kGateway).request), "A=old;Foo=own;Gone=g;");
}

void TrafficRequestTest::namesHiddenCredentials()
{
    TrafficRecord hidden = record("GET / HTTP/1.1\r\nX-Api-Key: ****\r\n", {});
    hidden.rawQuery = u"key=****&a=****b"_s;
    const auto [request, notes] = requestOf(hidden, kGateway);
    QCOMPARE(request.url, "{{gateway}}/orders/a%20b?key={{key}}&a=****b");
    QCOMPARE(headersOf(request), "X-Api-Key={{x_api_key}};");
    QCOMPARE(notes.size(), 1);
    QVERIFY(notes.constFirst().contains(u"key, X-Api-Key"_s));
}

void TrafficRequestTest::keepsAnotherHost()
{
    TrafficRecord other = record("GET / HTTP/1.1\r\nHost: api.example\r\n", {});
    other.host = u"api.example"_s;
    QCOMPARE(headersOf(requestOf(other, kGateway).request), "Host=api.example;");
}

void TrafficRequestTest::goesToAPortOfItsOwn()
{
    TrafficRecord own = record("POST / HTTP/1.1\r\nHost: 127.0.0.1:9001\r\n", {});
    own.host = u"127.0.0.1:9001"_s;
    const auto [request, notes] =
        requestOf(own, {.url = QUrl(u"https://127.0.0.1:9001/"_s), .isGateway = false});
    QCOMPARE(request.url, "https://127.0.0.1:9001/orders/a%20b?x=1");
    QCOMPARE(headersOf(request), "");
}

void TrafficRequestTest::beginsARequest()
{
    gw::client::ApiReport api;
    api.listenPath = u"/a b/{id}/"_s;
    QCOMPARE(gw::tester::requestTo(api, kGateway).url, "{{gateway}}/a%20b/{id}/");
    QCOMPARE(gw::tester::requestTo(api, {.url = QUrl(u"http://h:1"_s), .isGateway = false}).url,
             "http://h:1/a%20b/{id}/");
}

void TrafficRequestTest::keepsBytes()
{
    const auto [request, notes] =
        requestOf(record("POST / HTTP/1.1\r\nContent-Length: 9\r\n", "\xff\x01"), kGateway);
    QCOMPARE(request.body->text, "base64,/wE=;");
    QCOMPARE(notes.size(), 1); // 2 of 9 bytes
    QVERIFY(notes.constFirst().contains(u"2 of 9"_s));
}

void TrafficRequestTest::takesBracesForLetters()
{
    const auto [request, notes] = requestOf(
        record("POST / HTTP/1.1\r\nContent-Type: a/b\r\nX-A: {{b}}****\r\n", "{\"a\":\"{{b}}\"}"),
        kGateway);
    QCOMPARE(headersOf(request), "Content-Type=a/b;X-A=\\u{7b}{b}}{{x_a}};");
    QCOMPARE(request.body->text, "`{\"a\":\"\\u{7b}{b}}\"}`");
}

void TrafficRequestTest::tellsWhatWasNotRecorded()
{
    TrafficRecord plain = record({}, {});
    plain.rawRequest.clear();
    const auto [request, notes] = requestOf(plain, kGateway);
    QCOMPARE(request.url, "{{gateway}}/orders/a%20b?x=1");
    QCOMPARE(notes.size(), 1);
    QVERIFY(notes.constFirst().contains(u"enable_detailed_recording"_s));
}

GW_TEST(TrafficRequestTest)
#include "traffic_request_test.moc"
