// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/manifest.h"
#include "bundle/zip_directory.h"

#include <memory>

namespace gw::bundle {

class RsaKey;

// Where the files of a bundle go. A failure ends the unpacking.
class FileReceiver {
public:
    virtual ~FileReceiver() = default;
    [[nodiscard]] virtual Expected<void> beginFile(const std::string &name) = 0;
    [[nodiscard]] virtual Expected<void> write(std::string_view bytes) = 0;
    [[nodiscard]] virtual Expected<void> endFile() = 0;
};

// A bundle as it was fetched: a zip archive in memory, its directory and its manifest checked, its
// files not yet. Immutable.
class Archive final {
public:
    // Fails on whatever readZipDirectory() and readManifest() refuse, on listed files that are
    // missing and on files that are not listed, since no checksum covers them.
    [[nodiscard]] static Expected<Archive> open(std::string bytes, const Limits &limits = {});

    [[nodiscard]] const Manifest &manifest() const { return m_manifest; }
    [[nodiscard]] const std::vector<ZipEntry> &entries() const { return m_entries; }
    [[nodiscard]] std::size_t size() const { return m_bytes->size(); }
    [[nodiscard]] std::string sha256() const; // of the zip file, hex

    // Reads all files, in the order of file_list, and the manifest last. On success what the
    // receiver got is what the bundle's maker made; after a failure it is worthless. key: null
    // where signatures are not asked for.
    [[nodiscard]] Expected<void> unpack(const RsaKey *key, FileReceiver *receiver) const;

private:
    Archive() = default;
    [[nodiscard]] const ZipEntry *find(std::string_view name) const;
    [[nodiscard]] Expected<void> readManifestEntry(const Limits &limits);
    [[nodiscard]] Expected<void> checkListed() const;

    std::shared_ptr<const std::string> m_bytes; // the entries refer to it
    std::vector<ZipEntry> m_entries;
    std::string m_manifestText;
    Manifest m_manifest;
};

// SHA-256 in hex.
[[nodiscard]] std::string sha256Hex(std::string_view bytes);

} // namespace gw::bundle
