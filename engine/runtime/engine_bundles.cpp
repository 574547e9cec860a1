// SPDX-License-Identifier: GPL-3.0-or-later
// What an engine does for bundles: look for them when it loads its definitions, and load again when
// they have come.
#include "base/log.h"
#include "runtime/bundle_use.h"
#include "runtime/engine_parts.h"
#include "spec/gateway_config.h"

#include <QUrl>

#include <filesystem>
#include <set>

namespace gw::runtime {

namespace {

// How long a start waits for bundles. Those that come later are published when they are there.
constexpr auto kFirstBundles = std::chrono::seconds(5);

// "file:bundles" starts in the workspace, as other relative names of the settings do.
std::string absoluteBaseUrl(const std::string &baseUrl, const std::string &workspaceFolder)
{
    const QUrl url(QString::fromStdString(baseUrl), QUrl::StrictMode);
    const std::string path = url.path(QUrl::FullyDecoded).toStdString();
    if (url.scheme() != QLatin1StringView("file") || path.empty() || path.starts_with('/')) {
        return baseUrl;
    }
    const std::filesystem::path folder = std::filesystem::absolute(workspaceFolder) / path;
    return QUrl::fromLocalFile(QString::fromStdString(folder.lexically_normal().string()))
        .toEncoded()
        .toStdString();
}

} // namespace

bundle::BundleCatalog::Settings Engine::Private::bundleSettings(const EngineOptions &options,
                                                                const spec::GatewayConfig &config)
{
    bundle::BundleCatalog::Settings settings;
    settings.isEnabled = config.enableBundleDownloader;
    settings.baseUrl = absoluteBaseUrl(config.bundleBaseUrl, options.workspaceFolder);
    settings.folder = std::filesystem::path(options.stateFolder) / "bundles";
    settings.fetching.skipsTlsVerification = config.bundleInsecureSkipVerify;
    settings.fetching.limits.demandsSignedManifest =
        config.gatewright.bundleManifestSigned && !config.publicKeyPath.empty();
    if (!config.publicKeyPath.empty()) {
        settings.fetching.publicKeyPath =
            (std::filesystem::path(options.workspaceFolder) / config.publicKeyPath).string();
    }
    return settings;
}

ReloadReport Engine::Private::load(Bundles bundlesToUse)
{
    const auto started = Clock::now();
    log.info("reload: initiating", {{"prefix", "main"}});
    const auto files = folder.readAll();
    if (!files) {
        return refuseReload(files.error());
    }
    if (bundlesToUse == Bundles::Refresh) {
        refreshBundles(*files);
    }
    const auto changes = plugins.refresh(isNamedIn(*files));
    publish(builder.build(*files, snapshot.get(), changes), started);
    settlePlugins(changes);
    hasLoaded = true;
    return report;
}

void Engine::Private::refreshBundles(const std::vector<spec::StoredDefinition> &files)
{
    std::set<std::string> names;
    for (const spec::StoredDefinition &file : files) {
        if (file.definition && usesBundle(*file.definition)) {
            names.insert(file.definition->customMiddlewareBundle);
        }
    }
    bundles.refresh(names);
    if (workers.empty()) { // nobody waits for an answer yet
        bundles.waitForFirst(kFirstBundles);
    }
}

void Engine::Private::keepBundlesInUse()
{
    std::set<std::string> inUse;
    for (const LoadedApi &api : snapshot->apis) {
        inUse.insert(api.bundleSha256);
    }
    bundles.keepOnly(std::move(inUse));
}

std::vector<bundle::BundleReport> Engine::bundles() const
{
    return d->bundles.list();
}

Engine::BundleUsers Engine::bundleUsers() const
{
    BundleUsers users;
    for (const LoadedApi &api : d->snapshot->apis) {
        const spec::ApiDefinition &definition = *api.api->facts.definition;
        if (usesBundle(definition)) {
            users[definition.customMiddlewareBundle][api.api->facts.id] = api.bundleSha256;
        }
    }
    return users;
}

} // namespace gw::runtime
