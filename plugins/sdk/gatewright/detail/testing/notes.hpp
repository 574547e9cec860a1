// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/status.hpp>

#include <cstring>
#include <link.h>
#include <string>
#include <vector>

// Reads what a loaded library (or the program itself) says of its hooks in its ELF notes.
namespace gw::testing {

struct HookEntry {
    std::string name;
    std::uint32_t kinds = 0; // GW_REQUEST_HOOK | ...
    std::uint32_t flags = 0; // GW_BLOCKING | ...
};

namespace detail {

struct NoteSearch {
    ElfW(Addr) base = 0;
    std::vector<HookEntry> hooks;
};

inline void readNotes(const char *bytes, std::size_t size, std::size_t alignment,
                      std::vector<HookEntry> &hooks)
{
    const auto padded = [alignment](std::size_t length) {
        return (length + alignment - 1) / alignment * alignment;
    };
    std::size_t place = 0;
    while (place + sizeof(ElfW(Nhdr)) <= size) {
        ElfW(Nhdr) head;
        std::memcpy(&head, bytes + place, sizeof head);
        const char *owner = bytes + place + sizeof head;
        const char *body = owner + padded(head.n_namesz);
        const bool isOurs = head.n_namesz == sizeof("Gatewright") &&
                            std::memcmp(owner, "Gatewright", sizeof("Gatewright")) == 0;
        if (isOurs && head.n_type == GW_NOTE_HOOK && head.n_descsz > 8) {
            HookEntry hook;
            std::memcpy(&hook.kinds, body, 4);
            std::memcpy(&hook.flags, body + 4, 4);
            hook.name.assign(body + 8, strnlen(body + 8, head.n_descsz - 8));
            hooks.push_back(std::move(hook));
        }
        place += sizeof head + padded(head.n_namesz) + padded(head.n_descsz);
    }
}

inline int visitObject(dl_phdr_info *info, std::size_t, void *user)
{
    auto &search = *static_cast<NoteSearch *>(user);
    if (info->dlpi_addr != search.base) {
        return 0;
    }
    for (int i = 0; i < info->dlpi_phnum; ++i) {
        const auto &segment = info->dlpi_phdr[i];
        if (segment.p_type == PT_NOTE) {
            const auto *bytes = reinterpret_cast<const char *>(info->dlpi_addr + segment.p_vaddr);
            readNotes(bytes, segment.p_memsz, segment.p_align == 8 ? 8 : 4, search.hooks);
        }
    }
    return 1;
}

// base: where the object is loaded, as in its link_map.
inline std::vector<HookEntry> hooksAt(ElfW(Addr) base)
{
    NoteSearch search;
    search.base = base;
    dl_iterate_phdr(visitObject, &search);
    return search.hooks;
}

} // namespace detail
} // namespace gw::testing
