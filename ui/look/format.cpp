// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/format.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace gw::look {

namespace {

struct Unit {
    double size;
    const char *name;
};

// Three significant digits, no exponent: 1.52, 12.4, 412.
QString threeDigits(double value)
{
    const int whole = value < 1 ? 1 : static_cast<int>(std::floor(std::log10(value))) + 1;
    const int decimals = whole >= 3 ? 0 : 3 - whole;
    return QLocale().toString(value, 'f', decimals);
}

// The largest unit of which the value has at least one; whole numbers in the first one.
template <std::size_t Count>
QString inUnits(double value, const std::array<Unit, Count> &units)
{
    std::size_t at = 0;
    // 0.9995 would be written "1,000" in the smaller unit.
    while (at + 1 < Count && value >= units[at + 1].size * 0.9995) {
        ++at;
    }
    const double scaled = value / units[at].size;
    const QString number = at == 0 ? QLocale().toString(scaled, 'f', 0) : threeDigits(scaled);
    return number + QLatin1Char(' ') + QLatin1String(units[at].name);
}

} // namespace

QString durationText(std::chrono::nanoseconds duration)
{
    const double count = static_cast<double>(duration.count());
    if (count <= 0) {
        return QStringLiteral("0 us");
    }
    if (count < 1e6 && count >= 999.5) {
        return QLocale().toString(count / 1e3, 'f', count < 9950 ? 1 : 0) + QStringLiteral(" us");
    }
    constexpr std::array<Unit, 5> kUnits{
        {{1, "ns"}, {1e3, "us"}, {1e6, "ms"}, {1e9, "s"}, {60e9, "min"}}};
    return inUnits(count, kUnits);
}

QString byteText(std::uint64_t bytes)
{
    constexpr std::array<Unit, 5> kUnits{
        {{1, "B"}, {1e3, "kB"}, {1e6, "MB"}, {1e9, "GB"}, {1e12, "TB"}}};
    return inUnits(static_cast<double>(bytes), kUnits);
}

QString countText(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString rateText(double perSecond)
{
    const QString number = perSecond == 0 ? QStringLiteral("0") : threeDigits(perSecond);
    return number + QStringLiteral("/s");
}

QString timeText(const QDateTime &time)
{
    return time.toLocalTime().toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString straightText(QString text)
{
    for (QChar &letter : text) {
        const char16_t code = letter.unicode();
        if (code == u'\u200e' || code == u'\u200f' || (code >= u'\u202a' && code <= u'\u202e') ||
            (code >= u'\u2066' && code <= u'\u2069')) {
            letter = QChar::ReplacementCharacter;
        }
    }
    return text;
}

} // namespace gw::look
