// SPDX-License-Identifier: GPL-3.0-or-later
// How PluginCommands puts a library into APIs, and takes it out.
#include "definition/spec_page.h"
#include "editing/hook_patches.h"
#include "editing/plugin_sources.h"
#include "editing/words.h"
#include "libraries/plugin_commands.h"

#include <QMenu>
#include <QPointer>

#include <algorithm>

namespace gw::libraries {

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

void PluginCommands::fillUse(QMenu &menu, const QString &library, const QString &preferred)
{
    if (saysThatItIsOfABundle(menu, library)) {
        return;
    }
    QList<std::pair<QPointer<QAction>, Use>> entries; // the menu may be filled anew meanwhile
    for (const client::ApiReport &api : m_services.session.report().apis) {
        if (api.apiId.isEmpty() || api.state == client::ApiState::Removed) {
            continue;
        }
        QMenu *places = menu.addMenu(menuText(api.name));
        places->setToolTipsVisible(true);
        for (const char *slot : kHookSlots) {
            const Use use{api.apiId, slot, library};
            QAction *entry = places->addAction(QLatin1String(slot), this, [this, use, preferred] {
                preferred.isEmpty() ? putFitting(use) : put(use, preferred);
            });
            entries.emplace_back(entry, use);
        }
    }
    sayIfEmpty(menu);
    facts(library).then(&menu, [this, entries, preferred](const Facts &known) {
        for (const auto &[entry, use] : entries) {
            if (entry != nullptr && known && !known->symbols.empty()) {
                offerHooks(*entry, use, known->fitting(use.slot), preferred);
            }
        }
    });
}

void PluginCommands::offerHooks(QAction &entry, const Use &use,
                                const std::vector<std::string> &hooks, const QString &preferred)
{
    entry.setEnabled(!hooks.empty());
    entry.setToolTip(hooks.empty() ? tr("The library has no hook that may stand there")
                                   : QString());
    if (hooks.size() < 2) {
        return;
    }
    const bool isThere = std::ranges::find(hooks, preferred.toStdString()) != hooks.end();
    const QString first = isThere ? preferred : symbolFor(use.slot, hooks);
    auto *choice = new QMenu(qobject_cast<QMenu *>(entry.parent()));
    const auto offer = [this, choice, use](const QString &hook) {
        choice->addAction(menuText(hook), this, [this, use, hook] { put(use, hook); });
    };
    offer(first);
    for (const std::string &hook : hooks) {
        if (hook != first.toStdString()) {
            offer(QString::fromStdString(hook));
        }
    }
    entry.setMenu(choice);
}

definition::SpecPage *PluginCommands::openPipeline(const QString &apiId)
{
    auto *page = qobject_cast<definition::SpecPage *>(
        m_services.opener.open({QStringLiteral("api"), apiId}));
    if (page != nullptr) {
        page->showPipeline();
    }
    return page;
}

void PluginCommands::put(const Use &use, const QString &symbol)
{
    if (definition::SpecPage *page = openPipeline(use.apiId)) {
        page->change(editing::addHook(use.slot, nameInDefinitions(use.library).toStdString(),
                                      symbol.toStdString()));
    }
}

void PluginCommands::putFitting(const Use &use)
{
    facts(use.library).then(this, [this, use](const Facts &known) {
        const QString symbol = known ? symbolFor(use.slot, known->fitting(use.slot)) : QString();
        if (symbol.isEmpty()) { // a hook without a name would break the API
            refuse(use, known);
        } else {
            put(use, symbol);
        }
    });
}

void PluginCommands::refuse(const Use &use, const Facts &known)
{
    const bool isRead = known && known->problem.empty();
    const QString why = !known   ? tr("It is not known what the library exports")
                        : isRead ? tr("The library has no hook that may stand in %1")
                                       .arg(QString::fromStdString(use.slot))
                                 : QString::fromStdString(known->problem);
    const QString remedy = !known   ? tr("Write the hook into the definition by hand")
                           : isRead ? tr("Choose another slot")
                                    : tr("Mend the library, then try again");
    Q_EMIT problemRaised(editing::refusal(why, use.library.toStdString(), remedy).value());
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
            if (definition::SpecPage *page = openPipeline(id)) {
                page->change(editing::removeHooksOf(library.toStdString(),
                                                    m_services.session.workspace().toStdString()));
            }
        });
    }
    sayIfEmpty(menu);
}

} // namespace gw::libraries
