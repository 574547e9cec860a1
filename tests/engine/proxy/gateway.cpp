// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/proxy/gateway.h"

#include "base/log.h"
#include "chain/error_reply.h"
#include "http/uri_path.h"
#include "net/resolver.h"
#include "proxy/loop_url.h"
#include "proxy/request_runner.h"
#include "request/access_rights.h"
#include "request/body_budget.h"
#include "request/tickets.h"
#include "spec/api_definition.h"
#include "telemetry/record_completion.h"
#include "upstream/http_client.h"
#include "upstream/origin_url.h"

#include <QTest>

namespace gw::proxy::test {

namespace {

constexpr int kPatience = 10'000; // ms

class FunctionStep final : public chain::Step {
public:
    FunctionStep(Process process, BodyNeed need)
        : m_process(std::move(process))
        , m_need(need)
    {
    }
    [[nodiscard]] std::string_view name() const override { return "step"; }
    [[nodiscard]] BodyNeed bodyNeed() const override { return m_need; }
    [[nodiscard]] StepResult process(RequestContext &context) const override
    {
        return m_process(context);
    }

private:
    Process m_process;
    BodyNeed m_need;
};

// Nothing is given away, nothing is stored.
class NoServices final : public request::BlockingPool, public request::KeyValueStore {
public:
    bool submit(std::function<void()>) override { return false; }
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

// Runs work on the thread that made it.
class ThreadPost final : public request::WorkerPost {
public:
    void post(std::function<void()> work) override
    {
        QMetaObject::invokeMethod(&m_anchor, std::move(work), Qt::QueuedConnection);
    }

private:
    QObject m_anchor;
};

// The only name is "origin.test".
net::Resolver::Options names()
{
    net::Resolver::Options options;
    options.lookUp = [](const std::string &host) -> Expected<std::vector<net::IpAddress>> {
        if (host != "origin.test") {
            return failure("Name or service not known", host);
        }
        return std::vector{*net::IpAddress::parse("127.0.0.1")};
    };
    return options;
}

} // namespace

ApiMaker::ApiMaker(std::uint16_t targetPort)
    : definition(std::make_shared<spec::ApiDefinition>())
{
    request::ApiFacts &facts = api->facts;
    facts.id = "x-id";
    facts.name = "X";
    facts.orgId = "org-1";
    facts.listenPath = "/x/";
    facts.isKeyless = true;
    api->forwarding.stripListenPath = true;
    target("http://127.0.0.1:" + std::to_string(targetPort) + "/");
}

ApiMaker &ApiMaker::step(Process process, BodyNeed need)
{
    api->chain.request.push_back(std::make_unique<FunctionStep>(std::move(process), need));
    return *this;
}

ApiMaker &ApiMaker::responseStep(Process process, BodyNeed need)
{
    api->chain.response.push_back(std::make_unique<FunctionStep>(std::move(process), need));
    return *this;
}

ApiMaker &ApiMaker::target(const std::string &url)
{
    if (url.starts_with("tyk://")) {
        api->forwarding.targets.reset();
        api->forwarding.loopTarget = url;
        return *this;
    }
    const auto parsed = upstream::parseOriginUrl(url);
    std::vector<upstream::Target> targets;
    targets.push_back({upstream::makeOrigin(*parsed, {}), parsed->basePath, parsed->baseQuery});
    api->forwarding.targets = std::make_unique<const upstream::Balancer>(std::move(targets));
    return *this;
}

std::shared_ptr<const Api> ApiMaker::make()
{
    std::vector<std::string> problems;
    api->facts.gateway = std::make_shared<const request::GatewaySettings>(settings);
    api->facts.definition = definition;
    api->errorReply =
        std::make_shared<const chain::ErrorReply>(chain::ErrorReply::load(settings, problems));
    return api;
}

class Gateway::Worker final : public http::RequestHandler, private RunnerHost {
public:
    explicit Worker(Gateway &gateway)
        : m_gateway(gateway)
    {
    }

    void onRequest(http::Exchange &exchange) override
    {
        const std::string_view path = http::decodePath(exchange.arena(), exchange.request().path());
        auto runner =
            std::make_unique<RequestRunner>(exchange, m_services, static_cast<RunnerHost &>(*this));
        const auto &api = m_gateway.m_api;
        runner.release()->start({api, path, api->facts.listenPath.size(), "request-1"});
    }

    std::uint64_t heldBytes() const { return m_bodies.taken(); }

private:
    void onRunnerDone(RequestRunner &runner) override
    {
        EpollDispatcher::current()->callSoon([done = &runner] { delete done; });
    }
    PausePort *pauses() override { return m_gateway.m_options.pauses; }
    bool wantsTrace() const override { return m_gateway.m_options.wantsTrace; }
    telemetry::RecordInterest recordInterest() const override
    {
        return m_gateway.m_options.interest;
    }
    void keepRecord(std::unique_ptr<Record> record) override
    {
        telemetry::completeRecord(*record);
        const std::lock_guard lock(m_gateway.m_mutex);
        m_gateway.m_records.push_back(std::move(record));
    }
    std::shared_ptr<const Api> findLoopTarget(std::string_view name) const override
    {
        const std::lock_guard lock(m_gateway.m_mutex);
        const auto place = m_gateway.m_loopTargets.find(name);
        return place == m_gateway.m_loopTargets.end() ? nullptr : place->second;
    }
    void keepSession(const std::string &key, const request::Session &,
                     std::chrono::seconds lifetime) override
    {
        const std::lock_guard lock(m_gateway.m_mutex);
        m_gateway.m_lifetimes[key] = lifetime;
    }
    telemetry::WorkerCounters &counters() override { return m_gateway.m_counters; }

    Gateway &m_gateway;
    Log m_log{{LogLevel::Off, LogFormat::Text}};
    TimerWheel m_timers;
    net::Resolver m_resolver{names()};
    upstream::HttpClient m_client{m_timers, m_resolver};
    NoServices m_none;
    ThreadPost m_post;
    request::Tickets m_tickets{0};
    request::RightsCache m_rights;
    request::BodyBudget m_bodies{m_gateway.m_options.bufferedBodies};
    request::WorkerServices m_services{0,      m_log,  m_timers,  m_client, m_none,
                                       m_post, m_none, m_tickets, m_rights, m_bodies};
};

Gateway::Gateway(std::shared_ptr<const Api> api, Options options)
    : m_options(options)
    , m_api(std::move(api))
{
    http::test::WireServer::Options server;
    server.limits.halfClose = options.halfClose;
    server.makeHandler = [this]() -> http::RequestHandler & {
        m_worker = std::make_unique<Worker>(*this);
        return *m_worker;
    };
    m_server = std::make_unique<http::test::WireServer>(std::move(server));
}

Gateway::~Gateway()
{
    m_server->run([](http::Listener &listener) {
        listener.stopAccepting();
        listener.shutDown();
    });
    m_server->run([](http::Listener &) {}); // what was put off is done
    m_server->run([this](http::Listener &) { m_worker.reset(); });
}

void Gateway::add(const std::string &name, std::shared_ptr<const Api> api)
{
    const std::lock_guard lock(m_mutex);
    m_loopTargets.emplace(name, std::move(api));
}

std::uint64_t Gateway::heldBytes() const
{
    return m_worker->heldBytes();
}

void Gateway::run(const std::function<void()> &function)
{
    m_server->run([&](http::Listener &) { function(); });
}

std::string Gateway::ask(const std::string &request)
{
    http::test::WireClient client(port());
    client.send(request);
    return client.readResponse();
}

bool Gateway::waitUntilIdle()
{
    return QTest::qWaitFor([&] { return m_counters.activeRequests == 0; }, kPatience);
}

bool Gateway::waitForRecords(std::size_t count)
{
    return QTest::qWaitFor([&] { return recordCount() >= count; }, kPatience);
}

const Gateway::Record &Gateway::record(std::size_t index)
{
    const std::lock_guard lock(m_mutex);
    return *m_records.at(index);
}

std::size_t Gateway::recordCount()
{
    const std::lock_guard lock(m_mutex);
    return m_records.size();
}

gw::test::LyingOrigin::Script echoing()
{
    return [](gw::test::OriginPeer &peer) {
        for (std::string head = peer.readHead(); !head.empty(); head = peer.readHead()) {
            std::string body;
            if (const auto place = head.find("Content-Length: "); place != std::string::npos) {
                body = peer.readExactly(std::stoul(head.substr(place + 16)));
            } else if (head.find("Transfer-Encoding: chunked") != std::string::npos) {
                while (!body.ends_with("0\r\n\r\n")) {
                    body += peer.readExactly(1);
                }
            }
            const std::string echo = head + body;
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(echo.size()) +
                      "\r\n\r\n" + echo);
        }
    };
}

Process Pause::process()
{
    return [waiting = m_waiting](RequestContext &context) {
        *waiting = &context;
        return StepResult::suspend();
    };
}

bool Pause::waitForRequest() const
{
    return QTest::qWaitFor([&] { return m_waiting->load() != nullptr; }, kPatience);
}

void Pause::resume(Gateway &gateway, StepResult result)
{
    gateway.run([&] { m_waiting->exchange(nullptr)->resume(std::move(result)); });
}

bool Pause::isAbandoned(Gateway &gateway) const
{
    bool isAbandoned = false;
    gateway.run([&] { isAbandoned = m_waiting->load()->isAbandoned; });
    return isAbandoned;
}

} // namespace gw::proxy::test
