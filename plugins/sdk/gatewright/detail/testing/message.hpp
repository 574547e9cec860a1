// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/json_field.hpp>
#include <gatewright/detail/testing/text.hpp>

#include <chrono>
#include <map>

namespace gw::testing {

// Header fields in order, spelled as they were given. Names compare without case.
class Fields final {
public:
    std::vector<std::pair<std::string, std::string>> all;

    // The first value of that name; empty when there is none.
    [[nodiscard]] std::string get(std::string_view name) const
    {
        const auto values = getAll(name);
        return values.empty() ? std::string() : values.front();
    }
    [[nodiscard]] std::vector<std::string> getAll(std::string_view name) const
    {
        std::vector<std::string> values;
        for (const auto &[own, value] : all) {
            if (detail::equalsIgnoreCase(own, name)) {
                values.push_back(value);
            }
        }
        return values;
    }
    [[nodiscard]] bool has(std::string_view name) const { return !getAll(name).empty(); }
};

// A request on its way through the gateway. The functions may be written in a chain:
//     Request("POST", "/orders?dry=1").withHeader("Authorization", "abc").withBody("{}")
struct Request {
    std::string method = "GET";
    std::string target = "/"; // as on the wire: percent-encoded, with the query
    Fields headers;
    std::string body;
    std::optional<std::string> session;    // JSON; what an auth step has found out
    std::string key;                       // under which the client is known
    std::string apiDefinition = "{}";      // JSON; also gives the API's id, name and listen path
    std::optional<std::string> configData; // JSON; in place of the definition's config_data
    std::map<std::string, std::string> values; // what hooks of one request share
    std::map<gw_fact, std::string> facts;      // in place of the usual ones
    bool isCancelled = false;                  // the client has left
    bool isHttps = false;

    Request() = default;
    explicit Request(std::string ownMethod, std::string ownTarget = "/")
        : method(std::move(ownMethod))
        , target(std::move(ownTarget))
    {
    }

    Request &withHeader(std::string name, std::string value)
    {
        headers.all.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    Request &withBody(std::string bytes)
    {
        body = std::move(bytes);
        return *this;
    }
    Request &withSession(std::string json, std::string ownKey = {})
    {
        session = std::move(json);
        key = std::move(ownKey);
        return *this;
    }
    Request &withApi(std::string json)
    {
        apiDefinition = std::move(json);
        return *this;
    }
    Request &withConfig(std::string json)
    {
        configData = std::move(json);
        return *this;
    }
    Request &withValue(const std::string &name, std::string value)
    {
        values[name] = std::move(value);
        return *this;
    }
    Request &withFact(gw_fact which, std::string text)
    {
        facts[which] = std::move(text);
        return *this;
    }

    // The target up to '?'.
    [[nodiscard]] std::string path() const { return target.substr(0, target.find('?')); }
    // One field of the session: "alias", "/meta_data/team". Empty when there is none.
    [[nodiscard]] std::string sessionField(std::string_view field) const
    {
        return session ? detail::readField(*session, field).value_or(std::string()) : std::string();
    }
    // A value that a hook has left behind; empty when there is none.
    [[nodiscard]] std::string value(const std::string &name) const
    {
        const auto place = values.find(name);
        return place == values.end() ? std::string() : place->second;
    }
};

// What an upstream answered, or what a hook did.
struct Response {
    int status = 200;
    Fields headers;
    std::string body;

    explicit Response(int ownStatus = 200, std::string ownBody = {})
        : status(ownStatus)
        , body(std::move(ownBody))
    {
    }
    Response &withHeader(std::string name, std::string value)
    {
        headers.all.emplace_back(std::move(name), std::move(value));
        return *this;
    }
};

// An analytics record. Fields are Tyk's: "APIKey", "ResponseCode"; unset ones are empty or 0.
struct Record {
    std::map<std::string, std::string> fields;
    std::vector<std::string> tags;

    Record &with(const std::string &name, std::string text)
    {
        fields[name] = std::move(text);
        return *this;
    }
    [[nodiscard]] std::string get(const std::string &name) const
    {
        const auto place = fields.find(name);
        return place == fields.end() ? std::string() : place->second;
    }
};

// A hook's call to another service, and what comes back.
struct ServiceCall {
    std::string method;
    std::string url;
    Fields headers;
    std::string body;
    std::chrono::milliseconds timeout{10'000};
};
struct ServiceReply {
    enum class Outcome { Arrived, TimedOut, Failed };

    Outcome outcome = Outcome::Arrived;
    Response response;
    std::string error; // why nothing arrived
};

struct LogLine {
    gw_level level = GW_INFO;
    std::string message;
    std::vector<std::pair<std::string, std::string>> fields;
    std::string hook; // empty: written outside of a call
};

// What came of one run of a hook.
struct Result {
    // The hook threw, returned an error or never resumed: the client gets `status`, 500 or 504, and
    // nothing that the hook wrote. `failure` is for the log.
    bool hasFailed = false;
    std::string failure;
    // The hook answered by itself: the upstream is not asked.
    bool hasAnswered = false;
    int status = 0;
    std::string body;
    // Fields that the hook set on the answer; without an answer they stay on the final response.
    Fields headers;
    // Request, upstream response and record as they leave the hook.
    Request request;
    Response response;
    Record record;
    bool isRecordDropped = false;
    bool isSessionStored = false; // the session goes to the gateway's key store
    int calls = 0;                // how often it was called: once, and once after each suspension
    // What differs, one line each: "request header Foo: Bar added".
    std::vector<std::string> changes;
};

} // namespace gw::testing
