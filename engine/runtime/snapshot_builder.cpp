// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/snapshot_builder.h"

#include "base/log.h"
#include "chain/chain_builder.h"
#include "chain/error_reply.h"
#include "proxy/loop_url.h"
#include "runtime/api_facts.h"
#include "runtime/bundle_use.h"
#include "runtime/forwarding_builder.h"
#include "runtime/gateway_settings.h"
#include "runtime/snapshot_draft.h"
#include "runtime/snapshot_routes.h"
#include "spec/definition_checks.h"
#include "spec/definition_reader.h"
#include "telemetry/event_names.h"
#include "telemetry/record_editor.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace gw::runtime {

namespace {

bool hasHooks(const spec::ApiDefinition &definition)
{
    const spec::CustomMiddleware &custom = definition.customMiddleware;
    const auto &versions = definition.versionData.versions;
    return usesBundle(definition) || !custom.pre.empty() || !custom.post.empty() ||
           !custom.postKeyAuth.empty() || !custom.response.empty() ||
           !custom.authCheck.name.empty() || definition.analyticsPlugin.enable ||
           std::any_of(versions.begin(), versions.end(), [](const spec::VersionInfo &version) {
               return !version.extendedPaths.goPlugin.empty();
           });
}

// Of raw bytes nothing is known but where they go. What would keep clients out must not be missing.
Expected<void> checkRaw(const spec::ApiDefinition &definition, SnapshotBuilder::BuiltApi &built)
{
    if (definition.enableIpWhitelisting || definition.enableIpBlacklisting) {
        return failure("protocol " + definition.protocol + " knows no lists of addresses", {},
                       "Switch enable_ip_whitelisting and enable_ip_blacklisting off");
    }
    if (definition.authentication.useMutualTlsAuth) {
        return failure("protocol " + definition.protocol + " asks for no client certificates", {},
                       "Switch use_mutual_tls_auth off");
    }
    if (definition.proxy.targetUrl.starts_with("tyk://")) {
        return failure("protocol " + definition.protocol + " needs a target with an address", {},
                       "Set proxy.target_url to tcp://host:port or tls://host:port");
    }
    if (!definition.authentication.useKeyless || hasHooks(definition)) {
        built.problems.push_back("protocol " + definition.protocol +
                                 ": authentication and plugins have no effect on raw bytes");
    }
    return {};
}

// What does not keep a definition from being served as it is written.
void addRemarks(const spec::ApiDefinition &definition, std::vector<std::string> &problems)
{
    problems.insert(problems.end(), definition.misspeltKeys.begin(), definition.misspeltKeys.end());
    for (const std::string &reference : definition.unresolvedReferences) {
        problems.push_back(reference + ": nothing has this name, so the text stays as it is");
    }
}

} // namespace

SnapshotBuilder::SnapshotBuilder(BuildInputs inputs)
    : m_inputs(std::move(inputs))
    , m_settings(makeSettings(*m_inputs.config))
    , m_untrackedAddresses(std::make_shared<const proxy::AddressSet>(
          m_inputs.config->analyticsConfig.ignoredIps.begin(),
          m_inputs.config->analyticsConfig.ignoredIps.end()))
{
    std::vector<std::string> problems;
    m_errorReply =
        std::make_shared<const chain::ErrorReply>(chain::ErrorReply::load(*m_settings, problems));
    for (const std::string &problem : problems) {
        m_inputs.log.warning(problem, {{"prefix", "main"}});
    }
}

spec::SecretSources SnapshotBuilder::secretSources(const spec::GatewayConfig &config,
                                                   const std::string &workspaceFolder)
{
    spec::SecretSources secrets;
    secrets.configured = [configured =
                              config.secrets](std::string_view name) -> std::optional<std::string> {
        const auto place = configured.find(std::string(name));
        return place == configured.end() ? std::nullopt : std::optional(place->second);
    };
    secrets.environment = [](std::string_view name) -> std::optional<std::string> {
        const char *value = std::getenv(std::string(name).c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
    secrets.file = spec::filesBelow((std::filesystem::path(workspaceFolder) / "secrets").string());
    return secrets;
}

Expected<SnapshotBuilder::BuiltApi> SnapshotBuilder::buildApi(const std::string &text,
                                                              const std::string &fileName)
{
    auto read = spec::readDefinition(text, fileName,
                                     secretSources(*m_inputs.config, m_inputs.workspaceFolder),
                                     m_inputs.schema.get());
    if (!read) {
        return tl::unexpected(read.error());
    }
    return buildApi(std::move(*read), text, fileName);
}

Expected<void> SnapshotBuilder::check(const spec::ApiDefinition &definition,
                                      const std::string &fileName, BuiltApi &built) const
{
    const spec::CheckOptions checks{m_inputs.config->httpServerOptions.enablePathPrefixMatching};
    for (const spec::Finding &finding : spec::checkDefinition(definition, checks)) {
        if (finding.severity == spec::Severity::Error) {
            return failure(finding.message, fileName + finding.pointer, finding.remedy);
        }
        if (finding.severity == spec::Severity::Warning) {
            built.problems.push_back(finding.pointer + ": " + finding.message);
        }
    }
    addRemarks(definition, built.problems);
    if (!definition.domain.empty() && !definition.domainDisabled &&
        !m_inputs.config->enableCustomDomains) {
        built.problems.emplace_back("/domain: Without effect, requests to any host are taken (Set "
                                    "enable_custom_domains in gatewright.conf)");
    }
    auto port = servicePortOf(definition, *m_inputs.config, m_ownPorts);
    if (!port) {
        return tl::unexpected(port.error());
    }
    built.servicePort = *port;
    return isRaw(port->protocol) ? checkRaw(definition, built) : Expected<void>();
}

Expected<SnapshotBuilder::BuiltApi> SnapshotBuilder::buildApi(spec::ApiDefinition read,
                                                              const std::string &text,
                                                              const std::string &fileName)
{
    BuiltApi built;
    takeBundle(read, built);
    auto definition = std::make_shared<const spec::ApiDefinition>(std::move(read));
    if (auto checked = check(*definition, fileName, built); !checked) {
        return tl::unexpected(checked.error());
    }
    auto forwarding = buildForwarding(
        *definition, {*m_inputs.config, m_tlsClients, m_inputs.health, m_inputs.proxies});
    if (!forwarding) {
        return tl::unexpected(forwarding.error());
    }
    auto api = std::make_shared<proxy::Api>();
    api->facts = makeFacts(definition, text, m_settings);
    api->forwarding = std::move(*forwarding);
    api->errorReply = m_errorReply;
    api->credentials = proxy::CredentialMask(definition->authentication);
    api->untrackedAddresses = m_untrackedAddresses;
    api->recordsDetails = definition->enableDetailedRecording ||
                          m_inputs.config->analyticsConfig.enableDetailedRecording;

    const chain::ChainInputs inputs{api->facts,        *m_inputs.config, m_inputs.hooks,
                                    m_inputs.sessions, m_inputs.secrets, built.missingBundle};
    auto chain = chain::buildChain(inputs);
    if (!chain) {
        return tl::unexpected(chain.error());
    }
    api->chain = std::move(chain->chain);
    if (definition->analyticsPlugin.enable) {
        const spec::AnalyticsPlugin &named = definition->analyticsPlugin;
        auto hook = m_inputs.hooks.loadAnalytics(named.pluginPath, named.funcName);
        if (hook) {
            api->recordEditor = std::move(*hook);
        } else {
            // Tyk lets records pass unchanged (reference A5): what should have been hidden with
            // them.
            api->recordEditor = std::make_shared<const telemetry::DropsEveryRecord>();
            built.problems.push_back("analytics_plugin: " + hook.error().text() +
                                     "; no records of this API are kept");
        }
    }
    if (m_inputs.eventNames != nullptr) {
        for (const auto &step : api->chain.request) {
            api->stepEvents.push_back(m_inputs.eventNames->intern(step->name()));
        }
    }
    built.isDegraded = chain->isDegraded;
    built.problems.insert(built.problems.end(), chain->problems.begin(), chain->problems.end());
    for (std::string &refusal : m_inputs.hooks.refusals(*definition)) {
        built.problems.push_back(std::move(refusal));
        built.keepsOldPlugin = true;
    }
    built.api = std::move(api);
    return built;
}

void SnapshotBuilder::takeBundle(spec::ApiDefinition &definition, BuiltApi &built) const
{
    if (!usesBundle(definition)) {
        return;
    }
    const bundle::BundleState state = m_inputs.bundles.state(definition.customMiddlewareBundle);
    const std::string problem = state.problem ? state.problem->text() : std::string();
    if (state.bundle == nullptr) {
        definition.customMiddleware = {}; // its own hooks are not those that guard it
        built.missingBundle = problem + (state.isBeingFetched ? "; it is being fetched" : "");
        return;
    }
    definition.customMiddleware = state.bundle->customMiddleware;
    built.bundleSha256 = state.bundle->sha256;
    if (!problem.empty()) {
        built.usesOldBundle = true;
        built.problems.push_back(problem + "; the version fetched before goes on serving");
    }
}

ApiState SnapshotBuilder::stateOf(const BuiltApi &built, bool isSame)
{
    if (built.isDegraded) {
        return ApiState::Degraded;
    }
    if (built.keepsOldPlugin || built.usesOldBundle) {
        return ApiState::KeptOld;
    }
    return isSame ? ApiState::Unchanged : ApiState::Loaded;
}

SnapshotBuilder::Draft SnapshotBuilder::beginDraft(const Snapshot *previous) const
{
    Draft draft;
    draft.previous = previous;
    draft.snapshot->generation = previous == nullptr ? 1 : previous->generation + 1;
    draft.snapshot->settings = m_settings;
    draft.snapshot->cleansPaths = !m_inputs.config->httpServerOptions.skipUrlCleaning;
    if (previous != nullptr) {
        for (const LoadedApi &api : previous->apis) {
            draft.previousByFile.emplace(api.file, &api);
        }
    }
    return draft;
}

BuiltSnapshot SnapshotBuilder::finish(Draft draft)
{
    draft.report.generation = draft.snapshot->generation;
    draft.report.hasFailures =
        std::any_of(draft.report.apis.begin(), draft.report.apis.end(), &isFailure);
    return {std::move(draft.snapshot), std::move(draft.report)};
}

BuiltSnapshot SnapshotBuilder::build(const std::vector<spec::StoredDefinition> &files,
                                     const Snapshot *previous, const PluginChanges &swaps)
{
    Draft draft = beginDraft(previous);
    draft.swaps = swaps;
    draft.lookOver(files);
    // The first has the id: the one from which an API is served (spec::apiIdOf()).
    for (const bool isFirstTurn : {true, false}) {
        for (const spec::StoredDefinition &file : files) {
            if (spec::bearsId(nameOf(file), draft.idOfFile.at(nameOf(file))) == isFirstTurn) {
                addFile(file, draft);
            }
        }
    }
    draft.sort();
    reportRemoved(draft);
    resolvePorts(draft);
    resolveCollisions(draft);
    addRoutes(*draft.snapshot, *m_inputs.config);
    return finish(std::move(draft));
}

BuiltSnapshot SnapshotBuilder::rebuild(const Snapshot &previous, const ReloadReport &report,
                                       const plugin::PluginChange &swap)
{
    Draft draft = beginDraft(&previous);
    draft.swaps = std::span(&swap, 1);
    std::map<std::string, ApiReport> rows;
    for (const ApiReport &row : report.apis) {
        if (row.state != ApiState::Removed) {
            rows[row.file] = row;
        }
    }
    for (const LoadedApi &old : previous.apis) {
        addAgain(old, std::move(rows[old.file]), draft);
        rows.erase(old.file);
    }
    for (auto &[file, row] : rows) { // of files that serve nothing
        draft.report.apis.push_back(std::move(row));
    }
    resolvePorts(draft);
    resolveCollisions(draft);
    addRoutes(*draft.snapshot, *m_inputs.config);
    return finish(std::move(draft));
}

void SnapshotBuilder::addAgain(const LoadedApi &old, ApiReport row, Draft &draft)
{
    const request::ApiFacts &facts = old.api->facts;
    if (row.state == ApiState::Loaded) {
        row.state = ApiState::Unchanged;
    }
    row.changes.clear();
    row.isMoved = false;
    if (row.state == ApiState::Failed) { // it serves, but for its port, which is looked at again
        std::erase_if(row.problems, [](const std::string &problem) {
            return problem.starts_with("listen_port ");
        });
        row.state = old.isDegraded             ? ApiState::Degraded
                    : !old.staleReason.empty() ? ApiState::KeptOld
                                               : ApiState::Unchanged;
    }
    if (!m_inputs.hooks.names(*facts.definition, draft.swaps.front().path)) {
        draft.add(old, std::move(row));
        return;
    }
    auto built = buildApi(*facts.definition, *facts.definitionJson, old.file);
    if (!built) { // it could be built before: a resource is missing
        row.state = ApiState::KeptOld;
        row.problems.push_back(built.error().text());
        draft.add(old, std::move(row));
        return;
    }
    LoadedApi loaded = old;
    loaded.isDegraded = built->isDegraded;
    loaded.bundleSha256 = built->bundleSha256;
    loaded.servicePort = built->servicePort;
    loaded.remarks = built->problems;
    row.problems = std::move(built->problems);
    if (!old.staleReason.empty()) {
        row.problems.insert(row.problems.begin(), old.staleReason);
    }
    row.state = stateOf(*built, false);
    if (row.state == ApiState::Loaded && !old.staleReason.empty()) {
        row.state = ApiState::KeptOld;
    }
    loaded.api = std::move(built->api);
    if (row.state == ApiState::Loaded) {
        row.changes = changesOf(old, loaded, draft);
    }
    draft.add(std::move(loaded), std::move(row));
}

std::vector<std::string> SnapshotBuilder::changesOf(const LoadedApi &old, const LoadedApi &now,
                                                    const Draft &draft) const
{
    using Outcome = plugin::PluginChange::Outcome;
    const spec::ApiDefinition &definition = *now.api->facts.definition;
    std::vector<std::string> changes;
    if (old.textHash != now.textHash) {
        changes.emplace_back("definition");
    }
    if (old.bundleSha256 != now.bundleSha256) {
        changes.push_back("bundle " + definition.customMiddlewareBundle);
    }
    for (const plugin::PluginChange &swap : draft.swaps) {
        const bool isNew = swap.outcome == Outcome::Taken || swap.outcome == Outcome::RolledBack;
        if (isNew && m_inputs.hooks.names(definition, swap.path)) {
            changes.push_back("plugin " + swap.spelling + ", generation " +
                              std::to_string(swap.generation));
        }
    }
    if (old.isDegraded && !now.isDegraded && changes.empty()) {
        changes.emplace_back("hooks, which could not be loaded before");
    }
    return changes;
}

void SnapshotBuilder::addFile(const spec::StoredDefinition &file, Draft &draft)
{
    if (const std::optional<Error> refusal = draft.refusalOf(file)) {
        keepOld(file, *refusal, draft);
        return;
    }
    const std::string name = nameOf(file);
    const auto old = draft.previousByFile.find(name);
    const bool isSame = old != draft.previousByFile.end() && old->second->textHash == file.hash;
    // Only a definition without hooks is taken over: plugin files may have been rebuilt (J4). One
    // that is degraded is built again, for its reasons to be told again.
    if (isSame && !old->second->usesHooks && !old->second->isDegraded) {
        const request::ApiFacts &facts = old->second->api->facts;
        LoadedApi same = *old->second;
        same.staleReason.clear();
        ApiReport row{facts.id,         facts.name,          name,
                      facts.listenPath, ApiState::Unchanged, same.remarks};
        row.textHash = file.hash;
        draft.add(std::move(same), std::move(row));
        return;
    }
    auto built = buildApi(*file.definition, file.text, name);
    if (!built) {
        keepOld(file, built.error(), draft);
        return;
    }
    const bool hasGoodVersion = old != draft.previousByFile.end() && !old->second->lacksBundle;
    if (!built->missingBundle.empty() && hasGoodVersion) {
        keepOld(file, {built->missingBundle, {}, {}}, draft);
        return;
    }
    LoadedApi loaded;
    loaded.file = name;
    loaded.textHash = file.hash;
    loaded.routePath = built->api->facts.listenPath;
    loaded.usesHooks = hasHooks(*file.definition);
    loaded.isDegraded = built->isDegraded;
    loaded.lacksBundle = !built->missingBundle.empty();
    loaded.bundleSha256 = built->bundleSha256;
    loaded.servicePort = built->servicePort;
    loaded.remarks = built->problems;
    loaded.api = built->api;
    std::vector<std::string> changes;
    bool isUnchanged = false;
    if (old != draft.previousByFile.end()) {
        changes = changesOf(*old->second, loaded, draft);
        isUnchanged = changes.empty();
    }
    const request::ApiFacts &facts = loaded.api->facts;
    ApiReport row{facts.id,
                  facts.name,
                  name,
                  facts.listenPath,
                  stateOf(*built, isUnchanged),
                  std::move(built->problems)};
    row.textHash = file.hash;
    if (row.state == ApiState::Loaded) {
        row.changes = std::move(changes);
    }
    draft.add(std::move(loaded), std::move(row));
}

void SnapshotBuilder::keepOld(const spec::StoredDefinition &file, const Error &error, Draft &draft)
{
    ApiReport row;
    row.file = nameOf(file);
    row.textHash = file.hash;
    row.problems = {error.text()};
    const auto old = draft.previousByFile.find(row.file);
    if (old == draft.previousByFile.end() || draft.fileOfId.contains(old->second->api->facts.id)) {
        draft.addBroken(std::move(row));
        return;
    }
    const request::ApiFacts &facts = old->second->api->facts;
    row.apiId = facts.id;
    row.name = facts.name;
    row.listenPath = facts.listenPath;
    row.state = ApiState::KeptOld;
    LoadedApi kept = *old->second;
    kept.staleReason = error.text();
    draft.add(std::move(kept), std::move(row));
}

void SnapshotBuilder::reportRemoved(Draft &draft)
{
    std::set<std::string> present;
    for (const ApiReport &row : draft.report.apis) {
        present.insert(row.file);
    }
    for (const auto &[file, api] : draft.previousByFile) {
        if (!present.contains(file)) {
            const request::ApiFacts &facts = api->api->facts;
            draft.report.apis.push_back(
                {facts.id, facts.name, file, facts.listenPath, ApiState::Removed, {}});
        }
    }
}

} // namespace gw::runtime
