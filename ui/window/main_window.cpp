// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/main_window.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "models/navigator_model.h"
#include "window/banner.h"
#include "window/inspector.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/panel_title.h"
#include "window/status_line.h"
#include "window/tab_area.h"

#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QToolBar>
#include <QVBoxLayout>

namespace gw::window {

using session::EngineSession;

namespace {

constexpr int kNavigatorWidth = 240;
constexpr int kInspectorWidth = 340;
constexpr int kPanesHeight = 260;
constexpr const char *kEngineTopic = "engine";

} // namespace

MainWindow::MainWindow(EngineSession &session, ActionRegistry &actions,
                       look::Appearance &appearance)
    : m_session(session)
    , m_actions(actions)
    , m_appearance(appearance)
    , m_model(std::make_unique<models::NavigatorModel>())
{
    setWindowTitle(tr("Gatewright"));
    setDockNestingEnabled(false);
    setUnifiedTitleAndToolBarOnMac(false);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_banner = new Banner(centre);
    m_tabs = new TabArea(centre);
    layout->addWidget(m_banner);
    layout->addWidget(m_tabs, 1);
    setCentralWidget(centre);
    m_status = new StatusLine(session, this);
    setStatusBar(m_status);
    buildDocks();
    buildActions();
    buildMenus();
    buildToolBar();
    connectSession();
    connect(m_tabs, &TabArea::currentChanged, this, &MainWindow::pageChanged);
    connect(&appearance, &look::Appearance::changed, this, [this] { update(); });
    resize(1440, 900);
}

MainWindow::~MainWindow()
{
    m_inspector->show(nullptr); // pages and panes own what it shows
}

void MainWindow::addFactory(std::unique_ptr<PageFactory> factory)
{
    m_factories.push_back(std::move(factory));
}

void MainWindow::addPane(Pane *pane)
{
    m_panes->add(pane);
    const qsizetype number = m_panes->panes().size();
    addAction({.id = QStringLiteral("go.pane.") + pane->id(),
               .text = pane->title(),
               .category = tr("Go"),
               .shortcut = QKeySequence(QStringLiteral("Alt+%1").arg(number))},
              [this, pane](bool) {
                  m_panes->parentWidget()->show();
                  m_panes->show(pane);
                  pane->setFocus(Qt::ShortcutFocusReason);
              });
    connect(pane, &Pane::inspectorWanted, this,
            [this, pane] { m_inspector->show(pane->inspectorWidget()); });
}

Page *MainWindow::open(const PageAddress &address)
{
    if (Page *page = m_tabs->find(address)) {
        m_tabs->raise(page);
        return page;
    }
    for (const auto &factory : m_factories) {
        if (factory->kind() == address.kind) {
            Page *page = factory->create(address, m_tabs);
            connect(page, &Page::messageRaised, m_status, &StatusLine::say);
            connect(page, &Page::inspectorChanged, this, [this, page] {
                if (page == m_tabs->current()) {
                    m_inspector->show(page->inspectorWidget());
                }
            });
            m_tabs->add(page);
            return page;
        }
    }
    return nullptr;
}

void MainWindow::buildDocks()
{
    const auto addDock = [this](Qt::DockWidgetArea area, const char *name, const QString &title,
                                QWidget *content) {
        auto *dock = new QDockWidget(title, this);
        dock->setObjectName(QLatin1String(name));
        dock->setFeatures(QDockWidget::DockWidgetClosable);
        dock->setWidget(content);
        addDockWidget(area, dock);
        return dock;
    };
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_navigator = new Navigator(*m_model, this);
    QDockWidget *left = addDock(Qt::LeftDockWidgetArea, "navigator", tr("Navigator"), m_navigator);
    left->setTitleBarWidget(new PanelTitle(tr("Navigator"), left));
    m_inspector = new Inspector(this);
    QDockWidget *right =
        addDock(Qt::RightDockWidgetArea, "inspector", tr("Inspector"), m_inspector);
    right->setTitleBarWidget(new PanelTitle(tr("Inspector"), right));
    m_panes = new PaneDock(this);
    QDockWidget *bottom = addDock(Qt::BottomDockWidgetArea, "panes", tr("Panes"), m_panes);
    bottom->setTitleBarWidget(new QWidget(bottom)); // its tabs are its title
    resizeDocks({left, right}, {kNavigatorWidth, kInspectorWidth}, Qt::Horizontal);
    resizeDocks({bottom}, {kPanesHeight}, Qt::Vertical);
    connect(m_navigator, &Navigator::openWanted, this,
            [this](const PageAddress &address) { open(address); });
}

QAction *MainWindow::addAction(const ActionSpec &spec, const std::function<void(bool)> &run)
{
    QAction *action = m_actions.add(spec, run);
    QMainWindow::addAction(action); // so that its shortcut works while its menu is closed
    return action;
}

void MainWindow::buildActions()
{
    addAction({.id = QStringLiteral("file.save"),
               .text = tr("&Save and apply"),
               .category = tr("File"),
               .shortcut = QKeySequence::Save,
               .icon = QStringLiteral("document-save")},
              [this](bool) {
                  if (Page *page = m_tabs->current()) {
                      page->save();
                  }
              });
    addAction({.id = QStringLiteral("file.close"),
               .text = tr("&Close tab"),
               .category = tr("File"),
               .shortcut = QKeySequence::Close},
              [this](bool) {
                  if (Page *page = m_tabs->current()) {
                      m_tabs->close(page);
                  }
              });
    addAction({.id = QStringLiteral("file.quit"),
               .text = tr("&Quit"),
               .category = tr("File"),
               .shortcut = QKeySequence(QStringLiteral("Ctrl+Q")),
               .icon = QStringLiteral("application-exit")},
              [this](bool) { close(); });
    addAction({.id = QStringLiteral("gateway.reload"),
               .text = tr("&Reload all files"),
               .category = tr("Gateway"),
               .shortcut = QKeySequence(QStringLiteral("Ctrl+R")),
               .icon = QStringLiteral("view-refresh")},
              [this](bool) { m_session.reload(); });
    addAction({.id = QStringLiteral("view.splitRight"),
               .text = tr("Move tab to the &right"),
               .category = tr("View"),
               .shortcut = QKeySequence(QStringLiteral("Ctrl+\\")),
               .icon = QStringLiteral("view-split-left-right")},
              [this](bool) { m_tabs->moveRight(); });
    addAction({.id = QStringLiteral("go.navigator"),
               .text = tr("&Navigator"),
               .category = tr("Go"),
               .shortcut = QKeySequence(QStringLiteral("Alt+0"))},
              [this](bool) { m_navigator->focusFilter(); });
}

void MainWindow::buildMenus()
{
    const auto fill = [this](QMenu *menu, std::initializer_list<const char *> ids) {
        for (const char *id : ids) {
            if (*id == '\0') {
                menu->addSeparator();
            } else {
                menu->addAction(m_actions.action(QLatin1String(id)));
            }
        }
    };
    fill(menuBar()->addMenu(tr("&File")), {"file.save", "file.close", "", "file.quit"});
    QMenu *view = menuBar()->addMenu(tr("&View"));
    fill(view, {"view.splitRight"});
    fill(menuBar()->addMenu(tr("&Go")), {"go.navigator"});
    m_pageMenu = menuBar()->addMenu(tr("&Page"));
    connect(m_pageMenu, &QMenu::aboutToShow, this, &MainWindow::fillPageMenu);
    fill(menuBar()->addMenu(tr("G&ateway")), {"gateway.reload"});
}

void MainWindow::buildToolBar()
{
    QToolBar *bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addAction(m_actions.action(QStringLiteral("file.save")));
    bar->addAction(m_actions.action(QStringLiteral("gateway.reload")));
}

void MainWindow::connectSession()
{
    connect(&m_session, &EngineSession::stateChanged, this, &MainWindow::refreshState);
    connect(&m_session, &EngineSession::reportChanged, this,
            [this] { m_model->setSection(models::apiSection(m_session.report().apis)); });
    connect(&m_session, &EngineSession::pluginsChanged, this,
            [this] { m_model->setSection(models::pluginSection(m_session.plugins())); });
    connect(&m_session, &EngineSession::problemRaised, this, [this](const Error &problem) {
        m_banner->showProblem(QStringLiteral("problem"), problem);
    });
    connect(&m_session, &EngineSession::noticeRaised, this, [this](const QString &text) {
        m_banner->show(Banner::Tone::Info, QStringLiteral("notice"), text);
    });
    m_model->setSection(models::apiSection({}));
    m_model->setSection(models::collectionSection({}));
    m_model->setSection(models::pluginSection({}));
    refreshState();
}

void MainWindow::refreshState()
{
    const QString topic = QLatin1String(kEngineTopic);
    const auto state = m_session.state();
    if (state == EngineSession::State::Lost || state == EngineSession::State::Failed) {
        m_banner->showProblem(topic, m_session.problem());
        m_banner->offer(tr("Try now"), [this] { m_session.retry(); });
    } else {
        m_banner->hide(topic);
    }
    if (state == EngineSession::State::Connected) {
        refreshCollections();
    }
    m_actions.action(QStringLiteral("gateway.reload"))
        ->setEnabled(state == EngineSession::State::Connected);
}

void MainWindow::refreshCollections()
{
    const QString &workspace = m_session.workspace();
    m_model->setSection(models::collectionSection(
        workspace.isEmpty() ? QString() : workspace + QStringLiteral("/requests")));
}

void MainWindow::pageChanged(Page *page)
{
    m_inspector->show(page == nullptr ? nullptr : page->inspectorWidget());
    if (page != nullptr) {
        m_navigator->reveal(page->address());
    }
}

void MainWindow::fillPageMenu()
{
    m_pageMenu->clear();
    Page *page = m_tabs->current();
    const QList<QAction *> actions = page == nullptr ? QList<QAction *>() : page->pageActions();
    m_pageMenu->addActions(actions);
    if (actions.isEmpty()) {
        m_pageMenu->addAction(tr("This page has no commands of its own"))->setEnabled(false);
    }
}

} // namespace gw::window
