// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/status.hpp>
#include <gatewright/json.hpp>

#include <charconv>
#include <optional>
#include <type_traits>

namespace gw {

// What the gateway knows about the client: Tyk's session. An auth_check hook sets it, later hooks
// read it. A field is a member ("alias", "org_id", "rate") or a JSON pointer ("/meta_data/user").
class Session final {
public:
    Session(const gw_host *host, gw_call *call)
        : m_host(host)
        , m_call(call)
    {
    }

    [[nodiscard]] bool exists() const { return json() != "null"; }
    // The whole session as a JSON object; "null" when there is none.
    [[nodiscard]] std::string_view json() const
    {
        gw_string text = {};
        return m_host->session_json(m_call, &text) == GW_OK ? detail::view(text) : "null";
    }
    void setJson(std::string_view json)
    {
        detail::check(m_host->set_session_json(m_call, detail::pass(json)), "session.setJson");
    }

    // A string without quotes, anything else as JSON; nothing when the field or the session is
    // missing.
    [[nodiscard]] std::optional<std::string_view> get(std::string_view field) const
    {
        gw_string text = {};
        if (m_host->session_field(m_call, detail::pass(field), &text) != GW_OK) {
            return std::nullopt;
        }
        return detail::view(text);
    }
    // Sets one field; a session is made when there is none.
    void set(std::string_view field, std::string_view text)
    {
        detail::check(m_host->set_session_text(m_call, detail::pass(field), detail::pass(text)),
                      "session.set", field);
    }
    void set(std::string_view field, const char *text) { set(field, std::string_view(text)); }
    template <typename Number, std::enable_if_t<std::is_arithmetic_v<Number>, int> = 0>
    void set(std::string_view field, Number value)
    {
        std::string text;
        json::appendValue(text, value);
        setValue(field, text);
    }
    // Any JSON value: setValue("tags", R"(["gold","eu"])").
    void setValue(std::string_view field, std::string_view json)
    {
        detail::check(m_host->set_session_value(m_call, detail::pass(field), detail::pass(json)),
                      "session.setValue", field);
    }

    void setOrgId(std::string_view id) { set("org_id", id); }
    void setAlias(std::string_view alias) { set("alias", alias); }
    // `requests` per `seconds`; 0 switches the limit off.
    void setRate(double requests, double seconds)
    {
        set("rate", requests);
        set("per", seconds);
    }
    // `requests` per `seconds`; -1 switches the quota off.
    void setQuota(std::int64_t requests, std::int64_t seconds)
    {
        set("quota_max", requests);
        set("quota_renewal_rate", seconds);
    }
    // Seconds since 1970; 0: never.
    void setExpires(std::int64_t unixTime) { set("expires", unixTime); }

    // The key under which the client is known; rate limits and quotas count by it.
    [[nodiscard]] std::string_view key() const { return detail::view(m_host->auth_key(m_call)); }
    void setKey(std::string_view key)
    {
        detail::check(m_host->set_auth_key(m_call, detail::pass(key)), "session.setKey");
    }
    // Also writes the session to the gateway's key store when the hook is done.
    void store() { detail::check(m_host->store_session(m_call), "session.store"); }

private:
    const gw_host *m_host;
    gw_call *m_call;
};

} // namespace gw
