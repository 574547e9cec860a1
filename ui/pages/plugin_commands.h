// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/diagnostics.h"
#include "models/problems_model.h"
#include "session/engine_session.h"
#include "window/page_opener.h"

#include <array>
#include <functional>
#include <string>
#include <vector>

class QMenu;

namespace gw::window {
class ActionRegistry;
class MainWindow;
} // namespace gw::window

namespace gw::pages {

// Where an API definition may name a hook; in the order of toolchain::HookPlace.
inline constexpr std::array<const char *, 5> kHookSlots = {"pre", "auth_check", "post_key_auth",
                                                           "post", "response"};

// What commands on plugins work with.
struct PluginServices {
    session::EngineSession &session;
    window::PageOpener &opener;
    // What a plugin file holds, by its path on the disk. Any thread; may be empty.
    editing::PluginLookup facts;
    // Compiles a source or a project.
    std::function<void(const QString &root)> build;
};

// The function of a library for a slot: one whose name ends as the templates' do ("RateGuardPre"
// for "pre"), else the first; empty where there is none.
[[nodiscard]] QString symbolFor(const std::string &slot, const std::vector<std::string> &symbols);

// What can be done to a plugin library, from its page, the navigator and the problems: libraries
// are named as the engine or the navigator name them. Thread: GUI.
class PluginCommands final : public QObject {
    Q_OBJECT

public:
    explicit PluginCommands(PluginServices services, QObject *parent = nullptr);

    [[nodiscard]] bool hasSource(const QString &library) const;
    void editSource(const QString &library);
    void build(const QString &library);
    // Of a file that no library may have been built of yet.
    void buildSource(const QString &file);
    // Loads the file as it lies on the disk; the window says what became of it.
    void reload(const QString &library);
    // "plugins/x.so" for a file of the workspace.
    [[nodiscard]] QString nameInDefinitions(const QString &library) const;
    // Its path on the disk.
    [[nodiscard]] QString fileOf(const QString &library) const;

    // Entries that put the library into a slot of an API, as an edit that is not applied yet.
    // symbol: empty for the first that the library exports for the slot. Slots for which it has
    // none are disabled as soon as that is known.
    void fillUse(QMenu &menu, const QString &library, const QString &symbol = {});
    // Entries that take all of its hooks out of an API, likewise.
    void fillRemove(QMenu &menu, const QString &library);
    // Gives the problem of a plugin its quick fix: compiles the source anew, or loads the file
    // again where there is no source.
    void mend(models::Problem &problem);
    [[nodiscard]] const PluginServices &services() const { return m_services; }

private:
    void checkSlots(QMenu &menu, const QString &library, const QString &symbol);
    void use(const QString &apiId, const std::string &slot, const QString &library,
             const QString &symbol);

    PluginServices m_services;
};

// The commands in the menus of the navigator and the window, and "New plugin".
void addPluginActions(PluginCommands &commands, window::MainWindow &window,
                      window::ActionRegistry &actions);

} // namespace gw::pages
