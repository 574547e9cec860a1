// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/staging_folder.h"

#include <QRandomGenerator>
#include <QString>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gw::bundle {

namespace {

namespace fs = std::filesystem;

constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

// Entries of a folder survive a power cut only when the folder itself was written.
bool syncFolders(const fs::path &top)
{
    const auto sync = [](const fs::path &folder) {
        const int fd = ::open(folder.c_str(), kFolderFlags);
        const bool isDone = fd >= 0 && ::fsync(fd) == 0;
        ::close(fd);
        return isDone;
    };
    std::error_code error;
    for (auto it = fs::recursive_directory_iterator(top, error);
         !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
        if (it->is_directory(error) && !sync(it->path())) {
            return false;
        }
    }
    return !error && sync(top) && sync(top.parent_path());
}

} // namespace

StagingFolder::StagingFolder(fs::path path, int folder)
    : m_path(std::move(path))
    , m_folder(folder)
{
}

StagingFolder::~StagingFolder()
{
    ::close(m_file);
    ::close(m_folder);
    if (!m_path.empty()) {
        std::error_code ignored; // swept at the next start
        fs::remove_all(m_path, ignored);
    }
}

Expected<std::unique_ptr<StagingFolder>> StagingFolder::create(const fs::path &parent)
{
    const quint64 random = QRandomGenerator::system()->generate64();
    const fs::path path = parent / QString::number(random, 16).toStdString();
    std::error_code error;
    fs::create_directories(parent, error);
    int folder = -1;
    if (error || ::mkdir(path.c_str(), S_IRWXU) != 0 ||
        (folder = ::open(path.c_str(), kFolderFlags)) < 0) {
        const std::string why = error ? error.message() : std::strerror(errno);
        return failure("Couldn't create bundle directory: " + why, path.string());
    }
    // The constructor is private.
    return std::unique_ptr<StagingFolder>(new StagingFolder(path, folder));
}

Error StagingFolder::systemError(const char *what) const
{
    const int code = errno;
    return {std::string("Couldn't save bundle: ") + what + ": " + std::strerror(code),
            (m_path / m_name).string(), code == ENOSPC ? "Free some disk space" : ""};
}

int StagingFolder::openFolderOf(const std::string &name) const
{
    int folder = ::fcntl(m_folder, F_DUPFD_CLOEXEC, 0);
    std::size_t begin = 0;
    for (std::size_t slash = name.find('/'); folder >= 0 && slash != std::string::npos;
         slash = name.find('/', begin)) {
        const std::string part = name.substr(begin, slash - begin);
        const bool isThere = ::mkdirat(folder, part.c_str(), S_IRWXU) == 0 || errno == EEXIST;
        const int next = isThere ? ::openat(folder, part.c_str(), kFolderFlags) : -1;
        const int code = errno;
        ::close(folder);
        errno = code;
        folder = next;
        begin = slash + 1;
    }
    return folder;
}

Expected<void> StagingFolder::beginFile(const std::string &name)
{
    m_name = name;
    m_hash.reset();
    const int folder = openFolderOf(name);
    const std::string last = name.substr(name.rfind('/') + 1); // npos + 1 is 0
    m_file = folder < 0 ? -1
                        : ::openat(folder, last.c_str(),
                                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                                   S_IRUSR | S_IWUSR);
    const int code = errno;
    ::close(folder);
    errno = code;
    if (m_file < 0) {
        return tl::unexpected(systemError("cannot make the file"));
    }
    return {};
}

Expected<void> StagingFolder::write(std::string_view bytes)
{
    if (!writeAll(m_file, bytes)) {
        return tl::unexpected(systemError("cannot write"));
    }
    m_hash.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    return {};
}

Expected<void> StagingFolder::endFile()
{
    const bool isSynced = ::fsync(m_file) == 0;
    const bool isClosed = ::close(m_file) == 0;
    m_file = -1;
    if (!isSynced || !isClosed) {
        return tl::unexpected(systemError("cannot write"));
    }
    m_hashes[m_name] = m_hash.result().toHex().toStdString();
    return {};
}

Expected<StagingFolder::Published> StagingFolder::publish(const fs::path &name)
{
    m_name.clear();
    if (!syncFolders(m_path)) {
        return tl::unexpected(systemError("cannot write the folder"));
    }
    if (::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, name.c_str(), RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST || errno == ENOTEMPTY) {
            return Published::NameIsTaken;
        }
        return tl::unexpected(systemError("cannot rename the folder"));
    }
    m_path.clear();
    const int parent = ::open(name.parent_path().c_str(), kFolderFlags);
    const bool isSynced = parent >= 0 && ::fsync(parent) == 0;
    ::close(parent);
    if (!isSynced) {
        return tl::unexpected(systemError("cannot write the folder"));
    }
    return Published::Yes;
}

} // namespace gw::bundle
