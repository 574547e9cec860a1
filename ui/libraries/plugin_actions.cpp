// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/plugin_actions.h"

#include "libraries/library_actions.h"
#include "libraries/library_facts.h"
#include "libraries/new_plugin_page.h"
#include "libraries/plugin_trash.h"
#include "libraries/source_page.h"
#include "window/action_registry.h"
#include "window/banner.h"
#include "window/main_window.h"
#include "window/navigator.h"
#include "window/status_line.h"
#include "window/tab_area.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>

namespace gw::libraries {

namespace {

const QString kBuiltTopic = QStringLiteral("built");

// One for each, so that deleting a second one leaves the first one's Undo.
QString deletedPluginTopic(const DeletedPlugin &deleted)
{
    return QStringLiteral("plugin-deleted ") + deleted.path;
}

} // namespace

using session::EngineSession;

PluginActions::PluginActions(PluginCommands &commands, window::MainWindow &window,
                             window::ActionRegistry &actions)
    : QObject(&window)
    , m_commands(commands)
    , m_window(window)
    , m_actions(actions)
{
    m_window.addAction(actions.add({.id = QStringLiteral("plugin.new"),
                                    .text = tr("New plu&gin..."),
                                    .category = tr("Plugin"),
                                    .shortcut = QKeySequence(QStringLiteral("Ctrl+Alt+N")),
                                    .icon = QStringLiteral("document-new")},
                                   [this](bool) { m_window.open(NewPluginPage::pageAddress()); }));
    new LibraryActions(commands.services().session, window, actions); // the window's
    addActions();
    connect(&m_window.navigator(), &window::Navigator::menuWanted, this,
            [this](const window::PageAddress &address, QMenu *menu) { fillMenu(address, *menu); });
    connect(&m_window.navigator(), &window::Navigator::selected, this,
            &PluginActions::refreshEnabled);
    connect(&m_window.navigator(), &window::Navigator::revealed, this,
            &PluginActions::refreshEnabled);
    EngineSession &session = commands.services().session;
    connect(&session, &EngineSession::stateChanged, this, &PluginActions::refreshEnabled);
    connect(&session, &EngineSession::pluginsChanged, this, &PluginActions::refreshEnabled);
    connect(&session, &EngineSession::pluginsChanged, this, &PluginActions::takeBuiltBack);
    connect(&m_window.tabs(), &window::TabArea::currentChanged, this,
            &PluginActions::refreshEnabled);
    connect(&commands.trash(), &PluginTrash::deleted, this, &PluginActions::offerUndo);
    connect(&commands.trash(), &PluginTrash::changed, this, [this] {
        m_window.readPluginFolder();
        refreshEnabled();
    });
    refreshEnabled();
}

void PluginActions::addActions()
{
    add({.id = QStringLiteral("plugin.edit"),
         .text = tr("&Edit source"),
         .category = {},
         .icon = QStringLiteral("document-edit")},
        [this] { m_commands.editSource(library()); });
    add({.id = QStringLiteral("plugin.build"),
         .text = tr("&Build"),
         .category = {},
         .icon = QStringLiteral("run-build")},
        [this] {
            const window::PageAddress address = m_window.navigator().current();
            address.kind == SourcePage::addressOf({}).kind ? m_commands.buildSource(address.subject)
                                                           : m_commands.build(library());
        });
    add({.id = QStringLiteral("plugin.reload"),
         .text = tr("Re&load library"),
         .category = {},
         .icon = QStringLiteral("view-refresh")},
        [this] { m_commands.reload(library()); });
    addMenu({.id = QStringLiteral("plugin.use"), .text = tr("&Use in"), .category = {}},
            [this](QMenu &menu) { m_commands.fillUse(menu, library()); });
    addMenu({.id = QStringLiteral("plugin.remove"), .text = tr("Remo&ve from"), .category = {}},
            [this](QMenu &menu) { m_commands.fillRemove(menu, library()); });
    add({.id = QStringLiteral("plugin.copyPath"), .text = tr("&Copy path"), .category = {}},
        [this] { copyPath(library()); });
    add({.id = QStringLiteral("plugin.delete"),
         .text = tr("&Delete library"),
         .category = {},
         .shortcut = QKeySequence(Qt::Key_Delete),
         .icon = QStringLiteral("edit-delete")},
        [this] { m_commands.trash().deleteLibrary(library()); });
    add({.id = QStringLiteral("plugin.deleteSource"), .text = tr("Delete &source"), .category = {}},
        [this] { m_commands.trash().deleteSource(m_window.navigator().current().subject); });
}

QAction *PluginActions::add(window::ActionSpec spec, const std::function<void()> &run)
{
    spec.category = tr("Chosen library");
    spec.scope = QStringLiteral("navigator.plugin");
    QAction *action = m_actions.add(spec, [run](bool) { run(); });
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_window.navigator().addAction(action);
    return action;
}

// By its keys it opens over the navigator.
QAction *PluginActions::addMenu(const window::ActionSpec &spec,
                                const std::function<void(QMenu &menu)> &fill)
{
    auto *menu = new QMenu(&m_window);
    QAction *action = add(spec, [this, menu] {
        const QWidget &navigator = m_window.navigator();
        menu->popup(navigator.mapToGlobal(navigator.rect().center()));
    });
    action->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [menu, fill] {
        menu->clear();
        fill(*menu);
    });
    return action;
}

QString PluginActions::library() const
{
    const window::PageAddress address = m_window.navigator().current();
    return address.kind == QLatin1String("plugin") ? address.subject : QString();
}

void PluginActions::refreshEnabled()
{
    const QString chosen = library();
    const EngineSession &session = m_commands.services().session;
    const bool isLibrary = !chosen.isEmpty();
    const bool hasSource = isLibrary && m_commands.hasSource(chosen);
    const bool isSource = m_window.navigator().current().kind == SourcePage::addressOf({}).kind;
    const auto enable = [this](const char *id, bool isPossible) {
        m_actions.action(QLatin1String(id))->setEnabled(isPossible);
    };
    enable("plugin.edit", hasSource);
    enable("plugin.build", hasSource || isSource);
    enable("plugin.reload", isLibrary && session.state() == EngineSession::State::Connected);
    enable("plugin.use", isLibrary);
    enable("plugin.remove", isLibrary && !hooksOf(session, chosen).isEmpty());
    enable("plugin.copyPath", isLibrary);
    const QString kept = isLibrary ? m_commands.trash().whyKept(chosen) : QString();
    enable("plugin.delete", isLibrary && kept.isEmpty());
    m_actions.action(QStringLiteral("plugin.delete"))->setToolTip(kept);
    enable("plugin.deleteSource", hasSource || isSource);
}

void PluginActions::fillMenu(const window::PageAddress &address, QMenu &menu)
{
    if (address.kind == SourcePage::addressOf({}).kind) {
        menu.addAction(tr("&Build"), this,
                       [this, file = address.subject] { m_commands.buildSource(file); });
        addDeleteSource(menu, address.subject);
        menu.addSeparator();
    }
    if (address.kind != QLatin1String("plugin")) {
        return;
    }
    const QString chosen = address.subject;
    const bool hasSource = m_commands.hasSource(chosen);
    menu.addAction(tr("&Edit source"), this, [this, chosen] { m_commands.editSource(chosen); })
        ->setEnabled(hasSource);
    menu.addAction(tr("&Build"), this, [this, chosen] { m_commands.build(chosen); })
        ->setEnabled(hasSource);
    menu.addAction(tr("Re&load library"), this, [this, chosen] { m_commands.reload(chosen); });
    m_commands.fillUse(*menu.addMenu(tr("&Use in")), chosen);
    m_commands.fillRemove(*menu.addMenu(tr("Remo&ve from")), chosen);
    menu.addAction(tr("&Copy path"), this, [this, chosen] { copyPath(chosen); });
    const QString kept = m_commands.trash().whyKept(chosen);
    QAction *remove = menu.addAction(tr("&Delete library"), this,
                                     [this, chosen] { m_commands.trash().deleteLibrary(chosen); });
    remove->setEnabled(kept.isEmpty());
    remove->setToolTip(kept);
    menu.setToolTipsVisible(true); // why it is not possible
    addDeleteSource(menu, chosen)->setEnabled(hasSource);
    menu.addSeparator();
}

QAction *PluginActions::addDeleteSource(QMenu &menu, const QString &subject)
{
    return menu.addAction(tr("Delete &source"), this,
                          [this, subject] { m_commands.trash().deleteSource(subject); });
}

void PluginActions::offerUndo(const DeletedPlugin &deleted)
{
    const QString library = m_commands.nameInDefinitions(deleted.path);
    for (window::Page *page : m_window.tabs().pages()) {
        const window::PageAddress address = page->address();
        const bool isBelow = address.subject == library || address.subject == deleted.path ||
                             address.subject.startsWith(deleted.path + u'/');
        const bool isPlugin = address.kind == QLatin1String("plugin") ||
                              address.kind == SourcePage::addressOf({}).kind;
        if (isBelow && isPlugin && !page->isModified()) { // saving it makes the file anew
            m_window.tabs().drop(page);
        }
    }
    m_window.banner().show(window::Banner::Tone::Info, deletedPluginTopic(deleted),
                           tr("%1 is deleted. A copy is kept: %2")
                               .arg(QFileInfo(deleted.path).fileName(), deleted.copy));
    m_window.banner().offer(tr("Undo"), [this, deleted] { undo(deleted); });
}

void PluginActions::undo(const DeletedPlugin &deleted)
{
    if (const Expected<void> back = m_commands.trash().bringBack(deleted); !back) {
        m_window.banner().showProblem(deletedPluginTopic(deleted), back.error());
        m_window.banner().offer(tr("Undo"), [this, deleted] { undo(deleted); });
        return;
    }
    m_window.banner().hide(deletedPluginTopic(deleted));
    m_window.status().say(tr("%1 is back").arg(QFileInfo(deleted.path).fileName()));
}

void PluginActions::copyPath(const QString &library) const
{
    QGuiApplication::clipboard()->setText(m_commands.fileOf(library));
}

void PluginActions::takeBuiltBack()
{
    if (!m_built.isEmpty() && !hooksOf(m_commands.services().session, m_built).isEmpty()) {
        m_built.clear();
        m_window.banner().hide(kBuiltTopic);
    }
}

void PluginActions::tellBuilt(const QString &file)
{
    const QString name = m_commands.nameInDefinitions(file);
    window::Banner &banner = m_window.banner();
    banner.hide(kBuiltTopic); // of the build before
    if (!hooksOf(m_commands.services().session, name).isEmpty()) {
        return; // the reload tells that the engine has it
    }
    m_built = name;
    banner.show(window::Banner::Tone::Info, kBuiltTopic,
                tr("%1 is built. No API uses it yet.").arg(name));
    banner.offerMenu(tr("Use in an API..."),
                     [this, name](QMenu &menu) { m_commands.fillUse(menu, name); });
    banner.offer(tr("Open plugin"),
                 [this, name] { m_window.open({QStringLiteral("plugin"), name}); });
}

} // namespace gw::libraries
