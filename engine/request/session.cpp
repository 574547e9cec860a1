// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/session.h"

#include <jsoncons/json.hpp>

#include <array>
#include <string>
#include <variant>

namespace gw::request {

namespace {

using Json = jsoncons::ojson;

// How one member of the JSON is kept. A JSON text member holds an object.
struct JsonText {
    std::string Session::*place;
};
using Place = std::variant<std::string Session::*, double Session::*, std::int64_t Session::*,
                           bool Session::*, std::vector<std::string> Session::*, JsonText>;

struct Member {
    std::string_view name;
    Place place;
};

const std::array<Member, 18> &members()
{
    static const std::array<Member, 18> kMembers{{
        {"org_id", &Session::orgId},
        {"alias", &Session::alias},
        {"rate", &Session::rate},
        {"per", &Session::per},
        {"quota_max", &Session::quotaMax},
        {"quota_remaining", &Session::quotaRemaining},
        {"quota_renews", &Session::quotaRenews},
        {"quota_renewal_rate", &Session::quotaRenewalRate},
        {"expires", &Session::expires},
        {"session_lifetime", &Session::sessionLifetime},
        {"is_inactive", &Session::isInactive},
        {"enable_detailed_recording", &Session::enableDetailedRecording},
        {"oauth_client_id", &Session::oauthClientId},
        {"last_updated", &Session::lastUpdated},
        {"apply_policies", &Session::applyPolicies},
        {"tags", &Session::tags},
        {"meta_data", JsonText{&Session::metaDataJson}},
        {"access_rights", JsonText{&Session::accessRightsJson}},
    }};
    return kMembers;
}

// The older name that Tyk still writes and reads.
constexpr std::string_view kOldRecordingName = "enable_detail_recording";

bool isEmptyObject(const Json &value)
{
    return value.is_object() && value.empty();
}

struct Reader {
    Session &session;
    const Json &value;

    bool operator()(std::string Session::*place) const
    {
        if (!value.is_string()) {
            return false;
        }
        session.*place = value.as<std::string>();
        return true;
    }
    bool operator()(double Session::*place) const
    {
        if (!value.is_number()) {
            return false;
        }
        session.*place = value.as<double>();
        return true;
    }
    bool operator()(std::int64_t Session::*place) const
    {
        if (!value.is<std::int64_t>()) {
            return false;
        }
        session.*place = value.as<std::int64_t>();
        return true;
    }
    bool operator()(bool Session::*place) const
    {
        if (!value.is_bool()) {
            return false;
        }
        session.*place = value.as<bool>();
        return true;
    }
    bool operator()(std::vector<std::string> Session::*place) const
    {
        if (!value.is_array()) {
            return false;
        }
        for (const Json &item : value.array_range()) {
            if (!item.is_string()) {
                return false;
            }
            (session.*place).push_back(item.as<std::string>());
        }
        return true;
    }
    bool operator()(JsonText text) const
    {
        if (!value.is_object()) {
            return false;
        }
        if (!value.empty()) {
            session.*text.place = value.to_string();
        }
        return true;
    }
};

struct Writer {
    const Session &session;
    std::string_view name;
    Json &out;

    template <typename Value>
    void put(const Value &value) const
    {
        if (value != Value()) {
            out.insert_or_assign(name, value);
        }
    }
    template <typename Value>
    void operator()(Value Session::*place) const
    {
        put(session.*place);
    }
    void operator()(JsonText text) const
    {
        if ((session.*text.place).empty()) {
            return;
        }
        Json value = Json::parse(session.*text.place);
        if (!isEmptyObject(value)) {
            out.insert_or_assign(name, std::move(value));
        }
    }
};

Expected<void> readMember(Session &session, std::string_view name, const Json &value, Json &others)
{
    if (value.is_null()) { // null is the zero value, as Go decodes it
        return {};
    }
    if (name == kOldRecordingName) {
        if (!value.is_bool()) {
            return failure("A member of the session has a wrong type", std::string(name));
        }
        session.enableDetailedRecording = session.enableDetailedRecording || value.as<bool>();
        return {};
    }
    for (const Member &member : members()) {
        if (member.name == name) {
            if (!std::visit(Reader{session, value}, member.place)) {
                return failure("A member of the session has a wrong type", std::string(name));
            }
            return {};
        }
    }
    others.insert_or_assign(name, value);
    return {};
}

} // namespace

std::string Session::toJson() const
{
    Json out(jsoncons::json_object_arg);
    try {
        for (const Member &member : members()) {
            std::visit(Writer{*this, member.name, out}, member.place);
        }
        if (!otherJson.empty()) {
            const Json others = Json::parse(otherJson);
            for (const auto &item : others.object_range()) {
                out.insert_or_assign(item.key(), item.value());
            }
        }
    } catch (const std::exception &) {
        // A JSON text that is none was set by code, not by a client: what came before it stays.
    }
    return out.to_string();
}

Expected<Session> Session::fromJson(std::string_view json)
{
    try {
        const Json document = Json::parse(json);
        if (!document.is_object()) {
            return failure("A session is a JSON object", {}, "Put the members in { }");
        }
        Session session;
        Json others(jsoncons::json_object_arg);
        bool isRecording = false;
        for (const auto &item : document.object_range()) {
            const auto read = readMember(session, item.key(), item.value(), others);
            if (!read) {
                return tl::unexpected(read.error());
            }
            // Either of the two names switches it on, whichever comes last.
            isRecording = isRecording || session.enableDetailedRecording;
        }
        session.enableDetailedRecording = isRecording;
        if (!others.empty()) {
            session.otherJson = others.to_string();
        }
        return session;
    } catch (const std::exception &error) {
        return failure(std::string("A session is not JSON: ") + error.what());
    }
}

} // namespace gw::request
