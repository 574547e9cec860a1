// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/zip_directory.h"

#include "bundle/entry_name.h"

#include <algorithm>
#include <optional>
#include <set>

namespace gw::bundle {

namespace {

// Signatures and sizes of APPNOTE.TXT, the description of the zip format.
constexpr std::uint32_t kLocalHead = 0x04034b50;
constexpr std::uint32_t kDirectoryEntry = 0x02014b50;
constexpr std::uint32_t kDirectoryEnd = 0x06054b50;
constexpr std::uint32_t kDescriptor = 0x08074b50;
constexpr std::size_t kDirectoryEndSize = 22;

constexpr std::uint16_t kHasDescriptor = 1U << 3U; // sizes stand behind the file's bytes
constexpr std::uint16_t kEncryption = 1U | 1U << 6U | 1U << 13U;
constexpr std::uint16_t kKnownFlags = kHasDescriptor | 1U << 1U | 1U << 2U | 1U << 11U;
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kZip64Extra = 0x0001;
constexpr std::uint16_t kUnicodePathExtra = 0x7075;
constexpr std::uint32_t kZip64Mark = 0xffffffff;

// Takes little-endian numbers from the front; what lies beyond the end reads as a failure.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] std::size_t left() const { return m_bytes.size(); }
    std::string_view take(std::size_t count)
    {
        if (count > m_bytes.size()) {
            m_isGood = false;
            return {};
        }
        const std::string_view taken = m_bytes.substr(0, count);
        m_bytes.remove_prefix(count);
        return taken;
    }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return number(4); }

private:
    std::uint32_t number(std::size_t bytes)
    {
        std::uint32_t value = 0;
        unsigned shift = 0;
        for (const char c : take(bytes)) {
            value |= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << shift;
            shift += 8;
        }
        return value;
    }

    std::string_view m_bytes;
    bool m_isGood = true;
};

// What local head and directory both say of a file.
struct Facts {
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint32_t crc = 0;
    std::uint32_t packedSize = 0;
    std::uint32_t size = 0;
    std::string_view name;
    std::string_view extra;

    // Version, flags, method, time, date, crc, sizes: the part that both have in the same order.
    void readFixed(ByteReader &reader)
    {
        reader.take(2);
        flags = reader.u16();
        method = reader.u16();
        reader.take(4);
        crc = reader.u32();
        packedSize = reader.u32();
        size = reader.u32();
    }
};

struct DirectoryEntry {
    Facts facts;
    std::uint32_t mode = 0; // of Unix, zero when unknown
    std::uint16_t disk = 0;
    std::uint32_t headOffset = 0;
};

struct Extent {
    std::size_t begin = 0;
    std::size_t end = 0;
};

tl::unexpected<Error> refused(const std::string &why, std::string_view name = {})
{
    return failure("The archive is refused: " + why, shownName(name));
}

Expected<void> checkExtra(std::string_view extra, std::string_view name)
{
    ByteReader reader(extra);
    while (reader.left() > 0) {
        const std::uint16_t id = reader.u16();
        reader.take(reader.u16());
        if (!reader.isGood()) {
            return refused("an extra field is cut off", name);
        }
        if (id == kZip64Extra) {
            return refused("zip64 is not supported", name);
        }
        if (id == kUnicodePathExtra) {
            return refused("a file has two names", name);
        }
    }
    return {};
}

Expected<void> checkKind(const DirectoryEntry &entry)
{
    constexpr std::uint32_t kTypeMask = 0170000;
    constexpr std::uint32_t kLink = 0120000;
    constexpr std::uint32_t kRegular = 0100000;
    constexpr std::uint32_t kFolder = 0040000;
    const std::uint32_t type = entry.mode & kTypeMask;
    const std::string_view name = entry.facts.name;
    const bool isFolder = name.ends_with('/');
    if (type == kLink) {
        return refused("it holds a symbolic link", name);
    }
    if (type != 0 && type != (isFolder ? kFolder : kRegular)) {
        return refused("it holds something that is neither file nor folder", name);
    }
    if (isFolder && (entry.facts.size != 0 || entry.facts.packedSize != 0)) {
        return refused("a folder has content", name);
    }
    return {};
}

Expected<void> checkFacts(const DirectoryEntry &entry, const Limits &limits)
{
    const Facts &facts = entry.facts;
    if ((facts.flags & kEncryption) != 0) {
        return refused("a file is encrypted", facts.name);
    }
    if ((facts.flags & ~kKnownFlags) != 0) {
        return refused("a file uses an unknown feature of the format", facts.name);
    }
    if (facts.method != kStored && facts.method != kDeflated) {
        return refused("a file is packed by method " + std::to_string(facts.method) +
                           ", only stored and deflate are read",
                       facts.name);
    }
    if (facts.size == kZip64Mark || facts.packedSize == kZip64Mark ||
        entry.headOffset == kZip64Mark) {
        return refused("zip64 is not supported", facts.name);
    }
    if (entry.disk != 0) {
        return refused("it is a part of several", facts.name);
    }
    if (facts.method == kStored && facts.size != facts.packedSize) {
        return refused("a stored file has two sizes", facts.name);
    }
    if (facts.size > limits.ratioFrom && facts.size / limits.ratio > facts.packedSize) {
        return refused("a file unpacks to more than " + std::to_string(limits.ratio) +
                           " times its size",
                       facts.name);
    }
    return checkKind(entry);
}

// Names that are the same, that a system without case would take for the same, and files that would
// be folders of others.
class NameSet {
public:
    Expected<void> add(std::string_view name, bool isFolder)
    {
        std::string lower(name);
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
        if (!m_names.insert(lower).second) {
            return refused("two files have the same name, but for the case", name);
        }
        if (!isFolder) {
            m_files.insert(lower);
        }
        return {};
    }
    Expected<void> checkFolders() const
    {
        for (const std::string &name : m_names) {
            for (std::size_t slash = name.find('/'); slash != std::string::npos;
                 slash = name.find('/', slash + 1)) {
                if (m_files.contains(name.substr(0, slash))) {
                    return refused("a name is that of a file and of a folder", name);
                }
            }
        }
        return {};
    }

private:
    std::set<std::string> m_names;
    std::set<std::string> m_files;
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
    NameSet m_names;
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
    const bool hasDescriptor = (facts.flags & kHasDescriptor) != 0;
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
    if (auto fit = checkFacts(entry, m_limits); !fit) {
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
