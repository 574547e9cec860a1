// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/gzip.h"

#include <QByteArray>

#include <cstdint>

namespace gw::echo {

namespace {

std::uint32_t crc32(std::string_view bytes)
{
    constexpr std::uint32_t kPolynomial = 0xedb88320;
    std::uint32_t crc = 0xffffffff;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? kPolynomial : 0);
        }
    }
    return ~crc;
}

void appendLittleEndian(std::string &out, std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8) {
        out += static_cast<char>(value >> shift & 0xff);
    }
}

} // namespace

std::string gzip(std::string_view bytes)
{
    // qCompress() gives four bytes of length, then a zlib stream: two bytes of header, the deflated
    // bytes, four bytes of checksum.
    constexpr qsizetype kBefore = 6;
    constexpr qsizetype kBehind = 4;
    const QByteArray zlib =
        qCompress(reinterpret_cast<const uchar *>(bytes.data()), qsizetype(bytes.size()));
    constexpr char kHeader[] = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, '\xff'};
    std::string out(kHeader, sizeof kHeader);
    out.append(zlib.constData() + kBefore, std::size_t(zlib.size() - kBefore - kBehind));
    appendLittleEndian(out, crc32(bytes));
    appendLittleEndian(out, static_cast<std::uint32_t>(bytes.size()));
    return out;
}

} // namespace gw::echo
