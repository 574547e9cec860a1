// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/http_client.h"

#include "upstream/client_call.h"
#include "upstream/connection_pool.h"

#include <utility>
#include <vector>

namespace gw::upstream {

struct HttpClient::Private final : CallHost {
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

    void recycle(Call &call) override { resting.push_back(&call); }

    Call &takeCall()
    {
        if (resting.empty()) {
            calls.push_back(std::make_unique<Call>(*this, timers, soon));
            return *calls.back();
        }
        Call &call = *resting.back();
        resting.pop_back();
        return call;
    }

    TimerWheel &timers;
    SoonQueue soon;
    ConnectionServices services;
    ClosedConnections closed{soon};
    ConnectionPool pool{closed};
    std::vector<Call *> resting;
    std::vector<std::unique_ptr<Call>> calls; // those under way and those at rest
};

HttpClient::HttpClient(TimerWheel &timers, net::Resolver &resolver)
    : d(std::make_unique<Private>(timers, resolver))
{
}

HttpClient::~HttpClient() = default;

ClientCall *HttpClient::start(std::shared_ptr<const Origin> origin, const OutgoingRequest &request,
                              ResponseListener &listener)
{
    Call &call = d->takeCall();
    call.begin(std::move(origin), request, listener);
    return &call;
}

std::size_t HttpClient::idleConnections() const
{
    return d->pool.size();
}

std::size_t HttpClient::activeCalls() const
{
    return d->calls.size() - d->resting.size();
}

void HttpClient::closeIdleConnections()
{
    d->pool.clear();
}

} // namespace gw::upstream
