// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/step_runner.h"
#include "engine/chain/fake_request.h"
#include "support/room_test.h"
#include "telemetry/timing_ring.h"

#include <array>
#include <memory>

using namespace gw::chain;
using namespace gw::chain::test;

namespace {

// A step that notes that it ran and decides as it is told.
class ScriptedStep final : public Step {
public:
    ScriptedStep(std::string name, StepResult result, std::string &ran,
                 BodyNeed need = BodyNeed::None)
        : m_name(std::move(name))
        , m_result(std::move(result))
        , m_ran(ran)
        , m_need(need)
    {
    }
    bool isNeeded = true;

    [[nodiscard]] std::string_view name() const override { return m_name; }
    [[nodiscard]] BodyNeed bodyNeed() const override { return m_need; }
    [[nodiscard]] bool isBodyNeeded(const RequestContext &) const override { return isNeeded; }
    [[nodiscard]] StepResult process(RequestContext &) const override
    {
        m_ran += m_name;
        return m_result;
    }

private:
    std::string m_name;
    StepResult m_result;
    std::string &m_ran;
    BodyNeed m_need;
};

// Has something to do for one target only, and leads the request elsewhere.
class LeavingStep final : public Step {
public:
    [[nodiscard]] std::string_view name() const override { return "any"; }
    [[nodiscard]] std::string_view nameFor(const RequestContext &context) const override
    {
        return context.exchange.request().target == "/" ? "GoPluginMiddleware:p.so:Leave" : "";
    }
    [[nodiscard]] StepResult process(RequestContext &context) const override
    {
        context.exchange.request().target = "/other";
        return StepResult::proceed();
    }
};

struct Walk {
    FakeExchange exchange{"GET", "/"};
    FakeServices services;
    FakeContext context{exchange, services};
    gw::request::ApiFacts api;
    std::string ran;
    std::vector<std::unique_ptr<const Step>> steps;
    StepRunner runner;

    ScriptedStep &add(std::string name, StepResult result = StepResult::proceed(),
                      BodyNeed need = BodyNeed::None)
    {
        auto step = std::make_unique<ScriptedStep>(std::move(name), std::move(result), ran, need);
        ScriptedStep &added = *step;
        steps.push_back(std::move(step));
        return added;
    }
    BreakpointWatch watch(const std::string &step, When when)
    {
        context.api = &api;
        BreakpointSet set{.breakpoints = {{.id = "b1", .step = step, .when = when}}};
        return {std::make_shared<const BreakpointSet>(std::move(set)), "GET", "/"};
    }
    StepRunner::Stop run()
    {
        runner.start(steps, "request");
        return runner.run(context);
    }
};

using Stop = StepRunner::Stop;

} // namespace

class StepRunnerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsAllInOrder()
    {
        Walk walk;
        walk.add("a");
        walk.add("b");
        walk.add("c");
        QCOMPARE(walk.run(), Stop::AtEnd);
        QCOMPARE(walk.ran, std::string("abc"));
        QCOMPARE(Walk().run(), Stop::AtEnd); // no steps
    }

    void stopsAtADecision()
    {
        Walk walk;
        walk.add("a");
        walk.add("b", StepResult::fail(403, "no"));
        walk.add("c");
        QCOMPARE(walk.run(), Stop::Decided);
        QCOMPARE(walk.ran, std::string("ab"));
        QCOMPARE(walk.runner.decision().status(), 403);
        QCOMPARE(walk.runner.decision().message(), std::string("no"));
    }

    void goesOnBehindASuspendedStep()
    {
        Walk walk;
        walk.add("a", StepResult::suspend());
        walk.add("b");
        QCOMPARE(walk.run(), Stop::Suspended);
        QCOMPARE(walk.ran, std::string("a"));
        QCOMPARE(walk.runner.resumed(walk.context, StepResult::suspend()), Stop::Suspended);
        QCOMPARE(walk.runner.resumed(walk.context, StepResult::proceed()), Stop::AtEnd);
        QCOMPARE(walk.ran, std::string("ab")); // the suspended one does not run again
    }

    void takesTheDecisionOfASuspendedStep()
    {
        Walk walk;
        walk.add("a", StepResult::suspend());
        walk.add("b");
        QCOMPARE(walk.run(), Stop::Suspended);
        QCOMPARE(walk.runner.resumed(walk.context, StepResult::respond()), Stop::Decided);
        QCOMPARE(walk.runner.decision().kind(), StepResult::Kind::Respond);
        QCOMPARE(walk.ran, std::string("a"));
    }

    // Each step that ran once, in order, also one that was suspended or decided.
    void notesTheTimesOfSteps()
    {
        using gw::telemetry::StepTiming;
        const auto ring = std::make_unique<gw::telemetry::TimingRing>();
        const std::array<std::string, 3> names = {"a", "b", "c"};
        const std::array<const std::string *, 3> events = {&names[0], &names[1], &names[2]};
        Walk walk;
        walk.add("a", StepResult::suspend());
        walk.add("b", StepResult::respond());
        walk.add("c");
        walk.runner.start(walk.steps, "request", {events, ring.get()});
        QCOMPARE(walk.runner.run(walk.context), Stop::Suspended);
        std::vector<StepTiming> timings;
        ring->drain(timings);
        QVERIFY(timings.empty());
        QCOMPARE(walk.runner.resumed(walk.context, StepResult::proceed()), Stop::Decided);
        ring->drain(timings);
        QCOMPARE(timings.size(), 2U);
        QCOMPARE(timings[0].name, events[0]);
        QCOMPARE(timings[1].name, events[1]);
        QVERIFY(timings[0].nanoseconds > 0);
        walk.runner.start(walk.steps, "response"); // without
        static_cast<void>(walk.runner.run(walk.context));
        ring->drain(timings);
        QCOMPARE(timings.size(), 2U);
    }

    void waitsForTheRequestBody()
    {
        Walk walk;
        walk.add("a");
        walk.add("b", StepResult::proceed(), BodyNeed::WholeRequest);
        QCOMPARE(walk.run(), Stop::AtBody);
        QCOMPARE(walk.ran, std::string("a"));
        QCOMPARE(walk.runner.run(walk.context), Stop::AtBody); // still not there
        walk.context.requestBody.isBuffered = true;
        QCOMPARE(walk.runner.run(walk.context), Stop::AtEnd);
        QCOMPARE(walk.ran, std::string("ab"));
    }

    void waitsForNoBodyThatIsNotNeeded()
    {
        Walk walk;
        walk.add("a", StepResult::proceed(), BodyNeed::WholeRequest).isNeeded = false;
        walk.add("b", StepResult::proceed(), BodyNeed::WholeResponse); // there is no response
        QCOMPARE(walk.run(), Stop::AtEnd);
        QCOMPARE(walk.ran, std::string("ab"));
    }

    void waitsForTheResponseBody()
    {
        Walk walk;
        walk.add("a", StepResult::proceed(), BodyNeed::WholeResponse);
        gw::request::UpstreamResponse response(walk.exchange.arena());
        walk.context.upstreamResponse = &response;
        QCOMPARE(walk.run(), Stop::AtBody);
        response.body.isBuffered = true;
        QCOMPARE(walk.runner.run(walk.context), Stop::AtEnd);
        QCOMPARE(walk.ran, std::string("a"));
    }

    // Each time it is run, until somebody lets it pass; behind the step's own wait for a body.
    void stopsBeforeAStep()
    {
        Walk walk;
        walk.add("a");
        walk.add("b", StepResult::proceed(), BodyNeed::WholeRequest);
        walk.add("c");
        const BreakpointWatch watch = walk.watch("b", When::Before);
        walk.runner.watch(&watch);
        QCOMPARE(walk.run(), Stop::AtBody);
        walk.context.requestBody.isBuffered = true;
        QCOMPARE(walk.runner.run(walk.context), Stop::AtBreakpoint);
        QCOMPARE(walk.runner.run(walk.context), Stop::AtBreakpoint);
        QCOMPARE(walk.ran, std::string("a"));
        QCOMPARE(walk.runner.meeting().breakpoint->id, std::string("b1"));
        QCOMPARE(walk.runner.meeting().step, std::string_view("b"));
        walk.runner.passBreakpoint();
        QCOMPARE(walk.runner.run(walk.context), Stop::AtEnd);
        QCOMPARE(walk.ran, std::string("abc"));
        QCOMPARE(walk.run(), Stop::AtBreakpoint); // a loop
    }

    void stopsAfterAStep()
    {
        Walk walk;
        walk.add("a");
        walk.add("b", StepResult::suspend());
        const BreakpointWatch watch = walk.watch("b", When::After);
        walk.runner.watch(&watch);
        QCOMPARE(walk.run(), Stop::Suspended);
        QCOMPARE(walk.runner.resumed(walk.context, StepResult::proceed()), Stop::AtBreakpoint);
        QCOMPARE(walk.runner.meeting().when, When::After);
        walk.runner.passBreakpoint();
        QCOMPARE(walk.runner.run(walk.context), Stop::AtEnd);
        QCOMPARE(walk.ran, std::string("ab"));
        // A step that decides is the end.
        QCOMPARE(walk.run(), Stop::Suspended);
        QCOMPARE(walk.runner.resumed(walk.context, StepResult::respond()), Stop::Decided);
    }

    void stopsAfterAStepThatLeads_data()
    {
        QTest::addColumn<bool>("isEdited");
        QTest::newRow("elsewhere") << false;
        QTest::newRow("from where a developer led it") << true;
    }
    void stopsAfterAStepThatLeads()
    {
        QFETCH(bool, isEdited);
        Walk walk;
        walk.steps.push_back(std::make_unique<LeavingStep>());
        walk.context.api = &walk.api;
        const BreakpointWatch watch(
            std::make_shared<const BreakpointSet>(
                BreakpointSet{.breakpoints = {{.id = "b1", .step = "Leave"},
                                              {.id = "b2", .step = "Leave", .when = When::After}}}),
            "GET", "/");
        walk.runner.watch(&watch);
        QCOMPARE(walk.run(), Stop::AtBreakpoint);
        if (isEdited) {
            walk.exchange.request().target = "/edited";
        }
        walk.runner.passBreakpoint();
        QCOMPARE(walk.runner.run(walk.context), isEdited ? Stop::AtEnd : Stop::AtBreakpoint);
        if (!isEdited) {
            QCOMPARE(walk.runner.meeting().breakpoint->id, std::string("b2"));
            QCOMPARE(walk.runner.meeting().step, std::string_view("Leave"));
        }
    }

    // A loop walks the same or another list from its beginning.
    void startsAgain()
    {
        Walk walk;
        walk.add("a");
        walk.add("b", StepResult::fail(500, "x"));
        QCOMPARE(walk.run(), Stop::Decided);
        QCOMPARE(walk.run(), Stop::Decided);
        QCOMPARE(walk.ran, std::string("abab"));
    }

    void tracesEveryStep()
    {
        Walk walk;
        walk.add("a");
        walk.add("b", StepResult::suspend());
        walk.add("c", StepResult::respond());
        walk.context.trace = std::make_unique<gw::telemetry::Trace>();
        QCOMPARE(walk.run(), Stop::Suspended);
        QCOMPARE(walk.context.trace->steps.size(), 1U); // b is under way
        QCOMPARE(walk.runner.resumed(walk.context, StepResult::proceed()), Stop::Decided);
        std::string trace;
        for (const auto &step : walk.context.trace->steps) {
            trace += step.phase + ' ' + step.name + ' ' + step.outcome + '\n';
        }
        QCOMPARE(trace, std::string("request a continue\nrequest b continue\nrequest c respond\n"));
    }
};

GW_TEST(StepRunnerTest)
#include "step_runner_test.moc"
