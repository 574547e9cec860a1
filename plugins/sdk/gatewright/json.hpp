// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

// Enough JSON to write a reply with. To read JSON, use a library of your choice.
namespace gw::json {

// Appends text as a JSON string with its quotes.
inline void appendQuoted(std::string &out, std::string_view text)
{
    constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            (out += '\\') += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20) {
            ((out += "\\u00") += kHex[byte >> 4]) += kHex[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

inline std::string quoted(std::string_view text)
{
    std::string out;
    appendQuoted(out, text);
    return out;
}

// Appends true, false or a number; what JSON cannot say (infinity) becomes null.
template <typename Number>
void appendValue(std::string &out, Number value)
{
    if constexpr (std::is_same_v<Number, bool>) {
        out += value ? "true" : "false";
    } else {
        if constexpr (std::is_floating_point_v<Number>) {
            if (!std::isfinite(value)) {
                out += "null";
                return;
            }
        }
        char digits[64] = {};
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        out.append(digits, end);
    }
}

// An object, member by member: Object().add("endpoint", path).add("hits", 3).text().
class Object final {
public:
    Object &add(std::string_view name, std::string_view text)
    {
        start(name);
        appendQuoted(m_text, text);
        return *this;
    }
    Object &add(std::string_view name, const char *text)
    {
        return add(name, std::string_view(text));
    }
    template <typename Number, std::enable_if_t<std::is_arithmetic_v<Number>, int> = 0>
    Object &add(std::string_view name, Number value)
    {
        start(name);
        appendValue(m_text, value);
        return *this;
    }
    // A value that is JSON already.
    Object &addRaw(std::string_view name, std::string_view json)
    {
        start(name);
        m_text += json;
        return *this;
    }
    [[nodiscard]] std::string text() const { return m_text + '}'; }

private:
    void start(std::string_view name)
    {
        if (m_text.size() > 1) {
            m_text += ',';
        }
        appendQuoted(m_text, name);
        m_text += ':';
    }

    std::string m_text = "{";
};

} // namespace gw::json
