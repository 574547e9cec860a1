// SPDX-License-Identifier: GPL-3.0-or-later
// Plugins that were built with released versions of the ABI and never again (tests/abi/frozen) load
// and work.
#include "engine/plugin/loaded_hook.h"
#include "support/room_test.h"
#include "telemetry/analytics_record.h"

using namespace gw::plugin;
using Kind = gw::request::StepResult::Kind;

class FrozenAbiTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifndef __x86_64__
        QSKIP("the frozen plugins are kept for x86_64");
#endif
    }

    void usesTheWholeTable()
    {
        FakeRequest request(m_bench.worker);
        request.ownExchange.bodyLength = 3;
        request.requestBody = {true, false, "old"};
        const auto hook = load("UseTable");
        QVERIFY(hook);
        const Kind first = hook->run(request).kind();
        QVERIFY2(first == Kind::Suspend, request.note.c_str());
        QVERIFY(request.waitForResult());
        QVERIFY2(request.result->kind() == Kind::Respond, request.note.c_str());
        QCOMPARE(request.exchange.response().status, 201);
        QCOMPARE(request.replyBody, std::string("done"));
        QCOMPARE(request.exchange.request().method, std::string_view("PUT"));
        QCOMPARE(request.exchange.request().target, std::string_view("/list/y?d=4"));
        QCOMPARE(request.field("X-Frozen"), std::string("1.0"));
        QCOMPARE(request.requestBody.bytes, std::string("new"));
        QCOMPARE(request.session->orgId, std::string("org"));
        QCOMPARE(request.value("k"), std::string("v"));
        QVERIFY(std::ranges::any_of(m_bench.worker.metrics.samples(), [](const auto &sample) {
            return sample.name == "frozen_total" && sample.value == 1;
        }));
    }

    void filtersABody()
    {
        FakeRequest request(m_bench.worker);
        const auto hook = load("FilterBody");
        QVERIFY(hook);
        QCOMPARE(hook->run(request).kind(), Kind::Continue);
        std::string out;
        QVERIFY(request.requestFilters.front()->filter("ab", true, out));
        QCOMPARE(out, std::string("abab"));
    }

    void changesAResponse()
    {
        FakeRequest request(m_bench.worker);
        gw::request::UpstreamResponse response(request.exchange.arena());
        response.head.status = 404;
        response.body = {true, false, "gone"};
        request.upstreamResponse = &response;
        const auto hook = load("UseResponse", HookKind::Response);
        QVERIFY(hook);
        QVERIFY2(hook->run(request).kind() == Kind::Continue, request.note.c_str());
        QCOMPARE(response.head.status, 203);
        QCOMPARE(response.body.bytes, std::string("found"));
    }

    void changesARecord()
    {
        const auto hook = load("UseRecord", HookKind::Analytics);
        QVERIFY(hook);
        gw::telemetry::AnalyticsRecord record;
        record.apiKey = "secret";
        QVERIFY(!hook->edit(record));
        QCOMPARE(record.apiKey, std::string("****"));
    }

private:
    std::shared_ptr<const PluginHook> load(const std::string &symbol,
                                           HookKind kind = HookKind::Request)
    {
        return m_bench.hook(symbol, kind, GW_FROZEN "/abi_1_0.x86_64.so");
    }

    PluginBench m_bench;
};

GW_TEST(FrozenAbiTest)
#include "frozen_abi_test.moc"
