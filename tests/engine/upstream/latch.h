// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace gw::test {

// Opens once, for every thread.
class Latch final {
public:
    void release()
    {
        m_isOpen = true;
        m_isOpen.notify_all();
    }
    void wait() const { m_isOpen.wait(false); }

private:
    std::atomic<bool> m_isOpen = false;
};

} // namespace gw::test
