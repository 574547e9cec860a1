// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/fields.hpp>
#include <gatewright/detail/host.hpp>
#include <gatewright/detail/session.hpp>

#include <memory>
#include <vector>

namespace gw {

// What a hook returns when it may wait: Suspend after Request::suspend() or Request::startCall(). A
// hook that never waits returns void.
enum class Flow { Continue, Suspend };

// A request to another service.
struct HttpRequest {
    std::string method = "GET";
    std::string url; // http or https, absolute
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    std::chrono::milliseconds timeout{10'000}; // for the whole exchange
};

// What came of it. The views are valid until the hook returns.
class HttpReply final {
public:
    HttpReply(const gw_host *host, gw_call *call)
        : m_host(host)
        , m_call(call)
    {
        m_raw.struct_size = sizeof m_raw;
        m_outcome = host->http_reply(call, &m_raw);
    }
    // A reply came, whatever its status.
    [[nodiscard]] bool hasArrived() const { return m_outcome == GW_OK; }
    [[nodiscard]] std::string_view error() const
    {
        return detail::view(m_host->http_error(m_call));
    }
    [[nodiscard]] int status() const { return m_raw.status; }
    [[nodiscard]] std::string_view body() const { return detail::view(m_raw.body); }
    [[nodiscard]] std::string_view header(std::string_view name) const
    {
        gw_string value = {};
        m_host->http_reply_header(m_call, detail::pass(name), &value);
        return detail::view(value);
    }

private:
    const gw_host *m_host;
    gw_call *m_call;
    gw_http_reply m_raw = {};
    gw_status m_outcome = GW_NOT_FOUND;
};

// The request on its way to the upstream, and what the gateway knows about it. Never kept after the
// hook returned. Views are valid until then. Setters throw Failure for what HTTP does not allow.
class Request final {
public:
    Request(const gw_host *host, gw_call *call)
        : m_host(host)
        , m_call(call)
    {
    }
    Request(const Request &) = delete;
    Request &operator=(const Request &) = delete;

    [[nodiscard]] std::string_view method() const { return detail::view(m_host->method(m_call)); }
    void setMethod(std::string_view method)
    {
        detail::check(m_host->set_method(m_call, detail::pass(method)), "setMethod", method);
    }
    // "/list/a%20b?x=1", as on the wire.
    [[nodiscard]] std::string_view target() const { return detail::view(m_host->target(m_call)); }
    void setTarget(std::string_view target)
    {
        detail::check(m_host->set_target(m_call, detail::pass(target)), "setTarget", target);
    }
    // "/list/a%20b"; setting it keeps the query.
    [[nodiscard]] std::string_view path() const { return detail::view(m_host->path(m_call)); }
    void setPath(std::string_view path)
    {
        detail::check(m_host->set_path(m_call, detail::pass(path)), "setPath", path);
    }
    [[nodiscard]] std::string_view queryText() const { return detail::view(m_host->query(m_call)); }
    [[nodiscard]] Query query() const { return Query(m_host, m_call); }
    [[nodiscard]] Headers headers() const { return Headers(m_host, m_call, GW_REQUEST_HEADERS); }

    // The whole body; the hook must be exported with GW_READS_REQUEST_BODY.
    [[nodiscard]] std::string_view body() const
    {
        gw_string body = {};
        detail::check(m_host->request_body(m_call, &body), "body");
        return detail::view(body);
    }
    void setBody(std::string_view body)
    {
        detail::check(m_host->set_request_body(m_call, detail::pass(body)), "setBody");
    }

    [[nodiscard]] Session session() const { return Session(m_host, m_call); }
    [[nodiscard]] Log log() const { return Log(m_host, m_call); }

    [[nodiscard]] std::string_view clientAddress() const { return fact(GW_FACT_CLIENT_ADDRESS); }
    [[nodiscard]] std::string_view id() const { return fact(GW_FACT_REQUEST_ID); }
    [[nodiscard]] std::string_view host() const { return fact(GW_FACT_HOST); }
    [[nodiscard]] std::string_view scheme() const { return fact(GW_FACT_SCHEME); }
    [[nodiscard]] std::string_view apiId() const { return fact(GW_FACT_API_ID); }
    [[nodiscard]] std::string_view apiName() const { return fact(GW_FACT_API_NAME); }
    [[nodiscard]] std::string_view fact(gw_fact which) const
    {
        return detail::view(m_host->fact(m_call, which));
    }
    [[nodiscard]] std::string_view apiDefinition() const
    {
        return detail::view(m_host->api_definition(m_call));
    }

    // config_data of the API: the whole as JSON, or one field (see Session about fields).
    [[nodiscard]] std::string_view configJson() const
    {
        return detail::view(m_host->config_data(m_call));
    }
    [[nodiscard]] std::optional<std::string_view> config(std::string_view field) const
    {
        gw_string text = {};
        if (m_host->config_field(m_call, detail::pass(field), &text) != GW_OK) {
            return std::nullopt;
        }
        return detail::view(text);
    }

    // Values shared with later hooks of the same request.
    [[nodiscard]] std::optional<std::string_view> value(std::string_view key) const
    {
        gw_string value = {};
        if (m_host->context_get(m_call, detail::pass(key), &value) != GW_OK) {
            return std::nullopt;
        }
        return detail::view(value);
    }
    void setValue(std::string_view key, std::string_view value)
    {
        detail::check(m_host->context_set(m_call, detail::pass(key), detail::pass(value)),
                      "setValue", key);
    }

    // Waiting without holding up the worker: take a ticket, hand it to whoever wakes the request,
    // return Flow::Suspend. The hook is then called again from its start; state() tells it where it
    // was.
    [[nodiscard]] Ticket suspend()
    {
        const gw_ticket ticket = m_host->suspend(m_call);
        detail::check(ticket != 0 ? GW_OK : GW_UNSUPPORTED, "suspend");
        return Ticket(ticket);
    }
    // An object that lives with the suspended request; null until makeState(). One a hook.
    template <typename State>
    [[nodiscard]] State *state() const
    {
        return static_cast<State *>(m_host->user_word(m_call));
    }
    template <typename State, typename... Arguments>
    State &makeState(Arguments &&...arguments)
    {
        auto owned = std::make_unique<State>(std::forward<Arguments>(arguments)...);
        State &state = *owned;
        m_host->set_user_word(m_call, owned.release(),
                              [](void *word) { delete static_cast<State *>(word); });
        return state;
    }
    // True when the client went away: a blocking hook may ask.
    [[nodiscard]] bool isCancelled() const { return m_host->is_cancelled(m_call) != 0; }

    // Asks another service and waits. Only in hooks exported with GW_EXPORT_BLOCKING_HOOK.
    [[nodiscard]] HttpReply fetch(const HttpRequest &request)
    {
        const gw_status status = startWith(m_host->http_fetch, request);
        detail::check(status == GW_WRONG_THREAD || status == GW_INVALID ? status : GW_OK, "fetch",
                      request.url);
        return HttpReply(m_host, m_call);
    }
    // The same without waiting: return startCall(...), and take reply() when the hook is called
    // again.
    [[nodiscard]] Flow startCall(const HttpRequest &request)
    {
        detail::check(startWith(m_host->http_start, request), "startCall", request.url);
        return Flow::Suspend;
    }
    // Nothing before the first call.
    [[nodiscard]] std::optional<HttpReply> reply() const
    {
        gw_http_reply raw = {};
        raw.struct_size = sizeof raw;
        if (m_host->http_reply(m_call, &raw) == GW_NOT_FOUND) {
            return std::nullopt;
        }
        return HttpReply(m_host, m_call);
    }

private:
    using Starter = gw_status (*)(gw_call *, const gw_http_request *);
    gw_status startWith(Starter starter, const HttpRequest &request)
    {
        std::vector<gw_field> fields;
        for (const auto &[name, value] : request.headers) {
            fields.push_back(gw_field{detail::pass(name), detail::pass(value)});
        }
        gw_http_request raw = {};
        raw.struct_size = sizeof raw;
        raw.method = detail::pass(request.method);
        raw.url = detail::pass(request.url);
        raw.headers = fields.data();
        raw.header_count = fields.size();
        raw.body = detail::pass(request.body);
        raw.timeout_ms = request.timeout.count();
        return starter(m_call, &raw);
    }

    const gw_host *m_host;
    gw_call *m_call;
};

} // namespace gw
