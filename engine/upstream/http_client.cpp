// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/http_client.h"

#include "upstream/client_call.h"
#include "upstream/connection_pool.h"
#include "upstream/http2_call.h"
#include "upstream/http2_sessions.h"

#include <utility>
#include <vector>

namespace gw::upstream {

namespace {

// Calls under way and calls at rest, which serve again.
template <typename C>
struct Calls {
    template <typename... Arguments>
    C &take(Arguments &...arguments)
    {
        if (resting.empty()) {
            all.push_back(std::make_unique<C>(arguments...));
            return *all.back();
        }
        C &call = *resting.back();
        resting.pop_back();
        return call;
    }
    [[nodiscard]] std::size_t active() const { return all.size() - resting.size(); }

    std::vector<C *> resting;
    std::vector<std::unique_ptr<C>> all;
};

} // namespace

struct HttpClient::Private final : CallHost, Http2CallHost {
    Private(TimerWheel &timerWheel, net::Resolver &resolver)
        : timers(timerWheel)
        , services(timerWheel, resolver, soon)
    {
    }

    std::unique_ptr<UpstreamConnection> takeIdle(const Origin &origin) override
    {
        return pool.take(origin);
    }

    std::unique_ptr<UpstreamConnection> connection(std::shared_ptr<const Origin> origin) override
    {
        return std::make_unique<UpstreamConnection>(services, std::move(origin));
    }

    void giveBack(std::unique_ptr<UpstreamConnection> connection) override
    {
        pool.put(std::move(connection));
    }

    void discard(std::unique_ptr<UpstreamConnection> connection) override
    {
        closed.add(std::move(connection));
    }

    void recycle(Call &call) override { calls.resting.push_back(&call); }

    Http2Session &session(const std::shared_ptr<const Origin> &origin,
                          std::chrono::milliseconds connectLimit, bool isCareful) override
    {
        return sessions.find(origin, connectLimit, isCareful);
    }

    void recycle(Http2Call &call) override { http2Calls.resting.push_back(&call); }

    TimerWheel &timers;
    SoonQueue soon;
    ConnectionServices services;
    ClosedConnections closed{soon};
    ConnectionPool pool{closed};
    Http2Sessions sessions{services};
    Calls<Call> calls;
    Calls<Http2Call> http2Calls;
};

HttpClient::HttpClient(TimerWheel &timers, net::Resolver &resolver)
    : d(std::make_unique<Private>(timers, resolver))
{
}

HttpClient::~HttpClient() = default;

ClientCall *HttpClient::start(std::shared_ptr<const Origin> origin, const OutgoingRequest &request,
                              ResponseListener &listener)
{
    if (origin->speaksHttp2) {
        Http2Call &call = d->http2Calls.take(static_cast<Http2CallHost &>(*d), d->timers, d->soon);
        call.begin(std::move(origin), request, listener);
        return &call;
    }
    Call &call = d->calls.take(static_cast<CallHost &>(*d), d->timers, d->soon);
    call.begin(std::move(origin), request, listener);
    return &call;
}

std::size_t HttpClient::idleConnections() const
{
    return d->pool.size() + d->sessions.idle();
}

std::size_t HttpClient::activeCalls() const
{
    return d->calls.active() + d->http2Calls.active();
}

void HttpClient::closeIdleConnections()
{
    d->pool.clear();
    d->sessions.closeIdle();
}

} // namespace gw::upstream
