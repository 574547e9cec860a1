// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/icons.h"
#include "look/metrics.h"
#include "window/empty_page.h"
#include "window/environment_box.h"
#include "window/main_window.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/tab_area.h"
#include "window/tool_line.h"
#include "window/tour_bar.h"
#include "window/window_actions.h"
#include "window/workspace_actions.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace gw::window {

// An empty id is a line between.
void WindowActions::fill(QMenu &menu, std::initializer_list<const char *> ids)
{
    for (const char *id : ids) {
        if (*id == '\0') {
            menu.addSeparator();
        } else if (QAction *action = m_parts.actions.action(QLatin1String(id))) {
            menu.addAction(action);
        }
    }
}

void WindowActions::buildMenus()
{
    QMenuBar &bar = *m_parts.window.menuBar();
    QMenu *file = bar.addMenu(tr("&File"));
    fill(*file, {"file.newRequest", "api.new", "plugin.new", "", "file.openWorkspace",
                 "file.newWorkspace", "file.openDemo"});
    m_parts.workspaces.fillRecent(*file->addMenu(tr("Open &recent")));
    fill(*file, {"", "file.save", "file.close", "", "file.quit"});
    fillEditMenu(*bar.addMenu(tr("&Edit")));
    fill(*bar.addMenu(tr("&View")),
         {"view.dock.navigator", "view.dock.inspector", "view.dock.panes", "view.largePanes", "",
          "view.splitRight", "", "view.schemeDesktop", "view.schemeLight", "view.schemeDark"});
    QMenu *go = bar.addMenu(tr("&Go"));
    fill(*go, {"go.anything", "go.commands", "", "go.navigator"});
    for (QAction *action : m_parts.actions.actions()) {
        if (ActionRegistry::idOf(*action).startsWith(QLatin1String("go.pane."))) {
            go->addAction(action);
        }
    }
    fillPaneMenu(*go, *go->addMenu(QString()));
    fill(*go, {"", "go.nextTab", "go.previousTab"});
    QMenu *api = bar.addMenu(tr("A&PI"));
    followPage(*api, {QStringLiteral("api"), QStringLiteral("new-api")});
    fill(*api, {"api.new", "api.duplicate", "", "api.request", "", "api.rename", "api.remove"});
    QMenu *request = bar.addMenu(tr("&Request"));
    fill(*request, {"file.newRequest", "api.request", "", "request.newHere", "request.newFolder",
                    "request.duplicate", "request.copyCurl", "request.run", "request.moveTo",
                    "request.rename", "request.remove"});
    followPage(*request, {QStringLiteral("request"), QStringLiteral("compare")});
    QMenu *gateway = bar.addMenu(tr("G&ateway"));
    followPage(*gateway,
               {QStringLiteral("plugin"), QStringLiteral("source"), QStringLiteral("settings-file"),
                QStringLiteral("reload"), QStringLiteral("breakpoints")});
    fill(*gateway, {"plugin.add"});
    QMenu *library = gateway->addMenu(tr("&Chosen library"));
    library->setToolTipsVisible(true); // why a command waits
    fill(*library, {"plugin.edit", "plugin.build", "plugin.reload", "plugin.use", "plugin.remove",
                    "plugin.copyPath", "", "plugin.delete", "plugin.deleteSource"});
    fill(*gateway, {"", "gateway.reload", "gateway.report", "gateway.restart", "gateway.stop",
                    "gateway.capture", "", "gateway.breakpoints", "gateway.showBreakpoints",
                    "gateway.continueAll", "", "gateway.connect", "gateway.retry"});
    fill(*bar.addMenu(tr("&Settings")),
         {"settings.open", "settings.environments", "settings.file"});
    fillHelpMenu(*bar.addMenu(tr("&Help")));
    fillNavigatorMenu();
    fillEmptyPage();
}

void WindowActions::fillHelpMenu(QMenu &help)
{
    help.addAction(
        add({.id = QStringLiteral("help.tour"), .text = tr("&Tour"), .category = tr("Help")},
            [this](bool) { m_parts.window.tour().start(); }));
    QAction *about =
        add({.id = QStringLiteral("help.about"),
             .text = tr("&About Gatewright"),
             .category = tr("Help")},
            [this](bool) {
                QMessageBox::about(&m_parts.window, tr("About Gatewright"),
                                   tr("Gatewright %1\nAn API gateway with native plugins.\n"
                                      "GPL-3.0-or-later")
                                       .arg(QApplication::applicationVersion()));
            });
    about->setMenuRole(QAction::AboutRole);
    help.addAction(about);
}

void WindowActions::fillEmptyPage()
{
    EmptyPage &empty = m_parts.window.emptyPage();
    empty.offer(m_parts.actions.action(QStringLiteral("go.anything")),
                tr("an API, a request, a plugin"));
    empty.offer(m_parts.actions.action(QStringLiteral("file.newRequest")),
                tr("and send it to the gateway"));
    if (QAction *newApi = m_parts.actions.action(QStringLiteral("api.new"))) {
        empty.offer(newApi, tr("from a template, a URL, OpenAPI or curl"));
    }
    if (QAction *newPlugin = m_parts.actions.action(QStringLiteral("plugin.new"))) {
        empty.offer(newPlugin, tr("in C++, C or Rust"));
    }
    empty.offer(m_parts.actions.action(QStringLiteral("file.openWorkspace")),
                tr("a folder with apps, plugins, requests"));
    empty.offer(m_parts.actions.action(QStringLiteral("gateway.connect")),
                tr("with its address and secret"));
}

void WindowActions::buildToolBar()
{
    auto *bar = new ToolLine(tr("Tools"), &m_parts.window);
    m_parts.window.addToolBar(bar);
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_engineButton = new QToolButton(bar);
    m_engineButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_engineButton->setPopupMode(QToolButton::InstantPopup);
    m_engineButton->setAccessibleName(tr("Engine"));
    m_engineButton->setToolTip(tr("The engine that this window works with"));
    auto *menu = new QMenu(m_engineButton);
    fill(*menu, {"gateway.reload", "gateway.restart", "gateway.stop", "", "file.openWorkspace",
                 "file.openDemo", "gateway.connect", "gateway.retry"});
    m_engineButton->setMenu(menu);
    bar->addWidget(m_engineButton);
    for (const char *id : {"file.save", "gateway.reload", "file.newRequest", "gateway.capture",
                           "gateway.breakpoints"}) {
        if (QAction *action = m_parts.actions.action(QLatin1String(id))) {
            bar->addAction(action);
        }
    }
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    auto *title = new QLabel(tr("Environment"), bar);
    title->setContentsMargins(0, 0, look::kTight, 0);
    QAction *titlePlace = bar->addWidget(title);
    auto *environment = new EnvironmentBox(m_parts.environments, bar);
    connect(environment, &EnvironmentBox::editWanted,
            m_parts.actions.action(QStringLiteral("settings.environments")), &QAction::trigger);
    bar->addWidget(environment);
    QAction *go = m_parts.actions.action(QStringLiteral("go.anything"));
    auto *find =
        new QPushButton(look::icon(QStringLiteral("search"), look::Tint::Secondary), {}, bar);
    find->setAccessibleName(ActionRegistry::nameOf(*go));
    const auto refresh = [go, find, bar] {
        const QString words =
            tr("Go to anything   %1").arg(go->shortcut().toString(QKeySequence::NativeText));
        find->setText(bar->isNarrow() ? QString() : words);
        find->setToolTip(words);
    };
    refresh();
    connect(go, &QAction::changed, find, refresh);
    connect(bar, &ToolLine::narrowChanged, find, [refresh, titlePlace](bool isNarrow) {
        titlePlace->setVisible(!isNarrow);
        refresh();
    });
    connect(find, &QPushButton::clicked, go, &QAction::trigger);
    bar->addWidget(find);
    auto *inspector = new QToolButton(bar);
    inspector->setDefaultAction(m_parts.actions.action(QStringLiteral("view.dock.inspector")));
    inspector->setToolButtonStyle(Qt::ToolButtonIconOnly);
    bar->addWidget(inspector);
}

// The commands of the page that is current stand at the menu's end, when the page is one of these.
void WindowActions::followPage(QMenu &menu, const QStringList &kinds)
{
    connect(&menu, &QMenu::aboutToShow, this,
            [this, &menu, kinds, added = QList<QPointer<QAction>>()]() mutable {
                for (const QPointer<QAction> &action : std::exchange(added, {})) {
                    if (action != nullptr) {
                        menu.removeAction(action);
                    }
                }
                Page *page = m_parts.window.tabs().current();
                if (page == nullptr || !kinds.contains(page->address().kind)) {
                    return;
                }
                added.append(menu.addSeparator());
                for (QAction *action : page->pageActions()) {
                    menu.addAction(action);
                    added.append(action);
                }
            });
}

// What the pane that is shown can do.
void WindowActions::fillPaneMenu(QMenu &above, QMenu &menu)
{
    connect(&above, &QMenu::aboutToShow, this, [this, &menu] {
        const Pane *pane = m_parts.window.panes().current();
        menu.clear();
        if (pane != nullptr) {
            menu.setTitle(tr("In %1").arg(pane->title()));
            menu.addActions(pane->paneActions());
        }
        menu.menuAction()->setVisible(!menu.isEmpty());
    });
}

// Of the field or text that has the keyboard, whatever it is. Undo and redo of the page where that
// has none: forms and pipelines.
void WindowActions::fillEditMenu(QMenu &menu)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now != nullptr && qobject_cast<QMenuBar *>(now) == nullptr) {
            m_focused = now; // the menu bar has the focus while it is used by keys
        }
    });
    const auto add = [this, &menu](const QString &text, QKeySequence::StandardKey key,
                                   const char *slot) {
        auto *action = new QAction(text, &menu);
        action->setShortcut(key);
        // The keys are the field's own: here they are only told.
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, slot] {
            if (canFocused(slot)) {
                QMetaObject::invokeMethod(m_focused, slot);
            } else if (QAction *own = pageAction(slot)) {
                own->trigger();
            }
        });
        connect(&menu, &QMenu::aboutToShow, action, [this, action, slot] {
            action->setEnabled(canFocused(slot) || pageAction(slot) != nullptr);
        });
        menu.addAction(action);
    };
    add(tr("&Undo"), QKeySequence::Undo, "undo");
    add(tr("&Redo"), QKeySequence::Redo, "redo");
    menu.addSeparator();
    add(tr("Cu&t"), QKeySequence::Cut, "cut");
    add(tr("&Copy"), QKeySequence::Copy, "copy");
    add(tr("&Paste"), QKeySequence::Paste, "paste");
    add(tr("Select &all"), QKeySequence::SelectAll, "selectAll");
}

bool WindowActions::canFocused(const char *slot) const
{
    const QByteArray call = QByteArray(slot) + "()";
    return m_focused != nullptr && m_focused->metaObject()->indexOfMethod(call.constData()) >= 0;
}

// "undo": the current page's "definition.undo", "source.undo", ...
QAction *WindowActions::pageAction(const char *name) const
{
    Page *page = m_parts.window.tabs().current();
    const QString end = QLatin1Char('.') + QLatin1StringView(name);
    for (QAction *action : page != nullptr ? page->pageActions() : QList<QAction *>()) {
        if (ActionRegistry::idOf(*action).endsWith(end)) {
            return action;
        }
    }
    return nullptr;
}

// Only what the entry can have; what others put there may wait, and says why.
void WindowActions::fillNavigatorMenu(QMenu &menu, const PageAddress &address)
{
    const QList<QAction *> given = menu.actions();
    const bool isFolder = address.kind.isEmpty() && !address.subject.isEmpty();
    if (address.kind == QLatin1String("api")) {
        fill(menu, {"api.request", "", "api.new", "api.duplicate", "api.rename", "api.remove"});
    } else if (isFolder || address.kind == QLatin1String("request")) {
        fill(menu, {"request.newHere", "request.newFolder", "", "request.duplicate",
                    "request.copyCurl", "request.rename", "request.remove"});
    } else {
        fill(menu,
             {"api.new", "file.newRequest", "plugin.new", "plugin.add", "", "gateway.reload"});
    }
    for (QAction *action : menu.actions()) {
        if (!action->isEnabled() && !given.contains(action)) {
            menu.removeAction(action);
        }
    }
}

void WindowActions::fillNavigatorMenu()
{
    connect(&m_parts.window.navigator(), &Navigator::menuWanted, this,
            [this](const PageAddress &address, QMenu *menu) {
                if (!address.kind.isEmpty() && m_parts.window.canOpen(address.kind)) {
                    auto *open = new QAction(tr("&Open"), menu);
                    connect(open, &QAction::triggered, this,
                            [this, address] { m_parts.window.open(address); });
                    menu->insertAction(menu->actions().value(0), open);
                    menu->addSeparator();
                }
                fillNavigatorMenu(*menu, address);
            });
}

} // namespace gw::window
