// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/rotating_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gw {

namespace {

Expected<void> makeFolderOf(const std::string &path)
{
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    std::error_code error;
    if (folder.empty() || std::filesystem::is_directory(folder, error)) {
        return {};
    }
    if (std::filesystem::create_directories(folder, error)) {
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    }
    if (error) {
        return failure("The folder cannot be made: " + error.message(), folder.string());
    }
    return {};
}

} // namespace

RotatingFile::RotatingFile(Options options)
    : m_options(std::move(options))
{
}

RotatingFile::~RotatingFile()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Expected<std::unique_ptr<RotatingFile>> RotatingFile::open(Options options)
{
    bool isTaken = false;
    return tryOpen(std::move(options), isTaken);
}

Expected<std::unique_ptr<RotatingFile>> RotatingFile::openBeside(Options options)
{
    const std::filesystem::path first(options.path);
    bool isTaken = false;
    auto file = tryOpen(options, isTaken);
    for (int number = 2; isTaken && number <= kMostBeside; ++number) {
        std::string name = first.stem().string();
        name.append("-").append(std::to_string(number)).append(first.extension().string());
        options.path = (first.parent_path() / name).string();
        file = tryOpen(options, isTaken);
    }
    return file;
}

Expected<std::unique_ptr<RotatingFile>> RotatingFile::tryOpen(Options options, bool &isTaken)
{
    isTaken = false;
    if (auto made = makeFolderOf(options.path); !made) {
        return tl::unexpected(made.error());
    }
    std::unique_ptr<RotatingFile> file(new RotatingFile(std::move(options)));
    if (auto opened = file->openFile(); !opened) {
        isTaken = file->m_isTaken;
        return tl::unexpected(opened.error());
    }
    if (auto healed = file->cutOffTornLine(); !healed) {
        return tl::unexpected(healed.error());
    }
    return file;
}

Expected<void> RotatingFile::openFile()
{
    const std::string &path = m_options.path;
    // Without O_NONBLOCK, a pipe in its place would wait for a reader for ever.
    constexpr int kFlags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    const int descriptor = ::open(path.c_str(), kFlags, 0600);
    if (descriptor < 0) {
        return systemFailure("Cannot be opened for writing", path);
    }
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return failure("Not a regular file", path, "Name another file");
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        m_isTaken = errno == EWOULDBLOCK;
        ::close(descriptor);
        return failure("Another process writes to it", path, "Give each gateway files of its own");
    }
    // Not before it is ours: until then the old file takes the lines.
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
    m_descriptor = descriptor;
    m_size = static_cast<std::uint64_t>(status.st_size);
    m_rotateAt = m_options.maxBytes;
    return {};
}

Expected<void> RotatingFile::cutOffTornLine()
{
    std::array<char, 64 * 1024> block;
    std::uint64_t end = m_size; // of what is not known to belong to the torn line
    while (end > 0) {
        const std::size_t length = std::min<std::uint64_t>(block.size(), end);
        const auto begin = static_cast<off_t>(end - length);
        if (::pread(m_descriptor, block.data(), length, begin) != static_cast<ssize_t>(length)) {
            return systemFailure("Cannot be read", m_options.path);
        }
        const std::size_t newline = std::string_view(block.data(), length).rfind('\n');
        if (newline != std::string_view::npos) {
            end = end - length + newline + 1;
            break;
        }
        end -= length;
    }
    m_healedBytes = m_size - end;
    if (m_healedBytes > 0 && ::ftruncate(m_descriptor, static_cast<off_t>(end)) != 0) {
        return systemFailure("Its torn last line cannot be cut off", m_options.path);
    }
    m_size = end;
    return {};
}

Expected<void> RotatingFile::append(std::string_view lines)
{
    if (m_rotateAt > 0 && m_size > 0 && m_size + lines.size() > m_rotateAt) {
        rotate();
    }
    const std::uint64_t before = m_size;
    while (!lines.empty()) {
        const ssize_t count = ::write(m_descriptor, lines.data(), lines.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            auto error = systemFailure("Cannot be written", m_options.path);
            if (::ftruncate(m_descriptor, static_cast<off_t>(before)) == 0) {
                m_size = before;
            }
            return error;
        }
        m_size += static_cast<std::uint64_t>(count);
        m_isDirty = true;
        lines.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

Expected<void> RotatingFile::sync()
{
    if (!m_isDirty) {
        return {};
    }
    if (::fdatasync(m_descriptor) != 0) {
        return systemFailure("Cannot be made durable", m_options.path);
    }
    m_isDirty = false;
    return {};
}

// False when somebody moved the file away; what is at its place then is not ours to rename.
bool RotatingFile::isInPlace() const
{
    struct stat ours = {};
    struct stat there = {};
    return ::fstat(m_descriptor, &ours) == 0 && ::lstat(m_options.path.c_str(), &there) == 0 &&
           ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

// When the files cannot be renamed or another process has begun the new one, the present one grows
// on, and it is tried again when it has grown as much once more: a full log is better than none.
void RotatingFile::rotate()
{
    static_cast<void>(sync());
    if (isInPlace()) {
        shiftFiles();
    }
    if (isInPlace() || !openFile()) {
        m_rotateAt = m_size + m_options.maxBytes;
    }
}

void RotatingFile::shiftFiles() const
{
    const int kept = std::max(m_options.keptFiles, 0);
    if (kept == 0) {
        static_cast<void>(::unlink(m_options.path.c_str()));
    }
    for (int number = kept; number > 0; --number) {
        const std::string from = number == 1 ? m_options.path : oldPath(number - 1);
        static_cast<void>(std::rename(from.c_str(), oldPath(number).c_str()));
    }
}

std::string RotatingFile::oldPath(int number) const
{
    return m_options.path + "." + std::to_string(number);
}

} // namespace gw
