// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/archive_builder.h"

#include "bundle/archive.h"
#include "bundle/content_digest.h"
#include "bundle/entry_name.h"
#include "bundle/manifest.h"
#include "bundle/rsa_key.h"
#include "spec/regular_file.h"

#include <QBuffer>
#include <QDateTime>
#include <QTimeZone>

#include <KZip>

namespace gw::bundle {

namespace {

constexpr mode_t kFileMode = 0100644;

struct SourceFile {
    std::string name;
    std::string content;
};

Expected<std::vector<SourceFile>> readFiles(const Manifest &manifest, const BuildRequest &request)
{
    std::vector<SourceFile> files;
    std::uint64_t total = 0;
    for (const std::string &name : manifest.fileList) {
        const std::filesystem::path path = request.folder / name;
        if (!std::filesystem::exists(path)) {
            return failure("Referencing a nonexistent file: " + name, request.manifest.string(),
                           "Paths start in the current folder");
        }
        auto content = spec::readRegularFile(path.string(), request.limits.totalBytes);
        if (!content) {
            return tl::unexpected(content.error());
        }
        total += content->size();
        if (total > request.limits.totalBytes) {
            return failure("The files are larger than " +
                               std::to_string(request.limits.totalBytes) + " bytes together",
                           name, "Strip the libraries of their debug information");
        }
        files.push_back({name, std::move(*content)});
    }
    return files;
}

Expected<ManifestSeal> sealFor(const std::vector<SourceFile> &files, const RsaKey *key)
{
    ContentDigest digest;
    for (const SourceFile &file : files) {
        digest.beginFile(file.name);
        digest.add(file.content);
        digest.endFile();
    }
    ManifestSeal seal;
    seal.checksum = digest.md5();
    seal.sha256 = digest.sha256OfFiles();
    seal.key = key;
    if (key != nullptr) {
        const auto signature = key->sign(digest.sha256());
        if (!signature) {
            return tl::unexpected(signature.error());
        }
        seal.signature = QByteArray::fromStdString(*signature).toBase64().toStdString();
    }
    return seal;
}

Expected<std::string> zipOf(const std::vector<SourceFile> &files)
{
    // The first moment that the format knows; as local time, which is what it writes.
    const QDateTime epoch(QDate(1980, 1, 1), QTime(0, 0), QTimeZone::UTC);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    KZip zip(&buffer);
    bool isGood = zip.open(QIODevice::WriteOnly);
    zip.setExtraField(KZip::NoExtraField);
    zip.setCompression(KZip::DeflateCompression);
    for (const SourceFile &file : files) {
        const QByteArrayView content(file.content.data(),
                                     static_cast<qsizetype>(file.content.size()));
        isGood = isGood && zip.writeFile(QString::fromStdString(file.name), content, kFileMode, {},
                                         {}, epoch, epoch, epoch);
    }
    if (!zip.close() || !isGood) {
        return failure("The archive cannot be written: " + zip.errorString().toStdString());
    }
    return bytes.toStdString();
}

} // namespace

Expected<std::string> buildArchive(const BuildRequest &request)
{
    const auto text =
        spec::readRegularFile(request.manifest.string(), request.limits.manifestBytes);
    if (!text) {
        return failure("Couldn't load manifest file: " + text.error().what,
                       request.manifest.string(), "Name it with --manifest");
    }
    auto manifest = readManifest(*text, request.limits);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    if (manifest->customMiddleware.driver.empty()) {
        return failure("No driver specified", request.manifest.string(),
                       R"(Add "driver": "goplugin" to custom_middleware)");
    }
    auto files = readFiles(*manifest, request);
    if (!files) {
        return tl::unexpected(files.error());
    }
    auto seal = sealFor(*files, request.key);
    if (!seal) {
        return tl::unexpected(seal.error());
    }
    seal->driver = manifest->customMiddleware.driver;
    auto sealed = sealManifest(*text, *seal);
    if (!sealed) {
        return tl::unexpected(sealed.error());
    }
    files->push_back({std::string(kManifestName), std::move(*sealed)});
    auto zip = zipOf(*files);
    if (!zip) {
        return zip;
    }
    // What is built here can be installed here: limits, names, ratio.
    if (auto opened = Archive::open(*zip, request.limits); !opened) {
        return tl::unexpected(opened.error());
    }
    return zip;
}

} // namespace gw::bundle
