// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle_command.h"

#include "base/atomic_file.h"
#include "bundle/archive.h"
#include "bundle/archive_builder.h"
#include "bundle/rsa_key.h"
#include "bundle/staging_folder.h"
#include "spec/regular_file.h"

#include <cstdio>
#include <iostream>
#include <optional>

namespace gw::app {

namespace {

namespace fs = std::filesystem;

int refuse(const Error &error)
{
    std::fprintf(stderr, "refused: %s\n", error.text().c_str());
    return 1;
}

Expected<bundle::Archive> open(const std::string &file)
{
    auto bytes = spec::readRegularFile(file, bundle::Limits().archiveBytes);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return bundle::Archive::open(std::move(*bytes));
}

Expected<std::optional<bundle::RsaKey>>
readKey(const std::string &file, Expected<bundle::RsaKey> (*read)(const std::string &))
{
    if (file.empty()) {
        return std::nullopt;
    }
    auto key = read(file);
    if (!key) {
        return tl::unexpected(key.error());
    }
    return std::move(*key);
}

const bundle::RsaKey *pointer(const std::optional<bundle::RsaKey> &key)
{
    return key ? &*key : nullptr;
}

bool confirmsUnsigned()
{
    std::printf("The bundle will be unsigned, type \"y\" or \"yes\" to confirm: ");
    std::fflush(stdout);
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "yes";
}

void printFacts(const bundle::Archive &archive)
{
    const bundle::Manifest &manifest = archive.manifest();
    std::printf("sha256    %s\n", archive.sha256().c_str());
    std::printf("checksum  %s\n",
                manifest.checksum.empty() ? "missing" : manifest.checksum.c_str());
    std::printf("signature %s\n", manifest.signature.empty() ? "none" : "present");
    std::printf("manifest  %s\n", manifest.ownSignature.empty() ? "not signed" : "signed");
    std::printf("driver    %s\n", manifest.customMiddleware.driver.c_str());
    for (const auto &[place, hook] : bundle::hooksOf(manifest.customMiddleware)) {
        std::printf("hook      %s %s %s%s\n", place.c_str(), hook->name.c_str(), hook->path.c_str(),
                    hook->disabled ? " (disabled)" : "");
    }
    for (const bundle::ZipEntry &entry : archive.entries()) {
        if (!entry.isFolder) {
            std::printf("file      %s %llu bytes\n", entry.name.c_str(),
                        static_cast<unsigned long long>(entry.size));
        }
    }
}

} // namespace

int buildBundle(const BundleBuildArguments &arguments)
{
    const auto key = readKey(arguments.key, &bundle::RsaKey::readPrivate);
    if (!key) {
        return refuse(key.error());
    }
    const auto zip =
        bundle::buildArchive({arguments.manifest, fs::current_path(), pointer(*key), {}});
    if (!zip) {
        return refuse(zip.error());
    }
    if (!*key && !arguments.skipsSigning && !confirmsUnsigned()) {
        return refuse({"Not confirmed, so nothing was written",
                       {},
                       "Sign it with --key, or give --skip-signing"});
    }
    const std::string &file = arguments.output;
    if (auto written = writeFileAtomically(file, *zip); !written) {
        return refuse(written.error());
    }
    // A web server that runs as somebody else has to read it.
    std::error_code error;
    fs::permissions(file, fs::perms(0644), error);
    std::printf("Wrote '%s' (%zu bytes)\n", file.c_str(), zip->size());
    return error ? refuse({error.message(), file, {}}) : 0;
}

int inspectBundle(const BundleFileArguments &arguments)
{
    const auto archive = open(arguments.file);
    if (!archive) {
        return refuse(archive.error());
    }
    printFacts(*archive);
    return 0;
}

int verifyBundle(const BundleFileArguments &arguments)
{
    const auto key = readKey(arguments.key, &bundle::RsaKey::readPublic);
    if (!key) {
        return refuse(key.error());
    }
    const auto archive = open(arguments.file);
    if (!archive) {
        return refuse(archive.error());
    }
    if (const auto checked = archive->unpack(pointer(*key), nullptr); !checked) {
        return refuse(checked.error());
    }
    const bool isWhole = !archive->manifest().ownSignature.empty();
    const char *signature = *key && isWhole ? "signature good"
                            : *key          ? "signature good, but not of the manifest"
                            : archive->manifest().signature.empty() ? "not signed"
                                                                    : "signature not checked";
    std::printf("%s: ok, %zu files, %s\n", arguments.file.c_str(),
                archive->manifest().fileList.size(), signature);
    return 0;
}

int extractBundle(const BundleFileArguments &arguments)
{
    const auto key = readKey(arguments.key, &bundle::RsaKey::readPublic);
    if (!key) {
        return refuse(key.error());
    }
    const auto archive = open(arguments.file);
    if (!archive) {
        return refuse(archive.error());
    }
    const fs::path folder = fs::absolute(arguments.output.empty() ? fs::path(arguments.file).stem()
                                                                  : fs::path(arguments.output));
    if (fs::exists(folder)) {
        return refuse({"There is something of that name already", folder.string(),
                       "Name another folder with --output"});
    }
    auto staging = bundle::StagingFolder::create(folder.parent_path());
    if (!staging) {
        return refuse(staging.error());
    }
    if (auto unpacked = archive->unpack(pointer(*key), staging->get()); !unpacked) {
        return refuse(unpacked.error());
    }
    const auto published = (*staging)->publish(folder);
    if (!published) {
        return refuse(published.error());
    }
    if (*published == bundle::StagingFolder::Published::NameIsTaken) {
        return refuse({"There is something of that name already", folder.string(), {}});
    }
    std::printf("Extracted to '%s'\n", folder.c_str());
    return 0;
}

} // namespace gw::app
