// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "libraries/plugin_commands.h"
#include "models/hooks_model.h"
#include "spec/json_document.h"

#include <memory>

class QAction;
class QLabel;
class QTableView;
class QToolBar;

namespace gw::libraries {

class HookTimes;
class LibraryGenerations;

// The inspector's picture of an API or a plugin that is selected in the navigator: of an API its
// state and its pipeline, of a library what it exports, who uses it, what its hooks cost, and its
// generations, which can be changed here; all else on its page. Follows the engine. Thread: GUI.
class SelectionSummary final : public QWidget {
    Q_OBJECT

public:
    // commands: outlives this.
    explicit SelectionSummary(PluginCommands &commands, QWidget *parent = nullptr);

    // Whether it has something to say of it: an API or a plugin library.
    [[nodiscard]] static bool takes(const window::PageAddress &address);
    void show(const window::PageAddress &address);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void buildBar();
    void buildTable();
    void load();
    void loadDefinition();
    void loadExports();
    void refresh();
    void refreshEnabled();
    void showApi();
    void showPlugin();
    void showTimes();

    PluginCommands &m_commands;
    session::EngineSession &m_session;
    window::PageAddress m_address;
    int m_asked = 0;                                        // how often
    std::unique_ptr<const spec::JsonDocument> m_definition; // of the API, once it is known
    PluginCommands::Facts m_exported;                       // of the library
    QLabel *m_title;
    QLabel *m_facts;    // links lead to APIs
    QLabel *m_pipeline; // and here to libraries
    QToolBar *m_bar;
    QAction *m_editPipeline = nullptr;
    QAction *m_reload = nullptr;
    QAction *m_rollBack = nullptr;
    QTableView *m_table;
    HookTimes *m_times;
    LibraryGenerations *m_generations;
    models::HooksModel m_hooks;
};

} // namespace gw::libraries
