// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gw::request {

// Memory for bodies that are held whole, of all requests of a worker together. Thread: its worker.
class BodyBudget final {
public:
    explicit BodyBudget(std::uint64_t limit)
        : m_limit(limit)
    {
    }

    // False: there is no room; nothing was taken.
    [[nodiscard]] bool take(std::uint64_t bytes);
    void giveBack(std::uint64_t bytes);

    [[nodiscard]] std::uint64_t taken() const { return m_taken; }

private:
    std::uint64_t m_limit;
    std::uint64_t m_taken = 0;
};

} // namespace gw::request
