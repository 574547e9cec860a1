// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace gw::shipping {

// Measurements in StatsD's lines as Tyk spells them (reference H3), gathered into packets. Each is
// sent by its own name and by that of its job. Equal counts and times that came together are one
// line: "name:12|c", "name:0.05|ms|@0.25" (four times that). Thread: one.
class StatsdLines final {
public:
    static constexpr std::size_t kMaxPacket = 1440;

    // prefix: in front of every name; may be empty.
    StatsdLines(std::string prefix, std::function<void(std::string_view packet)> send);

    void count(std::string_view job, std::string_view event, std::uint64_t times = 1);
    // text: of milliseconds().
    void timing(std::string_view job, std::string_view event, std::string_view text,
                std::uint64_t times = 1);
    void gauge(std::string_view job, std::string_view event, double value);
    // The end of a whole job: by its own name only.
    void completion(std::string_view job, std::string_view status, std::string_view text);
    void flush();

    // Whole milliseconds from 10 ms on, else two decimals.
    [[nodiscard]] static std::string milliseconds(std::int64_t nanoseconds);

private:
    void addBoth(std::string_view job, std::string_view event, std::string_view value);
    void add(std::string_view job, std::string_view event, std::string_view value);

    std::string m_prefix;
    std::function<void(std::string_view)> m_send;
    std::string m_packet;
    std::string m_line; // scratch
};

} // namespace gw::shipping
