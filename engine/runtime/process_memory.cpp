// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process_memory.h"

#include <fstream>
#include <unistd.h>

namespace gw::runtime {

std::uint64_t residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    std::uint64_t total = 0;
    std::uint64_t resident = 0;
    if (!(statm >> total >> resident)) {
        return 0;
    }
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

} // namespace gw::runtime
