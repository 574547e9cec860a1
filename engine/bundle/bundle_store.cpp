// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/bundle_store.h"

#include "base/atomic_file.h"
#include "bundle/content_digest.h"
#include "bundle/entry_name.h"
#include "bundle/staging_folder.h"
#include "spec/regular_file.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace gw::bundle {

namespace {

namespace fs = std::filesystem;

constexpr const char *kComplete = ".complete";
constexpr const char *kStaging = "staging";
constexpr const char *kReferences = "references";
constexpr std::size_t kLargestReference = 64 * 1024;
constexpr std::size_t kHashDigits = 64;

bool isHash(std::string_view text)
{
    return text.size() == kHashDigits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

// One line a file, as sha256sum writes them.
std::string completeText(const std::map<std::string, std::string> &hashes)
{
    std::string text;
    for (const auto &[name, hash] : hashes) {
        text.append(hash).append("  ").append(name).append("\n");
    }
    return text;
}

Expected<void> writeComplete(StagingFolder &staging)
{
    const std::string text = completeText(staging.hashes());
    if (auto begun = staging.beginFile(kComplete); !begun) {
        return begun;
    }
    if (auto written = staging.write(text); !written) {
        return written;
    }
    return staging.endFile();
}

std::string under(const fs::path &folder, const std::string &path)
{
    return path.empty() ? path : (folder / path).string();
}

InstalledBundle installed(std::string sha256, fs::path folder, const Manifest &manifest)
{
    InstalledBundle bundle{std::move(sha256), std::move(folder), manifest.customMiddleware,
                           !manifest.signature.empty()};
    spec::CustomMiddleware &custom = bundle.customMiddleware;
    for (auto *hooks : {&custom.pre, &custom.post, &custom.postKeyAuth, &custom.response}) {
        for (spec::HookRef &hook : *hooks) {
            hook.path = under(bundle.folder, hook.path);
        }
    }
    custom.authCheck.path = under(bundle.folder, custom.authCheck.path);
    return bundle;
}

Expected<Manifest> readInstalledManifest(const fs::path &folder, const Limits &limits)
{
    const auto text =
        spec::readRegularFile((folder / kManifestName).string(), limits.manifestBytes);
    if (!text) {
        return tl::unexpected(text.error());
    }
    return readManifest(*text, limits);
}

// Compares every file with the list that was written when the bundle was complete.
Expected<void> checkFiles(const fs::path &folder, const Manifest &manifest, const Limits &limits,
                          const RsaKey *key)
{
    const auto complete = spec::readRegularFile((folder / kComplete).string(), limits.totalBytes);
    if (!complete) {
        return tl::unexpected(complete.error());
    }
    ContentDigest digest;
    std::map<std::string, std::string> hashes;
    for (const std::string &name : manifest.fileList) {
        const auto content = spec::readRegularFile((folder / name).string(), limits.totalBytes);
        if (!content) {
            return tl::unexpected(content.error());
        }
        digest.beginFile(name);
        digest.add(*content);
        digest.endFile();
    }
    hashes = digest.sha256OfFiles();
    const auto text =
        spec::readRegularFile((folder / kManifestName).string(), limits.manifestBytes);
    if (!text) {
        return tl::unexpected(text.error());
    }
    hashes[std::string(kManifestName)] = sha256Hex(*text);
    if (completeText(hashes) != *complete) {
        return failure("The installed bundle was changed or is damaged", folder.string());
    }
    return checkContent(digest, manifest, key);
}

void removeFolder(const fs::path &folder)
{
    std::error_code ignored; // tried again at the next start
    fs::remove_all(folder, ignored);
}

} // namespace

BundleStore::BundleStore(fs::path folder, Limits limits)
    : m_folder(std::move(folder))
    , m_limits(limits)
{
}

fs::path BundleStore::pathOf(const std::string &sha256) const
{
    return m_folder / sha256;
}

void BundleStore::sweep() const
{
    removeFolder(m_folder / kStaging);
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(m_folder / kReferences, error)) {
        if (isAtomicWriteLeftover(entry.path().filename().string())) {
            removeFolder(entry.path());
        }
    }
    keepOnly({});
}

Expected<InstalledBundle> BundleStore::install(const Archive &archive, const RsaKey *key) const
{
    const std::string sha256 = archive.sha256();
    if (fs::exists(pathOf(sha256))) {
        if (auto present = adopt(sha256, key)) {
            return present;
        }
        removeFolder(pathOf(sha256)); // damaged: made anew
    }
    auto staging = StagingFolder::create(m_folder / kStaging);
    if (!staging) {
        return tl::unexpected(staging.error());
    }
    if (auto unpacked = archive.unpack(key, staging->get()); !unpacked) {
        return tl::unexpected(unpacked.error());
    }
    if (auto complete = writeComplete(**staging); !complete) {
        return tl::unexpected(complete.error());
    }
    const auto published = (*staging)->publish(pathOf(sha256));
    if (!published) {
        return tl::unexpected(published.error());
    }
    if (*published == StagingFolder::Published::NameIsTaken) {
        return adopt(sha256, key); // another thread was first
    }
    return installed(sha256, pathOf(sha256), archive.manifest());
}

Expected<InstalledBundle> BundleStore::adopt(const std::string &sha256, const RsaKey *key) const
{
    const fs::path folder = pathOf(sha256);
    const auto manifest = readInstalledManifest(folder, m_limits);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    if (auto checked = checkFiles(folder, *manifest, m_limits, key); !checked) {
        return tl::unexpected(checked.error());
    }
    return installed(sha256, folder, *manifest);
}

fs::path BundleStore::referenceFile(std::string_view address) const
{
    return m_folder / kReferences / sha256Hex(address);
}

std::optional<Reference> BundleStore::reference(std::string_view address) const
{
    const auto text = spec::readRegularFile(referenceFile(address).string(), kLargestReference);
    if (!text) {
        return std::nullopt;
    }
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object();
    const auto member = [&](const char *key) {
        return object[QLatin1StringView(key)].toString().toStdString();
    };
    Reference reference{member("sha256"), {member("etag"), member("last_modified")}};
    if (!isHash(reference.sha256)) {
        return std::nullopt;
    }
    return reference;
}

Expected<void> BundleStore::setReference(std::string_view address, const Reference &reference) const
{
    const fs::path file = referenceFile(address);
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) {
        return failure(error.message(), file.parent_path().string());
    }
    QJsonObject object;
    object[QLatin1StringView("sha256")] = QString::fromStdString(reference.sha256);
    object[QLatin1StringView("etag")] = QString::fromStdString(reference.validators.etag);
    object[QLatin1StringView("last_modified")] =
        QString::fromStdString(reference.validators.lastModified);
    return writeFileAtomically(file.string(), QJsonDocument(object).toJson().toStdString());
}

std::set<std::string> BundleStore::referred() const
{
    std::set<std::string> hashes;
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(m_folder / kReferences, error)) {
        const auto text = spec::readRegularFile(entry.path().string(), kLargestReference);
        if (text) {
            const QJsonObject object =
                QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object();
            hashes.insert(object[QLatin1StringView("sha256")].toString().toStdString());
        }
    }
    return hashes;
}

void BundleStore::keepOnly(const std::set<std::string> &sha256s) const
{
    const std::set<std::string> kept = referred();
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(m_folder, error)) {
        const std::string name = entry.path().filename().string();
        if (isHash(name) && !kept.contains(name) && !sha256s.contains(name)) {
            removeFolder(entry.path());
        }
    }
}

} // namespace gw::bundle
