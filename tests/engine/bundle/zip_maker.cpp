// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bundle/zip_maker.h"

#include <QByteArray>
#include <QCryptographicHash>

namespace gw::bundle::test {

namespace {

std::string little(std::uint32_t value, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i) {
        text += static_cast<char>(value >> (8 * i) & 0xff);
    }
    return text;
}

std::string u16(std::size_t value)
{
    return little(static_cast<std::uint32_t>(value), 2);
}

std::string u32(std::size_t value)
{
    return little(static_cast<std::uint32_t>(value), 4);
}

struct Written {
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint32_t crc = 0;
    std::uint32_t packedSize = 0;
    std::uint32_t size = 0;
    std::uint32_t offset = 0;
};

std::string sums(std::uint32_t crc, std::uint32_t packedSize, std::uint32_t size)
{
    return u32(crc) + u32(packedSize) + u32(size);
}

std::string localPart(const ZipPart &part, Written &written)
{
    const std::string packed =
        part.packed.value_or(part.isDeflated ? bareDeflate(part.content) : part.content);
    written.flags = static_cast<std::uint16_t>(part.moreFlags | (part.hasDescriptor ? 8 : 0));
    written.method = part.method.value_or(part.isDeflated ? 8 : 0);
    written.crc = part.crc.value_or(crcOf(part.content));
    written.packedSize = part.packedSize.value_or(static_cast<std::uint32_t>(packed.size()));
    written.size = part.size.value_or(static_cast<std::uint32_t>(part.content.size()));
    const std::string name = part.localName.value_or(part.name);
    std::string bytes =
        u32(0x04034b50) + u16(20) + u16(written.flags) + u16(written.method) + u16(0) + u16(0x21);
    bytes += part.hasDescriptor
                 ? sums(0, 0, 0)
                 : sums(written.crc, written.packedSize, part.localSize.value_or(written.size));
    bytes += u16(name.size()) + u16(part.extra.size()) + name + part.extra + packed;
    if (part.hasDescriptor) {
        bytes += u32(0x08074b50) +
                 sums(written.crc, written.packedSize, part.descriptorSize.value_or(written.size));
    }
    return bytes + part.gapBehind;
}

std::string directoryPart(const ZipPart &part, const Written &written)
{
    return u32(0x02014b50) + u16(0x0314) + u16(20) + u16(written.flags) + u16(written.method) +
           u16(0) + u16(0x21) + sums(written.crc, written.packedSize, written.size) +
           u16(part.name.size()) + u16(part.extra.size()) + u16(part.comment.size()) +
           u16(part.disk) + u16(0) + u32(part.mode << 16U) +
           u32(part.headOffset.value_or(written.offset)) + part.name + part.extra + part.comment;
}

} // namespace

std::string makeZip(const std::vector<ZipPart> &parts, const ZipShape &shape)
{
    std::string bytes = shape.prefix;
    std::string directory;
    for (const ZipPart &part : parts) {
        Written written;
        written.offset = static_cast<std::uint32_t>(bytes.size());
        bytes += localPart(part, written);
        directory += directoryPart(part, written);
    }
    const std::size_t offset = bytes.size();
    const std::size_t count = parts.size() + static_cast<std::size_t>(shape.moreEntries);
    bytes += directory;
    bytes += u32(0x06054b50) + u16(shape.disk) + u16(0) + u16(count) + u16(count) +
             u32(directory.size()) + u32(offset + static_cast<std::size_t>(shape.moreOffset)) +
             u16(shape.comment.size()) + shape.comment;
    return bytes + shape.suffix;
}

// zlib's stream without its head and sum.
std::string bareDeflate(const std::string &bytes)
{
    constexpr qsizetype kQtHead = 4;
    constexpr qsizetype kZlibHead = 2;
    constexpr qsizetype kZlibSum = 4;
    const QByteArray packed = qCompress(QByteArray::fromStdString(bytes), 9);
    const qsizetype begin = kQtHead + kZlibHead;
    return packed.mid(begin, packed.size() - begin - kZlibSum).toStdString();
}

std::string md5Hex(const std::string &bytes)
{
    return QCryptographicHash::hash(QByteArray::fromStdString(bytes), QCryptographicHash::Md5)
        .toHex()
        .toStdString();
}

std::uint32_t crcOf(const std::string &bytes)
{
    std::uint32_t crc = 0xffffffff;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320 : 0);
        }
    }
    return ~crc;
}

} // namespace gw::bundle::test
