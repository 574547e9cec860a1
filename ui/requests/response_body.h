// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

class QTemporaryFile;

namespace gw::requests {

// The bytes of a response: in memory up to a limit, above it in a file that is removed with the
// last owner. Thread: one while it is filled, any afterwards.
class ResponseBody final {
public:
    explicit ResponseBody(std::uint64_t memoryLimit);
    ~ResponseBody();
    ResponseBody(const ResponseBody &) = delete;
    ResponseBody &operator=(const ResponseBody &) = delete;

    // Fails when the disk does, then and ever after.
    [[nodiscard]] Expected<void> append(std::string_view bytes);
    // Makes what was appended readable by others. Fails when the disk has not taken all of it: the
    // body ends where the disk did. May be called again.
    [[nodiscard]] Expected<void> finish();

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] bool isInFile() const { return m_file != nullptr; }
    [[nodiscard]] std::string filePath() const; // empty when it is in memory
    // At most `length` bytes from `offset`; fewer at the end. Fails when the file was cut since.
    [[nodiscard]] Expected<std::string> read(std::uint64_t offset, std::uint64_t length) const;
    // Everything; refused above 256 MiB.
    [[nodiscard]] Expected<std::string> readAll() const;

private:
    [[nodiscard]] Expected<void> fail();

    std::uint64_t m_memoryLimit;
    std::uint64_t m_size = 0;
    std::string m_memory;
    std::unique_ptr<QTemporaryFile> m_file;
    std::optional<Error> m_error;
};

} // namespace gw::requests
