// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/json_text.h"

#include <jsoncons/json.hpp>

namespace gw::chain {

namespace {

using Json = jsoncons::ojson;

// Null when there is no such member.
Json member(std::string_view object, std::string_view name)
{
    if (object.empty()) {
        return Json::null();
    }
    try {
        const Json document = Json::parse(object);
        return document.is_object() && document.contains(name) ? document.at(name) : Json::null();
    } catch (const std::exception &) {
        return Json::null();
    }
}

std::string textOf(const Json &value)
{
    return value.is_string() ? value.as<std::string>() : value.to_string();
}

} // namespace

std::optional<std::string> memberText(std::string_view object, std::string_view name)
{
    const Json value = member(object, name);
    return value.is_null() ? std::nullopt : std::optional(textOf(value));
}

std::vector<std::string> memberTexts(std::string_view object, std::string_view name)
{
    std::vector<std::string> texts;
    const Json value = member(object, name);
    if (value.is_array()) {
        for (const Json &item : value.array_range()) {
            texts.push_back(textOf(item));
        }
    }
    return texts;
}

std::vector<std::pair<std::string, std::string>> memberPairs(std::string_view object,
                                                             std::string_view name)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    const Json value = member(object, name);
    if (value.is_object()) {
        for (const auto &item : value.object_range()) {
            pairs.emplace_back(std::string(item.key()), textOf(item.value()));
        }
    }
    return pairs;
}

} // namespace gw::chain
