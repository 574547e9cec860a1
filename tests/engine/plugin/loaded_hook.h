// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/plugin/fake_exchange.h"
#include "engine/plugin/fixtures.h"
#include "plugin/plugin_catalog.h"

#include <QTemporaryDir>

// A worker with a catalog of plugins whose private copies live in a folder of the test.
struct PluginBench {
    QTemporaryDir state;
    FakeWorker worker;
    gw::plugin::ServiceCaller *caller = nullptr;
    gw::plugin::PluginServices services{worker.log, worker.store, worker.metrics, worker.suspended,
                                        nullptr};
    std::unique_ptr<gw::plugin::PluginCatalog> catalog;

    explicit PluginBench(gw::plugin::ServiceCaller *ownCaller = nullptr,
                         std::chrono::milliseconds patience = std::chrono::seconds(60))
        : worker(patience)
    {
        services.caller = ownCaller;
        setInitPatience(gw::plugin::PluginLibrary::kInitPatience);
    }

    // Begins again with a new catalog.
    void setInitPatience(std::chrono::milliseconds initPatience)
    {
        catalog.reset(); // leaves the folder of copies to the new one
        gw::plugin::PluginCatalog::Settings settings;
        settings.stateFolder = state.path().toStdString();
        settings.gatewayVersion = "0.1.0";
        settings.initPatience = initPatience;
        catalog = std::make_unique<gw::plugin::PluginCatalog>(settings, services);
    }

    // A hook of a fixture, or of an example when a file is given.
    [[nodiscard]] std::shared_ptr<const gw::plugin::PluginHook>
    hook(const std::string &symbol, gw::plugin::HookKind kind = gw::plugin::HookKind::Request,
         const std::filesystem::path &file = fixture("hooks"))
    {
        auto loaded = catalog->hook({file.string(), symbol, kind, gw::plugin::FileNames::Exact});
        if (!loaded) {
            qWarning("%s", loaded.error().text().c_str());
            return nullptr;
        }
        return *loaded;
    }

    // What a reload does: takes new files, hands the hook out, forgets the rest.
    [[nodiscard]] std::shared_ptr<const gw::plugin::PluginHook>
    reloaded(const std::string &symbol, const std::filesystem::path &file)
    {
        changes = catalog->refresh(everythingIsNamed);
        auto fresh = hook(symbol, gw::plugin::HookKind::Request, file);
        catalog->settle(everythingIsNamed, {});
        return fresh;
    }
    std::vector<gw::plugin::PluginChange> changes; // of the last reloaded()

    static bool everythingIsNamed(std::string_view, std::string_view) { return true; }
};
