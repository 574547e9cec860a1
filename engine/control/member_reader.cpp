// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/member_reader.h"

namespace gw::control {

using spec::JsonType;
using spec::JsonValue;

MemberReader::MemberReader(const JsonValue &object, std::string where)
    : m_object(object)
    , m_where(std::move(where))
{
    if (!object.isObject()) {
        m_problem = Error{"An object is expected", m_where, {}};
    }
}

std::optional<JsonValue> MemberReader::member(std::string_view name) const
{
    const auto found = m_object.isObject() ? m_object.findIgnoringCase(name) : std::nullopt;
    return found && !found->isNull() ? found : std::nullopt;
}

std::string MemberReader::placeOf(std::string_view name) const
{
    return m_where.empty() ? std::string(name) : m_where + "." + std::string(name);
}

void MemberReader::fail(std::string_view name, std::string what, std::string remedy)
{
    if (!m_problem) {
        m_problem = Error{std::move(what), placeOf(name), std::move(remedy)};
    }
}

std::optional<std::string> MemberReader::text(std::string_view name)
{
    const auto value = member(name);
    if (value && !value->isString()) {
        fail(name, "A string is expected");
    }
    return value && value->isString() ? std::optional<std::string>(value->string()) : std::nullopt;
}

std::optional<bool> MemberReader::boolean(std::string_view name)
{
    const auto value = member(name);
    const bool isBoolean = value && value->type() == JsonType::Bool;
    if (value && !isBoolean) {
        fail(name, "true or false is expected");
    }
    return isBoolean ? std::optional(value->boolean()) : std::nullopt;
}

std::optional<std::int64_t> MemberReader::integer(std::string_view name)
{
    const auto value = member(name);
    if (value && !value->integer()) {
        fail(name, "A whole number is expected");
    }
    return value ? value->integer() : std::nullopt;
}

} // namespace gw::control
