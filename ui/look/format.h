// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <cstdint>

namespace gw::look {

// How the console writes numbers: three significant digits and a unit; and names.

// "0 us", "84 us", "1.52 ms", "12.4 s", "3.5 min". Below a microsecond: "240 ns".
[[nodiscard]] QString durationText(std::chrono::nanoseconds duration);
// "412 B", "3.10 MB"; powers of 1000.
[[nodiscard]] QString byteText(std::uint64_t bytes);
// With the locale's separators: "1,042".
[[nodiscard]] QString countText(std::uint64_t count);
// "12.4/s".
[[nodiscard]] QString rateText(double perSecond);
// Local time, "12:03:11.204".
[[nodiscard]] QString timeText(const QDateTime &time);
// Names with letters that turn the direction of what follows, such as U+202E, would read as others:
// those letters are replaced by a mark.
[[nodiscard]] QString straightText(QString text);

} // namespace gw::look
