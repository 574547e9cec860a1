// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/json_writer.h"

#include <charconv>
#include <cmath>
#include <format>

namespace gw::control {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD"; // U+FFFD

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// Length of the well-formed UTF-8 sequence at the start of `text` (Unicode table 3-7); 0: none.
std::size_t sequenceLength(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) {
        return 1;
    }
    const auto second = static_cast<unsigned char>(text.size() > 1 ? text[1] : 0);
    if (first >= 0xC2 && first <= 0xDF) {
        return text.size() > 1 && isContinuation(text[1]) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = first == 0xED ? 0x9F : 0xBF; // no surrogates
        const bool isGood =
            text.size() > 2 && second >= low && second <= high && isContinuation(text[2]);
        return isGood ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned low = first == 0xF0 ? 0x90 : 0x80;
        const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
        const bool isGood = text.size() > 3 && second >= low && second <= high &&
                            isContinuation(text[2]) && isContinuation(text[3]);
        return isGood ? 4 : 0;
    }
    return 0;
}

void appendControl(std::string &out, unsigned char byte)
{
    switch (byte) {
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += std::format("\\u{:04x}", byte);
    }
}

} // namespace

void appendJsonString(std::string &out, std::string_view text)
{
    out += '"';
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text[0]);
        std::size_t length = 1;
        if (byte == '"' || byte == '\\') {
            out += '\\';
            out += text[0];
        } else if (byte < 0x20 || byte == 0x7F) {
            appendControl(out, byte);
        } else {
            length = sequenceLength(text);
            out += length == 0 ? kReplacement : text.substr(0, length);
            length = length == 0 ? 1 : length;
        }
        text.remove_prefix(length);
    }
    out += '"';
}

std::string timeText(std::chrono::system_clock::time_point time)
{
    return std::format("{:%FT%T}Z", std::chrono::floor<std::chrono::milliseconds>(time));
}

void JsonWriter::separate()
{
    if (m_needsComma) {
        m_out += ',';
    }
    m_needsComma = false;
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    m_out += '{';
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    m_out += '}';
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    m_out += '[';
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    m_out += ']';
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::key(std::string_view name)
{
    separate();
    appendJsonString(m_out, name);
    m_out += ':';
    return *this;
}

JsonWriter &JsonWriter::text(std::string_view value)
{
    separate();
    appendJsonString(m_out, value);
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::boolean(bool value)
{
    return raw(value ? "true" : "false");
}

JsonWriter &JsonWriter::number(double value)
{
    if (!std::isfinite(value)) {
        return raw("0");
    }
    char buffer[32];
    const auto end = std::to_chars(std::begin(buffer), std::end(buffer), value).ptr;
    return raw(std::string_view(buffer, end));
}

JsonWriter &JsonWriter::raw(std::string_view json)
{
    separate();
    m_out += json;
    m_needsComma = true;
    return *this;
}

} // namespace gw::control
