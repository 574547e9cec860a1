// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace gw {

// A file of lines that only grows, up to a size. Then it is renamed to "<path>.1", what was
// "<path>.1" to "<path>.2" and so on, and a new one begins. Its lines are whole whatever happens: a
// last line without its end, left by a crash, is cut off when the file is opened, and a write that
// fails half way is taken back. One process at a time has it. Thread: one; blocks on the disk.
class RotatingFile final {
public:
    struct Options {
        std::string path;
        std::uint64_t maxBytes = 64ULL * 1024 * 1024; // 0: never renamed
        int keptFiles = 8;                            // renamed ones that stay
    };

    // Makes folder (0700) and file (0600) where they are missing. Fails on what is no regular file
    // and when another process writes to it.
    [[nodiscard]] static Expected<std::unique_ptr<RotatingFile>> open(Options options);
    // The same, but when another process writes to it, "name-2.ext", "name-3.ext" and so on, up to
    // kMostBeside: processes that share a folder.
    static constexpr int kMostBeside = 32;
    [[nodiscard]] static Expected<std::unique_ptr<RotatingFile>> openBeside(Options options);
    ~RotatingFile();
    RotatingFile(const RotatingFile &) = delete;
    RotatingFile &operator=(const RotatingFile &) = delete;

    // Appends whole lines, in one file. On failure the file is as it was before.
    [[nodiscard]] Expected<void> append(std::string_view lines);
    // Has the disk keep what was appended. Does nothing when that has happened already.
    [[nodiscard]] Expected<void> sync();

    [[nodiscard]] const std::string &path() const { return m_options.path; }
    // Bytes of a torn last line that open() has cut off.
    [[nodiscard]] std::uint64_t healedBytes() const { return m_healedBytes; }

private:
    explicit RotatingFile(Options options);

    // isTaken: set when it fails because another process writes to it.
    [[nodiscard]] static Expected<std::unique_ptr<RotatingFile>> tryOpen(Options options,
                                                                         bool &isTaken);
    [[nodiscard]] Expected<void> openFile();
    [[nodiscard]] Expected<void> cutOffTornLine();
    [[nodiscard]] bool isInPlace() const;
    void rotate();
    void shiftFiles() const;
    [[nodiscard]] std::string oldPath(int number) const;

    const Options m_options;
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
    std::uint64_t m_rotateAt = 0; // 0: never
    std::uint64_t m_healedBytes = 0;
    bool m_isDirty = false; // appended to since sync()
    bool m_isTaken = false; // openFile() has failed for another process
};

} // namespace gw
