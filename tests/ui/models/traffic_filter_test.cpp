// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/traffic_filter.h"
#include "models/traffic_model.h"
#include "models/traffic_words.h"
#include "support/room_test.h"

using gw::client::TrafficRecord;
using gw::models::TrafficFilter;

namespace {

TrafficRecord failedRecord()
{
    TrafficRecord record;
    record.method = QStringLiteral("GET");
    record.path = QStringLiteral("/get");
    record.rawPath = QStringLiteral("/demo/get");
    record.status = 503;
    record.apiId = QStringLiteral("demo");
    record.apiName = QStringLiteral("Demo API");
    record.error = QStringLiteral("connection refused");
    record.clientAddress = QStringLiteral("10.1.2.3");
    record.total = std::chrono::milliseconds(25);
    record.upstream = std::chrono::milliseconds(24);
    record.bytesOut = 12'000;
    gw::client::TraceStep step;
    step.name = QStringLiteral("GoPluginMiddleware:/p/post.so:AddFooBarHeader");
    record.trace = {step};
    return record;
}

} // namespace

class TrafficFilterTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void knowsWhatIsThere();
};

void TrafficFilterTest::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMatch");
    const auto row = [](const char *text, bool isMatch) {
        QTest::newRow(text) << QString::fromLatin1(text) << isMatch;
    };
    row("", true);
    row("status>=500", true);
    row("status<500", false);
    row("status=503", true);
    row("status:503", true);
    row("status:5xx", true);
    row("status:4xx", false);
    row("status!=5xx", false);
    row("status!=200", true);
    row("dur>20ms", true);
    row("dur>25ms", false);
    row("dur>=25ms", true);
    row("dur>20", true);
    row("dur<1s", true);
    row("gateway<=1000us", true);
    row("upstream>24ms", false);
    row("size>10kB", true);
    row("size>1MB", false);
    row("api:demo", true);
    row("api:DEMO", true);
    row("api:dem", false);
    row("api:dem*", true);
    row("api:\"Demo API\"", true);
    row("method:get", true);
    row("path:get", true);
    row("path:/demo/*", true);
    row("client:10.*", true);
    row("error:refused", true);
    row("key:", true);
    row("error:", false);
    row("plugin:AddFoo*", true);
    row("plugin:Other*", false);
    row("step:AddFooBarHeader", true);
    row("steps=1", true);
    row("-status:503", false);
    row("-api:other", true);
    row("refused", true);
    row("/demo/g", true);
    row("nothing-like-this", false);
    row("status>=500 api:demo plugin:AddFoo* dur>20ms", true);
    row("status>=500 api:other", false);
}

void TrafficFilterTest::matches()
{
    QFETCH(const QString, text);
    const auto filter = TrafficFilter::parse(text);
    QVERIFY2(filter, filter ? "" : filter.error().text().c_str());
    QCOMPARE(filter->isEmpty(), text.isEmpty());
    QTEST(filter->matches(failedRecord()), "isMatch");
}

void TrafficFilterTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("term");
    QTest::newRow("field") << QStringLiteral("api:demo colour:red") << QStringLiteral("colour:red");
    QTest::newRow("number") << QStringLiteral("status>high") << QStringLiteral("status>high");
    QTest::newRow("unit") << QStringLiteral("dur>20MB") << QStringLiteral("dur>20MB");
    QTest::newRow("order of texts") << QStringLiteral("api>demo") << QStringLiteral("api>demo");
    QTest::newRow("comparison") << QStringLiteral("status=>500") << QStringLiteral("status=>500");
}

void TrafficFilterTest::saysWhatIsWrong()
{
    QFETCH(const QString, text);
    const auto filter = TrafficFilter::parse(text);
    QVERIFY(!filter);
    QTEST(QString::fromStdString(filter.error().where), "term");
    QVERIFY(!filter.error().remedy.empty());
}

void TrafficFilterTest::knowsWhatIsThere()
{
    gw::models::TrafficModel traffic;
    TrafficRecord record = failedRecord();
    record.method = QStringLiteral("PROPFIND");
    record.apiKey = QStringLiteral("partner");
    TrafficRecord spaced = failedRecord();
    spaced.apiKey = QStringLiteral("two words");
    traffic.add({record, spaced, record}, 0);
    gw::client::ApiReport api;
    api.apiId = QStringLiteral("orders");
    gw::client::PluginHook hook;
    hook.symbol = QStringLiteral("AddFoo");
    const QStringList words = gw::models::trafficWords(traffic, {api, api}, {hook});
    for (const char *word :
         {"api:orders", "plugin:AddFoo", "method:PROPFIND", "key:partner", "status:5xx"}) {
        QCOMPARE(words.count(QLatin1String(word)), 1);
    }
    QVERIFY(words.filter(QStringLiteral("two words")).isEmpty());
    for (const QString &word : words) {
        QVERIFY2(TrafficFilter::parse(word).has_value(), qPrintable(word));
    }
}

GW_TEST(TrafficFilterTest)
#include "traffic_filter_test.moc"
