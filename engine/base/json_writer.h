// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <concepts>
#include <string>
#include <string_view>

namespace gw {

// Writes JSON text front to back, without a tree in between: the event stream writes thousands of
// records a second. Text that is not UTF-8 (a raw path, a header value) gets U+FFFD for each bad
// byte, so that the result is always valid JSON. Calls must nest properly; nobody checks that.
class JsonWriter final {
public:
    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();

    // Name of the next member.
    JsonWriter &key(std::string_view name);

    JsonWriter &text(std::string_view value);
    JsonWriter &boolean(bool value);
    template <std::integral T>
    JsonWriter &number(T value)
    {
        separate();
        m_out += std::to_string(value);
        m_needsComma = true;
        return *this;
    }
    // Infinities and NaN, which JSON has no words for, become 0.
    JsonWriter &number(double value);
    // Text that is a JSON value already.
    JsonWriter &raw(std::string_view json);

    // Behind a whole document: the next one may follow.
    void endLine();

    [[nodiscard]] std::size_t size() const { return m_out.size(); }
    [[nodiscard]] const std::string &result() const { return m_out; }
    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    void separate();

    std::string m_out;
    bool m_needsComma = false;
};

// Appends the text as a JSON string with quotes.
void appendJsonString(std::string &out, std::string_view text);

// "2026-01-31T12:00:00.123Z"
[[nodiscard]] std::string timeText(std::chrono::system_clock::time_point time);

} // namespace gw
