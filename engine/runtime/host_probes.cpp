// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/host_probes.h"

#include "base/epoll_dispatcher.h"
#include "base/timer_wheel.h"
#include "net/resolver.h"
#include "upstream/http_client.h"
#include "upstream/upstream_connection.h"

#include <QEventLoop>
#include <QThread>

#include <list>
#include <utility>

namespace gw::runtime {

namespace {

// A test under way. Tells its result once.
class Probe {
public:
    using Done = std::function<void(Probe &, const HostVerdict &)>;

    explicit Probe(Done whenDone)
        : m_whenDone(std::move(whenDone))
    {
    }
    virtual ~Probe() = default;
    Probe(const Probe &) = delete;
    Probe &operator=(const Probe &) = delete;

protected:
    void conclude(const HostVerdict &verdict)
    {
        if (const Done done = std::exchange(m_whenDone, nullptr)) {
            done(*this, verdict);
        }
    }

private:
    Done m_whenDone;
};

// Asks for a page. Its head decides.
class PageProbe final : public Probe, private upstream::ResponseListener {
public:
    PageProbe(upstream::HttpClient &client, const HostTest &test, Done whenDone)
        : Probe(std::move(whenDone))
    {
        http::Arena arena;
        http::FieldList fields(arena);
        for (const auto &[name, value] : test.check.headers) {
            fields.add(name, value);
        }
        std::string target = test.url.basePath.empty() ? "/" : test.url.basePath;
        if (!test.url.baseQuery.empty()) {
            target += '?' + test.url.baseQuery;
        }
        upstream::OutgoingRequest request;
        request.method = test.check.method.empty() ? std::string_view("GET") : test.check.method;
        request.target = target;
        request.host = test.url.authority;
        request.fields = &fields;
        request.bodyLength = test.check.body.size();
        request.connectTimeout = request.headTimeout = request.totalTimeout = test.timeout;
        m_call = client.start(upstream::makeOrigin(test.url, {test.tls, "uptime test", 0, nullptr}),
                              request, *this);
        if (!test.check.body.empty()) {
            m_call->write(test.check.body);
            m_call->endBody();
        }
    }
    ~PageProbe() override
    {
        if (m_call != nullptr) {
            m_call->cancel();
        }
    }

private:
    void onInformational(const upstream::IncomingHead &) override {}
    void onHead(const upstream::IncomingHead &head) override
    {
        const bool isUp = head.status == 200;
        std::exchange(m_call, nullptr)->cancel();
        conclude({isUp, isUp ? std::string() : "status " + std::to_string(head.status)});
    }
    void onBody(std::string_view) override {}
    void onEnd(const http::FieldList &) override {}
    void onFailure(const upstream::Failure &failure) override
    {
        m_call = nullptr;
        conclude({false, failure.text});
    }
    void onWritable() override {}

    upstream::ClientCall *m_call = nullptr;
};

// Connects, with TLS if the test says so, and leaves.
class ConnectionProbe final : public Probe, private upstream::ConnectionUser, private Deadline {
public:
    ConnectionProbe(upstream::ConnectionServices &services, const HostTest &test, Done whenDone)
        : Probe(std::move(whenDone))
        , m_timers(services.timers)
        , m_connection(services, upstream::makeOrigin(test.url, {test.tls, "uptime test"}))
    {
        m_connection.setUser(*this);
        m_connection.open(test.timeout);
        m_timers.arm(*this, Clock::now() + test.timeout);
    }
    ~ConnectionProbe() override { m_timers.disarm(*this); }

private:
    void onOpen() override { end({true, {}}); }
    void onOpenFailed(upstream::Failure failure) override { end({false, failure.text}); }
    void onBytes(std::string_view) override {}
    void onPeerClosed(std::string_view) override {}
    void onSent() override {}
    void onExpired() override { end({false, "timed out"}); }

    void end(const HostVerdict &verdict)
    {
        m_connection.close();
        conclude(verdict);
    }

    TimerWheel &m_timers;
    upstream::UpstreamConnection m_connection;
};

} // namespace

bool isConnectionTest(const spec::UptimeCheck &check)
{
    return check.protocol == "tcp" || check.protocol == "tls";
}

// What the thread owns while it runs. Thread: the probes'.
class HostProbes::Loop final {
public:
    void start(const HostTest &test, std::function<void(const HostVerdict &)> whenDone)
    {
        // A probe is on the stack when it has ended: it dies from the loop.
        const Probe::Done done =
            [this, whenDone = std::move(whenDone)](Probe &probe, const HostVerdict &verdict) {
                EpollDispatcher::current()->callSoon([this, ended = &probe] {
                    m_probes.remove_if([&](const auto &each) { return each.get() == ended; });
                });
                whenDone(verdict);
            };
        if (isConnectionTest(test.check)) {
            m_probes.push_back(std::make_unique<ConnectionProbe>(m_services, test, done));
        } else {
            m_probes.push_back(std::make_unique<PageProbe>(m_client, test, done));
        }
    }

private:
    TimerWheel m_timers;
    net::Resolver m_resolver;
    upstream::SoonQueue m_soon;
    upstream::ConnectionServices m_services{m_timers, m_resolver, m_soon};
    upstream::HttpClient m_client{m_timers, m_resolver};
    std::list<std::unique_ptr<Probe>> m_probes;
};

HostProbes::HostProbes()
{
    m_thread.reset(QThread::create([this] { run(); }));
    m_thread->setObjectName(QStringLiteral("uptime-tests"));
    m_anchor.moveToThread(m_thread.get());
    m_thread->setEventDispatcher(new EpollDispatcher);
    m_thread->start();
}

HostProbes::~HostProbes()
{
    m_thread->quit();
    m_thread->wait();
}

void HostProbes::run()
{
    Loop loop;
    m_loop = &loop;
    QEventLoop events;
    events.exec(); // until QThread::quit()
    m_loop = nullptr;
}

void HostProbes::start(HostTest test, std::function<void(const HostVerdict &)> whenDone)
{
    QMetaObject::invokeMethod(
        &m_anchor,
        [this, test = std::move(test), whenDone = std::move(whenDone)] {
            if (m_loop != nullptr) {
                m_loop->start(test, whenDone);
            }
        },
        Qt::QueuedConnection);
}

} // namespace gw::runtime
