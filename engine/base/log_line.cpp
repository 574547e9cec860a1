// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log_line.h"

#include "base/json_writer.h"
#include "base/utf8.h"

#include <array>
#include <charconv>
#include <cmath>
#include <ctime>

namespace gw {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

std::string rfc3339(std::chrono::system_clock::time_point time)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> buffer{};
    const std::size_t length =
        std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {buffer.data(), length};
}

template <typename Number>
std::string numberText(Number number)
{
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return {buffer.data(), end};
}

bool isControl(unsigned char byte)
{
    return byte < 0x20 || byte == 0x7f;
}

void appendHex(std::string &out, unsigned char byte)
{
    out += "\\x";
    out += kHexDigits[byte >> 4];
    out += kHexDigits[byte & 0x0f];
}

void appendSpecial(std::string &out, unsigned char byte)
{
    switch (byte) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
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
        appendHex(out, byte);
    }
}

// As Go's %q, which logrus uses.
void appendQuoted(std::string &out, std::string_view text)
{
    out += '"';
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text.front());
        std::size_t length = 1;
        if (byte == '"' || byte == '\\' || isControl(byte)) {
            appendSpecial(out, byte);
        } else if (length = utf8SequenceLength(text); length > 0) {
            out += text.substr(0, length);
        } else {
            appendHex(out, byte);
            length = 1;
        }
        text.remove_prefix(length);
    }
    out += '"';
}

// logrus leaves a value bare that consists of these characters only.
bool isBare(std::string_view text)
{
    for (const char c : text) {
        const bool alphanumeric =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!alphanumeric && std::string_view("-._/@^+").find(c) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

void appendTextValue(std::string &out, std::string_view text)
{
    if (isBare(text)) {
        out += text;
        return;
    }
    appendQuoted(out, text);
}

std::string fieldName(std::string_view key)
{
    const bool taken = key == "time" || key == "level" || key == "message";
    return (taken ? "fields." : "") + std::string(key);
}

void appendJsonValue(std::string &out, const LogField &field)
{
    if (const auto *text = std::get_if<std::string_view>(&field.value)) {
        appendJsonString(out, *text);
        return;
    }
    const auto *number = std::get_if<double>(&field.value);
    out += number != nullptr && !std::isfinite(*number) ? "null" : valueText(field);
}

} // namespace

std::string valueText(const LogField &field)
{
    if (const auto *text = std::get_if<std::string_view>(&field.value)) {
        return std::string(*text);
    }
    if (const auto *integer = std::get_if<std::int64_t>(&field.value)) {
        return numberText(*integer);
    }
    if (const auto *number = std::get_if<double>(&field.value)) {
        return numberText(*number);
    }
    return std::get<bool>(field.value) ? "true" : "false";
}

std::string textLine(const LogEntry &entry)
{
    std::string line = "time=\"" + rfc3339(entry.time) + "\" level=";
    line += toString(entry.level);
    line += " message=";
    appendTextValue(line, entry.message);
    for (const LogField &field : entry.fields) {
        line += ' ';
        appendTextValue(line, fieldName(field.key));
        line += '=';
        appendTextValue(line, valueText(field));
    }
    line += '\n';
    return line;
}

std::string jsonLine(const LogEntry &entry)
{
    std::string line = R"({"time":")" + rfc3339(entry.time) + R"(","level":")";
    line += toString(entry.level);
    line += R"(","message":)";
    appendJsonString(line, entry.message);
    for (const LogField &field : entry.fields) {
        line += ',';
        appendJsonString(line, fieldName(field.key));
        line += ':';
        appendJsonValue(line, field);
    }
    line += "}\n";
    return line;
}

} // namespace gw
