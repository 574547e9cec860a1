// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"
#include "base/timer_wheel.h"
#include "http/exchange.h"
#include "plugin/memory_store.h"
#include "plugin/plugin_metrics.h"
#include "plugin/suspended_calls.h"
#include "request/access_rights.h"
#include "request/body_budget.h"
#include "request/request_context.h"
#include "request/tickets.h"
#include "upstream/http_client.h"

#include <QCoreApplication>
#include <QObject>
#include <QTest>

#include <optional>
#include <thread>

// A request that came from nowhere; whatever is sent is kept.
class FakeExchange final : public gw::http::Exchange {
public:
    FakeExchange()
        : Exchange(s_peer)
    {
    }

    std::optional<std::uint64_t> bodyLength = 0;

    std::optional<std::uint64_t> requestBodyLength() const override { return bodyLength; }
    void readBody(gw::http::BodyReader &) override {}
    void pauseBody() override {}
    void resumeBody() override {}
    void respond(std::string_view) override {}
    void startResponse(std::optional<std::uint64_t>) override {}
    bool write(std::string_view) override { return true; }
    void finish(const gw::http::FieldList *) override {}
    void abort() override {}
    void sendInformational(int, const gw::http::FieldList &) override {}
    void upgrade() override {}
    bool isResponseStarted() const override { return false; }
    std::uint64_t bytesSent() const override { return 0; }
    void closeAfterResponse() override {}
    void hold() override {}
    void release() override {}

private:
    inline static const gw::http::Peer s_peer{"192.0.2.7", 4711, true, {}};
};

class FakePool final : public gw::request::BlockingPool {
public:
    ~FakePool() { join(); }
    bool isFull = false;

    bool submit(std::function<void()> work) override
    {
        if (isFull) {
            return false;
        }
        m_threads.emplace_back(std::move(work));
        return true;
    }
    void join() { m_threads.clear(); }

private:
    std::vector<std::jthread> m_threads;
};

// The test's own thread plays the worker.
class FakePost final : public gw::request::WorkerPost {
public:
    void post(std::function<void()> work) override
    {
        QMetaObject::invokeMethod(&m_receiver, std::move(work), Qt::QueuedConnection);
    }

private:
    QObject m_receiver;
};

// Never started: the room under test reaches services through plugin::ServiceCaller.
struct NoClient {
    alignas(gw::upstream::HttpClient) char place[sizeof(gw::upstream::HttpClient)] = {};
    gw::upstream::HttpClient &client = *reinterpret_cast<gw::upstream::HttpClient *>(place);
};

// A worker with everything that a hook may reach.
struct FakeWorker {
    gw::Log log{{gw::LogLevel::Debug, gw::LogFormat::Text}};
    gw::TimerWheel timers;
    NoClient noClient;
    FakePool pool;
    FakePost post;
    gw::plugin::MemoryStore store;
    gw::request::Tickets tickets{3};
    gw::request::RightsCache rights;
    gw::request::BodyBudget bodies{1'000'000};
    gw::plugin::PluginMetrics metrics;
    gw::plugin::SuspendedCalls suspended;
    gw::request::WorkerServices services{3,    log,   timers,  noClient.client, pool,
                                         post, store, tickets, rights,          bodies};

    explicit FakeWorker(std::chrono::milliseconds patience = std::chrono::seconds(60))
        : suspended(patience)
    {
        suspended.addWorker(services);
    }
    ~FakeWorker()
    {
        pool.join();
        QCoreApplication::processEvents();
        suspended.removeWorker(3);
    }
};

// One request, and what its suspended step resumed with.
class FakeRequest final : public gw::request::RequestContext, public gw::request::Continuation {
public:
    explicit FakeRequest(FakeWorker &worker)
        : RequestContext(ownExchange, worker.services)
    {
        continuation = this;
        facts.id = "api-1";
        facts.name = "Test API";
        facts.listenPath = "/list/";
        facts.configDataJson =
            R"({"limit":7,"deep":[{"name":"inner"}],"replace":"old","with":"new"})";
        api = &facts;
        requestId = "request-1";
        clientAddress = "192.0.2.7";
        setTarget("/list/get?a=1");
        exchange.request().method = "GET";
        exchange.request().fields.add("Host", "example.org");
    }

    void setTarget(std::string_view target)
    {
        exchange.request().target = exchange.arena().copy(target);
        decodedPath = exchange.request().path();
        listenPathLength = facts.listenPath.size();
    }
    [[nodiscard]] std::string field(std::string_view name) const
    {
        return std::string(exchange.request().fields.value(name));
    }
    [[nodiscard]] std::string value(std::string_view name) const
    {
        const std::string *there = contextValue(name);
        return there == nullptr ? "(none)" : *there;
    }
    // Waits until the suspended step has resumed.
    [[nodiscard]] bool waitForResult()
    {
        return QTest::qWaitFor([this] { return result.has_value(); }, 5000);
    }

    void resume(gw::request::RequestContext &, gw::request::StepResult stepResult) override
    {
        result = stepResult;
    }

    FakeExchange ownExchange;
    gw::request::ApiFacts facts;
    std::optional<gw::request::StepResult> result;
};
