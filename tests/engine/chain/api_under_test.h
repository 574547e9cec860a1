// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/chain_builder.h"
#include "chain/error_reply.h"
#include "engine/chain/fake_request.h"
#include "http/uri_path.h"
#include "spec/api_definition.h"
#include "spec/definition_reader.h"
#include "spec/gateway_config.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>

namespace gw::chain::test {

// One request and what became of it.
struct Run {
    Run(std::string_view method, std::string_view target, Fields fields, FakeServices &fake)
        : exchange(method, target, fields)
        , context(exchange, fake)
    {
    }

    FakeExchange exchange;
    FakeContext context;
    StepResult::Kind kind = StepResult::Kind::Continue;
    int status = 200; // of the answer; 200 too for what went through to the upstream
    std::string body;
    std::string message; // of a failure
    std::string step;    // that answered

    [[nodiscard]] std::string answerField(std::string_view name)
    {
        return std::string(exchange.response().fields.value(name));
    }
    [[nodiscard]] std::string requestField(std::string_view name)
    {
        return std::string(exchange.request().fields.value(name));
    }
};

// The chain of a definition, and requests through it.
class ApiUnderTest {
public:
    // The definition, with apostrophes for quotes.
    explicit ApiUnderTest(std::string json)
        : m_json(std::move(json))
    {
        std::replace(m_json.begin(), m_json.end(), '\'', '"');
    }

    spec::GatewayConfig config;
    Secrets secrets;
    FakeHooks hooks;
    std::string missingBundle;
    FakeSessions sessions;
    FakeServices services;
    std::string clientAddress = "192.0.2.7";
    std::function<void(Run &)> prepare; // before the first step

    // Why the chain was not built; empty: it was.
    std::string build()
    {
        auto definition = spec::readDefinition(m_json, "test.json");
        if (!definition) {
            return definition.error().text();
        }
        m_facts.id = definition->apiId;
        m_facts.listenPath = definition->proxy.listenPath;
        m_facts.definition = std::make_shared<const spec::ApiDefinition>(std::move(*definition));
        auto built = buildChain({m_facts, config, hooks, sessions, secrets, missingBundle});
        if (!built) {
            return built.error().text();
        }
        m_built = std::move(*built);
        std::vector<std::string> problems;
        m_errors = ErrorReply::load({}, problems);
        return {};
    }

    [[nodiscard]] const BuiltChain &built() const { return m_built; }
    [[nodiscard]] std::string stepNames() const
    {
        std::string names;
        for (const auto &step : m_built.chain.request) {
            names += (names.empty() ? "" : " ") + std::string(step->name());
        }
        return names;
    }

    std::unique_ptr<Run> run(std::string_view method, std::string_view target, Fields fields = {})
    {
        auto run = std::make_unique<Run>(method, target, fields, services);
        run->context.api = &m_facts;
        run->context.clientAddress = clientAddress;
        run->context.requestId = "r-1";
        run->context.originalTarget = run->exchange.request().target;
        run->context.decodedPath =
            http::decodePath(run->exchange.arena(), run->exchange.request().path());
        run->context.listenPathLength = m_facts.listenPath.size();
        if (prepare) {
            prepare(*run);
        }
        for (const auto &step : m_built.chain.request) {
            const StepResult result = step->process(run->context);
            if (result.kind() != StepResult::Kind::Continue) {
                run->step = step->name();
                settle(*run, result);
                break;
            }
        }
        return run;
    }

    void settle(Run &run, const StepResult &result)
    {
        run.kind = result.kind();
        run.message = result.message();
        if (run.kind == StepResult::Kind::Respond) {
            run.body = run.context.replyBody;
        } else if (run.kind == StepResult::Kind::Fail) {
            m_errors.fill(run.context, result.status(), result.message(), run.body);
        }
        run.status = run.kind == StepResult::Kind::Suspend ? 0 : run.exchange.response().status;
    }

private:
    std::string m_json;
    request::ApiFacts m_facts;
    BuiltChain m_built;
    ErrorReply m_errors;
};

// A definition of a keyless API at "/x/"; `members` and `paths` (of extended_paths) are added to
// it.
inline std::string keyless(const std::string &members = {}, const std::string &paths = {})
{
    return "{'name':'x','api_id':'x','org_id':'default','use_keyless':true,"
           "'proxy':{'listen_path':'/x/','target_url':'http://127.0.0.1:9/"
           "','strip_listen_path':true},"
           "'version_data':{'not_versioned':true,'versions':{'Default':{'name':'Default',"
           "'use_extended_paths':true,'extended_paths':{" +
           paths + "}}}}" + (members.empty() ? "" : "," + members) + "}";
}

// The same API, which asks for a key.
inline std::string protectedApi(const std::string &members = {}, const std::string &paths = {})
{
    std::string json = keyless(members, paths);
    const std::string open = "'use_keyless':true";
    return json.replace(json.find(open), open.size(), "'use_keyless':false");
}

} // namespace gw::chain::test
