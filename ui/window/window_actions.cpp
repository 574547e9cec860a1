// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/window_actions.h"

#include "look/icons.h"
#include "models/reload_model.h"
#include "window/go_to_anything.h"
#include "window/main_window.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/quick_open.h"
#include "window/status_line.h"
#include "window/tab_area.h"
#include "window/workspace_actions.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QMenu>
#include <QPointer>
#include <QToolButton>

namespace gw::window {

using session::EngineSession;

namespace {

// The action, or what its menu and the menus in it hold; category: what stands before their names.
void offerAll(QAction *action, const QString &category,
              const std::function<void(QAction *, const QString &)> &offer)
{
    if (!action->isEnabled()) {
        return;
    }
    auto *menu = action->menu<QMenu *>();
    if (menu == nullptr) {
        offer(action, category);
        return;
    }
    Q_EMIT menu->aboutToShow(); // it may be filled only then
    for (QAction *one : menu->actions()) {
        const bool isMenu = one->menu<QMenu *>() != nullptr;
        offerAll(one,
                 isMenu ? WindowActions::tr("%1: %2").arg(category, ActionRegistry::nameOf(*one))
                        : category,
                 offer);
    }
}

QKeySequence shortcutOf(const QDockWidget &dock)
{
    if (dock.objectName() == QLatin1String("inspector")) {
        return QKeySequence(QStringLiteral("Alt+Shift+0"));
    }
    return dock.objectName() == QLatin1String("panes") ? QKeySequence(QStringLiteral("Ctrl+J"))
                                                       : QKeySequence();
}

} // namespace

WindowActions::WindowActions(const Parts &parts)
    : QObject(&parts.window)
    , m_parts(parts)
    , m_quickOpen(new QuickOpen(&parts.window))
{
    addFileActions();
    addViewActions();
    addSchemeActions();
    addGoActions();
    addGatewayActions();
    buildMenus();
    buildToolBar();
    m_parts.window.tabs().setTools({m_parts.actions.action(QStringLiteral("file.newRequest")),
                                    m_parts.actions.action(QStringLiteral("view.splitRight"))});
    connect(&parts.session, &EngineSession::stateChanged, this, &WindowActions::refreshEnabled);
    connect(&parts.window.tabs(), &TabArea::currentChanged, this, &WindowActions::refreshEnabled);
    refreshEnabled();
}

QAction *WindowActions::add(const ActionSpec &spec, const std::function<void(bool)> &run)
{
    QAction *action = m_parts.actions.add(spec, run);
    m_parts.window.addAction(action); // so that its shortcut works while its menu is closed
    return action;
}

void WindowActions::addFileActions()
{
    const QString category = tr("File");
    TabArea &tabs = m_parts.window.tabs();
    add({.id = QStringLiteral("file.newRequest"),
         .text = tr("New &request"),
         .category = category,
         .shortcut = QKeySequence::New,
         .icon = QStringLiteral("document-new")},
        [this](bool) { openUntitledRequest(); });
    add({.id = QStringLiteral("file.save"),
         .text = tr("&Save and apply"),
         .category = category,
         .shortcut = QKeySequence::Save,
         .icon = QStringLiteral("document-save")},
        [&tabs](bool) {
            if (Page *page = tabs.current()) {
                page->save();
            }
        });
    add({.id = QStringLiteral("file.close"),
         .text = tr("&Close tab"),
         .category = category,
         .shortcut = QKeySequence(QStringLiteral("Ctrl+W"))},
        [&tabs](bool) {
            if (Page *page = tabs.current()) {
                tabs.close(page);
            }
        });
    add({.id = QStringLiteral("settings.open"),
         .text = tr("&Settings"),
         .category = tr("Settings"),
         .shortcut = QKeySequence(QStringLiteral("Ctrl+,")),
         .icon = QStringLiteral("configure")},
        [this](bool) { m_parts.window.open({QStringLiteral("settings"), {}}); });
    add({.id = QStringLiteral("settings.environments"),
         .text = tr("&Environments of the requests"),
         .category = tr("Settings"),
         .shortcut = QKeySequence(QStringLiteral("Ctrl+Shift+E")),
         .icon = QStringLiteral("view-list-details")},
        [this](bool) { m_parts.window.open({QStringLiteral("environments"), {}}); });
    add({.id = QStringLiteral("settings.file"),
         .text = tr("&Gateway settings (gatewright.conf)"),
         .category = tr("Settings"),
         .icon = QStringLiteral("configure")},
        [this](bool) { m_parts.window.open({QStringLiteral("settings-file"), {}}); });
    add({.id = QStringLiteral("file.quit"),
         .text = tr("&Quit"),
         .category = category,
         .shortcut = QKeySequence(QStringLiteral("Ctrl+Q")),
         .icon = QStringLiteral("application-exit")},
        [this](bool) { m_parts.window.close(); });
}

void WindowActions::addViewActions()
{
    const QString category = tr("View");
    for (auto *dock : m_parts.window.findChildren<QDockWidget *>()) {
        const bool isInspector = dock->objectName() == QLatin1String("inspector");
        QAction *action =
            add({.id = QStringLiteral("view.dock.") + dock->objectName(),
                 .text = dock->windowTitle(),
                 .category = category,
                 .shortcut = shortcutOf(*dock),
                 .icon = isInspector ? QStringLiteral("sidebar-expand-right") : QString(),
                 .isCheckable = true},
                [dock](bool isShown) { dock->setVisible(isShown); });
        action->setChecked(true);
        action->setIconVisibleInMenu(false); // of the tool bar: a menu has check marks
        connect(dock, &QDockWidget::visibilityChanged, action,
                [dock, action] { action->setChecked(!dock->isHidden()); });
    }
    QAction *large = add({.id = QStringLiteral("view.largePanes"),
                          .text = tr("&Maximise panes"),
                          .category = category,
                          .shortcut = QKeySequence(QStringLiteral("Ctrl+Shift+J")),
                          .icon = QStringLiteral("window-maximize"),
                          .isCheckable = true},
                         [this](bool isLarge) { m_parts.window.setPanesLarge(isLarge); });
    connect(&m_parts.window, &MainWindow::panesLargeChanged, large, [large](bool isLarge) {
        large->setChecked(isLarge);
        large->setIcon(look::icon(isLarge ? QStringLiteral("window-minimize")
                                          : QStringLiteral("window-maximize")));
    });
    m_parts.window.panes().addAction(large);
    add({.id = QStringLiteral("view.splitRight"),
         .text = tr("Move tab to the &right"),
         .category = category,
         .shortcut = QKeySequence(QStringLiteral("Ctrl+\\")),
         .icon = QStringLiteral("view-split-left-right")},
        [this](bool) { m_parts.window.tabs().moveRight(); });
}

void WindowActions::addSchemeActions()
{
    auto *group = new QActionGroup(this);
    const auto addScheme = [&](const char *id, const QString &text, look::SchemeChoice choice) {
        QAction *action = add(
            {.id = QLatin1String(id), .text = text, .category = tr("View"), .isCheckable = true},
            [this, choice](bool) {
                m_parts.appearance.setChoice(choice);
                Q_EMIT m_parts.window.stateChanged();
            });
        group->addAction(action);
        action->setChecked(m_parts.appearance.choice() == choice);
        connect(&m_parts.appearance, &look::Appearance::changed, action, [this, action, choice] {
            action->setChecked(m_parts.appearance.choice() == choice);
        });
    };
    addScheme("view.schemeDesktop", tr("Colours of the &desktop"), look::SchemeChoice::Desktop);
    addScheme("view.schemeLight", tr("&Light colours"), look::SchemeChoice::Light);
    addScheme("view.schemeDark", tr("&Dark colours"), look::SchemeChoice::Dark);
}

void WindowActions::addGoActions()
{
    const QString category = tr("Go");
    add({.id = QStringLiteral("go.anything"),
         .text = tr("Go to &anything..."),
         .category = category,
         .shortcut = QKeySequence(QStringLiteral("Ctrl+K")),
         .icon = QStringLiteral("search")},
        [go = new GoToAnything(m_parts.window, m_parts.actions, *m_quickOpen)](bool) {
            go->ask();
        });
    add({.id = QStringLiteral("go.commands"),
         .text = tr("&Commands..."),
         .category = category,
         .shortcut = QKeySequence(QStringLiteral("Ctrl+Alt+I"))},
        [this](bool) { showCommands(); });
    add({.id = QStringLiteral("go.navigator"),
         .text = tr("&Navigator"),
         .category = category,
         .shortcut = QKeySequence(QStringLiteral("Alt+0"))},
        [this](bool) {
            m_parts.window.navigator().parentWidget()->show();
            m_parts.window.navigator().focusFilter();
        });
    add({.id = QStringLiteral("go.nextTab"),
         .text = tr("Ne&xt tab"),
         .category = category,
         .shortcut = QKeySequence(QStringLiteral("Ctrl+Tab"))},
        [this](bool) { m_parts.window.tabs().step(1); });
    add({.id = QStringLiteral("go.previousTab"),
         .text = tr("&Previous tab"),
         .category = category,
         .shortcut = QKeySequence(QStringLiteral("Ctrl+Shift+Tab"))},
        [this](bool) { m_parts.window.tabs().step(-1); });
    StatusLine &status = m_parts.window.status();
    const auto pane = [this](const char *id) {
        return [this, id] {
            if (QAction *action = m_parts.actions.action(QLatin1String(id))) {
                action->trigger();
            }
        };
    };
    connect(&status, &StatusLine::apisClicked, this, pane("go.pane.problems"));
    connect(&status, &StatusLine::stuckClicked, this, pane("go.pane.problems"));
    connect(&status, &StatusLine::pluginsClicked, this, pane("go.pane.problems"));
    connect(&status, &StatusLine::loadClicked, this, pane("go.pane.metrics"));
    connect(&status, &StatusLine::trafficClicked, this, pane("go.pane.traffic"));
    connect(&status, &StatusLine::engineClicked, this, pane("go.pane.logs"));
    connect(&status, &StatusLine::generationClicked, this, pane("gateway.report"));
}

void WindowActions::addGatewayActions()
{
    const QString category = tr("Gateway");
    add({.id = QStringLiteral("gateway.reload"),
         .text = tr("&Reload all files"),
         .category = category,
         .shortcut = QKeySequence(QStringLiteral("Ctrl+R")),
         .icon = QStringLiteral("view-refresh")},
        [this](bool) { m_parts.session.reload(); });
    add({.id = QStringLiteral("gateway.stop"),
         .text = tr("&Stop the engine"),
         .category = category,
         .icon = QStringLiteral("media-playback-stop")},
        [this](bool) { m_parts.session.stop(); });
    add({.id = QStringLiteral("gateway.restart"),
         .text = tr("Re&start the engine"),
         .category = category,
         .icon = QStringLiteral("media-playback-start")},
        [this](bool) { m_parts.session.restart(); });
    QAction *capture = add({.id = QStringLiteral("gateway.capture"),
                            .text = tr("Ca&pture"),
                            .category = category,
                            .icon = QStringLiteral("media-record"),
                            .isCheckable = true},
                           [this](bool isOn) { m_parts.session.setCapturing(isOn); });
    capture->setToolTip(tr("Let the engine note what every step does to every request; it costs "
                           "the engine some time"));
    const auto showCapture = [this, capture] {
        capture->setChecked(m_parts.session.isCapturing());
    };
    connect(&m_parts.session, &EngineSession::capturingChanged, capture, showCapture);
    showCapture();
    add({.id = QStringLiteral("gateway.report"),
         .text = tr("&Last reload"),
         .category = category,
         .icon = QStringLiteral("view-list-details")},
        [this](bool) { m_parts.window.open({QStringLiteral("reload"), {}}); });
    add({.id = QStringLiteral("gateway.retry"),
         .text = tr("&Try to connect now"),
         .category = category,
         .icon = QStringLiteral("network-connect")},
        [this](bool) { m_parts.session.retry(); });
    // A reload was asked for, or a file was applied: say what came of it.
    connect(&m_parts.session, &EngineSession::reloaded, this,
            [this](const client::ReloadReport &report) {
                m_parts.window.status().say(models::summaryOf(report));
            });
}

void WindowActions::openUntitledRequest()
{
    m_parts.window.open(m_parts.window.tabs().untitled(QStringLiteral("request")));
}

void WindowActions::refreshEnabled()
{
    const auto enable = [this](const char *id, bool isEnabled) {
        m_parts.actions.action(QLatin1String(id))->setEnabled(isEnabled);
    };
    const auto state = m_parts.session.state();
    const bool hasPage = m_parts.window.tabs().current() != nullptr;
    enable("file.newRequest", m_parts.window.canOpen(QStringLiteral("request")));
    enable("file.save", hasPage);
    enable("file.close", hasPage);
    enable("view.splitRight", hasPage);
    enable("settings.open", m_parts.window.canOpen(QStringLiteral("settings")));
    enable("settings.environments", !m_parts.session.workspace().isEmpty() &&
                                        m_parts.window.canOpen(QStringLiteral("environments")));
    enable("settings.file", !m_parts.session.workspace().isEmpty() &&
                                m_parts.window.canOpen(QStringLiteral("settings-file")));
    enable("gateway.reload", state == EngineSession::State::Connected);
    const bool isAttached = m_parts.session.isAttached();
    const bool isOff = state == EngineSession::State::Off;
    enable("gateway.stop", !isOff);
    m_parts.actions.action(QStringLiteral("gateway.stop"))
        ->setText(isAttached ? tr("Di&sconnect") : tr("&Stop the engine"));
    m_parts.actions.action(QStringLiteral("gateway.restart"))
        ->setText(isAttached ? tr("Connect &again")
                  : isOff    ? tr("&Start the engine")
                             : tr("Re&start the engine"));
    enable("gateway.capture", state == EngineSession::State::Connected);
    enable("gateway.retry",
           state == EngineSession::State::Lost || state == EngineSession::State::Failed);
    if (m_engineButton == nullptr) {
        return;
    }
    const bool isRunning = state == EngineSession::State::Connected;
    m_engineButton->setText(isRunning                                 ? tr("Running")
                            : state == EngineSession::State::Starting ? tr("Starting")
                            : state == EngineSession::State::Off      ? tr("Stopped")
                                                                      : tr("Not running"));
    m_engineButton->setIcon(look::dot(isRunning                                 ? look::Tint::Good
                                      : state == EngineSession::State::Starting ? look::Tint::Warn
                                                                                : look::Tint::Bad));
}

// Also those that cannot be run now, behind the others: who looks for one learns where it works.
void WindowActions::showCommands()
{
    QList<QuickEntry> entries;
    QList<QAction *> actions = m_parts.actions.actions();
    if (Page *page = m_parts.window.tabs().current()) {
        actions = page->pageActions() + actions;
    }
    const auto offer = [&entries](QAction *action, const QString &category) {
        if (action->isSeparator()) {
            return;
        }
        const QString name = ActionRegistry::nameOf(*action);
        entries.append({.text = category.isEmpty() ? name : tr("%1: %2").arg(category, name),
                        .detail = action->shortcut().toString(QKeySequence::NativeText),
                        .icon = action->icon(),
                        .run = [action = QPointer(action)] {
                            if (action != nullptr) { // menus are filled anew
                                action->trigger();
                            }
                        }});
    };
    for (QAction *action : std::as_const(actions)) {
        const bool isMenu = action->menu<QMenu *>() != nullptr;
        offerAll(action,
                 isMenu ? ActionRegistry::nameOf(*action) : ActionRegistry::categoryOf(*action),
                 offer);
    }
    if (const Pane *pane = m_parts.window.panes().current()) {
        for (QAction *action : pane->paneActions()) {
            if (action->isEnabled()) {
                offer(action, pane->title());
            }
        }
    }
    m_quickOpen->ask(tr("Run a command"), entries + impossibleCommands());
}

QList<QuickEntry> WindowActions::impossibleCommands() const
{
    QList<QuickEntry> entries;
    const QWidget *page = m_parts.window.tabs().current();
    const QWidget *pane = m_parts.window.panes().current();
    const auto ownAction = [page, pane](const QString &id) {
        const QAction *ofPage = page == nullptr ? nullptr : page->findChild<QAction *>(id);
        return ofPage != nullptr || pane == nullptr ? ofPage : pane->findChild<QAction *>(id);
    };
    for (const QAction *action : m_parts.actions.actions()) {
        const QAction *own = ownAction(ActionRegistry::idOf(*action));
        if (action->isEnabled() || (own != nullptr && own->isEnabled())) {
            continue;
        }
        const QString category = ActionRegistry::categoryOf(*action);
        const QString scope = ActionRegistry::scopeOf(*action);
        const QString where = own != nullptr || scope.isEmpty() ? tr("not now")
                              : scope.startsWith(QLatin1String("navigator."))
                                  ? tr("for another entry of the navigator")
                              : scope.startsWith(QLatin1String("pane.")) ? tr("in the pane")
                                                                         : tr("in another tab");
        entries.append({.text = tr("%1: %2").arg(category, ActionRegistry::nameOf(*action)),
                        .detail = where,
                        .icon = action->icon(),
                        .run = {}});
    }
    return entries;
}

} // namespace gw::window
