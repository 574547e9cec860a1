// SPDX-License-Identifier: GPL-3.0-or-later
// Counts the allocations of a process that preloads it, over glibc's own allocator.
#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORTED __attribute__((visibility("default")))

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static _Atomic uint64_t allocations;

static void count(void)
{
    atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
}

EXPORTED uint64_t gw_allocation_count(void);
uint64_t gw_allocation_count(void)
{
    return atomic_load_explicit(&allocations, memory_order_relaxed);
}

EXPORTED void *malloc(size_t size)
{
    count();
    return __libc_malloc(size);
}

EXPORTED void *calloc(size_t number, size_t size)
{
    count();
    return __libc_calloc(number, size);
}

EXPORTED void *realloc(void *old, size_t size)
{
    count();
    return __libc_realloc(old, size);
}

EXPORTED void *memalign(size_t alignment, size_t size)
{
    count();
    return __libc_memalign(alignment, size);
}

EXPORTED void *aligned_alloc(size_t alignment, size_t size)
{
    count();
    return __libc_memalign(alignment, size);
}

EXPORTED int posix_memalign(void **out, size_t alignment, size_t size)
{
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) {
        return EINVAL;
    }
    count();
    void *const made = __libc_memalign(alignment, size);
    if (made == NULL) {
        return ENOMEM;
    }
    *out = made;
    return 0;
}
