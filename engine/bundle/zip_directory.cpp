// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/zip_directory.h"

#include "bundle/entry_name.h"
#include "bundle/zip_records.h"

#include <algorithm>

namespace gw::bundle {

namespace {

using zip::ByteReader;
using zip::checkExtra;
using zip::DirectoryEntry;
using zip::Facts;
using zip::refused;

// Signatures and sizes of APPNOTE.TXT, the description of the zip format.
constexpr std::uint32_t kLocalHead = 0x04034b50;
constexpr std::uint32_t kDirectoryEntry = 0x02014b50;
constexpr std::uint32_t kDirectoryEnd = 0x06054b50;
constexpr std::uint32_t kDescriptor = 0x08074b50;
constexpr std::size_t kDirectoryEndSize = 22;
constexpr std::uint16_t kDeflated = 8;

struct Extent {
    std::size_t begin = 0;
    std::size_t end = 0;
};

class DirectoryReader {
public:
    DirectoryReader(std::string_view archive, const Limits &limits)
        : m_archive(archive)
        , m_limits(limits)
    {
    }

    [[nodiscard]] Expected<std::vector<ZipEntry>> read();

private:
    [[nodiscard]] Expected<void> readEnd();
    [[nodiscard]] Expected<DirectoryEntry> readEntry(ByteReader &reader) const;
    [[nodiscard]] Expected<void> add(const DirectoryEntry &entry);
    // The bytes of the file behind its local head.
    [[nodiscard]] Expected<std::string_view> readLocal(const DirectoryEntry &entry);
    [[nodiscard]] Expected<std::size_t> readDescriptor(const Facts &facts, std::size_t begin) const;
    [[nodiscard]] Expected<void> checkExtents();

    std::string_view m_archive;
    const Limits &m_limits;
    std::size_t m_count = 0;
    std::size_t m_directory = 0; // offset
    std::uint64_t m_total = 0;
    zip::NameSet m_names;
    std::vector<Extent> m_extents;
    std::vector<ZipEntry> m_entries;
};

Expected<void> DirectoryReader::readEnd()
{
    if (m_archive.size() > m_limits.archiveBytes) {
        return refused("it is larger than " + std::to_string(m_limits.archiveBytes) + " bytes");
    }
    if (m_archive.size() < kDirectoryEndSize) {
        return refused("it is no zip file, or cut off");
    }
    const std::size_t end = m_archive.size() - kDirectoryEndSize;
    ByteReader reader(m_archive.substr(end));
    if (reader.u32() != kDirectoryEnd) {
        return refused("it is no zip file, is cut off, or something follows its end");
    }
    const std::uint16_t disk = reader.u16();
    const std::uint16_t firstDisk = reader.u16();
    const std::uint16_t countHere = reader.u16();
    m_count = reader.u16();
    const std::size_t size = reader.u32();
    m_directory = reader.u32();
    if (reader.u16() != 0) {
        return refused("it has a comment, or something follows its end");
    }
    if (disk != 0 || firstDisk != 0 || countHere != m_count) {
        return refused("it is a part of several");
    }
    if (m_count > m_limits.entries) {
        return refused("it holds more than " + std::to_string(m_limits.entries) + " files");
    }
    if (m_directory > end || end - m_directory != size) {
        return refused("its directory is not where its end says");
    }
    return {};
}

Expected<DirectoryEntry> DirectoryReader::readEntry(ByteReader &reader) const
{
    DirectoryEntry entry;
    const bool isEntry = reader.u32() == kDirectoryEntry;
    reader.take(2);
    entry.facts.readFixed(reader);
    const std::uint16_t nameSize = reader.u16();
    const std::uint16_t extraSize = reader.u16();
    const std::uint16_t commentSize = reader.u16();
    entry.disk = reader.u16();
    reader.take(2);
    entry.mode = reader.u32() >> 16U;
    entry.headOffset = reader.u32();
    entry.facts.name = reader.take(nameSize);
    entry.facts.extra = reader.take(extraSize);
    if (!isEntry || !reader.isGood()) {
        return refused("its directory is damaged");
    }
    if (commentSize != 0) {
        return refused("a file has a comment", entry.facts.name);
    }
    return entry;
}

Expected<std::size_t> DirectoryReader::readDescriptor(const Facts &facts, std::size_t begin) const
{
    constexpr std::size_t kWithSignature = 16;
    constexpr std::size_t kWithout = 12;
    ByteReader reader(m_archive.substr(std::min(begin, m_directory), kWithSignature));
    std::uint32_t crc = reader.u32();
    const bool isSigned = crc == kDescriptor;
    if (isSigned) {
        crc = reader.u32();
    }
    const std::uint32_t packedSize = reader.u32();
    const std::uint32_t size = reader.u32();
    if (!reader.isGood() || crc != facts.crc || packedSize != facts.packedSize ||
        size != facts.size) {
        return refused("the sizes behind a file are not those of the directory", facts.name);
    }
    return begin + (isSigned ? kWithSignature : kWithout);
}

Expected<std::string_view> DirectoryReader::readLocal(const DirectoryEntry &entry)
{
    const Facts &facts = entry.facts;
    if (entry.headOffset > m_directory) {
        return refused("a file does not lie before the directory", facts.name);
    }
    ByteReader reader(m_archive.substr(entry.headOffset, m_directory - entry.headOffset));
    const bool isHead = reader.u32() == kLocalHead;
    Facts local;
    local.readFixed(reader);
    const std::uint16_t nameSize = reader.u16();
    const std::uint16_t extraSize = reader.u16();
    local.name = reader.take(nameSize);
    local.extra = reader.take(extraSize);
    const std::size_t begin = m_directory - reader.left();
    const std::string_view packed = reader.take(facts.packedSize);
    if (!isHead || !reader.isGood()) {
        return refused("a file is not where the directory says, or overlaps it", facts.name);
    }
    const bool hasDescriptor = (facts.flags & zip::kHasDescriptor) != 0;
    const bool hasSizes = !hasDescriptor || local.crc != 0 || local.packedSize != 0 || local.size;
    if (local.name != facts.name || local.method != facts.method || local.flags != facts.flags ||
        (hasSizes && (local.crc != facts.crc || local.packedSize != facts.packedSize ||
                      local.size != facts.size))) {
        return refused("a file says other things of itself than the directory does", facts.name);
    }
    if (auto extra = checkExtra(local.extra, facts.name); !extra) {
        return tl::unexpected(extra.error());
    }
    Extent extent{entry.headOffset, begin + packed.size()};
    if (hasDescriptor) {
        const auto end = readDescriptor(facts, extent.end);
        if (!end) {
            return tl::unexpected(end.error());
        }
        extent.end = *end;
    }
    m_extents.push_back(extent);
    return packed;
}

Expected<void> DirectoryReader::add(const DirectoryEntry &entry)
{
    const Facts &facts = entry.facts;
    if (auto fit = zip::checkEntry(entry, m_limits); !fit) {
        return fit;
    }
    if (auto extra = checkExtra(facts.extra, facts.name); !extra) {
        return extra;
    }
    m_total += facts.size;
    if (m_total > m_limits.totalBytes) {
        return refused("it unpacks to more than " + std::to_string(m_limits.totalBytes) + " bytes",
                       facts.name);
    }
    ZipEntry known;
    known.name = facts.name;
    known.isFolder = known.name.ends_with('/');
    if (known.isFolder) {
        known.name.pop_back();
    }
    if (auto name = checkEntryName(known.name, m_limits); !name) {
        return name;
    }
    if (auto name = m_names.add(known.name, known.isFolder); !name) {
        return name;
    }
    auto packed = readLocal(entry);
    if (!packed) {
        return tl::unexpected(packed.error());
    }
    known.packed = *packed;
    known.isDeflated = facts.method == kDeflated;
    known.crc = facts.crc;
    known.size = facts.size;
    m_entries.push_back(std::move(known));
    return {};
}

Expected<void> DirectoryReader::checkExtents()
{
    std::sort(m_extents.begin(), m_extents.end(),
              [](const Extent &a, const Extent &b) { return a.begin < b.begin; });
    std::size_t at = 0;
    for (const Extent &extent : m_extents) {
        if (extent.begin < at) {
            return refused("two of its files overlap");
        }
        if (extent.begin > at) {
            return refused("it holds bytes that belong to no file");
        }
        at = extent.end;
    }
    if (at != m_directory) {
        return refused("it holds bytes that belong to no file");
    }
    return {};
}

Expected<std::vector<ZipEntry>> DirectoryReader::read()
{
    if (auto end = readEnd(); !end) {
        return tl::unexpected(end.error());
    }
    ByteReader reader(
        m_archive.substr(m_directory, m_archive.size() - kDirectoryEndSize - m_directory));
    for (std::size_t i = 0; i < m_count; ++i) {
        const auto entry = readEntry(reader);
        if (!entry) {
            return tl::unexpected(entry.error());
        }
        if (auto added = add(*entry); !added) {
            return tl::unexpected(added.error());
        }
    }
    if (reader.left() != 0) {
        return refused("its directory holds more than it says");
    }
    if (auto folders = m_names.checkFolders(); !folders) {
        return tl::unexpected(folders.error());
    }
    if (auto extents = checkExtents(); !extents) {
        return tl::unexpected(extents.error());
    }
    return std::move(m_entries);
}

} // namespace

Expected<std::vector<ZipEntry>> readZipDirectory(std::string_view archive, const Limits &limits)
{
    return DirectoryReader(archive, limits).read();
}

} // namespace gw::bundle
