// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/bundle_catalog.h"
#include "chain/session_store.h"
#include "chain/text_template.h"
#include "runtime/hook_loader.h"
#include "runtime/reload_report.h"
#include "runtime/snapshot.h"
#include "runtime/tls_clients.h"
#include "spec/definition_folder.h"
#include "spec/gateway_config.h"
#include "upstream/host_health.h"
#include "upstream/http_proxy.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gw {
class Log;
}
namespace gw::telemetry {
class EventNames;
}

namespace gw::runtime {

// What a snapshot is built from besides the definitions.
struct BuildInputs {
    std::shared_ptr<const spec::GatewayConfig> config;
    std::string workspaceFolder;
    std::shared_ptr<const spec::DefinitionSchema> schema; // of definitions, for misspelt keys
    chain::Secrets secrets;                               // for $secret_env and $secret_conf
    HookLoader &hooks;
    const bundle::BundleCatalog &bundles;
    chain::SessionStore &sessions;
    upstream::HostHealth &health;
    std::shared_ptr<const upstream::ProxyRules> proxies; // of the environment
    Log &log;
    telemetry::EventNames *eventNames = nullptr; // of steps, for instrumentation; null: off
};

struct BuiltSnapshot {
    std::shared_ptr<const Snapshot> snapshot;
    ReloadReport report; // duration not yet set
};

// Turns definition files into a snapshot, aside from traffic. A file that cannot be served keeps
// its last good version from the previous snapshot; other files are not affected by it. Thread:
// control.
class SnapshotBuilder final {
public:
    explicit SnapshotBuilder(BuildInputs inputs);

    // Those that the gateway itself listens on; before the first build.
    void setOwnPorts(std::vector<std::uint16_t> ports) { m_ownPorts = std::move(ports); }

    using PluginChanges = std::vector<plugin::PluginChange>;
    // previous may be null. swaps: of plugins, since that.
    [[nodiscard]] BuiltSnapshot build(const std::vector<spec::StoredDefinition> &files,
                                      const Snapshot *previous, const PluginChanges &swaps);

    // The APIs of a snapshot again, from the definitions that it serves: those that name the
    // plugin's path are built anew, the others taken over. Nothing is read from the definitions'
    // folder. report: of that snapshot.
    [[nodiscard]] BuiltSnapshot rebuild(const Snapshot &previous, const ReloadReport &report,
                                        const plugin::PluginChange &swap);

    // One API by itself, for /tyk/debug and for checking an edit before it is written.
    struct BuiltApi {
        std::shared_ptr<const proxy::Api> api;
        std::vector<std::string> problems;
        bool isDegraded = false;
        bool keepsOldPlugin = false; // a plugin file's new content cannot be used
        bool usesOldBundle = false;  // the newest version of its bundle is not there, or no good
        std::string missingBundle;   // why it has no bundle, though it names one
        std::string bundleSha256;    // of the bundle that its hooks are from
        ServicePort servicePort;
    };
    [[nodiscard]] Expected<BuiltApi> buildApi(const std::string &text, const std::string &fileName);
    [[nodiscard]] Expected<BuiltApi> buildApi(spec::ApiDefinition definition,
                                              const std::string &text, const std::string &fileName);

    // Where references in definitions are looked up (reference C): the environment, the settings,
    // files in the workspace's folder "secrets".
    [[nodiscard]] static spec::SecretSources secretSources(const spec::GatewayConfig &config,
                                                           const std::string &workspaceFolder);

private:
    struct Draft; // of one snapshot
    [[nodiscard]] Draft beginDraft(const Snapshot *previous) const;
    [[nodiscard]] static BuiltSnapshot finish(Draft draft);
    void addAgain(const LoadedApi &old, ApiReport row, Draft &draft);
    // What of an API is new that was there before; empty: nothing.
    [[nodiscard]] std::vector<std::string> changesOf(const LoadedApi &old, const LoadedApi &now,
                                                     const Draft &draft) const;
    // What the definition says by itself, and its port.
    [[nodiscard]] Expected<void> check(const spec::ApiDefinition &definition,
                                       const std::string &fileName, BuiltApi &built) const;
    // The bundle's hooks take the place of the definition's (reference B2).
    void takeBundle(spec::ApiDefinition &definition, BuiltApi &built) const;
    [[nodiscard]] static ApiState stateOf(const BuiltApi &built, bool isSame);
    void addFile(const spec::StoredDefinition &file, Draft &draft);
    void keepOld(const spec::StoredDefinition &file, const Error &error, Draft &draft);
    void reportRemoved(Draft &draft);
    void resolvePorts(Draft &draft) const;
    void resolveCollisions(Draft &draft);

    BuildInputs m_inputs;
    std::vector<std::uint16_t> m_ownPorts;
    TlsClients m_tlsClients;
    std::shared_ptr<const request::GatewaySettings> m_settings;
    std::shared_ptr<const chain::ErrorReply> m_errorReply;
    std::shared_ptr<const proxy::AddressSet> m_untrackedAddresses;
};

} // namespace gw::runtime
