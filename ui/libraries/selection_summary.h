// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "libraries/plugin_commands.h"
#include "models/hooks_model.h"
#include "spec/json_document.h"

#include <memory>

class QLabel;
class QPushButton;
class QTableView;

namespace gw::libraries {

class HookTimes;

// The inspector's picture of an API or a plugin that is selected in the navigator: of an API its
// state and its pipeline, of a library what it exports, who uses it, and what its hooks cost. To
// read; its page changes it. Follows the engine. Thread: GUI.
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
    void buildTable();
    void load();
    void loadDefinition();
    void loadExports();
    void refresh();
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
    QPushButton *m_open;
    QTableView *m_table;
    HookTimes *m_times;
    models::HooksModel m_hooks;
};

} // namespace gw::libraries
