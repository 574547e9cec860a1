// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_session.h"
#include "window/action_registry.h"
#include "window/page_opener.h"
#include "window/pane.h"

#include <QMainWindow>

#include <cstdint>
#include <memory>
#include <vector>

class QDockWidget;

namespace gw::models {
enum class Heard : std::uint8_t;
class NavigatorModel;
struct PluginFolder;
} // namespace gw::models

namespace gw::window {

class Banner;
class EmptyPage;
class Inspector;
class Navigator;
class PaneDock;
class StatusLine;
class TabArea;
class TourBar;

// The console's window: navigator, tabs, inspector, panes, status line. What fills them is given by
// the application; the commands come from WindowActions. Thread: GUI.
class MainWindow final : public QMainWindow, public PageOpener {
    Q_OBJECT

public:
    MainWindow(session::EngineSession &session, ActionRegistry &actions);
    ~MainWindow() override;

    // Before the first page of its kind is opened.
    void addFactory(std::unique_ptr<PageFactory> factory);
    [[nodiscard]] bool canOpen(const QString &kind) const;
    [[nodiscard]] QStringList pageKinds() const; // that can be opened
    // Of all kinds of pages: see PageFactory.
    [[nodiscard]] QList<QuickEntry> placesOfPages();
    // The window takes the pane; its command is "go.pane.ID", Alt+1 for the first.
    void addPane(Pane *pane);

    // A line for work that goes on, above the pages; the window takes it.
    void addWork(QWidget *line);

    Page *open(const PageAddress &address) override;
    [[nodiscard]] QList<Page *> openPages() const override;

    // The navigator's section of plugins, from the disk.
    void readPluginFolder();

    // As QMainWindow::saveState() gave it; empty: as at first.
    void restoreDocks(const QByteArray &state);
    [[nodiscard]] QByteArray saveDocks() const; // as they are when panes are not large
    void setPanesLarge(bool isLarge);
    // Whether the inspector is to be there when the window has room for it.
    [[nodiscard]] bool wantsInspector() const;
    void setWantsInspector(bool isWanted);

    // Keeps the state when the window closes. When that fails and a page has something unsaved, or
    // one that is not shown, the window says so and stays; the user may close it all the same.
    void setKeeper(std::function<Expected<void>()> keep,
                   std::function<bool()> hasHiddenChanges = {})
    {
        m_keep = std::move(keep);
        m_hasHiddenChanges = std::move(hasHiddenChanges);
    }

    [[nodiscard]] TabArea &tabs() { return *m_tabs; }
    [[nodiscard]] Banner &banner() { return *m_banner; }
    [[nodiscard]] TourBar &tour() { return *m_tour; }
    [[nodiscard]] Navigator &navigator() { return *m_navigator; }
    [[nodiscard]] Inspector &inspector() { return *m_inspector; }
    [[nodiscard]] PaneDock &panes() { return *m_panes; }
    [[nodiscard]] StatusLine &status() { return *m_status; }
    [[nodiscard]] EmptyPage &emptyPage() { return *m_empty; }
    [[nodiscard]] models::NavigatorModel &navigatorModel() { return *m_model; }

Q_SIGNALS:
    // Something that the session store keeps is different.
    void stateChanged();
    void panesLargeChanged(bool areLarge);

protected:
    void closeEvent(QCloseEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildDocks();
    void fitInspector();
    void sizeDocks();
    void connectTabs();
    void connectSession();
    void refreshEngineState();
    void openEntry(const PageAddress &address);
    void refreshApis();
    [[nodiscard]] models::Heard heard() const;
    void refreshCollections();
    void refreshPlugins();
    void giveShortcut(QAction *action);
    void nameKeys(Page &page);
    void pageChanged(Page *page);
    void revealCurrent();
    void askToDrop(Page *page);

    session::EngineSession &m_session;
    ActionRegistry &m_actions;
    std::unique_ptr<models::NavigatorModel> m_model;
    std::unique_ptr<models::PluginFolder> m_pluginFolder; // as it was at the last load
    std::vector<std::unique_ptr<PageFactory>> m_factories;
    TabArea *m_tabs;
    Banner *m_banner;
    TourBar *m_tour;
    Navigator *m_navigator;
    Inspector *m_inspector;
    QDockWidget *m_inspectorDock = nullptr;
    [[nodiscard]] bool arePanesLarge() const { return !m_usualDocks.isEmpty(); }

    QByteArray m_usualDocks;      // while panes are large
    QByteArray m_restoredDocks;   // until the window is shown
    bool m_hasDockSizes = false;  // of an earlier session, or the first ones
    bool m_isNarrow = false;      // the inspector gave way
    bool m_wantsInspector = true; // as it was then
    PaneDock *m_panes;
    StatusLine *m_status;
    EmptyPage *m_empty;
    bool m_wasUnreachable = false; // says the problem that the banner holds
    std::function<Expected<void>()> m_keep;
    std::function<bool()> m_hasHiddenChanges;
    bool m_closesAnyway = false;
};

} // namespace gw::window
