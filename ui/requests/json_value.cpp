// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/json_value.h"

#include "requests/words.h"

#include <jsoncons/json.hpp>
#include <jsoncons_ext/jsonpath/jsonpath.hpp>

namespace gw::requests {

namespace {

using jsoncons::ojson;

Value toValue(const ojson &json)
{
    if (json.is_null()) {
        return {nullptr};
    }
    if (json.is_bool()) {
        return {json.as<bool>()};
    }
    if (json.is_int64()) {
        return {json.as<std::int64_t>()};
    }
    if (json.is_number()) {
        return {json.as<double>()};
    }
    if (json.is_string()) {
        return {json.as<std::string>()};
    }
    if (json.is_array()) {
        ValueList list;
        for (const ojson &element : json.array_range()) {
            list.push_back(toValue(element));
        }
        return {std::move(list)};
    }
    ValueMembers members;
    for (const auto &member : json.object_range()) {
        members.emplace_back(member.key(), toValue(member.value()));
    }
    return {std::move(members)};
}

ojson toJson(const Value &value)
{
    if (const bool *truth = value.as<bool>()) {
        return ojson(*truth);
    }
    if (const auto *integer = value.as<std::int64_t>()) {
        return ojson(*integer);
    }
    if (const double *number = value.as<double>()) {
        return ojson(*number);
    }
    if (const auto *list = value.as<ValueList>()) {
        ojson array(jsoncons::json_array_arg);
        for (const Value &element : *list) {
            array.push_back(toJson(element));
        }
        return array;
    }
    if (const auto *members = value.as<ValueMembers>()) {
        ojson object(jsoncons::json_object_arg);
        for (const auto &[name, member] : *members) {
            object.insert_or_assign(name, toJson(member));
        }
        return object;
    }
    return value.as<std::nullptr_t>() != nullptr ? ojson::null() : ojson(toText(value));
}

} // namespace

Expected<Value> valueOfJson(std::string_view json)
{
    try {
        return toValue(ojson::parse(json));
    } catch (const jsoncons::ser_error &error) {
        return failure(said(Words::tr("Not JSON: %1"), {error.what()}));
    }
}

std::string jsonText(const Value &value)
{
    return toJson(value).to_string();
}

std::string jsonQuoted(std::string_view text)
{
    return ojson(text).to_string();
}

Expected<std::optional<Value>> findJsonPath(std::string_view json, const std::string &path)
{
    try {
        const ojson found = jsoncons::jsonpath::json_query(ojson::parse(json), path);
        if (found.empty()) {
            return std::nullopt;
        }
        return toValue(found.size() == 1 ? found.at(0) : found);
    } catch (const jsoncons::ser_error &error) {
        return failure(said(Words::tr("The body is not JSON: %1"), {error.what()}));
    } catch (const jsoncons::jsonpath::jsonpath_error &error) {
        return failure(said(Words::tr("Invalid JSONPath: %1"), {error.what()}), path);
    }
}

} // namespace gw::requests
