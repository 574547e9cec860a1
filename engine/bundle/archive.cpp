// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/archive.h"

#include "bundle/content_digest.h"
#include "bundle/entry_name.h"
#include "bundle/entry_reader.h"

#include <algorithm>
#include <set>

namespace gw::bundle {

std::string sha256Hex(std::string_view bytes)
{
    return QCryptographicHash::hash(
               QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())),
               QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

Expected<Archive> Archive::open(std::string bytes, const Limits &limits)
{
    Archive archive;
    archive.m_bytes = std::make_shared<const std::string>(std::move(bytes));
    auto entries = readZipDirectory(*archive.m_bytes, limits);
    if (!entries) {
        return tl::unexpected(entries.error());
    }
    archive.m_entries = std::move(*entries);
    if (auto manifest = archive.readManifestEntry(limits); !manifest) {
        return tl::unexpected(manifest.error());
    }
    if (auto listed = archive.checkListed(); !listed) {
        return tl::unexpected(listed.error());
    }
    return archive;
}

std::string Archive::sha256() const
{
    return sha256Hex(*m_bytes);
}

const ZipEntry *Archive::find(std::string_view name) const
{
    const auto place = std::find_if(m_entries.begin(), m_entries.end(), [&](const ZipEntry &entry) {
        return entry.name == name && !entry.isFolder;
    });
    return place == m_entries.end() ? nullptr : &*place;
}

Expected<void> Archive::readManifestEntry(const Limits &limits)
{
    const ZipEntry *entry = find(kManifestName);
    if (entry == nullptr) {
        return failure("The bundle has no manifest.json");
    }
    if (entry->size > limits.manifestBytes) {
        return failure("manifest.json is larger than " + std::to_string(limits.manifestBytes) +
                       " bytes");
    }
    const auto read = readEntry(*entry, [this](std::string_view bytes) -> Expected<void> {
        m_manifestText += bytes;
        return {};
    });
    if (!read) {
        return read;
    }
    auto manifest = readManifest(m_manifestText, limits);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    m_manifest = std::move(*manifest);
    return {};
}

Expected<void> Archive::checkListed() const
{
    std::set<std::string_view> listed(m_manifest.fileList.begin(), m_manifest.fileList.end());
    for (const std::string &name : m_manifest.fileList) {
        if (find(name) == nullptr) {
            return failure("The manifest lists a file that is not in the bundle", shownName(name));
        }
    }
    for (const ZipEntry &entry : m_entries) {
        if (!entry.isFolder && entry.name != kManifestName && !listed.contains(entry.name)) {
            return failure("The bundle holds a file that its manifest does not list",
                           shownName(entry.name), "Add it to file_list");
        }
    }
    return {};
}

Expected<void> Archive::unpack(const RsaKey *key, FileReceiver *receiver) const
{
    ContentDigest digest;
    const auto pass = [&](std::string_view bytes) -> Expected<void> {
        digest.add(bytes);
        return receiver != nullptr ? receiver->write(bytes) : Expected<void>();
    };
    for (const std::string &name : m_manifest.fileList) {
        digest.beginFile(name);
        if (auto begun = receiver ? receiver->beginFile(name) : Expected<void>(); !begun) {
            return begun;
        }
        if (auto read = readEntry(*find(name), pass); !read) {
            return read;
        }
        digest.endFile();
        if (auto ended = receiver ? receiver->endFile() : Expected<void>(); !ended) {
            return ended;
        }
    }
    if (auto checked = checkContent(digest, m_manifest, key); !checked || receiver == nullptr) {
        return checked;
    }
    if (auto begun = receiver->beginFile(std::string(kManifestName)); !begun) {
        return begun;
    }
    if (auto written = receiver->write(m_manifestText); !written) {
        return written;
    }
    return receiver->endFile();
}

} // namespace gw::bundle
