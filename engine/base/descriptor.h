// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

namespace gw {

// Owns a file descriptor and closes it.
class Descriptor final {
public:
    Descriptor() = default;
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor() { reset(); }
    Descriptor(Descriptor &&other) noexcept
        : m_fd(other.release())
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        reset(other.release());
        return *this;
    }

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isValid() const { return m_fd >= 0; }
    explicit operator bool() const { return isValid(); }
    // Gives the descriptor away.
    [[nodiscard]] int release() { return std::exchange(m_fd, -1); }
    // Closes the present descriptor and owns this one.
    void reset(int fd = -1);

private:
    int m_fd = -1;
};

} // namespace gw
