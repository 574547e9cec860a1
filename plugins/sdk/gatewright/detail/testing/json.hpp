// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The JSON of the test harness: keeps the order of members and the spelling of numbers, as the
// gateway does. Not for plugins: it is made for short texts.
namespace gw::testing::detail {

class Json final {
public:
    enum class Kind { Null, Boolean, Number, Text, Array, Object };
    using Member = std::pair<std::string, Json>;

    Kind kind = Kind::Null;
    std::string text;            // of a text; the spelling of a number; "true", "false"
    std::vector<Member> members; // of an object; of an array, with empty names

    [[nodiscard]] static Json ofText(std::string_view text)
    {
        Json json;
        json.kind = Kind::Text;
        json.text = text;
        return json;
    }
    [[nodiscard]] static Json object()
    {
        Json json;
        json.kind = Kind::Object;
        return json;
    }

    [[nodiscard]] bool isObject() const { return kind == Kind::Object; }
    [[nodiscard]] bool isArray() const { return kind == Kind::Array; }

    [[nodiscard]] Json *find(std::string_view name)
    {
        for (Member &member : members) {
            if (isObject() && member.first == name) {
                return &member.second;
            }
        }
        return nullptr;
    }
    void remove(std::string_view name)
    {
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (members[i].first == name) {
                members.erase(members.begin() + static_cast<std::ptrdiff_t>(i));
                return;
            }
        }
    }
    void set(std::string_view name, Json value)
    {
        if (Json *old = find(name)) {
            *old = std::move(value);
        } else {
            members.emplace_back(name, std::move(value));
        }
    }

    // Without blanks.
    [[nodiscard]] std::string dump() const
    {
        switch (kind) {
        case Kind::Null:
            return "null";
        case Kind::Boolean:
        case Kind::Number:
            return text;
        case Kind::Text:
            return json::quoted(text);
        case Kind::Array:
        case Kind::Object:
            break;
        }
        std::string out(1, isArray() ? '[' : '{');
        for (const auto &[name, value] : members) {
            out += out.size() > 1 ? "," : "";
            out += isObject() ? json::quoted(name) + ":" : "";
            out += value.dump();
        }
        return out += isArray() ? ']' : '}';
    }
};

// RFC 8259. Nothing when the text is no JSON.
class JsonParser final {
public:
    [[nodiscard]] static std::optional<Json> parse(std::string_view text)
    {
        JsonParser parser(text);
        Json value;
        if (!parser.readValue(value, 0)) {
            return std::nullopt;
        }
        parser.skipBlanks();
        return parser.m_rest.empty() ? std::optional(std::move(value)) : std::nullopt;
    }

private:
    static constexpr int kDeepest = 128;

    explicit JsonParser(std::string_view text)
        : m_rest(text)
    {
    }

    void skipBlanks()
    {
        const std::size_t first = m_rest.find_first_not_of(" \t\r\n");
        m_rest.remove_prefix(first == std::string_view::npos ? m_rest.size() : first);
    }
    bool take(std::string_view token)
    {
        skipBlanks();
        if (m_rest.substr(0, token.size()) != token) {
            return false;
        }
        m_rest.remove_prefix(token.size());
        return true;
    }

    bool readValue(Json &value, int depth)
    {
        if (depth > kDeepest) {
            return false;
        }
        if (take("{")) {
            value.kind = Json::Kind::Object;
            return readMembers(value, "}", depth);
        }
        if (take("[")) {
            value.kind = Json::Kind::Array;
            return readMembers(value, "]", depth);
        }
        if (take("\"")) {
            value.kind = Json::Kind::Text;
            return readText(value.text);
        }
        for (const char *word : {"true", "false"}) {
            if (take(word)) {
                value.kind = Json::Kind::Boolean;
                value.text = word;
                return true;
            }
        }
        return take("null") || readNumber(value);
    }

    bool readMembers(Json &value, std::string_view end, int depth)
    {
        if (take(end)) {
            return true;
        }
        do {
            std::string name;
            if (value.isObject() && !(take("\"") && readText(name) && take(":"))) {
                return false;
            }
            Json member;
            if (!readValue(member, depth + 1)) {
                return false;
            }
            if (value.isObject()) {
                value.set(name, std::move(member));
            } else {
                value.members.emplace_back(std::string(), std::move(member));
            }
        } while (take(","));
        return take(end);
    }

    bool readNumber(Json &value)
    {
        const std::size_t size = m_rest.find_first_not_of("+-.0123456789eE");
        const std::string digits(m_rest.substr(0, size));
        const std::size_t first = digits.find_first_not_of('-');
        if (first == std::string::npos || first > 1 || digits[first] < '0' || digits[first] > '9' ||
            (digits[first] == '0' && first + 1 < digits.size() && digits[first + 1] >= '0' &&
             digits[first + 1] <= '9')) {
            return false;
        }
        char *end = nullptr;
        (void)std::strtod(digits.c_str(), &end);
        if (end != digits.c_str() + digits.size() || digits.back() == '.') {
            return false;
        }
        value.kind = Json::Kind::Number;
        value.text = digits;
        m_rest.remove_prefix(digits.size());
        return true;
    }

    bool readText(std::string &out)
    {
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            m_rest.remove_prefix(1);
            if (c == '"') {
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20 || (c == '\\' && !readEscape(out))) {
                return false;
            }
            if (c != '\\') {
                out += c;
            }
        }
        return false;
    }
    bool readEscape(std::string &out)
    {
        constexpr std::string_view kLetters = "\"\\/bfnrt";
        constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        if (m_rest.empty()) {
            return false;
        }
        const char letter = m_rest.front();
        m_rest.remove_prefix(1);
        if (letter == 'u') {
            return readCodePoint(out);
        }
        const std::size_t place = kLetters.find(letter);
        if (place == std::string_view::npos) {
            return false;
        }
        out += kMeanings[place];
        return true;
    }
    bool readUnit(std::uint32_t &unit)
    {
        const std::string digits(m_rest.substr(0, 4));
        char *end = nullptr;
        unit = static_cast<std::uint32_t>(std::strtoul(digits.c_str(), &end, 16));
        m_rest.remove_prefix(digits.size());
        return digits.size() == 4 && end == digits.c_str() + 4 &&
               digits.find_first_of("+-x ") == std::string::npos;
    }
    bool readCodePoint(std::string &out)
    {
        std::uint32_t code = 0;
        std::uint32_t low = 0;
        if (!readUnit(code)) {
            return false;
        }
        if (code >= 0xd800 && code < 0xdc00) {
            if (!take("\\u") || !readUnit(low) || low < 0xdc00 || low > 0xdfff) {
                return false;
            }
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
        appendUtf8(out, code);
        return true;
    }
    static void appendUtf8(std::string &out, std::uint32_t code)
    {
        const auto tail = [&out, code](int shift) {
            out += static_cast<char>(0x80 | ((code >> shift) & 0x3f));
        };
        if (code < 0x80) {
            out += static_cast<char>(code);
        } else if (code < 0x800) {
            out += static_cast<char>(0xc0 | (code >> 6));
            tail(0);
        } else if (code < 0x10000) {
            out += static_cast<char>(0xe0 | (code >> 12));
            tail(6);
            tail(0);
        } else {
            out += static_cast<char>(0xf0 | (code >> 18));
            tail(12);
            tail(6);
            tail(0);
        }
    }

    std::string_view m_rest;
};

} // namespace gw::testing::detail
