// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/value.h"

#include "requests/json_value.h"

#include <charconv>
#include <ctime>

namespace gw::requests {

namespace {

std::string numberText(double number)
{
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, number);
    std::string result(text, end.ptr);
    if (result.find_first_not_of("-0123456789") == std::string::npos) {
        result += ".0"; // stays a float when it is read again
    }
    return result;
}

std::string hexText(std::string_view bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        text += {kDigits[code >> 4], kDigits[code & 15]};
    }
    return text;
}

std::string dateText(std::chrono::system_clock::time_point time)
{
    const auto seconds = std::chrono::system_clock::to_time_t(time);
    const auto micros =
        std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[40];
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    std::string fraction = std::to_string(1'000'000 + (micros % 1'000'000 + 1'000'000) % 1'000'000);
    fraction.front() = '.';
    return std::string(text, length) + fraction + "Z";
}

template <typename Number>
bool isWhole(std::string_view word, Number &number)
{
    const auto end = std::from_chars(word.data(), word.data() + word.size(), number);
    return end.ec == std::errc() && end.ptr == word.data() + word.size() && !word.empty();
}

} // namespace

bool Value::operator==(const Value &other) const
{
    return content == other.content;
}

std::string toText(const Value &value)
{
    if (value.as<std::nullptr_t>() != nullptr) {
        return "null";
    }
    if (const bool *truth = value.as<bool>()) {
        return *truth ? "true" : "false";
    }
    if (const auto *integer = value.as<std::int64_t>()) {
        return std::to_string(*integer);
    }
    if (const double *number = value.as<double>()) {
        return numberText(*number);
    }
    if (const auto *text = value.as<std::string>()) {
        return *text;
    }
    if (const auto *bytes = value.as<Bytes>()) {
        return "hex, " + hexText(bytes->content) + ";";
    }
    if (const auto *date = value.as<Date>()) {
        return dateText(date->time);
    }
    return jsonText(value);
}

std::string toSpelled(const Value &value)
{
    return value.as<std::string>() != nullptr ? jsonText(value) : toText(value);
}

std::string_view typeName(const Value &value)
{
    static constexpr std::string_view kNames[] = {"null",  "boolean", "integer", "float", "text",
                                                  "bytes", "date",    "list",    "object"};
    return kNames[value.content.index()];
}

Value valueOfWord(std::string_view word)
{
    if (word == "true" || word == "false") {
        return {word == "true"};
    }
    if (word == "null") {
        return {nullptr};
    }
    if (word.size() >= 2 && word.front() == '"' && word.back() == '"') {
        return {std::string(word.substr(1, word.size() - 2))};
    }
    if (std::int64_t integer = 0; isWhole(word, integer)) {
        return {integer};
    }
    if (double number = 0; word.find_first_not_of("-+.eE0123456789") == std::string_view::npos &&
                           isWhole(word, number)) {
        return {number};
    }
    return {std::string(word)};
}

} // namespace gw::requests
