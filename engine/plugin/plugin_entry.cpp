// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_entry.h"

namespace gw::plugin {

namespace {

void compareHooks(const PluginManifest &before, const PluginManifest &now, PluginChange &change)
{
    for (const HookEntry &hook : now.hooks) {
        const HookEntry *const old = before.find(hook.name);
        if (old == nullptr) {
            change.addedHooks.push_back(hook.name);
        } else if (old->kinds != hook.kinds || old->flags != hook.flags) {
            change.changedHooks.push_back(hook.name);
        }
    }
    for (const HookEntry &hook : before.hooks) {
        if (now.find(hook.name) == nullptr) {
            change.removedHooks.push_back(hook.name);
        }
    }
}

} // namespace

bool PluginCatalog::Entry::Hook::isInUse() const
{
    return std::ranges::any_of(users, [](const auto &user) { return !user.expired(); });
}

std::shared_ptr<const PluginLibrary> PluginCatalog::Entry::libraryInUse() const
{
    return history.isEmpty() ? nullptr : history.current().library.lock();
}

bool PluginCatalog::Entry::holds(const std::string &sha256) const
{
    return !history.isEmpty() && history.current().sha256 == sha256;
}

void PluginCatalog::Entry::noteRead(const FileStamp &newStamp, const std::string &sha256)
{
    stamp = newStamp;
    readSha256 = sha256;
    refusal.clear();
}

bool PluginCatalog::Entry::isRolledBack() const
{
    return !readSha256.empty() && !holds(readSha256);
}

PluginChange PluginCatalog::Entry::changeSince(const PluginVersion &before) const
{
    using Outcome = PluginChange::Outcome;
    const PluginVersion &now = history.current();
    PluginChange change;
    change.path = path;
    change.spelling = spelling;
    change.generation = now.number;
    change.previousGeneration = before.number;
    change.isRolledBack = isRolledBack();
    change.sha256 = now.sha256;
    change.buildId = now.buildId;
    compareHooks(before.manifest, now.manifest, change);
    if (now.number != before.number) {
        change.outcome = Outcome::Taken;
    } else if (!refusal.empty()) {
        change.outcome = Outcome::Refused;
        change.reason = refusal;
    }
    return change;
}

PluginReport PluginCatalog::Entry::report(const std::string &symbol, const Hook &hook) const
{
    PluginReport report;
    report.path = spelling;
    report.key = path;
    report.file = file.string();
    report.symbol = symbol;
    report.kind = hook.kind;
    report.isLoaded = hook.reason.empty();
    report.reason = report.isLoaded ? refusal : hook.reason;
    report.flags = hook.flags;
    report.totals = hook.stats->totals();
    if (!history.isEmpty()) {
        const PluginVersion &version = history.current();
        report.abi = version.manifest.abi();
        report.sha256 = version.sha256;
        report.buildId = version.buildId;
        report.generation = version.number;
        report.isRolledBack = isRolledBack();
        report.users = static_cast<std::size_t>(version.library.use_count());
    }
    return report;
}

std::vector<PluginGeneration> PluginCatalog::Entry::generations() const
{
    std::vector<PluginGeneration> list;
    for (const PluginVersion &version : history.versions()) {
        list.push_back({version.number, version.sha256, version.buildId, version.manifest.abi(),
                        version.loadedAt, version.number == history.current().number,
                        !version.copy.empty() || !version.library.expired()});
    }
    return list;
}

} // namespace gw::plugin
