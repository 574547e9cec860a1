// SPDX-License-Identifier: GPL-3.0-or-later
#include "start_up_pages.h"

#include <cstdint>
#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

namespace gw::app {

namespace {

// Only segments that are never written: their pages equal the file, so dropping them loses nothing
// but what a debugger has put there (its breakpoints are to be set again).
int dropReadOnlySegments(dl_phdr_info *library, std::size_t, void *)
{
    const auto pageSize = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    for (int i = 0; i < library->dlpi_phnum; ++i) {
        const ElfW(Phdr) &segment = library->dlpi_phdr[i];
        if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0) {
            continue;
        }
        const std::uintptr_t start = (library->dlpi_addr + segment.p_vaddr) & ~(pageSize - 1);
        const std::uintptr_t end = library->dlpi_addr + segment.p_vaddr + segment.p_filesz;
        madvise(reinterpret_cast<void *>(start), end - start, MADV_DONTNEED); // best effort
    }
    return 0;
}

} // namespace

void releaseStartUpPages()
{
    malloc_trim(0);
    dl_iterate_phdr(dropReadOnlySegments, nullptr);
}

} // namespace gw::app
