// SPDX-License-Identifier: GPL-3.0-or-later
// The examples of Tyk's page on Go plugins, with their definitions and requests, on the demo
// workspace.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "support/room_test.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

QJsonObject jsonOf(const CurlAnswer &answer)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
}

QString echoedHeader(const CurlAnswer &answer, const QString &name)
{
    return jsonOf(answer)[u"headers"_s][name].toString();
}

} // namespace

class SeedPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void postHookAddsAHeaderForTheUpstream();
    void preHookLetsPassWithoutItsParameter();
    void preHookAnswersByItself();
    void authCheckRefusesTheWrongKey();
    void authCheckRefusesWithoutAKey();
    void authCheckLetsTheRightKeyPass();
    void hitCounterKeepsItsState();
    void metricsTellWhatAPluginCounts();
    void hooksWriteToTheLog();
    void bundleBringsItsHook();

private:
    GatewayProcess m_gateway;
};

void SeedPageTest::initTestCase()
{
    QVERIFY(m_gateway.serveDemo());
}

void SeedPageTest::cleanupTestCase()
{
    QCOMPARE(m_gateway.stop(), 0);
}

void SeedPageTest::postHookAddsAHeaderForTheUpstream()
{
    const CurlAnswer answer = get(m_gateway.address("/my_api_name/get"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(echoedHeader(answer, u"Foo"_s), u"Bar"_s);
    QCOMPARE(echoedHeader(answer, u"Accept"_s), u"*/*"_s);
    QVERIFY(jsonOf(answer)[u"url"_s].toString().endsWith(u"/get"_s));
    QVERIFY(jsonOf(answer).contains(u"args"_s));
}

void SeedPageTest::preHookLetsPassWithoutItsParameter()
{
    const CurlAnswer answer = get(m_gateway.address("/my_api_name/get?get_time=0"));
    QCOMPARE(answer.status, 200);
    QVERIFY(jsonOf(answer).contains(u"headers"_s));
    QVERIFY(!jsonOf(answer).contains(u"current_time"_s));
}

void SeedPageTest::preHookAnswersByItself()
{
    const CurlAnswer answer = get(m_gateway.address("/my_api_name/get?get_time=1"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("content-type"), "application/json");
    QCOMPARE(answer.header("content-length"), std::to_string(answer.body.size()));
    QVERIFY(answer.hasHeader("date"));
    QVERIFY(QDateTime::fromString(jsonOf(answer)[u"current_time"_s].toString(), Qt::ISODateWithMs)
                .isValid());
    QVERIFY(!jsonOf(answer).contains(u"headers"_s));
}

void SeedPageTest::authCheckRefusesTheWrongKey()
{
    const CurlAnswer answer = get(m_gateway.address("/protected/get"), {"Authorization: xyz"});
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.body, "");
    QCOMPARE(answer.header("content-length"), "0");
    QVERIFY(!answer.hasHeader("x-generator"));
}

void SeedPageTest::authCheckRefusesWithoutAKey()
{
    QCOMPARE(get(m_gateway.address("/protected/get")).status, 403);
}

void SeedPageTest::authCheckLetsTheRightKeyPass()
{
    const CurlAnswer answer = get(m_gateway.address("/protected/get"), {"Authorization: abc"});
    QCOMPARE(answer.status, 200);
    QCOMPARE(echoedHeader(answer, u"Authorization"_s), u"abc"_s);
    QCOMPARE(answer.header("x-ratelimit-limit"), "0");
    QCOMPARE(answer.header("x-ratelimit-remaining"), "0");
    QCOMPARE(answer.header("x-ratelimit-reset"), "0");
}

void SeedPageTest::hitCounterKeepsItsState()
{
    for (int hit = 1; hit <= 3; ++hit) {
        const CurlAnswer answer = get(m_gateway.address("/hits/once"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.header("content-type"), "application/json");
        QCOMPARE(jsonOf(answer)[u"hit_counter"_s].toInt(), hit);
        QCOMPARE(jsonOf(answer)[u"endpoint"_s].toString(), u"GET /hits/once"_s);
        QVERIFY(jsonOf(answer)[u"session"_s].isNull());
    }
}

void SeedPageTest::metricsTellWhatAPluginCounts()
{
    QCOMPARE(get(m_gateway.address("/hits/counted")).status, 200);
    const CurlAnswer metrics = get(m_gateway.address("/metrics"));
    QCOMPARE(metrics.status, 200);
    QVERIFY2(metrics.body.find("# TYPE gatewright_plugin_hit_counter_hits_total counter") !=
                 std::string::npos,
             metrics.body.c_str());
}

void SeedPageTest::hooksWriteToTheLog()
{
    QCOMPARE(get(m_gateway.address("/hits/logged")).status, 200);
    QVERIFY(m_gateway.waitForLog({u"Custom middleware, new hit"_s, u"GET /hits/logged"_s}));
}

// The rest of "Loading from a bundle", and "Reloading", are requests of the demo: see run_test.
void SeedPageTest::bundleBringsItsHook()
{
    const CurlAnswer answer = get(m_gateway.address("/bundled/get"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(echoedHeader(answer, u"Foo"_s), u"Bar"_s);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::SeedPageTest)
#include "seed_page_test.moc"
