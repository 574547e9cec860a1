// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/zip_records.h"

#include "bundle/entry_name.h"

#include <algorithm>

namespace gw::bundle::zip {

namespace {

constexpr std::uint16_t kEncryption = 1U | 1U << 6U | 1U << 13U;
constexpr std::uint16_t kKnownFlags = kHasDescriptor | 1U << 1U | 1U << 2U | 1U << 11U;
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kZip64Extra = 0x0001;
constexpr std::uint16_t kUnicodePathExtra = 0x7075;
constexpr std::uint32_t kZip64Mark = 0xffffffff;

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

} // namespace

tl::unexpected<Error> refused(const std::string &why, std::string_view name)
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

Expected<void> checkEntry(const DirectoryEntry &entry, const Limits &limits)
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

Expected<void> NameSet::add(std::string_view name, bool isFolder)
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

Expected<void> NameSet::checkFolders() const
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

} // namespace gw::bundle::zip
