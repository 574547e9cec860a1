// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/plugin_page.h"

#include "client/plugin_client.h"
#include "libraries/hook_times.h"
#include "libraries/library_facts.h"
#include "libraries/library_generations.h"
#include "libraries/plugin_trash.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/elided_label.h"
#include "widgets/scrolled.h"
#include "widgets/work_bar.h"
#include "window/banner.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace gw::libraries {

using session::EngineSession;

PluginPage::PluginPage(PluginCommands &commands, QString path, QWidget *parent)
    : Page(parent)
    , m_commands(commands)
    , m_session(commands.services().session)
    , m_path(std::move(path))
    , m_title(new widgets::ElidedLabel(this))
    , m_facts(new QLabel(this))
    , m_table(new QTableView(this))
    , m_times(new HookTimes(m_session, this))
    , m_generations(new LibraryGenerations(m_session, this))
{
    buildCommands();
    build();
    connect(&m_session, &EngineSession::pluginsChanged, this, &PluginPage::refresh);
    connect(&m_session, &EngineSession::reloaded, this, &PluginPage::loadFacts);
    connect(&m_commands.trash(), &PluginTrash::changed, this, &PluginPage::loadFacts);
    connect(&m_session, &EngineSession::stateChanged, this, [this] {
        refreshEnabled();
        if (m_session.state() == EngineSession::State::Connected) {
            loadFacts();
            loadWatch();
        }
    });
    refresh();
    m_generations->setLibrary(m_path);
    loadWatch();
    loadFacts();
}

window::PageAddress PluginPage::address() const
{
    return {QStringLiteral("plugin"), m_path};
}

QString PluginPage::title() const
{
    return m_path.section(QLatin1Char('/'), -1);
}

QIcon PluginPage::icon() const
{
    return look::icon(QStringLiteral("plugins"), look::Tint::Plugin);
}

QList<window::PageCommand<PluginPage>> PluginPage::commands()
{
    QList<window::PageCommand<PluginPage>> commands;
    const auto add = [&commands](const char *id, const QString &text, const char *icon,
                                 const std::function<void(PluginPage &)> &run) {
        commands.append({{.id = QStringLiteral("library.") + QLatin1String(id),
                          .text = text,
                          .category = tr("Plugin library"),
                          .icon = QLatin1String(icon)},
                         run});
    };
    add("edit", tr("Edit source"), "document-edit",
        [](PluginPage &page) { page.m_commands.editSource(page.m_path); });
    add("build", tr("Build"), "run-build",
        [](PluginPage &page) { page.m_commands.build(page.m_path); });
    commands.last().spec.shortcut = Qt::CTRL | Qt::Key_B;
    add("use", tr("Use in"), "", [](PluginPage &page) { page.openMenu(page.m_use); });
    add("remove", tr("Remove from"), "", [](PluginPage &page) { page.openMenu(page.m_remove); });
    add("reload", tr("Reload library"), "view-refresh",
        [](PluginPage &page) { page.m_generations->reload(); });
    add("rollBack", tr("Roll back"), "edit-undo",
        [](PluginPage &page) { page.m_generations->rollBack(); });
    add("watch", tr("Watch files"), "view-visible",
        [](PluginPage &page) { page.setWatch(page.m_watch->isChecked()); });
    commands.last().spec.isCheckable = true;
    add("delete", tr("Delete library"), "edit-delete",
        [](PluginPage &page) { page.m_commands.trash().deleteLibrary(page.m_path); });
    add("deleteSource", tr("Delete source"), "",
        [](PluginPage &page) { page.m_commands.trash().deleteSource(page.m_path); });
    return commands;
}

void PluginPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refresh(); // the facts have the scheme's colours
    }
}

void PluginPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(look::kMargin, look::kMargin, look::kMargin, 0);
    head->addWidget(m_title, 1);
    layout->addLayout(head);
    buildBar();
    layout->addWidget(m_bar);
    layout->addWidget(m_generations->work());
    layout->addWidget(widgets::scrolled(tables(), this), 1);
    m_title->setFont(look::titleFont());
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_facts->setWordWrap(true);
    connect(m_generations, &LibraryGenerations::changed, this, &PluginPage::refreshEnabled);
    connect(m_facts, &QLabel::linkActivated, this, [this](const QString &apiId) {
        m_commands.services().opener.open({QStringLiteral("api"), apiId});
    });
    setFocusProxy(m_table);
}

// What has no room goes into a menu at its end.
void PluginPage::buildBar()
{
    m_bar = new QToolBar(this);
    m_bar->setAccessibleName(tr("Commands of the plugin"));
    m_bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_bar->setContentsMargins(look::kGap, 0, look::kGap, 0);
    m_bar->addActions(m_actions);
    for (QAction *action : {m_use, m_remove}) {
        auto *button = qobject_cast<QToolButton *>(m_bar->widgetForAction(action));
        button->setPopupMode(QToolButton::InstantPopup);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    }
    for (QAction *action : m_actions) {
        m_bar->widgetForAction(action)->setAccessibleName(action->text());
        m_bar->widgetForAction(action)->setFocusPolicy(Qt::TabFocus);
    }
}

QWidget *PluginPage::tables()
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(look::kMargin, 0, look::kMargin, look::kMargin);
    layout->setSpacing(look::kGap);
    layout->addWidget(m_generations->message());
    layout->addWidget(m_facts);
    const auto addHeading = [layout](QLabel *heading) {
        heading->setFont(look::strongFont());
        layout->addSpacing(look::kTight);
        layout->addWidget(heading);
    };
    addHeading(new QLabel(tr("Hooks"), content));
    m_hooks.setFixedFont(look::fixedFont());
    m_table->setModel(&m_hooks);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(look::rowHeight());
    m_table->horizontalHeader()->setSectionResizeMode(models::HooksModel::Symbol,
                                                      QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setAccessibleName(tr("Hooks of this library"));
    layout->addWidget(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PluginPage::loadTimes);
    layout->addSpacing(look::kTight);
    layout->addWidget(m_times);
    addHeading(new QLabel(tr("Generations"), content));
    layout->addWidget(m_generations->list(), 1);
    return content;
}

void PluginPage::refresh()
{
    const QList<client::PluginHook> own = hooksOf(m_session, m_path);
    m_title->setText(title());
    m_hooks.setHooks(own);
    m_table->updateGeometry();
    m_facts->setText(libraryFacts(m_session, m_path, m_exported));
    if (!m_table->currentIndex().isValid() && !own.isEmpty()) {
        m_table->selectRow(0);
    }
    refreshEnabled();
    loadTimes();
}

// Of the hook that is selected.
void PluginPage::loadTimes()
{
    const int row = m_table->currentIndex().row();
    const bool isHook = row >= 0 && row < m_hooks.rowCount();
    m_times->setHook(m_path, isHook ? m_hooks.hook(row).symbol : QString());
}

void PluginPage::loadWatch()
{
    if (m_session.client() == nullptr || m_session.state() != EngineSession::State::Connected) {
        return;
    }
    client::PluginClient(*m_session.client())
        .isWatching()
        .then(this, [this](const Expected<bool> &isOn) { m_watch->setChecked(isOn && *isOn); });
}

void PluginPage::setWatch(bool isOn)
{
    if (m_session.client() == nullptr) {
        return;
    }
    client::PluginClient(*m_session.client())
        .setWatching(isOn)
        .then(this, [this, isOn](const Expected<bool> &now) {
            m_watch->setChecked(now ? *now : !isOn);
            if (!now) {
                m_generations->say(window::wordsOf(now.error()), look::Tint::Bad);
                return;
            }
            Q_EMIT messageRaised(*now ? tr("The engine watches its plugin files")
                                      : tr("The engine loads plugin files when it is told to"));
        });
}

// The last answer counts: files change, and engines go.
void PluginPage::loadFacts()
{
    m_hasSource = m_commands.hasSource(m_path);
    refreshEnabled();
    m_commands.facts(m_path).then(
        this, [this, asked = ++m_factsAsked](const PluginCommands::Facts &facts) {
            if (asked == m_factsAsked) {
                m_exported = facts;
                refresh();
            }
        });
}

void PluginPage::buildCommands()
{
    m_actions = window::makeActions(*this, commands());
    addActions(m_actions);
    qsizetype at = 0;
    for (QAction **action : {&m_edit, &m_compile, &m_use, &m_remove, &m_reload, &m_rollBack,
                             &m_watch, &m_delete, &m_deleteSource}) {
        *action = m_actions[at++];
    }
    m_edit->setToolTip(tr("Open the source in plugins/src of the workspace"));
    m_compile->setToolTip(tr("Compile the source; the engine loads the new library"));
    m_use->setToolTip(tr("Put a hook of this library into an API"));
    m_remove->setToolTip(tr("Take the hooks of this library out of an API"));
    m_rollBack->setToolTip(tr("Select a generation that is kept, then go back to it"));
    m_watch->setToolTip(tr("Load every plugin file by itself as soon as it has changed"));
    buildMenus();
}

void PluginPage::buildMenus()
{
    auto *use = new QMenu(this);
    auto *remove = new QMenu(this);
    m_use->setMenu(use);
    m_remove->setMenu(remove);
    connect(use, &QMenu::aboutToShow, this, [this, use] {
        use->clear();
        const int row = m_table->currentIndex().row();
        const bool isHook = row >= 0 && row < m_hooks.rowCount();
        m_commands.fillUse(*use, m_path, isHook ? m_hooks.hook(row).symbol : QString());
    });
    connect(remove, &QMenu::aboutToShow, this, [this, remove] {
        remove->clear();
        m_commands.fillRemove(*remove, m_path);
    });
}

// By its keys; the button opens it by itself.
void PluginPage::openMenu(QAction *action)
{
    const QWidget *button = m_bar->widgetForAction(action);
    const QWidget *below = button->isVisible() ? button : m_bar; // it may be in the bar's own menu
    action->menu<QMenu *>()->popup(below->mapToGlobal(below->rect().bottomLeft()));
}

void PluginPage::refreshEnabled()
{
    m_reload->setEnabled(m_generations->canReload());
    m_rollBack->setEnabled(m_generations->canRollBack());
    m_watch->setEnabled(m_session.state() == EngineSession::State::Connected);
    m_edit->setEnabled(m_hasSource);
    m_compile->setEnabled(m_hasSource);
    m_remove->setEnabled(m_hooks.rowCount() > 0);
    const QString kept = m_commands.trash().whyKept(m_path);
    m_delete->setEnabled(kept.isEmpty());
    m_delete->setToolTip(kept.isEmpty() ? tr("Take the file out of the workspace; its source stays")
                                        : kept);
    m_deleteSource->setEnabled(m_hasSource);
}

window::Page *PluginPageFactory::create(const window::PageAddress &address, QWidget *parent)
{
    return new PluginPage(m_commands, address.subject, parent);
}

} // namespace gw::libraries
