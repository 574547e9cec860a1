// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstring>

namespace gw::test {

// The bytes of a MaxMind data base (MaxMind-DB-spec 2.0) that knows one network, 81.0.0.0/8, with
// one place: London.
class PlaceFile final {
public:
    [[nodiscard]] static QByteArray bytes(const QByteArray &city = "London")
    {
        constexpr std::uint32_t kBits = 8;
        constexpr std::uint32_t kNetwork = 81;
        QByteArray file;
        for (std::uint32_t node = 0; node < kBits; ++node) { // two records of 24 bits each
            const bool isRight = (kNetwork >> (kBits - 1 - node) & 1U) != 0;
            const bool isLast = node == kBits - 1;
            const std::uint32_t next = isLast ? kBits + kSeparator : node + 1;
            file += record(isRight ? kBits : next) + record(isRight ? next : kBits);
        }
        file += QByteArray(kSeparator, '\0') + place(city);
        return file + "\xab\xcd\xef" + "MaxMind.com" + metadata(kBits);
    }

private:
    static constexpr std::uint32_t kSeparator = 16;

    static QByteArray record(std::uint32_t value)
    {
        QByteArray bytes;
        for (const int shift : {16, 8, 0}) {
            bytes += static_cast<char>(value >> shift & 0xFFU);
        }
        return bytes;
    }
    static QByteArray map(int pairs) { return {1, static_cast<char>(7 << 5 | pairs)}; }
    static QByteArray text(const QByteArray &value)
    {
        return QByteArray(1, static_cast<char>(2 << 5 | value.size())) + value;
    }
    // type: 5 is 16 bits, 6 is 32.
    static QByteArray number(int type, std::uint32_t value)
    {
        QByteArray bytes(1, static_cast<char>(type << 5 | (type == 5 ? 2 : 4)));
        for (int shift = type == 5 ? 8 : 24; shift >= 0; shift -= 8) {
            bytes += static_cast<char>(value >> shift & 0xFFU);
        }
        return bytes;
    }
    static QByteArray real(double value)
    {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        QByteArray bytes(1, static_cast<char>(3 << 5 | 8));
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes += static_cast<char>(bits >> shift & 0xFFU);
        }
        return bytes;
    }
    static QByteArray place(const QByteArray &city)
    {
        return map(3) + text("country") + map(1) + text("iso_code") + text("GB") + text("city") +
               map(2) + text("geoname_id") + number(6, 2643743) + text("names") + map(2) +
               text("en") + text(city) + text("fr") + text("Londres") + text("location") + map(3) +
               text("latitude") + real(51.5142) + text("longitude") + real(-0.0931) +
               text("time_zone") + text("Europe/London");
    }
    static QByteArray metadata(std::uint32_t nodes)
    {
        const QByteArray noLanguages("\x00\x04", 2);           // an array of no elements
        const QByteArray epoch("\x04\x02\x66\x00\x00\x00", 6); // 64 bits, four of them
        return map(9) + text("node_count") + number(6, nodes) + text("record_size") +
               number(5, 24) + text("ip_version") + number(5, 4) + text("database_type") +
               text("Test-City") + text("languages") + noLanguages +
               text("binary_format_major_version") + number(5, 2) +
               text("binary_format_minor_version") + number(5, 0) + text("build_epoch") + epoch +
               text("description") + map(0);
    }
};

} // namespace gw::test
