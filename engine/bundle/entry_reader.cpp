// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/entry_reader.h"

#include <QBuffer>

#include <KCompressionDevice>
#include <array>
#include <zlib.h>

namespace gw::bundle {

namespace {

constexpr std::size_t kPiece = 64 * 1024;

// Passes bytes on while they fit the declared size, and sums them up.
class CheckedSink {
public:
    CheckedSink(const ZipEntry &entry, const ByteSink &sink)
        : m_entry(entry)
        , m_sink(sink)
    {
    }

    [[nodiscard]] Expected<void> take(std::string_view bytes)
    {
        m_size += bytes.size();
        if (m_size > m_entry.size) {
            return failure("A file of the bundle is larger than it says", m_entry.name);
        }
        m_crc = crc32(m_crc, reinterpret_cast<const Bytef *>(bytes.data()),
                      static_cast<uInt>(bytes.size()));
        return m_sink(bytes);
    }
    [[nodiscard]] Expected<void> finish() const
    {
        if (m_size < m_entry.size) {
            return failure("A file of the bundle is damaged or smaller than it says", m_entry.name);
        }
        if (m_crc != m_entry.crc) {
            return failure("A file of the bundle is damaged (its CRC differs)", m_entry.name);
        }
        return {};
    }

private:
    const ZipEntry &m_entry;
    const ByteSink &m_sink;
    std::uint64_t m_size = 0;
    uLong m_crc = crc32(0, nullptr, 0);
};

Expected<void> readStored(std::string_view bytes, CheckedSink &sink)
{
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, kPiece);
        if (auto taken = sink.take(piece); !taken) {
            return taken;
        }
        bytes.remove_prefix(piece.size());
    }
    return {};
}

Expected<void> readDeflated(std::string_view bytes, CheckedSink &sink)
{
    QByteArray packed = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer(&packed);
    buffer.open(QIODevice::ReadOnly);
    KCompressionDevice inflater(&buffer, false, KCompressionDevice::GZip);
    inflater.setSkipHeaders(); // bare deflate, as KZip reads it
    if (!inflater.open(QIODevice::ReadOnly)) {
        return failure("A file of the bundle cannot be unpacked");
    }
    std::array<char, kPiece> piece{};
    while (true) {
        const qint64 count = inflater.read(piece.data(), piece.size());
        if (count <= 0) { // an error shows as missing bytes
            return {};
        }
        if (auto taken = sink.take({piece.data(), static_cast<std::size_t>(count)}); !taken) {
            return taken;
        }
    }
}

} // namespace

Expected<void> readEntry(const ZipEntry &entry, const ByteSink &sink)
{
    CheckedSink checked(entry, sink);
    const auto read =
        entry.isDeflated ? readDeflated(entry.packed, checked) : readStored(entry.packed, checked);
    if (!read) {
        return read;
    }
    return checked.finish();
}

} // namespace gw::bundle
