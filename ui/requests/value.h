// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace gw::requests {

struct Value;

struct Bytes {
    std::string content;
    bool operator==(const Bytes &) const = default;
};

struct Date {
    std::chrono::system_clock::time_point time;
    bool operator==(const Date &) const = default;
};

using ValueList = std::vector<Value>;
using ValueMembers = std::vector<std::pair<std::string, Value>>;

// What a query gives and a variable holds.
struct Value {
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Bytes, Date, ValueList,
                 ValueMembers>
        content = nullptr;

    // Null if it holds another type.
    template <typename T>
    [[nodiscard]] const T *as() const
    {
        return std::get_if<T>(&content);
    }
    [[nodiscard]] bool operator==(const Value &other) const;
};

// For people and for `{{name}}`: text without quotes, lists and objects as JSON.
[[nodiscard]] std::string toText(const Value &value);
// As an assertion would spell it: text in quotes.
[[nodiscard]] std::string toSpelled(const Value &value);
// "text", "integer", "list", ...
[[nodiscard]] std::string_view typeName(const Value &value);

using Variables = std::map<std::string, Value, std::less<>>;

// As Hurl reads a variable of the command line or of a file: true, null, 3, 1.5 or else text; in
// double quotes it is text always.
[[nodiscard]] Value valueOfWord(std::string_view word);

} // namespace gw::requests
