// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace gw::requests {

// What comes of an answer's body between two looks at it, for somebody who watches it come: the
// newest of it when it is much. Thread: any.
class IncomingBody final {
public:
    static constexpr std::size_t kMostKept = std::size_t{64} << 10;

    struct Part {
        std::string bytes;
        bool isCut = false;      // what came before them was dropped
        std::uint64_t total = 0; // that has come of the body
    };

    // Whether somebody has to look: nothing was there before.
    [[nodiscard]] bool add(std::string_view bytes);
    [[nodiscard]] Part take();

private:
    std::mutex m_mutex; // of all
    Part m_part;
    std::uint64_t m_total = 0;
};

} // namespace gw::requests
