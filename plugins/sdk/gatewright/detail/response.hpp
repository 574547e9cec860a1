// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/fields.hpp>
#include <gatewright/json.hpp>

#include <charconv>

namespace gw {

// The hook's own answer. Setting a status or writing a body answers: the chain stops and the
// upstream is not asked. Headers that are set without answering stay on the final response, whoever
// produces it.
class ResponseWriter final {
public:
    ResponseWriter(const gw_host *host, gw_call *call)
        : m_host(host)
        , m_call(call)
    {
    }
    ResponseWriter(const ResponseWriter &) = delete;
    ResponseWriter &operator=(const ResponseWriter &) = delete;

    [[nodiscard]] Headers headers() const { return Headers(m_host, m_call, GW_ANSWER_HEADERS); }
    // 200 to 599.
    void setStatus(int status)
    {
        detail::check(m_host->answer_status(m_call, status), "setStatus");
    }
    // Appends to the body; the status is 200 unless it was set.
    void write(std::string_view bytes)
    {
        detail::check(m_host->answer_write(m_call, detail::pass(bytes)), "write");
    }
    void reply(int status, std::string_view contentType, std::string_view body)
    {
        headers().set("Content-Type", contentType);
        setStatus(status);
        write(body);
    }
    void replyJson(int status, std::string_view json) { reply(status, "application/json", json); }
    [[nodiscard]] bool hasAnswered() const { return m_host->has_answered(m_call) != 0; }

private:
    const gw_host *m_host;
    gw_call *m_call;
};

// What the upstream answered, on its way to the client.
class Response final {
public:
    Response(const gw_host *host, gw_call *call)
        : m_host(host)
        , m_call(call)
    {
    }
    Response(const Response &) = delete;
    Response &operator=(const Response &) = delete;

    [[nodiscard]] int status() const { return m_host->response_status(m_call); }
    void setStatus(int status)
    {
        detail::check(m_host->set_response_status(m_call, status), "response.setStatus");
    }
    [[nodiscard]] Headers headers() const { return Headers(m_host, m_call, GW_RESPONSE_HEADERS); }
    // The whole body, encoded as the upstream sent it; export the hook with GW_READS_RESPONSE_BODY.
    [[nodiscard]] std::string_view body() const
    {
        gw_string body = {};
        detail::check(m_host->response_body(m_call, &body), "response.body");
        return detail::view(body);
    }
    // Content-Length follows.
    void setBody(std::string_view body)
    {
        detail::check(m_host->set_response_body(m_call, detail::pass(body)), "response.setBody");
    }

private:
    const gw_host *m_host;
    gw_call *m_call;
};

// One analytics record before it is stored. Names are Tyk's: "APIKey", "RawRequest",
// "Latency.Total".
class AnalyticsRecord final {
public:
    AnalyticsRecord(const gw_host *host, gw_call *call)
        : m_host(host)
        , m_call(call)
    {
    }
    AnalyticsRecord(const AnalyticsRecord &) = delete;
    AnalyticsRecord &operator=(const AnalyticsRecord &) = delete;

    // Empty when there is no such field.
    [[nodiscard]] std::string_view get(std::string_view name) const
    {
        gw_string text = {};
        m_host->record_get(m_call, detail::pass(name), &text);
        return detail::view(text);
    }
    // 0 when the field is missing or no number.
    [[nodiscard]] std::int64_t number(std::string_view name) const
    {
        const std::string_view text = get(name);
        std::int64_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }
    void set(std::string_view name, std::string_view text)
    {
        detail::check(m_host->record_set(m_call, detail::pass(name), detail::pass(text)),
                      "record.set", name);
    }
    void set(std::string_view name, std::int64_t value)
    {
        std::string text;
        json::appendValue(text, value);
        set(name, std::string_view(text));
    }
    // The record is not stored.
    void drop() { detail::check(m_host->record_drop(m_call), "record.drop"); }

private:
    const gw_host *m_host;
    gw_call *m_call;
};

} // namespace gw
