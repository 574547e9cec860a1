// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_catalog.h"

#include "base/log.h"
#include "plugin/plugin_entry.h"

#include <algorithm>

namespace gw::plugin {

namespace {

const std::string &spelledBy(const PluginCatalog::Wanted &wanted)
{
    return wanted.spelling.empty() ? wanted.path : wanted.spelling;
}

} // namespace

PluginCatalog::PluginCatalog(Settings settings, const PluginServices &services)
    : m_settings(std::move(settings))
    , m_log(services.log)
    , m_installer({m_settings.stateFolder / "plugins", m_settings.probe, m_settings.initPatience},
                  services)
{
}

PluginCatalog::~PluginCatalog() = default;

// --- Hooks
// ----------------------------------------------------------------------------------------

Expected<std::shared_ptr<const PluginHook>> PluginCatalog::hook(const Wanted &wanted)
{
    std::unique_ptr<Entry> &slot = m_entries[wanted.path];
    if (slot == nullptr) {
        slot = std::make_unique<Entry>();
        slot->path = wanted.path;
        slot->spelling = spelledBy(wanted);
    }
    auto hook = makeHook(*slot, wanted);
    Entry::Hook &known = slot->hooks[wanted.symbol];
    known.kind = wanted.kind;
    known.reason = hook ? std::string() : hook.error().text();
    if (!hook) {
        m_log.error("Could not load Go-plugin", {{"prefix", std::string_view("plugin")},
                                                 {"mwPath", std::string_view(spelledBy(wanted))},
                                                 {"mwSymbolName", std::string_view(wanted.symbol)},
                                                 {"error", std::string_view(known.reason)}});
    }
    return hook;
}

Expected<std::shared_ptr<const PluginHook>> PluginCatalog::makeHook(Entry &entry,
                                                                    const Wanted &wanted)
{
    auto library = libraryInForce(entry, wanted);
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
    auto hook = std::make_shared<const PluginHook>(
        PluginHook::Parts{std::move(*library), *function, std::move(*chosen), wanted.kind,
                          known.stats, m_settings.slowThreshold, spelledBy(wanted)});
    std::erase_if(known.users, [](const auto &user) { return user.expired(); });
    known.users.push_back(hook);
    return hook;
}

Expected<std::shared_ptr<const PluginLibrary>> PluginCatalog::libraryInForce(Entry &entry,
                                                                             const Wanted &wanted)
{
    if (auto library = entry.libraryInUse()) {
        return library;
    }
    // Nobody depends on the old content: what the file holds now counts.
    entry.names = wanted.names;
    entry.file = resolvePluginFile(entry.path, entry.names, m_settings.gatewayVersion);
    if (const auto taken = takeFirst(entry); !taken) {
        entry.readSha256.clear();
        return tl::unexpected(taken.error());
    }
    auto loaded = m_installer.load(entry.history.current(), entry.spelling);
    if (loaded) {
        m_log.info("Plugin loaded",
                   {{"prefix", std::string_view("plugin")},
                    {"mwPath", std::string_view(entry.spelling)},
                    {"generation", static_cast<std::int64_t>(entry.history.current().number)}});
    }
    return loaded;
}

Expected<void> PluginCatalog::takeFirst(Entry &entry)
{
    const auto stamp = stampOf(entry.file);
    if (!stamp) {
        return tl::unexpected(stamp.error());
    }
    if (!entry.readSha256.empty() && *stamp == entry.stamp) {
        return {};
    }
    const auto file = readPluginFile(entry.file);
    if (!file) {
        return tl::unexpected(file.error());
    }
    if (file->sha256 != entry.readSha256) {
        auto manifest = readManifest(file->bytes, entry.path);
        if (!manifest) {
            return tl::unexpected(manifest.error());
        }
        auto version = m_installer.install(*file, std::move(*manifest), entry.path);
        if (!version) {
            return tl::unexpected(version.error());
        }
        if (entry.history.isEmpty()) {
            removeLeftovers(version->copy, m_settings.generationsKept);
        }
        if (!entry.holds(file->sha256)) {
            entry.history.take(std::move(*version), m_settings.generationsKept);
        }
    }
    entry.noteRead(*stamp, file->sha256);
    return {};
}

// --- Swapping
// -------------------------------------------------------------------------------------

std::vector<PluginChange> PluginCatalog::refresh(const IsNamed &isNamed)
{
    std::vector<PluginChange> changes;
    for (const auto &[path, entry] : m_entries) {
        if (entry->libraryInUse() == nullptr) {
            continue; // hook() looks at the file
        }
        PluginChange change = refreshEntry(*entry, Look::IfTouched, isNamed);
        if (change.outcome != PluginChange::Outcome::Unchanged) {
            changes.push_back(std::move(change));
        }
    }
    return changes;
}

Expected<PluginChange> PluginCatalog::refreshPath(const std::string &path, const IsNamed &isNamed)
{
    const auto place = m_entries.find(path);
    if (place == m_entries.end()) {
        return failure("No API names this plugin path", path, "GET /tyk/plugins lists them");
    }
    Entry &entry = *place->second;
    if (entry.libraryInUse() != nullptr) {
        return refreshEntry(entry, Look::Always, isNamed);
    }
    entry.readSha256.clear(); // so that hook() reads the file
    PluginChange change;
    change.path = path;
    change.spelling = entry.spelling;
    if (!entry.history.isEmpty()) {
        change = entry.changeSince(entry.history.current());
    }
    return change;
}

void PluginCatalog::complete(PluginChange &change) const
{
    const auto place = m_entries.find(change.path);
    if (place == m_entries.end() || change.outcome != PluginChange::Outcome::Unchanged) {
        return;
    }
    const Entry &entry = *place->second;
    for (const auto &[symbol, hook] : entry.hooks) {
        if (!hook.reason.empty()) {
            change.outcome = PluginChange::Outcome::Refused;
            change.reason = hook.reason;
            return;
        }
    }
    if (!entry.history.isEmpty() && entry.history.current().number != change.generation) {
        change.previousGeneration = change.generation;
        change.generation = entry.history.current().number;
        change.sha256 = entry.history.current().sha256;
        change.buildId = entry.history.current().buildId;
        change.outcome = PluginChange::Outcome::Taken;
    }
}

PluginChange PluginCatalog::refreshEntry(Entry &entry, Look look, const IsNamed &isNamed)
{
    const PluginVersion before = entry.history.current();
    const auto taken = takeNew(entry, look, isNamed);
    if (!taken) {
        entry.refusal = taken.error().text();
        m_log.error("The plugin's new content is refused, the old goes on serving",
                    {{"prefix", std::string_view("plugin")},
                     {"mwPath", std::string_view(entry.spelling)},
                     {"generation", static_cast<std::int64_t>(before.number)},
                     {"error", std::string_view(entry.refusal)}});
    }
    return entry.changeSince(before);
}

// Everything that can fail comes first; what is in force changes last.
Expected<void> PluginCatalog::takeNew(Entry &entry, Look look, const IsNamed &isNamed)
{
    entry.file = resolvePluginFile(entry.path, entry.names, m_settings.gatewayVersion);
    const auto stamp = stampOf(entry.file);
    if (!stamp) {
        return tl::unexpected(stamp.error());
    }
    if (look == Look::IfTouched && *stamp == entry.stamp && entry.refusal.empty()) {
        return {};
    }
    const auto file = readPluginFile(entry.file);
    if (!file) {
        return tl::unexpected(file.error());
    }
    // Touched only: a roll-back stays in force.
    if (file->sha256 != entry.readSha256 && !entry.holds(file->sha256)) {
        auto manifest = readManifest(file->bytes, entry.path);
        if (!manifest) {
            return tl::unexpected(manifest.error());
        }
        if (const auto complete = checkHooks(entry, *manifest, isNamed); !complete) {
            return tl::unexpected(complete.error());
        }
        auto version = m_installer.install(*file, std::move(*manifest), entry.path);
        if (!version) {
            return tl::unexpected(version.error());
        }
        if (const auto loaded = load(entry, *version, isNamed); !loaded) {
            return tl::unexpected(loaded.error());
        }
        entry.history.take(std::move(*version), m_settings.generationsKept);
    }
    entry.noteRead(*stamp, file->sha256);
    return {};
}

// A library that lacks a hook in use would leave an API without it.
Expected<void> PluginCatalog::checkHooks(const Entry &entry, const PluginManifest &manifest,
                                         const IsNamed &isNamed)
{
    for (const auto &[symbol, hook] : entry.hooks) {
        if (!hook.isInUse() || !isNamed(entry.path, symbol)) {
            continue;
        }
        if (const auto chosen = chooseHook(manifest, symbol, hook.kind, entry.path); !chosen) {
            return tl::unexpected(chosen.error());
        }
    }
    return {};
}

Expected<void> PluginCatalog::load(Entry &entry, PluginVersion &version, const IsNamed &isNamed)
{
    if (auto library = entry.history.libraryWith(version.sha256)) {
        version.library = library;
        version.buildId = library->buildId();
        version.loadedAt = std::chrono::system_clock::now();
        m_fresh.push_back(std::move(library));
        return {};
    }
    auto library = m_installer.load(version, entry.spelling);
    if (!library) {
        return tl::unexpected(library.error());
    }
    for (const auto &[symbol, hook] : entry.hooks) {
        const HookEntry *const there = version.manifest.find(symbol);
        if (!hook.isInUse() || !isNamed(entry.path, symbol) || there == nullptr) {
            continue;
        }
        if (const auto function = (*library)->function(*there); !function) {
            return tl::unexpected(function.error());
        }
    }
    m_fresh.push_back(std::move(*library));
    return {};
}

Expected<PluginChange> PluginCatalog::rollBack(const std::string &path, std::uint64_t generation,
                                               const IsNamed &isNamed)
{
    const auto place = m_entries.find(path);
    if (place == m_entries.end() || place->second->history.isEmpty()) {
        return failure("No plugin was loaded from this path", path,
                       "GET /tyk/plugins lists the paths");
    }
    Entry &entry = *place->second;
    const PluginVersion before = entry.history.current();
    auto target = entry.history.find(generation);
    if (!target) {
        target.error().where = path;
        return tl::unexpected(target.error());
    }
    PluginVersion &version = **target;
    if (const auto complete = checkHooks(entry, version.manifest, isNamed); !complete) {
        return tl::unexpected(complete.error());
    }
    if (const auto loaded = load(entry, version, isNamed); !loaded) {
        return tl::unexpected(loaded.error());
    }
    entry.history.putInForce(version);
    PluginChange change = entry.changeSince(before);
    change.outcome = change.generation == before.number ? PluginChange::Outcome::Unchanged
                                                        : PluginChange::Outcome::RolledBack;
    return change;
}

void PluginCatalog::settle(const IsNamed &isNamed, const Spellings &spellings)
{
    m_fresh.clear();
    for (auto place = m_entries.begin(); place != m_entries.end();) {
        Entry &entry = *place->second;
        if (const auto spelled = spellings.find(entry.path); spelled != spellings.end()) {
            entry.spelling = spelled->second;
        }
        std::erase_if(entry.hooks,
                      [&](const auto &hook) { return !isNamed(entry.path, hook.first); });
        if (entry.hooks.empty() && entry.libraryInUse() == nullptr) {
            entry.history.removeCopies();
            place = m_entries.erase(place);
        } else {
            ++place;
        }
    }
}

// --- Reports
// --------------------------------------------------------------------------------------

std::vector<PluginReport> PluginCatalog::list() const
{
    std::vector<PluginReport> reports;
    for (const auto &[path, entry] : m_entries) {
        for (const auto &[symbol, hook] : entry->hooks) {
            reports.push_back(entry->report(symbol, hook));
        }
    }
    return reports;
}

std::vector<PluginGeneration> PluginCatalog::generations(const std::string &path) const
{
    const auto place = m_entries.find(path);
    return place == m_entries.end() ? std::vector<PluginGeneration>()
                                    : place->second->generations();
}

std::string PluginCatalog::refusalOf(const std::string &path) const
{
    const auto place = m_entries.find(path);
    return place == m_entries.end() ? std::string() : place->second->refusal;
}

std::map<std::string, PluginSource> PluginCatalog::files() const
{
    std::map<std::string, PluginSource> files;
    for (const auto &[path, entry] : m_entries) {
        files[path] = {resolvePluginFile(path, entry->names, m_settings.gatewayVersion),
                       entry->stamp};
    }
    return files;
}

} // namespace gw::plugin
