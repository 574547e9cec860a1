// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/plugin_commands.h"

#include "editing/hook_patches.h"
#include "editing/plugin_sources.h"
#include "look/icons.h"
#include "pages/library_actions.h"
#include "pages/new_plugin_page.h"
#include "pages/source_page.h"
#include "pages/spec_page.h"
#include "window/action_registry.h"
#include "window/main_window.h"
#include "window/navigator.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QMenu>
#include <QtConcurrentRun>

#include <algorithm>

namespace gw::pages {

namespace {

QString menuText(const QString &name)
{
    return QString(name).replace(QLatin1Char('&'), QStringLiteral("&&"));
}

void sayIfEmpty(QMenu &menu)
{
    if (menu.isEmpty()) {
        menu.addAction(PluginCommands::tr("No API"))->setEnabled(false);
    }
}

// True when it is one: it stands in the definition as a whole.
bool saysThatItIsOfABundle(QMenu &menu, const QString &library)
{
    const bool isBundled = editing::isOfBundle(library.toStdString());
    if (isBundled) {
        menu.addAction(PluginCommands::tr("Of a bundle: see custom_middleware_bundle of its API"))
            ->setEnabled(false);
    }
    return isBundled;
}

} // namespace

QString symbolFor(const std::string &slot, const std::vector<std::string> &symbols)
{
    QString ending;
    for (const QString &word : QString::fromStdString(slot).split(QLatin1Char('_'))) {
        ending += word.first(1).toUpper() + word.sliced(1);
    }
    for (const std::string &symbol : symbols) {
        const QString name = QString::fromStdString(symbol);
        if (name.endsWith(ending)) {
            return name;
        }
    }
    return symbols.empty() ? QString() : QString::fromStdString(symbols.front());
}

PluginCommands::PluginCommands(PluginServices services, QObject *parent)
    : QObject(parent)
    , m_services(std::move(services))
{
}

bool PluginCommands::hasSource(const QString &library) const
{
    const std::string workspace = m_services.session.workspace().toStdString();
    return !workspace.empty() &&
           editing::sourceOfPlugin(workspace, library.toStdString()).has_value();
}

void PluginCommands::editSource(const QString &library)
{
    if (const auto source = editing::sourceOfPlugin(m_services.session.workspace().toStdString(),
                                                    library.toStdString())) {
        m_services.opener.open(SourcePage::addressOf(QString::fromStdString(source->file)));
    }
}

void PluginCommands::build(const QString &library)
{
    if (const auto source = editing::sourceOfPlugin(m_services.session.workspace().toStdString(),
                                                    library.toStdString())) {
        m_services.build(QString::fromStdString(source->root));
    }
}

void PluginCommands::buildSource(const QString &file)
{
    m_services.build(QString::fromStdString(editing::buildRootOf(file.toStdString())));
}

void PluginCommands::reload(const QString &library)
{
    m_services.session.reloadLibrary(library);
}

QString PluginCommands::nameInDefinitions(const QString &library) const
{
    const QString workspace = m_services.session.workspace() + QLatin1Char('/');
    return library.startsWith(workspace) ? library.sliced(workspace.size()) : library;
}

QString PluginCommands::fileOf(const QString &library) const
{
    return QDir(m_services.session.workspace()).absoluteFilePath(library);
}

void PluginCommands::fillUse(QMenu &menu, const QString &library, const QString &symbol)
{
    if (saysThatItIsOfABundle(menu, library)) {
        return;
    }
    for (const client::ApiReport &api : m_services.session.report().apis) {
        if (api.apiId.isEmpty() || api.state == client::ApiState::Removed) {
            continue;
        }
        QMenu *places = menu.addMenu(menuText(api.name));
        places->setToolTipsVisible(true);
        for (const char *slot : kHookSlots) {
            places->addAction(QLatin1String(slot), this,
                              [=, this, id = api.apiId] { use(id, slot, library, symbol); });
        }
    }
    sayIfEmpty(menu);
    checkSlots(menu, library, symbol);
}

void PluginCommands::checkSlots(QMenu &menu, const QString &library, const QString &symbol)
{
    if (!m_services.facts) {
        return;
    }
    QtConcurrent::run(
        [facts = m_services.facts, file = fileOf(library).toStdString()] { return facts(file); })
        .then(&menu, [&menu, name = symbol.toStdString()](
                         const std::optional<editing::PluginFacts> &known) {
            if (!known || known->symbols.empty()) {
                return; // the definition's checks will tell
            }
            for (const QMenu *api : menu.findChildren<QMenu *>()) {
                for (QAction *slot : api->actions()) {
                    const auto &fitting = known->fitting(slot->text().toStdString());
                    slot->setEnabled(name.empty()
                                         ? !fitting.empty()
                                         : std::ranges::find(fitting, name) != fitting.end());
                    slot->setToolTip(slot->isEnabled()
                                         ? QString()
                                         : tr("The library has no hook that may stand there"));
                }
            }
        });
}

void PluginCommands::fillRemove(QMenu &menu, const QString &library)
{
    if (saysThatItIsOfABundle(menu, library)) {
        return;
    }
    QStringList users;
    for (const client::PluginHook &hook : m_services.session.plugins()) {
        if (hook.path == library) {
            users += hook.users;
        }
    }
    users.removeDuplicates();
    for (const QString &id : std::as_const(users)) {
        const client::ApiReport *api = m_services.session.api(id);
        menu.addAction(menuText(api == nullptr ? id : api->name), this, [this, id, library] {
            if (auto *page =
                    qobject_cast<SpecPage *>(m_services.opener.open({QStringLiteral("api"), id}))) {
                page->change(editing::removeHooksOf(library.toStdString(),
                                                    m_services.session.workspace().toStdString()));
                page->showPipeline();
            }
        });
    }
    sayIfEmpty(menu);
}

// A library that nobody uses yet has to be asked what it exports.
void PluginCommands::use(const QString &apiId, const std::string &slot, const QString &library,
                         const QString &symbol)
{
    const auto put = [this, apiId, slot, library](const QString &name) {
        if (auto *page =
                qobject_cast<SpecPage *>(m_services.opener.open({QStringLiteral("api"), apiId}))) {
            page->change(editing::addHook(slot, nameInDefinitions(library).toStdString(),
                                          name.toStdString()));
            page->showPipeline();
        }
    };
    if (!symbol.isEmpty() || !m_services.facts) {
        put(symbol);
        return;
    }
    QtConcurrent::run([facts = m_services.facts, slot, file = fileOf(library).toStdString()] {
        const std::optional<editing::PluginFacts> known = facts(file);
        return known ? symbolFor(slot, known->fitting(slot)) : QString();
    }).then(this, put);
}

void PluginCommands::mend(models::Problem &problem)
{
    const QString library = problem.subject;
    if (hasSource(library)) {
        problem.fixName = tr("&Build again");
        problem.fix = [this, library] {
            build(library);
        };
    } else {
        problem.fixName = tr("Re&load library");
        problem.fix = [this, library] {
            reload(library);
        };
    }
}

void addPluginActions(PluginCommands &commands, window::MainWindow &window,
                      window::ActionRegistry &actions)
{
    window.addAction(actions.add({.id = QStringLiteral("plugin.new"),
                                  .text = PluginCommands::tr("New plu&gin..."),
                                  .category = PluginCommands::tr("Plugin"),
                                  .shortcut = QKeySequence(QStringLiteral("Ctrl+Alt+N")),
                                  .icon = QStringLiteral("document-new")},
                                 [&window](bool) { window.open(NewPluginPage::pageAddress()); }));
    new LibraryActions(commands.services().session, window, actions); // the window's
    QObject::connect(
        &window.navigator(), &window::Navigator::menuWanted, &commands,
        [&commands](const window::PageAddress &address, QMenu *menu) {
            if (address.kind == SourcePage::addressOf({}).kind) {
                menu->addAction(
                    PluginCommands::tr("&Build"), &commands,
                    [&commands, file = address.subject] { commands.buildSource(file); });
                menu->addSeparator();
            }
            if (address.kind != QLatin1String("plugin")) {
                return;
            }
            const QString library = address.subject;
            const bool hasSource = commands.hasSource(library);
            menu->addAction(PluginCommands::tr("&Edit source"), &commands,
                            [&commands, library] { commands.editSource(library); })
                ->setEnabled(hasSource);
            menu->addAction(PluginCommands::tr("&Build"), &commands,
                            [&commands, library] { commands.build(library); })
                ->setEnabled(hasSource);
            menu->addAction(PluginCommands::tr("Re&load library"), &commands,
                            [&commands, library] { commands.reload(library); });
            commands.fillUse(*menu->addMenu(PluginCommands::tr("&Use in")), library);
            commands.fillRemove(*menu->addMenu(PluginCommands::tr("Remo&ve from")), library);
            menu->addAction(PluginCommands::tr("&Copy path"), &commands, [&commands, library] {
                QGuiApplication::clipboard()->setText(commands.fileOf(library));
            });
            menu->addSeparator();
        });
}

} // namespace gw::pages
