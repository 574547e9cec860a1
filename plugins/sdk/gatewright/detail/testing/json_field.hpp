// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/json.hpp>

// One value of a JSON object, addressed as hooks do: "alias" is a member, "/meta_data/user" a JSON
// pointer (RFC 6901).
namespace gw::testing::detail {

inline std::vector<std::string> pathOf(std::string_view field)
{
    if (field.substr(0, 1) != "/") {
        return {std::string(field)};
    }
    std::vector<std::string> path;
    for (std::size_t i = 0; i < field.size(); ++i) {
        if (field[i] == '/') {
            path.emplace_back();
        } else if (field[i] == '~' && i + 1 < field.size()) {
            path.back() += field[++i] == '0' ? '~' : '/';
        } else {
            path.back() += field[i];
        }
    }
    return path;
}

// The place of an array member; nothing for what is no index of it.
inline std::optional<std::size_t> indexIn(const Json &array, const std::string &name)
{
    if (name.empty() || name.find_first_not_of("0123456789") != std::string::npos) {
        return std::nullopt;
    }
    const std::size_t index = std::strtoul(name.c_str(), nullptr, 10);
    return index < array.members.size() ? std::optional(index) : std::nullopt;
}

inline Json *child(Json &parent, const std::string &name)
{
    if (parent.isArray()) {
        const auto index = indexIn(parent, name);
        return index ? &parent.members[*index].second : nullptr;
    }
    return parent.find(name);
}

// A text without quotes, anything else as JSON.
inline std::optional<std::string> readField(std::string_view object, std::string_view field)
{
    auto root = JsonParser::parse(object);
    if (!root || field.empty()) {
        return std::nullopt;
    }
    Json *value = &*root;
    for (const std::string &name : pathOf(field)) {
        value = child(*value, name);
        if (value == nullptr) {
            return std::nullopt;
        }
    }
    return value->kind == Json::Kind::Text ? value->text : value->dump();
}

// The object with that value set, missing objects on the way made. Nothing when the value is no
// JSON, or when the way leads through something that is no object.
inline std::optional<std::string> withField(std::string_view object, std::string_view field,
                                            std::string_view value)
{
    auto root = JsonParser::parse(object);
    auto fresh = JsonParser::parse(value);
    if (!root || !root->isObject() || !fresh || field.empty()) {
        return std::nullopt;
    }
    std::vector<std::string> path = pathOf(field);
    const std::string last = path.back();
    path.pop_back();
    Json *parent = &*root;
    for (const std::string &name : path) {
        if (parent->isObject() && parent->find(name) == nullptr) {
            parent->set(name, Json::object());
        }
        parent = child(*parent, name);
        if (parent == nullptr) {
            return std::nullopt;
        }
    }
    if (parent->isObject()) {
        parent->set(last, std::move(*fresh));
    } else if (const auto index = indexIn(*parent, last); parent->isArray() && index) {
        parent->members.insert(parent->members.begin() + static_cast<std::ptrdiff_t>(*index),
                               {std::string(), std::move(*fresh)});
    } else if (parent->isArray() &&
               (last == "-" || last == std::to_string(parent->members.size()))) {
        parent->members.emplace_back(std::string(), std::move(*fresh));
    } else {
        return std::nullopt;
    }
    return root->dump();
}

} // namespace gw::testing::detail
