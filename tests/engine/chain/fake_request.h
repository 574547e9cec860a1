// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"
#include "chain/hook.h"
#include "chain/session_store.h"
#include "chain/step.h"
#include "engine/chain/fake_exchange.h"
#include "request/access_rights.h"
#include "request/body_budget.h"
#include "request/tickets.h"
#include "upstream/http_client.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace gw::chain::test {

// No step of these tests gives work away.
class NoQueue final : public request::BlockingPool, public request::WorkerPost {
public:
    bool submit(std::function<void()>) override { return false; }
    void post(std::function<void()>) override {}
};

class NoStore final : public request::KeyValueStore {
public:
    std::optional<std::string> get(std::string_view) override { return std::nullopt; }
    bool set(std::string_view, std::string_view, std::chrono::milliseconds) override
    {
        return false;
    }
    bool remove(std::string_view) override { return false; }
    std::optional<std::int64_t> increment(std::string_view, std::int64_t,
                                          std::chrono::milliseconds) override
    {
        return std::nullopt;
    }
};

// What a worker lends, without a worker. No step calls the HTTP client.
struct FakeServices {
    Log log{{LogLevel::Off, LogFormat::Text}};
    TimerWheel timers;
    NoQueue queue;
    NoStore store;
    request::Tickets tickets{0};
    request::RightsCache rights;
    request::BodyBudget bodies{1'000'000};
    alignas(upstream::HttpClient) std::byte client[sizeof(upstream::HttpClient)]{};
    request::WorkerServices services{
        0,      log,   timers, *reinterpret_cast<upstream::HttpClient *>(client),
        queue,  queue, store,  tickets,
        rights, bodies};
};

struct FakeContext final : request::RequestContext, request::Continuation {
    FakeContext(FakeExchange &exchangeUsed, FakeServices &fake)
        : RequestContext(exchangeUsed, fake.services)
    {
        continuation = this;
    }
    void resume(RequestContext &, StepResult result) override { resumedWith = std::move(result); }

    std::optional<StepResult> resumedWith;
};

struct FakeHook final : Hook {
    std::function<StepResult(RequestContext &)> body = [](RequestContext &) {
        return StepResult::proceed();
    };
    bool readsRequest = false;
    bool readsResponse = false;

    [[nodiscard]] bool readsRequestBody() const override { return readsRequest; }
    [[nodiscard]] bool readsResponseBody() const override { return readsResponse; }
    [[nodiscard]] StepResult run(RequestContext &context) const override { return body(context); }
};

// Hooks by symbol; every other one is missing.
class FakeHooks final : public HookFactory {
public:
    std::map<std::string, std::shared_ptr<FakeHook>, std::less<>> hooks;

    Expected<std::shared_ptr<const Hook>> load(std::string_view path, std::string_view symbol,
                                               HookKind) override
    {
        const auto place = hooks.find(symbol);
        if (place == hooks.end()) {
            return failure("plugin file not found", std::string(path));
        }
        return place->second;
    }
};

class FakeSessions final : public SessionStore {
public:
    std::map<std::string, request::Session, std::less<>> sessions;

    std::optional<request::Session> find(std::string_view key) override
    {
        const auto place = sessions.find(key);
        return place == sessions.end() ? std::nullopt : std::optional(place->second);
    }
};

} // namespace gw::chain::test
