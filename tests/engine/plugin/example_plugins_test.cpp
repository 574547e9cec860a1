// SPDX-License-Identifier: GPL-3.0-or-later
// The example plugins do what Tyk's documentation page of Go plugins shows.
#include "engine/plugin/loaded_hook.h"
#include "support/room_test.h"
#include "telemetry/analytics_record.h"

#include <QRegularExpression>

using namespace gw::plugin;
using Kind = gw::request::StepResult::Kind;

class ExamplePluginsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addsAHeader_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("symbol");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *file, const char *symbol, const char *field,
                            const char *value) {
            QTest::newRow(symbol) << QString::fromLatin1(file) << QString::fromLatin1(symbol)
                                  << QString::fromLatin1(field) << QString::fromLatin1(value);
        };
        row("add_foo_bar_header", "AddFooBarHeader", "Foo", "Bar");
        row("add_foo_bar_header", "AddFooBarHeaderAndLog", "Foo", "Bar");
        row("c_header", "AddHeaderInC", "X-From", "C");
        if (std::filesystem::exists(example("rust_header"))) {
            row("rust_header", "AddHeaderInRust", "X-From", "Rust");
        }
    }
    void addsAHeader()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, symbol);
        QFETCH(const QString, field);
        QFETCH(const QString, value);
        FakeRequest request(m_bench.worker);
        QCOMPARE(run(file.toStdString(), symbol.toStdString(), request), Kind::Continue);
        QCOMPARE(request.field(field.toStdString()), value.toStdString());
    }

    void sendsTheCurrentTimeWhenAsked()
    {
        FakeRequest request(m_bench.worker);
        QCOMPARE(run("send_current_time", "SendCurrentTime", request), Kind::Continue);

        request.setTarget("/list/get?get_time=1");
        QCOMPARE(run("send_current_time", "SendCurrentTime", request), Kind::Respond);
        QCOMPARE(request.exchange.response().status, 200);
        QCOMPARE(request.exchange.response().fields.value("Content-Type"),
                 std::string_view("application/json"));
        static const QRegularExpression shape(
            QStringLiteral("^\\{\"current_time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{"
                           "6}(Z|[+-]\\d\\d:\\d\\d)\"\\}$"));
        QVERIFY2(shape.match(QString::fromStdString(request.replyBody)).hasMatch(),
                 request.replyBody.c_str());
    }

    void letsOnlyTheKeyAbcPass()
    {
        FakeRequest wrong(m_bench.worker);
        wrong.exchange.request().fields.add("Authorization", "xyz");
        QCOMPARE(run("my_plugin_auth_check", "MyPluginAuthCheck", wrong), Kind::Respond);
        QCOMPARE(wrong.exchange.response().status, 403);
        QCOMPARE(wrong.replyBody, std::string());
        QVERIFY(!wrong.session);

        FakeRequest right(m_bench.worker);
        right.exchange.request().fields.add("Authorization", "abc");
        QCOMPARE(run("my_plugin_auth_check", "MyPluginAuthCheck", right), Kind::Continue);
        QVERIFY(right.session.has_value());
        QCOMPARE(right.session->alias, std::string("abc-session"));
        QCOMPARE(right.session->orgId, std::string("default"));
        QCOMPARE(right.authToken, std::string("abc"));
        QVERIFY(right.sessionChanged);
    }

    void countsHits()
    {
        const auto hook =
            m_bench.hook("MyProcessRequest", HookKind::Request, example("hit_counter"));
        QVERIFY(hook);
        for (int i = 1; i <= 3; ++i) {
            FakeRequest request(m_bench.worker);
            request.setTarget("/hits/x?y");
            QCOMPARE(hook->run(request).kind(), Kind::Respond);
            QCOMPARE(request.replyBody,
                     "{\"session\":null,\"endpoint\":\"GET /hits/x\",\"hit_counter\":" +
                         std::to_string(i) + "}");
        }
        const auto samples = m_bench.worker.metrics.samples();
        QVERIFY(std::ranges::any_of(samples, [](const PluginMetrics::Sample &sample) {
            return sample.name == "hit_counter_hits_total" && sample.value == 3 && sample.isCounter;
        }));
    }

    void rewritesResponses()
    {
        FakeRequest request(m_bench.worker);
        gw::request::UpstreamResponse response(request.exchange.arena());
        response.body = {true, false, "old and old"};
        request.upstreamResponse = &response;
        QCOMPARE(run("response_rewrite", "RewriteBody", request, HookKind::Response),
                 Kind::Continue);
        QCOMPARE(response.body.bytes, std::string("new and new"));
        QCOMPARE(run("response_rewrite", "StampResponse", request, HookKind::Response),
                 Kind::Continue);
        QCOMPARE(response.head.fields.value("X-Served-For"), std::string_view("192.0.2.7"));
    }

    void masksAnalytics()
    {
        const auto hook =
            m_bench.hook("MaskAnalytics", HookKind::Analytics, example("analytics_mask"));
        QVERIFY(hook);
        gw::telemetry::AnalyticsRecord record;
        record.apiKey = "abc";
        record.ipAddress = "192.0.2.7";
        record.rawRequest = "R0VU";
        QVERIFY(hook->edit(record));
        QCOMPARE(record.apiKey, std::string("****"));
        QCOMPARE(record.ipAddress, std::string("192.0.2.0"));
        QCOMPARE(record.rawRequest, std::string());
    }

    void waitsOnThePool()
    {
        FakeRequest request(m_bench.worker);
        const auto hook = m_bench.hook("WaitBlocking", HookKind::Request, example("waiting"));
        QVERIFY(hook);
        QCOMPARE(hook->run(request).kind(), Kind::Suspend);
        QVERIFY(request.waitForResult());
        QCOMPARE(request.field("X-Waited"), std::string("blocking"));
    }

private:
    Kind run(const std::string &file, const std::string &symbol, FakeRequest &request,
             HookKind kind = HookKind::Request)
    {
        const auto hook = m_bench.hook(symbol, kind, example(file));
        return hook ? hook->run(request).kind() : Kind::Fail;
    }

    PluginBench m_bench;
};

GW_TEST(ExamplePluginsTest)
#include "example_plugins_test.moc"
