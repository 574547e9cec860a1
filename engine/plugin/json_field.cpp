// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/json_field.h"

#include <jsoncons/json.hpp>
#include <jsoncons_ext/jsonpointer/jsonpointer.hpp>

#include <system_error>

namespace gw::plugin {

namespace {

using Json = jsoncons::ojson; // keeps the order of members

std::optional<Json> parsed(std::string_view text)
{
    try {
        return Json::parse(text);
    } catch (const std::exception &) {
        return std::nullopt;
    }
}

// RFC 6901 section 3: '~' and '/' of a plain member name are written as ~0 and ~1.
std::string pointerOf(std::string_view field)
{
    if (field.starts_with('/')) {
        return std::string(field);
    }
    std::string pointer = "/";
    for (const char c : field) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
    return pointer;
}

} // namespace

std::optional<std::string> readJsonField(std::string_view object, std::string_view field)
{
    const auto json = parsed(object);
    if (!json || field.empty()) {
        return std::nullopt;
    }
    std::error_code error;
    const std::string pointer = pointerOf(field);
    const Json &value = jsoncons::jsonpointer::get(*json, pointer, error);
    if (error) {
        return std::nullopt;
    }
    return value.is_string() ? value.as<std::string>() : value.to_string();
}

std::optional<std::string> withJsonField(std::string_view object, std::string_view field,
                                         std::string_view value)
{
    auto json = parsed(object);
    auto fresh = parsed(value);
    if (!json || !json->is_object() || !fresh || field.empty()) {
        return std::nullopt;
    }
    std::error_code error;
    jsoncons::jsonpointer::add(*json, pointerOf(field), std::move(*fresh), true, error);
    return error ? std::nullopt : std::optional(json->to_string());
}

std::optional<std::vector<std::string>> readStringList(std::string_view array)
{
    const auto json = parsed(array);
    if (!json || !json->is_array()) {
        return std::nullopt;
    }
    std::vector<std::string> texts;
    for (const Json &value : json->array_range()) {
        if (!value.is_string()) {
            return std::nullopt;
        }
        texts.push_back(value.as<std::string>());
    }
    return texts;
}

std::string jsonString(std::string_view text)
{
    return Json(text).to_string();
}

} // namespace gw::plugin
