// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/service_client.h"

#include "base/epoll_dispatcher.h"
#include "http/arena.h"
#include "upstream/http_client.h"
#include "upstream/origin_url.h"

namespace gw::runtime {

namespace {

using plugin::ServiceReply;
using plugin::ServiceRequest;

constexpr std::size_t kLargestReply = 8 * 1024 * 1024;

// One call; deletes itself when it has answered.
class ServiceCall final : private upstream::ResponseListener {
public:
    ServiceCall(ServiceRequest request, std::function<void(ServiceReply)> whenDone)
        : m_request(std::move(request))
        , m_whenDone(std::move(whenDone))
    {
    }

    void start(upstream::HttpClient &client, const upstream::OriginUrl &url,
               const upstream::OriginOptions &options)
    {
        http::FieldList fields(m_arena);
        for (const auto &[name, value] : m_request.headers) {
            fields.add(name, value);
        }
        std::string target = url.basePath.empty() ? "/" : url.basePath;
        if (!url.baseQuery.empty()) {
            target += "?" + url.baseQuery;
        }
        upstream::OutgoingRequest outgoing;
        outgoing.method = m_request.method;
        outgoing.target = target;
        outgoing.host = url.authority;
        outgoing.fields = &fields;
        outgoing.bodyLength = m_request.body.size();
        outgoing.connectTimeout = outgoing.headTimeout = outgoing.totalTimeout = m_request.timeout;
        m_call = client.start(upstream::makeOrigin(url, options), outgoing, *this);
        if (!m_request.body.empty()) {
            m_call->write(m_request.body);
            m_call->endBody();
        }
    }

private:
    void onInformational(const upstream::IncomingHead &) override {}
    void onHead(const upstream::IncomingHead &head) override
    {
        m_reply.status = head.status;
        for (const http::Field &field : *head.fields) {
            m_reply.headers.emplace_back(field.name, field.value);
        }
    }
    void onBody(std::string_view bytes) override
    {
        if (m_reply.body.size() + bytes.size() > kLargestReply) {
            m_call->cancel();
            m_reply.error = "the answer is larger than 8 MiB";
            finish(ServiceReply::Outcome::Failed);
            return;
        }
        m_reply.body += bytes;
    }
    void onEnd(const http::FieldList &) override { finish(ServiceReply::Outcome::Arrived); }
    void onFailure(const upstream::Failure &failure) override
    {
        m_reply.error = failure.text;
        finish(failure.kind == upstream::FailureKind::TimedOut ? ServiceReply::Outcome::TimedOut
                                                               : ServiceReply::Outcome::Failed);
    }
    void onWritable() override {}

    void finish(ServiceReply::Outcome outcome)
    {
        m_reply.outcome = outcome;
        EpollDispatcher::current()->callSoon([this] {
            m_whenDone(std::move(m_reply));
            delete this;
        });
    }

    http::Arena m_arena;
    ServiceRequest m_request;
    std::function<void(ServiceReply)> m_whenDone;
    ServiceReply m_reply;
    upstream::ClientCall *m_call = nullptr;
};

} // namespace

Expected<std::shared_ptr<const net::TlsClientContext>> ServiceClient::tls()
{
    const std::lock_guard lock(m_mutex);
    if (m_tls == nullptr) {
        auto context = net::TlsClientContext::create({});
        if (!context) {
            return tl::unexpected(context.error());
        }
        m_tls = std::move(*context);
    }
    return m_tls;
}

void ServiceClient::start(const request::WorkerServices &services, ServiceRequest request,
                          std::function<void(ServiceReply)> whenDone)
{
    const auto fail = [&whenDone](const Error &error) {
        EpollDispatcher::current()->callSoon([whenDone = std::move(whenDone), text = error.text()] {
            ServiceReply reply;
            reply.error = text;
            whenDone(std::move(reply));
        });
    };
    const auto url = upstream::parseOriginUrl(request.url);
    if (!url) {
        fail(url.error());
        return;
    }
    upstream::OriginOptions options;
    if (url->scheme == upstream::OriginScheme::Https) {
        auto context = tls();
        if (!context) {
            fail(context.error());
            return;
        }
        options.tls = std::move(*context);
        options.tlsKey = "plugin";
    }
    (new ServiceCall(std::move(request), std::move(whenDone)))
        ->start(services.client, *url, options);
}

} // namespace gw::runtime
