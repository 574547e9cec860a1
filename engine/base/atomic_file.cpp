// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"

#include "base/descriptor.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gw {

namespace {

constexpr std::string_view kSuffix = ".gwpart";

struct SplitPath {
    std::string folder;
    std::string name;
};

SplitPath split(const std::string &path)
{
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) {
        return {".", path};
    }
    return {slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
}

int openFolder(const std::string &folder)
{
    return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

// True when the name is free or a regular file.
bool isReplaceable(int folder, const std::string &name)
{
    struct stat status = {};
    if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return errno == ENOENT;
    }
    return S_ISREG(status.st_mode);
}

bool writeAll(int fd, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t count = ::write(fd, content.data(), content.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return false;
        }
        content.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

// The one that was there may be read by a gateway of another user or group. Where its group cannot
// be kept, its rights are not given to another one.
bool takeOverRights(int file, int folder, const std::string &name)
{
    struct stat old = {};
    if (::fstatat(folder, name.c_str(), &old, AT_SYMLINK_NOFOLLOW) != 0) {
        return errno == ENOENT;
    }
    constexpr mode_t kRights = 0777;
    const bool keepsGroup = ::fchown(file, static_cast<uid_t>(-1), old.st_gid) == 0;
    const mode_t rights = keepsGroup ? old.st_mode & kRights : old.st_mode & (kRights & ~070U);
    return ::fchmod(file, rights) == 0;
}

std::string temporaryName(const std::string &name)
{
    static std::atomic<unsigned> counter{0};
    return '.' + name + '.' + std::to_string(::getpid()) + '-' + std::to_string(++counter) +
           std::string(kSuffix);
}

} // namespace

Expected<void> writeFileAtomically(const std::string &path, std::string_view content)
{
    const SplitPath target = split(path);
    const Descriptor folder(openFolder(target.folder));
    if (folder.get() < 0) {
        return systemFailure("The folder cannot be opened", target.folder);
    }
    if (target.name.empty() || !isReplaceable(folder.get(), target.name)) {
        return failure("Not a regular file, so it is not overwritten", path,
                       "Replace the link or device by a file");
    }
    const std::string temporary = temporaryName(target.name);
    Descriptor file(::openat(folder.get(), temporary.c_str(),
                             O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file.get() < 0) {
        return systemFailure("Cannot be written", path);
    }
    const bool isWritten =
        writeAll(file.get(), content) && takeOverRights(file.get(), folder.get(), target.name) &&
        ::fsync(file.get()) == 0 && ::close(file.release()) == 0 &&
        ::renameat(folder.get(), temporary.c_str(), folder.get(), target.name.c_str()) == 0;
    if (!isWritten) {
        tl::unexpected<Error> error = systemFailure("Cannot be written", path);
        ::unlinkat(folder.get(), temporary.c_str(), 0);
        return error;
    }
    if (::fsync(folder.get()) != 0) {
        return systemFailure("Written, but the folder cannot be made durable", path);
    }
    return {};
}

Expected<void> removeFileDurably(const std::string &path)
{
    const SplitPath target = split(path);
    const Descriptor folder(openFolder(target.folder));
    if (folder.get() < 0) {
        return systemFailure("The folder cannot be opened", target.folder);
    }
    if (!isReplaceable(folder.get(), target.name)) {
        return failure("Not a regular file, so it is not removed", path);
    }
    if (::unlinkat(folder.get(), target.name.c_str(), 0) != 0) {
        return systemFailure("Cannot be removed", path);
    }
    if (::fsync(folder.get()) != 0) {
        return systemFailure("Removed, but the folder cannot be made durable", path);
    }
    return {};
}

bool isAtomicWriteLeftover(std::string_view fileName)
{
    return fileName.starts_with('.') && fileName.ends_with(kSuffix);
}

} // namespace gw
