// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/object_reader.h"

#include "base/ascii.h"
#include "spec/json_pointer.h"
#include "spec/nearest_word.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace gw::spec {

namespace {

std::string described(JsonValue value)
{
    constexpr std::size_t kShown = 40;
    const std::string type(toString(value.type()));
    if (value.isArray() || value.isObject()) {
        return type;
    }
    // The text of a string may be a secret.
    return value.isString() || value.text().size() > kShown
               ? type
               : type + ' ' + std::string(value.text());
}

std::string remedyFor(JsonValue value, std::string_view expected)
{
    const bool isNumber = expected.find("number") != std::string_view::npos;
    if (value.isString() && (isNumber || expected == "true or false")) {
        return "Write it without quotes";
    }
    return value.isString() || expected != "a string" ? std::string() : "Put it in quotes";
}

std::optional<double> unitInNanoseconds(std::string_view unit)
{
    static constexpr std::pair<std::string_view, double> kUnits[] = {
        {"ns", 1},   {"us", 1e3}, {"\u00b5s", 1e3}, {"\u03bcs", 1e3},
        {"ms", 1e6}, {"s", 1e9},  {"m", 60e9},      {"h", 3600e9},
    };
    for (const auto &[name, factor] : kUnits) {
        if (unit == name) {
            return factor;
        }
    }
    return std::nullopt;
}

} // namespace

void ReadLog::wrongType(JsonValue value, std::string_view expected)
{
    if (!m_error) {
        m_error = Error{value.pointer() + ": expected " + std::string(expected) + ", found " +
                            described(value),
                        m_document.placeOf(value.begin()), remedyFor(value, expected)};
    }
}

void ReadLog::wrongValue(JsonValue value, const std::string &what)
{
    if (!m_error) {
        m_error = Error{value.pointer() + ": " + what, m_document.placeOf(value.begin()), {}};
    }
}

void readValue(JsonValue value, std::string &target, ReadLog &log)
{
    if (value.isString()) {
        target = value.string();
    } else {
        log.wrongType(value, "a string");
    }
}

void readValue(JsonValue value, bool &target, ReadLog &log)
{
    if (value.type() == JsonType::Bool) {
        target = value.boolean();
    } else {
        log.wrongType(value, "true or false");
    }
}

void readValue(JsonValue value, std::int64_t &target, ReadLog &log)
{
    if (const std::optional<std::int64_t> number = value.integer()) {
        target = *number;
    } else {
        log.wrongType(value, "a whole number");
    }
}

void readValue(JsonValue value, int &target, ReadLog &log)
{
    std::int64_t number = target;
    readValue(value, number, log);
    if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max()) {
        log.wrongValue(value, "the number is out of range");
        return;
    }
    target = static_cast<int>(number);
}

void readValue(JsonValue value, double &target, ReadLog &log)
{
    if (const std::optional<double> number = value.number()) {
        target = *number;
    } else {
        log.wrongType(value, "a number");
    }
}

ObjectReader::ObjectReader(JsonValue object, ReadLog &log)
    : m_object(object)
    , m_log(log)
{
}

ObjectReader::~ObjectReader()
{
    if (!m_log.m_collectsUnknownKeys || m_log.failed()) {
        return;
    }
    for (const JsonValue member : m_object.children()) {
        const bool isKnown = std::ranges::any_of(
            m_keys, [&](std::string_view key) { return equalIgnoringCase(key, member.key()); });
        if (!isKnown) {
            m_log.m_unknownKeys.push_back({member.pointer(), std::string(member.key()),
                                           std::string(nearestWord(member.key(), m_keys))});
        }
    }
}

std::optional<JsonValue> ObjectReader::take(std::string_view key)
{
    if (m_log.m_collectsUnknownKeys) {
        m_keys.push_back(key);
    }
    if (m_log.m_fields != nullptr) {
        m_log.m_fields->push_back(childPointer(m_object.pointer(), key));
    }
    if (m_log.failed()) {
        return std::nullopt;
    }
    const std::optional<JsonValue> value = m_object.findIgnoringCase(key);
    return value && !value->isNull() ? value : std::nullopt;
}

void ObjectReader::json(std::string_view key, std::string &target)
{
    if (const std::optional<JsonValue> value = take(key)) {
        target = value->text();
    }
}

void ObjectReader::duration(std::string_view key, std::chrono::milliseconds &target)
{
    using std::chrono::duration_cast;
    const std::optional<JsonValue> value = take(key);
    if (!value || (value->isString() && value->string().empty())) {
        return;
    }
    std::optional<std::chrono::nanoseconds> span;
    if (value->isString()) {
        span = goDuration(value->string());
    } else if (const std::optional<std::int64_t> count = value->integer()) {
        span = std::chrono::nanoseconds(*count);
    }
    if (!span) {
        m_log.wrongType(*value, "a span of time such as \"500ms\" or \"1m30s\"");
        return;
    }
    if (span->count() != 0) {
        target = std::chrono::round<std::chrono::milliseconds>(*span);
    }
}

std::optional<std::chrono::nanoseconds> goDuration(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    if (text == "0") {
        return std::chrono::nanoseconds(0);
    }
    if (text.empty()) {
        return std::nullopt;
    }
    double total = 0;
    while (!text.empty()) {
        const std::size_t unitBegin = text.find_first_not_of("0123456789.");
        if (unitBegin == 0 || unitBegin == std::string_view::npos) {
            return std::nullopt;
        }
        const std::size_t unitEnd =
            std::min(text.find_first_of("0123456789.", unitBegin), text.size());
        const std::optional<double> unit =
            unitInNanoseconds(text.substr(unitBegin, unitEnd - unitBegin));
        double count = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + unitBegin, count);
        if (!unit || error != std::errc() || end != text.data() + unitBegin) {
            return std::nullopt;
        }
        total += count * *unit;
        text.remove_prefix(unitEnd);
    }
    constexpr double kLimit = 9e18;
    if (!(total < kLimit)) {
        return std::nullopt;
    }
    const auto count = static_cast<std::int64_t>(std::llround(total));
    return std::chrono::nanoseconds(isNegative ? -count : count);
}

} // namespace gw::spec
