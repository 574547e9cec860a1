// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/body_packing.h"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace gw::requests {

// What comes of an answer's body between two looks at it, unpacked as far as that can be done, for
// somebody who watches it come: the newest of it when it is much. Thread: one that fills it, one
// that takes.
class IncomingBody final {
public:
    static constexpr std::size_t kMostKept = std::size_t{64} << 10;

    struct Part {
        std::string bytes;
        bool isCut = false;      // what came before them was dropped: whole units of 4 bytes
        std::uint64_t total = 0; // that has come of the body, as it came
        std::string charset;     // of its text; empty for UTF-8
        std::string packing;     // that the bytes are still in; empty: none
    };

    // The head of the body that comes next; without one it is as it comes, in UTF-8.
    void begin(const ResponseHead &head);
    // Whether somebody has to look: nothing was there before.
    [[nodiscard]] bool add(std::string_view bytes);
    [[nodiscard]] Part take();
    // How many heads have begun: what can be taken is behind the newest of them.
    [[nodiscard]] int headCount();

private:
    [[nodiscard]] std::string unpacked(std::string_view bytes);
    void keep(std::string_view bytes);

    std::vector<PartUnpacker> m_unpackers; // the outermost first; of the thread that fills it
    std::uint64_t m_unpacked = 0;          // bytes; also of that thread

    std::mutex m_mutex; // of what follows
    int m_heads = 0;
    ResponseHead m_head;
    std::string m_packing;
    std::string m_begin; // which may declare its charset
    Part m_part;
    std::uint64_t m_at = 0;    // of the part, in the unpacked body
    std::uint64_t m_total = 0; // as it came
    bool m_isNew = false;      // since the last look
};

} // namespace gw::requests
