// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/statsd_lines.h"

#include <charconv>
#include <cmath>
#include <format>

namespace gw::shipping {

namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kWholeFrom = 10 * kMillisecond;

bool isPlain(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

// A character that StatsD could take for its own becomes a dollar, however many bytes it has.
void appendName(std::string &line, std::string_view name)
{
    for (const char c : name) {
        const bool isContinuation = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        if (!isContinuation) {
            line += isPlain(c) ? c : '$';
        }
    }
}

std::string gaugeText(double value)
{
    return std::abs(value) < 0.1 ? std::format("{}", value) : std::format("{:.2f}", value);
}

} // namespace

StatsdLines::StatsdLines(std::string prefix, std::function<void(std::string_view)> send)
    : m_prefix(std::move(prefix))
    , m_send(std::move(send))
{
}

std::string StatsdLines::milliseconds(std::int64_t nanoseconds)
{
    return nanoseconds >= kWholeFrom
               ? std::to_string(nanoseconds / kMillisecond)
               : std::format("{:.2f}", static_cast<double>(nanoseconds) / kMillisecond);
}

void StatsdLines::count(std::string_view job, std::string_view event, std::uint64_t times)
{
    addBoth(job, event, std::format("{}|c", times));
}

void StatsdLines::timing(std::string_view job, std::string_view event, std::string_view text,
                         std::uint64_t times)
{
    const std::string rate = times == 1 ? std::string() : std::format("|@{:.6g}", 1.0 / times);
    addBoth(job, event, std::format("{}|ms{}", text, rate));
}

void StatsdLines::gauge(std::string_view job, std::string_view event, double value)
{
    addBoth(job, event, gaugeText(value) + "|g");
}

void StatsdLines::completion(std::string_view job, std::string_view status, std::string_view text)
{
    add(job, status, std::format("{}|ms", text));
}

void StatsdLines::addBoth(std::string_view job, std::string_view event, std::string_view value)
{
    add({}, event, value);
    add(job, event, value);
}

void StatsdLines::add(std::string_view job, std::string_view event, std::string_view value)
{
    m_line.clear();
    for (const std::string_view part : {std::string_view(m_prefix), job, event}) {
        if (!part.empty()) {
            m_line += m_line.empty() ? "" : ".";
            appendName(m_line, part);
        }
    }
    m_line.append(":").append(value).append("\n");
    if (m_line.size() > kMaxPacket) {
        return; // as Tyk does: it would arrive in pieces
    }
    if (m_packet.size() + m_line.size() > kMaxPacket) {
        flush();
    }
    m_packet += m_line;
}

void StatsdLines::flush()
{
    if (!m_packet.empty()) {
        m_send(m_packet);
        m_packet.clear();
    }
}

} // namespace gw::shipping
