// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "libraries/plugin_commands.h"
#include "models/hooks_model.h"
#include "window/page_commands.h"
#include "window/page_opener.h"

namespace gw::widgets {
class ElidedLabel;
}

class QLabel;
class QTableView;
class QToolBar;

namespace gw::libraries {

class HookTimes;
class LibraryGenerations;

// One plugin library: its hooks, who uses them and what they cost, what it exports, its
// generations; its source, use and removal, reload, roll back, deletion, and whether the engine
// watches its plugin files. Thread: GUI.
class PluginPage final : public window::Page {
    Q_OBJECT

public:
    PluginPage(PluginCommands &commands, QString path, QWidget *parent);

    [[nodiscard]] static QList<window::PageCommand<PluginPage>> commands();

    [[nodiscard]] window::PageAddress address() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString detail() const override { return m_path; }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] QList<QAction *> pageActions() override { return m_actions; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void refresh();
    void buildBar();
    [[nodiscard]] QWidget *tables();
    void loadTimes();
    void loadFacts();
    void buildCommands();
    void buildMenus();
    void openMenu(QAction *action);
    void loadWatch();
    void setWatch(bool isOn);
    void refreshEnabled();

    PluginCommands &m_commands;
    session::EngineSession &m_session;
    QString m_path;
    models::HooksModel m_hooks;
    QList<QAction *> m_actions; // as commands() has them; each of the next is one of them
    QAction *m_edit = nullptr;
    QAction *m_compile = nullptr;
    QAction *m_use = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_reload = nullptr;
    QAction *m_rollBack = nullptr;
    QAction *m_watch = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_deleteSource = nullptr;
    QToolBar *m_bar = nullptr;
    widgets::ElidedLabel *m_title;
    QLabel *m_facts;
    QTableView *m_table;
    HookTimes *m_times;
    LibraryGenerations *m_generations;
    PluginCommands::Facts m_exported; // what the file holds
    int m_factsAsked = 0;             // how often
    bool m_hasSource = false;
};

class PluginPageFactory final : public window::PageFactory {
public:
    // commands: outlives this and the pages.
    explicit PluginPageFactory(PluginCommands &commands)
        : m_commands(commands)
    {
    }

    [[nodiscard]] QString kind() const override { return QStringLiteral("plugin"); }
    [[nodiscard]] QList<window::ActionSpec> commands() const override
    {
        return window::specsOf(PluginPage::commands());
    }
    [[nodiscard]] window::Page *create(const window::PageAddress &address,
                                       QWidget *parent) override;

private:
    PluginCommands &m_commands;
};

} // namespace gw::libraries
