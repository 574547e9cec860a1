// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/main_window.h"

#include "client/control_channel.h"
#include "look/metrics.h"
#include "models/navigator_model.h"
#include "window/banner.h"
#include "window/draft.h"
#include "window/empty_page.h"
#include "window/engine_work.h"
#include "window/focus_walk.h"
#include "window/inspector.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/status_line.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QKeyEvent>
#include <QPointer>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::window {

using session::EngineSession;

namespace {

constexpr QSize kFirstSize(1440, 900);
constexpr QSize kSmallestSize(720, 480);

QString engineTopic()
{
    return QStringLiteral("engine");
}

QString problemTopic()
{
    return QStringLiteral("problem");
}

} // namespace

MainWindow::MainWindow(EngineSession &session, ActionRegistry &actions)
    : m_session(session)
    , m_actions(actions)
    , m_model(std::make_unique<models::NavigatorModel>())
    , m_pluginFolder(std::make_unique<models::PluginFolder>())
    , m_navigator(new Navigator(*m_model, this))
    , m_inspector(new Inspector(this))
    , m_panes(new PaneDock(this))
    , m_status(new StatusLine(session, this))
{
    setWindowTitle(tr("Gatewright"));
    setMinimumSize(kSmallestSize);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_banner = new Banner(centre);
    m_tour = new TourBar(centre);
    m_tabs = new TabArea(centre);
    m_empty = new EmptyPage(m_tabs);
    // Docks need not give way to what is seldom seen.
    m_empty->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_tabs->setEmptyState(m_empty);
    auto *work = new EngineWork(session, *m_banner, centre);
    connect(work, &EngineWork::messageRaised, this,
            [this](const QString &text) { m_status->say(text); });
    connect(work, &EngineWork::reportWanted, this,
            [this] { open({QStringLiteral("reload"), {}}); });
    layout->addWidget(m_banner);
    layout->addWidget(work);
    layout->addWidget(m_tour);
    layout->addWidget(m_tabs, 1);
    setCentralWidget(centre);
    setStatusBar(m_status);
    buildDocks();
    connectTabs();
    connectSession();
    resize(kFirstSize.boundedTo(screen()->availableSize()));
}

MainWindow::~MainWindow()
{
    // Only this: Qt's accessibility must hear that the window goes.
    disconnect(this, &MainWindow::stateChanged, nullptr, nullptr);
    // They are hidden when there is only a QWidget left of this window, and would still tell it.
    for (QDockWidget *dock : findChildren<QDockWidget *>()) {
        dock->disconnect(this);
    }
    m_inspector->show(nullptr); // pages and panes own what it shows
}

void MainWindow::addFactory(std::unique_ptr<PageFactory> factory)
{
    for (ActionSpec spec : factory->commands()) {
        spec.scope = spec.scope.isEmpty() ? factory->kind()
                                          : factory->kind() + QLatin1Char('.') + spec.scope;
        m_actions.declare(spec);
    }
    m_factories.push_back(std::move(factory));
}

bool MainWindow::canOpen(const QString &kind) const
{
    return std::ranges::any_of(m_factories,
                               [&kind](const auto &factory) { return factory->kind() == kind; });
}

QStringList MainWindow::pageKinds() const
{
    QStringList kinds;
    for (const auto &factory : m_factories) {
        kinds.append(factory->kind());
    }
    return kinds;
}

QList<QuickEntry> MainWindow::placesOfPages()
{
    QList<QuickEntry> places;
    for (const auto &factory : m_factories) {
        places.append(factory->places(*this));
    }
    return places;
}

void MainWindow::addPane(Pane *pane)
{
    m_panes->add(pane);
    QList<ActionSpec> commands = pane->commands();
    for (ActionSpec &spec : commands) {
        spec.scope = QStringLiteral("pane.") + pane->id();
        m_actions.declare(spec);
    }
    for (QAction *action : pane->paneActions()) {
        giveShortcut(action);
    }
    const qsizetype number = m_panes->panes().size();
    QAction *action =
        m_actions.add({.id = QStringLiteral("go.pane.") + pane->id(),
                       .text = pane->title(),
                       .category = tr("Go"),
                       .shortcut = QKeySequence(QStringLiteral("Alt+%1").arg(number))},
                      [this, pane](bool) {
                          m_panes->parentWidget()->show();
                          m_panes->show(pane);
                          pane->setFocus(Qt::ShortcutFocusReason);
                      });
    addAction(action);
    connect(pane, &Pane::inspectorWanted, this,
            [this, pane] { m_inspector->show(pane->inspectorWidget()); });
    connect(pane, &Pane::stateChanged, this, &MainWindow::stateChanged);
    const QString topic = QStringLiteral("undo.") + pane->id();
    connect(pane, &Pane::undoOffered, this,
            [this, topic](const QString &words, const std::function<void()> &undo) {
                m_banner->show(Banner::Tone::Info, topic, words);
                m_banner->offer(tr("Undo"), undo);
            });
    connect(pane, &Pane::undoEnded, this, [this, topic] { m_banner->hide(topic); });
}

void MainWindow::addWork(QWidget *line)
{
    auto *layout = qobject_cast<QBoxLayout *>(centralWidget()->layout());
    layout->insertWidget(layout->indexOf(m_tour), line);
}

Page *MainWindow::open(const PageAddress &address)
{
    setPanesLarge(false);
    if (Page *page = m_tabs->find(address)) {
        m_tabs->raise(page);
        return page;
    }
    for (const auto &factory : m_factories) {
        if (factory->kind() != address.kind) {
            continue;
        }
        Page *page = factory->create(address, m_tabs);
        for (const ActionSpec &spec : factory->commands()) {
            giveShortcut(page->findChild<QAction *>(spec.id));
        }
        nameKeys(*page);
        connect(page, &Page::messageRaised, m_status, &StatusLine::say);
        connect(page, &Page::answered, m_tour, &TourBar::note);
        connect(page, &Page::paneWanted, this, [this](const QString &id) {
            m_actions.action(QStringLiteral("go.pane.") + id)->trigger();
        });
        connect(page, &Page::stateChanged, this, &MainWindow::stateChanged);
        connect(page, &Page::modifiedChanged, this, &MainWindow::stateChanged);
        connect(page, &Page::addressChanged, this, &MainWindow::stateChanged);
        connect(page, &Page::addressChanged, this, &MainWindow::revealCurrent);
        connect(page, &Page::inspectorChanged, this, [this, page] {
            if (page == m_tabs->current()) {
                m_inspector->show(page->inspectorWidget());
            }
        });
        m_tabs->add(page);
        return page;
    }
    return nullptr;
}

// Now and whenever they are others, as the next.
void MainWindow::giveShortcut(QAction *action)
{
    Q_ASSERT(action != nullptr);
    const QAction *declared = m_actions.action(ActionRegistry::idOf(*action));
    const auto give = [action, declared] {
        action->setShortcut(declared->shortcut());
    };
    give();
    connect(declared, &QAction::changed, action, give);
}

void MainWindow::nameKeys(Page &page)
{
    const auto name = [this, &page] {
        page.nameKeys([this](const QString &id) { return m_actions.keysOf(id); });
    };
    name();
    connect(&m_actions, &ActionRegistry::shortcutsChanged, &page, name);
}

QList<Page *> MainWindow::openPages() const
{
    return m_tabs->pages();
}

// Keys that nobody took where the focus is are the open page's, but for those of a part of it.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    Page *page = m_tabs->current();
    if (page != nullptr && page->isVisible()) {
        const QKeySequence keys(event->keyCombination());
        for (QAction *action : page->pageActions()) {
            const bool isOfAPart = action->shortcutContext() == Qt::WidgetShortcut;
            if (action->isEnabled() && !isOfAPart && action->shortcuts().contains(keys)) {
                action->trigger();
                return;
            }
        }
    }
    QMainWindow::keyPressEvent(event);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    QWidget *stop = nextInWalk(*this, next ? FocusWay::Forwards : FocusWay::Backwards);
    if (stop == nullptr) {
        return false;
    }
    stop->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    for (QWidget *above = stop->parentWidget(); above != nullptr; above = above->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(above)) { // which it may have come into
            area->ensureWidgetVisible(stop);
        }
    }
    return true;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    commitTyping(*this);
    const Expected<void> kept = m_keep ? m_keep() : Expected<void>();
    const bool losesNothing = !std::ranges::any_of(m_tabs->pages(), &Page::isModified) &&
                              !(m_hasHiddenChanges && m_hasHiddenChanges());
    if (kept || m_closesAnyway || losesNothing) {
        event->accept();
        return;
    }
    event->ignore();
    m_banner->showProblem(QStringLiteral("session"), kept.error());
    m_banner->offer(tr("Close and lose what is not saved"), [this] {
        m_closesAnyway = true;
        close();
    });
}

void MainWindow::connectTabs()
{
    connect(m_banner, &Banner::focusLost, this, [this] {
        if (Page *page = m_tabs->current(); page != nullptr) {
            page->setFocus();
        }
    });
    connect(m_tabs, &TabArea::currentChanged, this, &MainWindow::pageChanged);
    connect(m_tabs, &TabArea::askedToDrop, this, &MainWindow::askToDrop);
    connect(m_tabs, &TabArea::pagesChanged, this, &MainWindow::stateChanged);
    connect(m_tabs, &TabArea::layoutChanged, this, &MainWindow::stateChanged);
}

void MainWindow::connectSession()
{
    connect(&m_session, &EngineSession::stateChanged, this, &MainWindow::refreshEngineState);
    connect(&m_session, &EngineSession::reportChanged, this, &MainWindow::refreshApis);
    connect(&m_session, &EngineSession::pluginsChanged, this, &MainWindow::refreshPlugins);
    connect(&m_session, &EngineSession::reloaded, this, &MainWindow::readPluginFolder);
    connect(m_tabs, &TabArea::pagesChanged, this,
            &MainWindow::readPluginFolder); // one may have made a plugin
    connect(&m_session, &EngineSession::problemRaised, this, [this](const Error &problem) {
        m_wasUnreachable = client::isUnreachable(problem);
        m_banner->showProblem(problemTopic(), problem);
    });
    connect(m_tour, &TourBar::stateChanged, this, &MainWindow::stateChanged);
    connect(&m_session, &EngineSession::noticeRaised, this, [this](const QString &text) {
        m_banner->show(Banner::Tone::Info, QStringLiteral("notice"), text);
    });
    m_model->setSection(models::apiSection({}));
    m_model->setSection(models::collectionSection({}));
    m_model->setSection(models::pluginSection({}));
    m_model->setSection(models::gatewaySection({}));
    refreshEngineState();
}

void MainWindow::refreshEngineState()
{
    const auto state = m_session.state();
    if (state == EngineSession::State::Lost || state == EngineSession::State::Failed) {
        m_banner->showProblem(engineTopic(), m_session.problem());
        m_banner->offer(tr("Try now"), [this] { m_session.retry(); });
        if (m_session.isAttached()) { // with another secret, or to another address
            m_banner->offer(tr("Connect..."), [this] {
                m_actions.action(QStringLiteral("gateway.connect"))->trigger();
            });
        }
        if (state == EngineSession::State::Failed && !m_session.workspace().isEmpty()) {
            m_banner->offer(tr("Open gatewright.conf"),
                            [this] { open({QStringLiteral("settings-file"), {}}); });
        }
    } else if (!m_session.awaited().isEmpty()) {
        m_banner->show(Banner::Tone::Info, engineTopic(), m_session.awaited());
    } else {
        m_banner->hide(engineTopic());
        if (std::exchange(m_wasUnreachable, false)) {
            m_banner->hide(problemTopic());
        }
    }
    refreshCollections();
    refreshApis();
    readPluginFolder();
}

void MainWindow::readPluginFolder()
{
    *m_pluginFolder = models::pluginFolderOf(m_session.workspace());
    refreshPlugins();
}

void MainWindow::refreshPlugins()
{
    m_pluginFolder->isUseKnown = m_session.report().generation > 0;
    m_pluginFolder->heard = heard();
    models::NavigatorEntry section = models::pluginSection(m_session.plugins(), *m_pluginFolder);
    if (!m_session.workspace().isEmpty()) {
        section =
            models::withWay(std::move(section), tr("New plugin..."), QStringLiteral("plugin.new"));
    }
    m_model->setSection(section);
}

models::Heard MainWindow::heard() const
{
    return m_session.state() == EngineSession::State::Lost ? models::Heard::Before
                                                           : models::Heard::Now;
}

// Of an engine that has not said yet what it has, nothing is known to be missing.
void MainWindow::refreshApis()
{
    models::NavigatorEntry section = models::apiSection(m_session.report().apis, heard());
    if (m_session.report().generation > 0) {
        section = models::withWay(std::move(section), tr("New API..."), QStringLiteral("api.new"));
    }
    m_model->setSection(section);
    // The page may be of an API that is new there. Where something is selected, somebody chose it.
    if (m_navigator->current() == PageAddress()) {
        revealCurrent();
    }
    refreshPlugins();
}

void MainWindow::revealCurrent()
{
    if (const Page *page = m_tabs->current(); page != nullptr) {
        m_navigator->reveal(page->address());
    }
}

void MainWindow::openEntry(const PageAddress &address)
{
    if (address.kind != models::kCommandEntry) {
        open(address);
    } else if (QAction *command = m_actions.action(address.subject)) {
        command->trigger();
    }
}

void MainWindow::refreshCollections()
{
    const QString &workspace = m_session.workspace();
    m_model->setSection(models::collectionSection(
        workspace.isEmpty() ? QString() : workspace + QStringLiteral("/requests")));
    m_model->setSection(models::gatewaySection(
        workspace.isEmpty() ? QString() : workspace + QStringLiteral("/gatewright.conf")));
}

void MainWindow::pageChanged(Page *page)
{
    m_inspector->show(page == nullptr ? nullptr : page->inspectorWidget());
    revealCurrent();
    setWindowTitle(page == nullptr ? tr("Gatewright") : tr("%1 - Gatewright").arg(page->title()));
    Q_EMIT stateChanged();
}

void MainWindow::askToDrop(Page *page)
{
    const QString topic = QStringLiteral("drop %1").arg(page->address().subject);
    m_tabs->raise(page);
    connect(page, &QObject::destroyed, m_banner,
            [banner = m_banner, topic] { banner->hide(topic); });
    m_banner->show(Banner::Tone::Warn, topic,
                   tr("%1 has changes that are not saved.").arg(page->title()));
    m_banner->offer(tr("Save"), [this, page = QPointer(page), topic] {
        m_banner->hide(topic);
        if (page != nullptr) {
            page->save();
        }
    });
    m_banner->offer(tr("Close without saving"), [this, page = QPointer(page), topic] {
        m_banner->hide(topic);
        if (page != nullptr) {
            m_tabs->drop(page);
        }
    });
}

} // namespace gw::window
