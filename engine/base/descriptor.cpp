// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/descriptor.h"

#include <unistd.h>

namespace gw {

void Descriptor::reset(int fd)
{
    const int old = std::exchange(m_fd, fd);
    if (old >= 0 && old != fd) {
        ::close(old); // also when it reports EINTR the descriptor is gone (close(2), Linux)
    }
}

} // namespace gw
