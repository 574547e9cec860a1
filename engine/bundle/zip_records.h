// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "bundle/limits.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

// The records of a zip archive (APPNOTE.TXT), for readZipDirectory().
namespace gw::bundle::zip {

inline constexpr std::uint16_t kHasDescriptor = 1U << 3U; // sizes stand behind the file's bytes

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

[[nodiscard]] tl::unexpected<Error> refused(const std::string &why, std::string_view name = {});

// Fields that say something of a file besides what its record says.
[[nodiscard]] Expected<void> checkExtra(std::string_view extra, std::string_view name);
// Kind, method, sizes of one file.
[[nodiscard]] Expected<void> checkEntry(const DirectoryEntry &entry, const Limits &limits);

// Names that are the same, that a system without case would take for the same, and files that would
// be folders of others.
class NameSet {
public:
    [[nodiscard]] Expected<void> add(std::string_view name, bool isFolder);
    [[nodiscard]] Expected<void> checkFolders() const; // when all names are there

private:
    std::set<std::string> m_names;
    std::set<std::string> m_files;
};

} // namespace gw::bundle::zip
