// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/json.hpp>

#include <cmath>
#include <cstdio>

namespace gw::testing::detail {

enum class SessionType { Text, Real, Integer, Boolean, TextList, Object };

struct SessionMember {
    const char *name;
    SessionType type;
};

// The members that the gateway knows, in the order in which it writes them.
constexpr SessionMember kSessionMembers[] = {
    {"org_id", SessionType::Text},
    {"alias", SessionType::Text},
    {"rate", SessionType::Real},
    {"per", SessionType::Real},
    {"quota_max", SessionType::Integer},
    {"quota_remaining", SessionType::Integer},
    {"quota_renews", SessionType::Integer},
    {"quota_renewal_rate", SessionType::Integer},
    {"expires", SessionType::Integer},
    {"is_inactive", SessionType::Boolean},
    {"enable_detailed_recording", SessionType::Boolean},
    {"oauth_client_id", SessionType::Text},
    {"last_updated", SessionType::Text},
    {"apply_policies", SessionType::TextList},
    {"tags", SessionType::TextList},
    {"meta_data", SessionType::Object},
    {"access_rights", SessionType::Object},
};

inline bool isTextList(const Json &value)
{
    if (!value.isArray()) {
        return false;
    }
    for (const auto &[name, item] : value.members) {
        if (item.kind != Json::Kind::Text) {
            return false;
        }
    }
    return true;
}

inline bool hasType(const Json &value, SessionType type)
{
    switch (type) {
    case SessionType::Text:
        return value.kind == Json::Kind::Text;
    case SessionType::Real:
        return value.kind == Json::Kind::Number;
    case SessionType::Integer:
        return value.kind == Json::Kind::Number &&
               value.text.find_first_of(".eE") == std::string::npos;
    case SessionType::Boolean:
        return value.kind == Json::Kind::Boolean;
    case SessionType::TextList:
        return isTextList(value);
    case SessionType::Object:
        return value.isObject();
    }
    return false;
}

inline bool isZero(const Json &value)
{
    switch (value.kind) {
    case Json::Kind::Null:
        return true;
    case Json::Kind::Boolean:
        return value.text == "false";
    case Json::Kind::Number:
        return std::strtod(value.text.c_str(), nullptr) == 0;
    case Json::Kind::Text:
        return value.text.empty();
    case Json::Kind::Array:
    case Json::Kind::Object:
        return value.members.empty();
    }
    return false;
}

// As the gateway spells it: 5 becomes 5.0.
inline std::string realText(const std::string &digits)
{
    const double number = std::strtod(digits.c_str(), nullptr);
    char text[40] = {};
    for (int precision = 1; precision <= 17; ++precision) {
        std::snprintf(text, sizeof text, "%.*g", precision, number);
        if (std::strtod(text, nullptr) == number) {
            break;
        }
    }
    std::string out = text;
    return out.find_first_of(".en") == std::string::npos ? out + ".0" : out;
}

// A session as the gateway keeps it: known members checked, in order, without zero values; then all
// others. Nothing when it is no object or a member has a wrong type.
inline std::optional<std::string> normalSession(std::string_view text)
{
    auto session = JsonParser::parse(text);
    if (!session || !session->isObject()) {
        return std::nullopt;
    }
    if (Json *old = session->find("enable_detail_recording")) { // the older name
        if (!isZero(*old) && old->kind != Json::Kind::Boolean) {
            return std::nullopt;
        }
        if (!isZero(*old)) {
            session->set("enable_detailed_recording", *old);
        }
        session->remove("enable_detail_recording");
    }
    Json out = Json::object();
    for (const SessionMember &member : kSessionMembers) {
        Json *value = session->find(member.name);
        if (value == nullptr || value->kind == Json::Kind::Null) {
            continue;
        }
        if (!hasType(*value, member.type)) {
            return std::nullopt;
        }
        if (member.type == SessionType::Real) {
            value->text = realText(value->text);
        }
        if (!isZero(*value)) {
            out.set(member.name, *value);
        }
    }
    for (const SessionMember &member : kSessionMembers) {
        session->remove(member.name);
    }
    for (auto &[name, value] : session->members) {
        if (value.kind != Json::Kind::Null) {
            out.set(name, std::move(value));
        }
    }
    return out.dump();
}

} // namespace gw::testing::detail
