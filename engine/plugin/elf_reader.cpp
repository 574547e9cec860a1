// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/elf_reader.h"

#include <algorithm>
#include <cstring>
#include <elf.h>
#include <optional>

namespace gw::plugin {

namespace {

constexpr std::size_t kMostEntries = 65536; // of any table: more is nonsense

class ElfImage final {
public:
    explicit ElfImage(std::span<const std::byte> file)
        : m_file(file)
    {
    }

    template <typename T>
    [[nodiscard]] std::optional<T> at(std::uint64_t offset) const
    {
        if (offset > m_file.size() || m_file.size() - offset < sizeof(T)) {
            return std::nullopt;
        }
        T value;
        std::memcpy(&value, m_file.data() + offset, sizeof value);
        return value;
    }

    // The part of that range which the file really has.
    [[nodiscard]] std::string_view bytes(std::uint64_t offset, std::uint64_t size) const
    {
        if (offset >= m_file.size()) {
            return {};
        }
        const std::uint64_t there = std::min<std::uint64_t>(size, m_file.size() - offset);
        return {reinterpret_cast<const char *>(m_file.data() + offset),
                static_cast<std::size_t>(there)};
    }

    [[nodiscard]] std::string_view all() const { return bytes(0, m_file.size()); }

private:
    std::span<const std::byte> m_file;
};

// The text at an offset of a string table; empty when it does not end inside the table.
std::string textAt(std::string_view table, std::uint64_t offset)
{
    if (offset >= table.size()) {
        return {};
    }
    const std::size_t end = table.find('\0', static_cast<std::size_t>(offset));
    return end == std::string_view::npos
               ? std::string()
               : std::string(table.substr(static_cast<std::size_t>(offset), end - offset));
}

class SummaryReader final {
public:
    SummaryReader(const ElfImage &image, const Elf64_Ehdr &head)
        : m_image(image)
        , m_head(head)
    {
    }

    ElfSummary read()
    {
        m_summary.machine = m_head.e_machine;
        readSegments();
        readSections();
        m_summary.isGoProgram = m_summary.isGoProgram ||
                                m_image.all().find("\xff Go buildinf:") != std::string_view::npos;
        return std::move(m_summary);
    }

private:
    void readSegments()
    {
        if (m_head.e_phentsize != sizeof(Elf64_Phdr)) {
            return;
        }
        for (std::uint64_t i = 0; i < m_head.e_phnum; ++i) {
            const auto segment = m_image.at<Elf64_Phdr>(m_head.e_phoff + i * sizeof(Elf64_Phdr));
            if (!segment) {
                return;
            }
            m_segments.push_back(*segment);
        }
        for (const Elf64_Phdr &segment : m_segments) {
            if (segment.p_type == PT_NOTE) {
                readNotes(m_image.bytes(segment.p_offset, segment.p_filesz));
            } else if (segment.p_type == PT_DYNAMIC) {
                readDynamic(m_image.bytes(segment.p_offset, segment.p_filesz));
            }
        }
    }

    [[nodiscard]] std::optional<std::uint64_t> fileOffset(std::uint64_t address) const
    {
        for (const Elf64_Phdr &segment : m_segments) {
            if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
                address - segment.p_vaddr < segment.p_filesz) {
                return segment.p_offset + (address - segment.p_vaddr);
            }
        }
        return std::nullopt;
    }

    void readDynamic(std::string_view table)
    {
        std::vector<Elf64_Dyn> entries;
        for (std::size_t at = 0; table.size() - at >= sizeof(Elf64_Dyn); at += sizeof(Elf64_Dyn)) {
            Elf64_Dyn entry;
            std::memcpy(&entry, table.data() + at, sizeof entry);
            if (entry.d_tag == DT_NULL || entries.size() == kMostEntries) {
                break;
            }
            entries.push_back(entry);
        }
        const auto valueOf = [&entries](std::int64_t tag) -> std::uint64_t {
            const auto it = std::ranges::find(entries, tag, &Elf64_Dyn::d_tag);
            return it == entries.end() ? 0 : it->d_un.d_val;
        };
        const auto strings = fileOffset(valueOf(DT_STRTAB));
        if (!strings) {
            return;
        }
        const std::string_view texts = m_image.bytes(*strings, valueOf(DT_STRSZ));
        for (const Elf64_Dyn &entry : entries) {
            const std::string text = textAt(texts, entry.d_un.d_val);
            if (entry.d_tag == DT_NEEDED && !text.empty()) {
                m_summary.needed.push_back(text);
            } else if (entry.d_tag == DT_RUNPATH || entry.d_tag == DT_RPATH) {
                addRunPaths(text);
            }
        }
    }

    void addRunPaths(std::string_view list)
    {
        while (!list.empty()) {
            const std::size_t colon = std::min(list.find(':'), list.size());
            m_summary.runPaths.emplace_back(list.substr(0, colon));
            list.remove_prefix(std::min(colon + 1, list.size()));
        }
    }

    void readNotes(std::string_view notes)
    {
        const auto padded = [](std::uint64_t size) {
            return (size + 3) & ~std::uint64_t(3);
        };
        while (notes.size() >= sizeof(Elf64_Nhdr) && m_summary.notes.size() < kMostEntries) {
            Elf64_Nhdr head;
            std::memcpy(&head, notes.data(), sizeof head);
            notes.remove_prefix(sizeof head);
            const std::uint64_t ownerSize = padded(head.n_namesz);
            if (ownerSize > notes.size() || head.n_descsz > notes.size() - ownerSize) {
                return;
            }
            std::string_view owner = notes.substr(0, head.n_namesz);
            owner = owner.substr(0, owner.find('\0'));
            m_summary.notes.push_back({std::string(owner), head.n_type,
                                       std::string(notes.substr(ownerSize, head.n_descsz))});
            m_summary.isGoProgram = m_summary.isGoProgram || owner == "Go";
            notes.remove_prefix(
                std::min<std::uint64_t>(ownerSize + padded(head.n_descsz), notes.size()));
        }
    }

    void readSections()
    {
        if (m_head.e_shentsize != sizeof(Elf64_Shdr)) {
            return;
        }
        for (std::uint64_t i = 0; i < m_head.e_shnum; ++i) {
            const auto section = sectionAt(i);
            if (section && section->sh_type == SHT_DYNSYM) {
                readSymbols(*section);
                return;
            }
        }
    }

    [[nodiscard]] std::optional<Elf64_Shdr> sectionAt(std::uint64_t index) const
    {
        return m_image.at<Elf64_Shdr>(m_head.e_shoff + index * sizeof(Elf64_Shdr));
    }

    [[nodiscard]] bool isWritable(std::uint16_t index) const
    {
        const auto section = sectionAt(index);
        return section && (section->sh_flags & SHF_WRITE) != 0;
    }

    void readSymbols(const Elf64_Shdr &section)
    {
        const auto strings = sectionAt(section.sh_link);
        if (!strings) {
            return;
        }
        const std::string_view texts = m_image.bytes(strings->sh_offset, strings->sh_size);
        const std::string_view table = m_image.bytes(section.sh_offset, section.sh_size);
        const std::size_t count = std::min(table.size() / sizeof(Elf64_Sym), kMostEntries);
        for (std::size_t i = 0; i < count; ++i) {
            Elf64_Sym symbol;
            std::memcpy(&symbol, table.data() + i * sizeof symbol, sizeof symbol);
            std::string name = textAt(texts, symbol.st_name);
            if (symbol.st_shndx == SHN_UNDEF || name.empty()) {
                continue;
            }
            if (ELF64_ST_BIND(symbol.st_info) == STB_GNU_UNIQUE && isWritable(symbol.st_shndx)) {
                m_summary.processWideVariables.push_back(name);
            }
            m_summary.symbols.push_back(std::move(name));
        }
    }

    const ElfImage &m_image;
    const Elf64_Ehdr &m_head;
    std::vector<Elf64_Phdr> m_segments;
    ElfSummary m_summary;
};

// What a file that is no ELF file looks like, for the error text.
std::string looksLike(std::string_view start)
{
    if (start.empty()) {
        return "The file is empty";
    }
    if (start.starts_with("#!")) {
        return "Not a shared library but a script";
    }
    if (start.starts_with("MZ")) {
        return "Not a shared library of Linux but of Windows (PE)";
    }
    if (start.starts_with("\xcf\xfa\xed\xfe") || start.starts_with("\xca\xfe\xba\xbe")) {
        return "Not a shared library of Linux but of macOS (Mach-O)";
    }
    if (start.starts_with("!<arch>")) {
        return "Not a shared library but a static one (ar)";
    }
    if (start.starts_with("PK")) {
        return "Not a shared library but a ZIP file";
    }
    return "Not a shared library: no ELF file";
}

std::string typeName(std::uint16_t type)
{
    switch (type) {
    case ET_REL:
        return "an object file (.o)";
    case ET_EXEC:
        return "a program";
    case ET_CORE:
        return "a core dump";
    default:
        return "ELF type " + std::to_string(type);
    }
}

// How long the file must be to hold what the dynamic linker maps: it would not notice what is
// missing before somebody touches it.
std::uint64_t endOfSegments(const ElfImage &image, const Elf64_Ehdr &head)
{
    std::uint64_t end = 0;
    for (std::uint64_t i = 0; head.e_phentsize == sizeof(Elf64_Phdr) && i < head.e_phnum; ++i) {
        const auto segment = image.at<Elf64_Phdr>(head.e_phoff + i * sizeof(Elf64_Phdr));
        if (segment && segment->p_type != PT_NULL) {
            const std::uint64_t last = segment->p_offset + segment->p_filesz;
            end = std::max(end, last < segment->p_offset ? UINT64_MAX : last);
        }
    }
    return end;
}

tl::unexpected<Error> cutOff(std::uint64_t size, std::uint64_t needed, const std::string &where)
{
    return failure("The file is cut off: " + std::to_string(size) + " of at least " +
                       std::to_string(needed) + " bytes are there",
                   where, "Build or copy it again");
}

} // namespace

Expected<ElfSummary> readElf(std::span<const std::byte> file, const std::string &where)
{
    const ElfImage image(file);
    const std::string remedy = "Link the plugin with -shared";
    if (!image.all().starts_with(ELFMAG)) {
        return failure(looksLike(image.all().substr(0, 16)), where, remedy);
    }
    const auto head = image.at<Elf64_Ehdr>(0);
    if (image.all().size() > EI_CLASS && image.all()[EI_CLASS] == ELFCLASS32) {
        return failure("A 32-bit library; this gateway is 64-bit", where,
                       "Build it for " + machineName(ownMachine()));
    }
    if (!head) {
        return failure("The file is cut off in its ELF header", where, "Build or copy it again");
    }
    if (head->e_ident[EI_DATA] != ELFDATA2LSB) {
        return failure("Built for a big-endian machine", where,
                       "Build it for " + machineName(ownMachine()));
    }
    if (head->e_machine != ownMachine()) {
        return failure("Built for " + machineName(head->e_machine) + ", this is " +
                           machineName(ownMachine()),
                       where, "Build it for " + machineName(ownMachine()));
    }
    if (head->e_type != ET_DYN) {
        return failure("Not a shared library but " + typeName(head->e_type), where, remedy);
    }
    const std::uint64_t sections = head->e_shoff + std::uint64_t(head->e_shnum) * head->e_shentsize;
    const std::uint64_t segments = head->e_phoff + std::uint64_t(head->e_phnum) * head->e_phentsize;
    if (head->e_shoff > file.size() || head->e_phoff > file.size() ||
        std::max(sections, segments) > file.size()) {
        return cutOff(file.size(), std::max({sections, segments, head->e_shoff}), where);
    }
    if (const std::uint64_t end = endOfSegments(image, *head); end > file.size()) {
        return cutOff(file.size(), end, where);
    }
    return SummaryReader(image, *head).read();
}

std::string machineName(std::uint16_t machine)
{
    switch (machine) {
    case EM_386:
        return "i386";
    case EM_X86_64:
        return "x86_64";
    case EM_AARCH64:
        return "aarch64";
    case EM_ARM:
        return "arm";
    case EM_RISCV:
        return "riscv64";
    case EM_PPC64:
        return "ppc64";
    case EM_S390:
        return "s390x";
    case EM_LOONGARCH:
        return "loongarch64";
    default:
        return "machine " + std::to_string(machine);
    }
}

std::uint16_t ownMachine()
{
#if defined(__x86_64__)
    return EM_X86_64;
#elif defined(__aarch64__)
    return EM_AARCH64;
#elif defined(__riscv)
    return EM_RISCV;
#elif defined(__powerpc64__)
    return EM_PPC64;
#elif defined(__s390x__)
    return EM_S390;
#elif defined(__loongarch64)
    return EM_LOONGARCH;
#else
#error "Name this machine's ELF number"
#endif
}

} // namespace gw::plugin
