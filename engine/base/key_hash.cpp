// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/key_hash.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <bit>
#include <cstdint>
#include <format>
#include <utility>

namespace gw {

namespace {

constexpr std::size_t kMostToken = 4096; // a longer one is no token that Tyk has made

std::uint64_t littleEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        value |= std::uint64_t(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return value;
}

// MurmurHash3_x86_32 with seed 0 after its whole blocks: neither tail, length nor final mix.
std::uint32_t blocksOfMurmur32(std::string_view text)
{
    std::uint32_t hash = 0;
    for (; text.size() >= 4; text.remove_prefix(4)) {
        auto block = static_cast<std::uint32_t>(littleEndian(text.substr(0, 4)));
        block = std::rotl(block * 0xcc9e2d51U, 15) * 0x1b873593U;
        hash = std::rotl(hash ^ block, 13) * 5 + 0xe6546b64U;
    }
    return hash;
}

std::uint64_t finalMix(std::uint64_t value)
{
    value = (value ^ (value >> 33)) * 0xff51afd7ed558ccdULL;
    value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53ULL;
    return value ^ (value >> 33);
}

// MurmurHash3_x64_128 with seed 0.
std::pair<std::uint64_t, std::uint64_t> murmur128(std::string_view text)
{
    constexpr std::uint64_t kFirst = 0x87c37b91114253d5ULL;
    constexpr std::uint64_t kSecond = 0x4cf5ad432745937fULL;
    const std::uint64_t length = text.size();
    const auto mixFirst = [](std::uint64_t k) {
        return std::rotl(k * kFirst, 31) * kSecond;
    };
    const auto mixSecond = [](std::uint64_t k) {
        return std::rotl(k * kSecond, 33) * kFirst;
    };
    std::uint64_t h1 = 0;
    std::uint64_t h2 = 0;
    for (; text.size() >= 16; text.remove_prefix(16)) {
        h1 = (std::rotl(h1 ^ mixFirst(littleEndian(text.substr(0, 8))), 27) + h2) * 5 + 0x52dce729;
        h2 = (std::rotl(h2 ^ mixSecond(littleEndian(text.substr(8, 8))), 31) + h1) * 5 + 0x38495ab5;
    }
    h1 ^= mixFirst(littleEndian(text.substr(0, 8)));
    h2 ^= mixSecond(littleEndian(text.size() > 8 ? text.substr(8) : std::string_view()));
    h1 ^= length;
    h2 ^= length;
    h1 += h2;
    h2 += h1;
    h1 = finalMix(h1);
    h2 = finalMix(h2);
    h1 += h2;
    h2 += h1;
    return {h1, h2};
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
}

std::string algorithmOf(std::string_view token)
{
    if (!token.starts_with("ey") || token.size() > kMostToken) {
        return {};
    }
    const QByteArray text = QByteArray::fromBase64(bytesOf(token));
    return QJsonDocument::fromJson(text)
        .object()
        .value(QStringLiteral("h"))
        .toString()
        .toStdString();
}

} // namespace

std::string keyHash(std::string_view token)
{
    const std::string algorithm = algorithmOf(token);
    if (algorithm == "sha256") {
        return QCryptographicHash::hash(bytesOf(token), QCryptographicHash::Sha256)
            .toHex()
            .toStdString();
    }
    if (algorithm == "murmur64") {
        return std::format("{:016x}", murmur128(token).first);
    }
    if (algorithm == "murmur128") {
        const auto [high, low] = murmur128(token);
        return std::format("{:016x}{:016x}", high, low);
    }
    return std::format("{:08x}", blocksOfMurmur32(token));
}

} // namespace gw
