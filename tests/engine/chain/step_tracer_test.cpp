// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/step_tracer.h"
#include "engine/chain/fake_request.h"
#include "spec/api_definition.h"
#include "support/room_test.h"

#include <algorithm>

using namespace gw::chain;
using namespace gw::chain::test;
using gw::telemetry::TraceChange;

namespace {

char mark(TraceChange::Kind kind)
{
    return kind == TraceChange::Kind::Added ? '+' : kind == TraceChange::Kind::Removed ? '-' : '~';
}

struct Traced {
    FakeExchange exchange{
        "GET", "/x?q=1", {{"Host", "a.example"}, {"X-One", "1"}, {"Cookie", "id=secret"}}};
    FakeServices services;
    FakeContext context{exchange, services};
    gw::request::UpstreamResponse response{exchange.arena()};

    Traced() { context.trace = std::make_unique<gw::telemetry::Trace>(); }

    // What a step that does `work` leaves in the trace, one change a line, in any order.
    template <typename Work>
    std::vector<std::string> changesOf(Work work)
    {
        StepTracer tracer;
        tracer.begin(context, "step", "request");
        work();
        tracer.end(context, "continue");
        std::vector<std::string> lines;
        for (const TraceChange &change : context.trace->steps.back().changes) {
            lines.push_back(std::string(1, mark(change.kind)) + change.subject + '|' + change.name +
                            '|' + change.before + '|' + change.after);
        }
        return lines;
    }
};

using Lines = std::vector<std::string>;

} // namespace

class StepTracerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsNothingWhenNothingChanged()
    {
        Traced traced;
        QCOMPARE(traced.changesOf([] {}), Lines());
    }

    void listsRequestChanges()
    {
        Traced traced;
        const Lines lines = traced.changesOf([&] {
            auto &request = traced.exchange.request();
            request.fields.set("X-One", "2");
            request.fields.add("X-Two", "a");
            request.fields.add("X-Two", "b");
            request.fields.remove("Host");
            traced.context.outgoingMethod = "POST";
            traced.context.rewrittenUrl = "/y";
            traced.context.requestBody.bytes = "12345";
        });
        QCOMPARE(lines,
                 Lines({"~method||GET|POST", "~rewritten url|||/y", "~request header|X-One|1|2",
                        "+request header|X-Two||a, b", "-request header|Host|a.example|",
                        "~request body||0 bytes|5 bytes"}));
    }

    // Adding a second value to a name changes the name's value.
    void comparesAllValuesOfAName()
    {
        Traced traced;
        QCOMPARE(traced.changesOf([&] { traced.exchange.request().fields.add("x-one", "2"); }),
                 Lines({"~request header|X-One|1|1, 2"}));
        QCOMPARE(traced.changesOf([&] { traced.exchange.request().fields.set("X-ONE", "1, 2"); }),
                 Lines()); // the same list otherwise spelled
    }

    void listsResponseChanges()
    {
        Traced traced;
        traced.context.upstreamResponse = &traced.response;
        const Lines lines = traced.changesOf([&] {
            traced.response.head.status = 418;
            traced.response.head.fields.add("X-Up", "1");
            traced.exchange.response().fields.add("X-Own", "2");
            traced.response.body.bytes = "abc";
        });
        QCOMPARE(lines, Lines({"+response header|X-Own||2", "+response header|X-Up||1",
                               "~status||200|418", "~response body||0 bytes|3 bytes"}));
    }

    void listsSessionAndValues()
    {
        Traced traced;
        traced.context.setContextValue("old", "1");
        const Lines lines = traced.changesOf([&] {
            traced.context.session.emplace();
            traced.context.session->alias = "ann";
            traced.context.session->orgId = "o1";
            traced.context.setContextValue("old", "2");
            traced.context.setContextValue("new", "3");
        });
        QCOMPARE(lines,
                 Lines({"~session|||ann o1", "~context value|old|1|2", "+context value|new||3"}));
    }

    void hidesWellKnownSecrets()
    {
        Traced traced;
        const Lines lines = traced.changesOf([&] {
            traced.exchange.request().fields.remove("cookie");
            traced.exchange.request().fields.add("AUTHORIZATION", "Bearer abc");
            traced.exchange.response().fields.add("Set-Cookie", "s=1");
        });
        QCOMPARE(lines, Lines({"+request header|AUTHORIZATION||(hidden)",
                               "-request header|Cookie|(hidden)|",
                               "+response header|Set-Cookie||(hidden)"}));
    }

    // Before authentication has looked at it, too.
    void hidesWhatStandsWhereKeysDo()
    {
        Traced traced;
        auto definition = std::make_shared<gw::spec::ApiDefinition>();
        gw::spec::AuthConfig &config = definition->authentication.authConfigs["authToken"];
        config.authHeaderName = "X-Api-Key";
        config.useParam = true;
        config.paramName = "key";
        gw::request::ApiFacts facts;
        facts.definition = definition;
        traced.context.api = &facts;
        auto &request = traced.exchange.request();
        request.fields.add("X-Api-Key", "Bearer k-12345");
        QCOMPARE(
            traced.changesOf([&] {
                request.fields.set("X-Copy", "k-12345");
                request.fields.remove("X-Api-Key");
            }),
            Lines({"+request header|X-Copy||(hidden)", "-request header|X-Api-Key|(hidden)|"}));
        QCOMPARE(traced.changesOf([&] { request.target = "/x?key=k-678"; }),
                 Lines({"~target||/x?q=1|(hidden)"}));
    }

    // The last one is the key of the request; the others are somebody's, too.
    void hidesEachOfTheKeysThatAreThere()
    {
        Traced traced;
        auto definition = std::make_shared<gw::spec::ApiDefinition>();
        gw::spec::AuthConfig &config = definition->authentication.authConfigs["authToken"];
        config.authHeaderName = "X-Api-Key";
        config.useParam = true;
        config.useCookie = true;
        config.paramName = config.cookieName = "key";
        gw::request::ApiFacts facts;
        facts.definition = definition;
        traced.context.api = &facts;
        auto &request = traced.exchange.request();
        request.target = "/x?key=in-query&key=second";
        request.fields.add("X-Api-Key", "Bearer in-header");
        request.fields.add("x-api-key", "in-other-header");
        request.fields.set("Cookie", "key=in-cookie; key=twice");
        for (const char *key :
             {"in-query", "second", "in-header", "in-other-header", "in-cookie", "twice"}) {
            QCOMPARE(
                traced.changesOf([&] { request.fields.set("X-Copy", key); }).front().substr(16),
                std::string("X-Copy||(hidden)"));
            request.fields.remove("X-Copy");
        }
        QCOMPARE(traced.changesOf([&] { request.fields.set("X-Copy", "harmless"); }),
                 Lines({"+request header|X-Copy||harmless"}));
    }

    // The key may stand in any header, in the query, and in what is made of them.
    void hidesTheKeyWhereverItStands()
    {
        Traced traced;
        traced.exchange.request().fields.add("X-Key", "k-12345");
        traced.context.rewrittenUrl = "/y?key=k-12345";
        const Lines lines = traced.changesOf([&] {
            traced.context.authToken = "k-12345";
            traced.exchange.request().fields.remove("X-Key");
            traced.context.rewrittenUrl = "/y";
            traced.context.setContextValue("token", "k-12345");
            traced.context.setContextValue("harmless", "5");
        });
        QCOMPARE(lines, Lines({"~rewritten url||(hidden)|/y", "-request header|X-Key|(hidden)|",
                               "+context value|token||(hidden)", "+context value|harmless||5"}));
    }

    // Also one that an API before a loop took, and in its escaped form.
    void hidesTheKeyInNotes()
    {
        Traced traced;
        StepTracer tracer;
        for (const char *note : {"to /y?key=k+1", "to /y?key=k%2B1", "to /y?key=old"}) {
            traced.context.authToken = "k+1";
            traced.context.formerTokens = {"old"};
            tracer.begin(traced.context, "URLRewriteMiddleware", "request");
            traced.context.note = note;
            tracer.end(traced.context, "continue");
            QCOMPARE(traced.context.trace->steps.back().note, std::string("(hidden)"));
        }
    }

    void keepsNoteOutcomeAndTimes()
    {
        Traced traced;
        traced.context.startedAt = gw::Clock::now();
        StepTracer tracer;
        tracer.begin(traced.context, "VersionCheck", "request");
        traced.context.note = "why";
        tracer.end(traced.context, "fail");
        const gw::telemetry::TraceStep &step = traced.context.trace->steps.back();
        QCOMPARE(step.name, std::string("VersionCheck"));
        QCOMPARE(step.outcome, std::string("fail"));
        QCOMPARE(step.note, std::string("why"));
        QVERIFY(step.startNs >= 0);
        QVERIFY(step.durationNs >= 0);
        QCOMPARE(traced.context.note, std::string()); // not for the next step
    }

    void writesNothingWithoutATrace()
    {
        Traced traced;
        traced.context.trace.reset();
        StepTracer tracer;
        tracer.begin(traced.context, "a", "request");
        tracer.end(traced.context, "continue");
        StepTracer::add(traced.context, {});
        QVERIFY(!traced.context.trace);
    }
};

GW_TEST(StepTracerTest)
#include "step_tracer_test.moc"
