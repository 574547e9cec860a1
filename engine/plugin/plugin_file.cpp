// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_file.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <sys/stat.h>

namespace gw::plugin {

namespace {

namespace fs = std::filesystem;

// Go's names, which Tyk's file names are made of.
constexpr std::string_view kPlatform =
#if defined(__x86_64__)
    "linux_amd64";
#elif defined(__aarch64__)
    "linux_arm64";
#elif defined(__s390x__)
    "linux_s390x";
#else
    "linux_other";
#endif

std::string hexDigest(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

Error fileError(const std::string &what, const fs::path &path)
{
    const int number = errno;
    if (number == ENOENT) {
        return {"plugin file not found", path.string(),
                "Paths are absolute, or relative to the workspace"};
    }
    return {what + ": " + std::strerror(number), path.string(), ""};
}

std::int64_t nanoseconds(const timespec &time)
{
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

fs::path resolvePluginFile(const fs::path &path, FileNames names, std::string_view gatewayVersion)
{
    if (names == FileNames::Exact) {
        return path;
    }
    // Release candidates use the files of their release.
    std::string version(gatewayVersion.substr(0, gatewayVersion.find('-')));
    if (version.starts_with('v')) {
        version.erase(0, 1);
    }
    const std::string stem = path.stem().string();
    const std::string suffix = path.extension().string();
    for (const std::string_view prefix : {"_v", "_"}) {
        const fs::path candidate = path.parent_path() / (stem + std::string(prefix) + version +
                                                         "_" + std::string(kPlatform) + suffix);
        std::error_code ignored;
        if (fs::exists(candidate, ignored)) {
            return candidate;
        }
    }
    return path;
}

Expected<FileStamp> stampOf(const fs::path &path)
{
    struct stat facts = {};
    if (::stat(path.c_str(), &facts) != 0) {
        return tl::unexpected(fileError("Cannot read the plugin file", path));
    }
    if (!S_ISREG(facts.st_mode)) {
        return failure(S_ISDIR(facts.st_mode) ? "The plugin path is a folder"
                                              : "The plugin path is no regular file",
                       path.string(), "Name the .so file itself");
    }
    return FileStamp{facts.st_dev, facts.st_ino, facts.st_size, nanoseconds(facts.st_mtim),
                     nanoseconds(facts.st_ctim)};
}

Expected<PluginFile> readPluginFile(const fs::path &path)
{
    const auto stamp = stampOf(path);
    if (!stamp) {
        return tl::unexpected(stamp.error());
    }
    if (stamp->size > kLargestPlugin) {
        return failure("The plugin file is larger than 512 MiB", path.string());
    }
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly)) {
        return failure("Cannot read the plugin file: " + file.errorString().toStdString(),
                       path.string());
    }
    const QByteArray content = file.read(kLargestPlugin);
    if (const auto after = stampOf(path); !after || *after != *stamp) {
        return failure("The plugin file changed while it was read", path.string(),
                       "Write a new file and rename it over the old one");
    }
    const auto *first = reinterpret_cast<const std::byte *>(content.constData());
    return PluginFile{path, std::vector<std::byte>(first, first + content.size()),
                      hexDigest(content)};
}

Expected<fs::path> installPrivateCopy(const PluginFile &file, const fs::path &folder)
{
    const std::string original = fs::absolute(file.path).lexically_normal().string();
    const std::string pathHash =
        hexDigest(QByteArrayView(original.data(), static_cast<qsizetype>(original.size())))
            .substr(0, 8);
    const fs::path place = folder / (file.sha256 + "-" + pathHash);
    const fs::path copy = place / file.path.filename();

    // A copy from an earlier run may have been damaged: only the bytes count.
    std::error_code error;
    if (const auto there = readPluginFile(copy); there && there->sha256 == file.sha256) {
        fs::last_write_time(place, fs::file_time_type::clock::now(), error); // no leftover
        return copy;
    }
    fs::create_directories(place, error);
    if (error) {
        return failure("Cannot make the folder of plugin copies: " + error.message(),
                       place.string(), "Give the gateway a writable state folder");
    }
    fs::permissions(folder, fs::perms::owner_all, error);
    QSaveFile target(QString::fromStdString(copy.string()));
    const auto size = static_cast<qint64>(file.bytes.size());
    if (!target.open(QIODevice::WriteOnly) ||
        target.write(reinterpret_cast<const char *>(file.bytes.data()), size) != size ||
        !target.setPermissions(QFileDevice::ReadOwner) || !target.commit()) {
        return failure("Cannot write the plugin's private copy: " +
                           target.errorString().toStdString(),
                       copy.string(), "Give the gateway a writable state folder with space left");
    }
    return copy;
}

void removeLeftovers(const fs::path &copy, std::size_t kept)
{
    const std::string own = copy.parent_path().filename().string();
    const std::string suffix = own.substr(own.find('-'));
    std::vector<std::pair<fs::file_time_type, fs::path>> leftovers;
    std::error_code error;
    for (const fs::directory_entry &entry :
         fs::directory_iterator(copy.parent_path().parent_path(), error)) {
        const std::string name = entry.path().filename().string();
        if (name != own && name.ends_with(suffix)) {
            leftovers.emplace_back(entry.last_write_time(error), entry.path());
        }
    }
    std::ranges::sort(leftovers, std::greater());
    for (std::size_t i = kept; i < leftovers.size(); ++i) {
        fs::remove_all(leftovers[i].second, error);
    }
}

} // namespace gw::plugin
