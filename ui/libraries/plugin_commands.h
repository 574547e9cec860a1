// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/diagnostics.h"
#include "models/problems_model.h"
#include "session/engine_session.h"
#include "window/page_opener.h"

#include <QFuture>

#include <array>
#include <functional>
#include <string>
#include <vector>

class QAction;
class QMenu;

namespace gw::definition {
class SpecPage;
}

namespace gw::libraries {

class PluginTrash;

// Where an API definition may name a hook; in the order of toolchain::HookPlace.
inline constexpr std::array<const char *, 5> kHookSlots = {"pre", "auth_check", "post_key_auth",
                                                           "post", "response"};

// What commands on plugins work with.
struct PluginServices {
    session::EngineSession &session;
    window::PageOpener &opener;
    // What a plugin file holds, by its path on the disk. Any thread; may be empty.
    editing::PluginLookup files;
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
    // Its path on the disk; of an engine's library elsewhere as the engine names it.
    [[nodiscard]] QString fileOf(const QString &library) const;
    using Facts = std::optional<editing::PluginFacts>;
    // What the library holds. The engine says it when there is one, since it goes by its own ABI
    // and its own disk; else the file of the workspace is read. Nothing where neither is known.
    [[nodiscard]] QFuture<Facts> facts(const QString &library) const;

    // Entries that put the library into a slot of an API, as an edit that is not applied yet. Once
    // it is known what the library exports, slots for which it has nothing are disabled, and those
    // for which it has several offer each of them. preferred: offered first; may be empty.
    void fillUse(QMenu &menu, const QString &library, const QString &preferred = {});
    // Entries that take all of its hooks out of an API, likewise.
    void fillRemove(QMenu &menu, const QString &library);
    // The definition of an API at its pipeline; null where nothing shows it.
    definition::SpecPage *openPipeline(const QString &apiId);
    // Gives the problem of a plugin its quick fix: compiles the source anew, or loads the file
    // again where there is no source.
    void mend(models::Problem &problem);
    // Deletes libraries and sources.
    [[nodiscard]] PluginTrash &trash() { return *m_trash; }
    [[nodiscard]] const PluginServices &services() const { return m_services; }

Q_SIGNALS:
    void problemRaised(const gw::Error &why); // nothing was changed

private:
    // A slot of an API, and the library that is to stand there.
    struct Use {
        QString apiId;
        std::string slot;
        QString library;
    };

    void offerHooks(QAction &entry, const Use &use, const std::vector<std::string> &hooks,
                    const QString &preferred);
    void put(const Use &use, const QString &symbol);
    // The one that fits best, of a library that has not been read yet.
    void putFitting(const Use &use);
    void refuse(const Use &use, const Facts &known);

    PluginServices m_services;
    PluginTrash *m_trash;
};

} // namespace gw::libraries
