// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/breakpoints.h"
#include "chain/steps/plugin_step.h"
#include "engine/chain/fake_request.h"
#include "support/room_test.h"

using namespace gw::chain;
using namespace gw::chain::test;

namespace {

// A middleware that is no hook.
class PlainStep final : public Step {
public:
    [[nodiscard]] std::string_view name() const override { return "VersionCheck"; }
    [[nodiscard]] StepResult process(RequestContext &) const override
    {
        return StepResult::proceed();
    }
};

std::shared_ptr<const BreakpointSet> one(const Breakpoint &breakpoint)
{
    return std::make_shared<const BreakpointSet>(BreakpointSet{.breakpoints = {breakpoint}});
}

} // namespace

class BreakpointsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matchesGlobs_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("expected");
        QTest::newRow("same") << QByteArray("/a/b") << QByteArray("/a/b") << true;
        QTest::newRow("other") << QByteArray("/a/b") << QByteArray("/a/c") << false;
        QTest::newRow("longer") << QByteArray("/a") << QByteArray("/a/b") << false;
        QTest::newRow("shorter") << QByteArray("/a/b") << QByteArray("/a") << false;
        QTest::newRow("rest") << QByteArray("/a/*") << QByteArray("/a/b/c") << true;
        QTest::newRow("nothing left") << QByteArray("/a/*") << QByteArray("/a/") << true;
        QTest::newRow("inside") << QByteArray("/a/*/c") << QByteArray("/a/b/x/c") << true;
        QTest::newRow("way back") << QByteArray("*ab") << QByteArray("/aab") << true;
        QTest::newRow("no way back") << QByteArray("*ab") << QByteArray("/aba") << false;
        QTest::newRow("several") << QByteArray("/*/b*d") << QByteArray("/a/bcbcd") << true;
        QTest::newRow("all") << QByteArray("**") << QByteArray("") << true;
        QTest::newRow("empty") << QByteArray("") << QByteArray("/") << false;
    }
    void matchesGlobs()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, text);
        QTEST(matchesGlob(pattern.toStdString(), text.toStdString()), "expected");
    }

    void looksAtTheRequest_data()
    {
        QTest::addColumn<QByteArray>("api");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("enabled");
        QTest::addColumn<bool>("expected");
        QTest::newRow("any") << QByteArray() << QByteArray() << QByteArray() << true << true;
        QTest::newRow("all") << QByteArray("x") << QByteArray("GET") << QByteArray("/or*") << true
                             << true;
        QTest::newRow("off") << QByteArray() << QByteArray() << QByteArray() << false << false;
        QTest::newRow("other api")
            << QByteArray("y") << QByteArray() << QByteArray() << true << false;
        QTest::newRow("other method")
            << QByteArray() << QByteArray("POST") << QByteArray() << true << false;
        QTest::newRow("other path")
            << QByteArray() << QByteArray() << QByteArray("/users") << true << false;
    }
    void looksAtTheRequest()
    {
        QFETCH(QByteArray, api);
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(bool, enabled);
        const BreakpointWatch watch(one({.id = "b",
                                         .isEnabled = enabled,
                                         .apiId = api.toStdString(),
                                         .method = method.toStdString(),
                                         .path = path.toStdString(),
                                         .step = "client"}),
                                    "GET", "/orders/1");
        QTEST(watch.atPlace(m_context, "client") != nullptr, "expected");
        QCOMPARE(watch.atPlace(m_context, "upstream"), nullptr);
    }

    void knowsSteps_data()
    {
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<bool>("isHook");
        QTest::addColumn<bool>("isPlain");
        QTest::newRow("symbol") << QByteArray("Sign") << true << false;
        QTest::newRow("whole name")
            << QByteArray("GoPluginMiddleware:/p/post.so:Sign") << true << false;
        QTest::newRow("slot") << QByteArray("post") << true << false;
        QTest::newRow("other slot") << QByteArray("pre") << false << false;
        QTest::newRow("middleware") << QByteArray("VersionCheck") << false << true;
        QTest::newRow("part of a name") << QByteArray("ign") << false << false;
        QTest::newRow("place") << QByteArray("upstream") << false << false;
    }
    void knowsSteps()
    {
        QFETCH(QByteArray, step);
        const PluginStep hook({"/p/post.so", "Sign", HookKind::Request, "post"},
                              std::make_shared<FakeHook>());
        const PlainStep plain;
        const BreakpointWatch before(one({.id = "b", .step = step.toStdString()}), "GET", "/");
        QTEST(before.atStep(m_context, hook, hook.name(), When::Before) != nullptr, "isHook");
        QTEST(before.atStep(m_context, plain, plain.name(), When::Before) != nullptr, "isPlain");
        QCOMPARE(before.atStep(m_context, hook, hook.name(), When::After), nullptr);
        const BreakpointWatch after(
            one({.id = "b", .step = step.toStdString(), .when = When::After}), "GET", "/");
        QTEST(after.atStep(m_context, hook, hook.name(), When::After) != nullptr, "isHook");
        QCOMPARE(after.atStep(m_context, hook, hook.name(), When::Before), nullptr);
        QCOMPARE(shortName(hook, hook.name()), std::string_view("Sign"));
        QCOMPARE(shortName(plain, {}), std::string_view("VersionCheck"));
    }

private:
    gw::request::ApiFacts m_api;
    FakeExchange m_exchange{"GET", "/orders/1"};
    FakeServices m_services;
    FakeContext m_context{m_exchange, m_services};

public:
    BreakpointsTest()
    {
        m_api.id = "x";
        m_context.api = &m_api;
    }
};

GW_TEST(BreakpointsTest)
#include "breakpoints_test.moc"
