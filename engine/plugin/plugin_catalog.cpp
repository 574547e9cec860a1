// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_catalog.h"

#include "base/log.h"

#include <algorithm>
#include <fstream>

namespace gw::plugin {

// One content of a file.
struct PluginCatalog::Generation {
    std::uint64_t number = 0;
    std::string sha256;
    std::filesystem::path copy; // empty: its private copy was dropped
    PluginManifest manifest;
    std::string buildId;
    std::chrono::system_clock::time_point loadedAt;
    std::weak_ptr<const PluginLibrary> library; // alive while a snapshot uses it
};

// One path of an API definition.
struct PluginCatalog::Entry {
    struct Hook {
        HookKind kind = HookKind::Request;
        std::string reason; // empty: loaded
        std::uint32_t flags = 0;
        std::shared_ptr<HookStats> stats = std::make_shared<HookStats>();
    };

    std::string path;
    std::filesystem::path file;
    FileStamp stamp;                     // of the content that was read last
    std::string readSha256;              // of that content; empty: it could not be used
    std::vector<Generation> generations; // by number
    std::size_t current = 0;             // index of the generation in use
    std::map<std::string, Hook> hooks;   // by symbol
};

PluginCatalog::PluginCatalog(Settings settings, const PluginServices &services)
    : m_settings(std::move(settings))
    , m_services(services)
    , m_reaper(std::make_shared<PluginReaper>())
{
}

PluginCatalog::~PluginCatalog() = default;

Expected<std::shared_ptr<const PluginHook>> PluginCatalog::hook(const Wanted &wanted)
{
    std::unique_ptr<Entry> &slot = m_entries[wanted.path];
    if (slot == nullptr) {
        slot = std::make_unique<Entry>();
        slot->path = wanted.path;
    }
    auto hook = makeHook(*slot, wanted);
    Entry::Hook &known = slot->hooks[wanted.symbol];
    known.kind = wanted.kind;
    known.reason = hook ? std::string() : hook.error().text();
    if (!hook) {
        m_services.log.error("Could not load Go-plugin",
                             {{"prefix", std::string_view("plugin")},
                              {"mwPath", std::string_view(wanted.path)},
                              {"mwSymbolName", std::string_view(wanted.symbol)},
                              {"error", std::string_view(known.reason)}});
    }
    return hook;
}

Expected<std::shared_ptr<const PluginHook>> PluginCatalog::makeHook(Entry &entry,
                                                                    const Wanted &wanted)
{
    auto library = currentLibrary(entry, wanted);
    if (!library) {
        return tl::unexpected(library.error());
    }
    auto chosen = chooseHook((*library)->manifest(), wanted.symbol, wanted.kind, wanted.path);
    if (!chosen) {
        return tl::unexpected(chosen.error());
    }
    const auto function = (*library)->function(*chosen);
    if (!function) {
        return tl::unexpected(function.error());
    }
    Entry::Hook &known = entry.hooks[wanted.symbol];
    known.flags = chosen->flags;
    return std::make_shared<const PluginHook>(
        PluginHook::Parts{std::move(*library), *function, std::move(*chosen), wanted.kind,
                          known.stats, m_settings.slowThreshold});
}

Expected<std::shared_ptr<const PluginLibrary>> PluginCatalog::currentLibrary(Entry &entry,
                                                                             const Wanted &wanted)
{
    entry.file = resolvePluginFile(wanted.path, wanted.names, m_settings.gatewayVersion);
    const auto stamp = stampOf(entry.file);
    if (!stamp) {
        entry.readSha256.clear();
        return tl::unexpected(stamp.error());
    }
    if (entry.readSha256.empty() || *stamp != entry.stamp) {
        if (const auto taken = takeNewContent(entry); !taken) {
            entry.readSha256.clear();
            return tl::unexpected(taken.error());
        }
        entry.stamp = *stamp;
    }
    return libraryOf(entry, entry.generations[entry.current]);
}

Expected<void> PluginCatalog::takeNewContent(Entry &entry)
{
    auto file = readPluginFile(entry.file);
    if (!file) {
        return tl::unexpected(file.error());
    }
    if (file->sha256 == entry.readSha256) {
        return {}; // touched only; a roll-back stays in force
    }
    auto manifest = readManifest(file->bytes, entry.path);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    auto copy = installPrivateCopy(*file, m_settings.stateFolder / "plugins");
    if (!copy) {
        return tl::unexpected(copy.error());
    }
    const bool isKnown =
        std::ranges::count(entry.generations, file->sha256, &Generation::sha256) > 0;
    if (!isKnown) {
        if (auto probed = probeOnce(*copy); !probed) {
            probed.error().where = entry.path;
            return tl::unexpected(probed.error());
        }
    }
    entry.readSha256 = file->sha256;
    const bool isSame =
        !entry.generations.empty() && entry.generations[entry.current].sha256 == file->sha256;
    if (!isSame) {
        Generation generation;
        generation.number = entry.generations.empty() ? 1 : entry.generations.back().number + 1;
        generation.sha256 = file->sha256;
        generation.copy = std::move(*copy);
        generation.manifest = std::move(*manifest);
        generation.loadedAt = std::chrono::system_clock::now();
        // The same content may be in use already, as an earlier generation: two cannot live in one
        // copy.
        for (const Generation &earlier : entry.generations) {
            if (earlier.sha256 == generation.sha256 && !earlier.library.expired()) {
                generation.library = earlier.library;
            }
        }
        entry.generations.push_back(std::move(generation));
        entry.current = entry.generations.size() - 1;
        dropOldCopies(entry);
    }
    return {};
}

// A copy never changes: what has passed the probe once need not pass it at every start.
Expected<void> PluginCatalog::probeOnce(const std::filesystem::path &copy) const
{
    const std::filesystem::path mark = copy.parent_path() / "probed";
    if (m_settings.probe.empty() || std::filesystem::exists(mark)) {
        return {};
    }
    if (const auto probed = checkFile(copy, m_settings.probe); !probed) {
        return tl::unexpected(probed.error());
    }
    std::ofstream(mark).flush(); // without the mark it is only probed again
    return {};
}

Expected<std::shared_ptr<const PluginLibrary>> PluginCatalog::libraryOf(Entry &entry,
                                                                        Generation &generation)
{
    if (auto library = generation.library.lock()) {
        return library;
    }
    m_reaper->shutDown(); // the same copy may be waiting for its shutdown
    auto host = std::make_shared<const PluginHost>(m_services, entry.path);
    m_hosts.push_back(host);
    auto loaded = PluginLibrary::load(
        {generation.copy, entry.path, generation.sha256, generation.manifest}, std::move(host));
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    generation.buildId = (*loaded)->buildId();
    auto library = PluginReaper::share(std::move(*loaded), m_reaper);
    generation.library = library;
    m_services.log.info("Plugin loaded",
                        {{"prefix", std::string_view("plugin")},
                         {"mwPath", std::string_view(entry.path)},
                         {"generation", static_cast<std::int64_t>(generation.number)}});
    return library;
}

void PluginCatalog::dropOldCopies(Entry &entry)
{
    for (std::size_t i = 0; i + m_settings.generationsKept < entry.generations.size(); ++i) {
        Generation &old = entry.generations[i];
        const bool isShared =
            std::ranges::count(entry.generations, old.sha256, &Generation::sha256) > 1;
        if (!old.copy.empty() && !isShared) {
            std::error_code ignored; // code that is mapped stays usable without its file
            std::filesystem::remove_all(old.copy.parent_path(), ignored);
        }
        old.copy.clear();
    }
}

std::vector<PluginReport> PluginCatalog::list() const
{
    std::vector<PluginReport> reports;
    for (const auto &[path, entry] : m_entries) {
        for (const auto &[symbol, hook] : entry->hooks) {
            PluginReport report;
            report.path = path;
            report.file = entry->file.string();
            report.symbol = symbol;
            report.kind = hook.kind;
            report.isLoaded = hook.reason.empty();
            report.reason = hook.reason;
            report.flags = hook.flags;
            report.totals = hook.stats->totals();
            if (!entry->generations.empty()) {
                const Generation &generation = entry->generations[entry->current];
                report.abi = generation.manifest.abi();
                report.sha256 = generation.sha256;
                report.buildId = generation.buildId;
                report.generation = generation.number;
                report.users = static_cast<std::size_t>(generation.library.use_count());
            }
            reports.push_back(std::move(report));
        }
    }
    return reports;
}

std::vector<PluginGeneration> PluginCatalog::generations(const std::string &path) const
{
    std::vector<PluginGeneration> list;
    const auto place = m_entries.find(path);
    if (place == m_entries.end()) {
        return list;
    }
    const Entry &entry = *place->second;
    for (const Generation &generation : entry.generations) {
        list.push_back({generation.number, generation.sha256, generation.buildId,
                        generation.manifest.abi(), generation.loadedAt,
                        &generation == &entry.generations[entry.current]});
    }
    return list;
}

Expected<std::uint64_t> PluginCatalog::rollBack(const std::string &path, std::uint64_t generation)
{
    const auto place = m_entries.find(path);
    if (place == m_entries.end() || place->second->generations.empty()) {
        return failure("No plugin was loaded from this path", path,
                       "GET /tyk/plugins lists the paths in use");
    }
    Entry &entry = *place->second;
    if (generation == 0) {
        if (entry.current == 0) {
            return failure("There is no earlier generation", path);
        }
        generation = entry.generations[entry.current - 1].number;
    }
    const auto target = std::ranges::find(entry.generations, generation, &Generation::number);
    if (target == entry.generations.end()) {
        return failure("There is no generation " + std::to_string(generation), path);
    }
    if (target->copy.empty() && target->library.expired()) {
        return failure("The copy of generation " + std::to_string(generation) + " was dropped",
                       path, "Put the older file in its place and reload");
    }
    entry.current = static_cast<std::size_t>(target - entry.generations.begin());
    return generation;
}

} // namespace gw::plugin
