// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_writer.h"

#include "base/utf8.h"

#include <charconv>
#include <cmath>
#include <format>

namespace gw {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD"; // U+FFFD

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
            length = utf8SequenceLength(text);
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

void JsonWriter::endLine()
{
    m_out += '\n';
    m_needsComma = false;
}

} // namespace gw
