// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/snapshot_draft.h"

#include "chain/breakpoints.h"
#include "chain/chain.h"

#include <algorithm>

namespace gw::runtime {

namespace {

// How the steps are called, each once.
std::vector<std::string> stepsOf(const chain::Chain &chain)
{
    std::vector<std::string> names;
    for (const auto *steps : {&chain.request, &chain.response}) {
        for (const std::unique_ptr<const chain::Step> &step : *steps) {
            const std::string name(chain::shortName(*step, {}));
            if (!name.empty() && std::ranges::find(names, name) == names.end()) {
                names.push_back(name);
            }
        }
    }
    return names;
}

} // namespace

void SnapshotBuilder::Draft::lookOver(std::span<const spec::StoredDefinition> files)
{
    for (const spec::StoredDefinition &file : files) {
        idOfFile.emplace(nameOf(file), apiIdOf(file));
    }
}

void SnapshotBuilder::Draft::add(LoadedApi api, ApiReport row)
{
    row.servicePort = api.servicePort;
    row.steps = stepsOf(api.api->chain);
    fileOfId.emplace(api.api->facts.id, api.file);
    reportOf.push_back(report.apis.size());
    snapshot->apis.push_back(std::move(api));
    report.apis.push_back(std::move(row));
}

void SnapshotBuilder::Draft::addBroken(ApiReport row)
{
    brokenFileOfId.emplace(idOfFile.at(row.file), row.file);
    row.state = ApiState::Failed;
    report.apis.push_back(std::move(row));
}

std::string SnapshotBuilder::Draft::apiIdOf(const spec::StoredDefinition &file) const
{
    if (file.definition) {
        return file.definition->apiId;
    }
    const std::string name = nameOf(file);
    const auto old = previousByFile.find(name);
    return old != previousByFile.end() ? old->second->api->facts.id
                                       : spec::apiIdOf(name, file.text);
}

bool SnapshotBuilder::Draft::goesOnServing(const std::string &id, const std::string &file) const
{
    if (previous == nullptr || !previous->byId.contains(id)) {
        return false;
    }
    const std::string &before = previous->apis[previous->byId.at(id)].file;
    const auto left = idOfFile.find(before);
    return before == file || left == idOfFile.end() || left->second != id;
}

std::optional<Error> SnapshotBuilder::Draft::refusalOf(const spec::StoredDefinition &file) const
{
    if (!file.definition) {
        return file.definition.error();
    }
    const std::string &id = file.definition->apiId;
    const std::string name = nameOf(file);
    if (const auto taken = fileOfId.find(id); taken != fileOfId.end()) {
        return Error{"api_id \"" + id + "\" is that of " + taken->second + " too, which is served",
                     name + "/api_id", "Give one of them another api_id, or delete it"};
    }
    // What serves already is not stopped by a file that cannot be.
    const auto broken = brokenFileOfId.find(id);
    if (broken == brokenFileOfId.end() || goesOnServing(id, name)) {
        return std::nullopt;
    }
    return Error{"api_id \"" + id + "\" is that of " + broken->second +
                     " too, which goes before this file, but cannot be served",
                 name + "/api_id",
                 "Mend or delete " + broken->second + ", or give this file another api_id"};
}

void SnapshotBuilder::Draft::sort()
{
    std::ranges::sort(snapshot->apis, {}, &LoadedApi::file);
    std::ranges::sort(report.apis, {}, &ApiReport::file);
    for (std::size_t i = 0; i < snapshot->apis.size(); ++i) {
        const auto row =
            std::ranges::lower_bound(report.apis, snapshot->apis[i].file, {}, &ApiReport::file);
        reportOf[i] = static_cast<std::size_t>(row - report.apis.begin());
    }
}

} // namespace gw::runtime
