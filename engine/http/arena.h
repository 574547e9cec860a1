// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace gw::http {

// Memory that lives as long as one exchange: cheap to take, given back all at once. Views into it
// stay valid until reset(), also while it grows. Thread: its exchange's worker, or the one blocking
// hook that holds the exchange.
class Arena final {
public:
    Arena() = default;
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;

    // Uninitialised bytes, aligned for any scalar.
    [[nodiscard]] char *allocate(std::size_t size);
    [[nodiscard]] std::string_view copy(std::string_view text);
    [[nodiscard]] std::string_view concat(std::string_view left, std::string_view right);

    // Forgets everything; keeps one block for the next exchange.
    void reset();

private:
    static constexpr std::size_t kBlockSize = 4096;

    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    std::vector<Block> m_blocks;
    std::size_t m_used = 0; // of the last block
};

} // namespace gw::http
