// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the pages, and how large.
#include "window/inspector.h"
#include "window/main_window.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/panel_title.h"

#include <QDockWidget>
#include <QLayout>

#include <algorithm>

namespace gw::window {

namespace {

constexpr int kNavigatorWidth = 230;
constexpr int kNavigatorLetters = 30;
constexpr int kInspectorWidth = 350;
constexpr int kPanesHeight = 280;
constexpr int kPanesPart = 3; // of the window's height, where that is small
constexpr int kSmallestNavigator = 170;
constexpr int kSmallestInspector = 220;
constexpr int kSmallestNavigatorLetters = 20;
constexpr int kInspectorLetters = 31; // wide, at least
// Windows that are narrower have no room for an inspector, unless somebody asks for it.
constexpr int kInspectorRoom = 1100;
constexpr int kInspectorRoomLetters = 120;

} // namespace

// Sizes of docks hold from the moment when there is a layout: until the pages are laid out they
// may ask for more room than they need, and docks that gave way do not grow again.
void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (!std::exchange(m_hasDockSizes, true)) {
        QMetaObject::invokeMethod(this, &MainWindow::sizeDocks, Qt::QueuedConnection);
    } else if (!m_restoredDocks.isEmpty()) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                const bool hasInspector = !m_inspectorDock->isHidden();
                restoreState(std::exchange(m_restoredDocks, {}));
                m_inspectorDock->setVisible(hasInspector);
            },
            Qt::QueuedConnection);
    }
}

void MainWindow::restoreDocks(const QByteArray &state)
{
    if (restoreState(state)) {
        m_hasDockSizes = true;
        m_restoredDocks = isVisible() ? QByteArray() : state;
    }
}

// None becomes smaller than somebody made it, but for panes in a small window.
void MainWindow::sizeDocks()
{
    const int letter = fontMetrics().averageCharWidth();
    auto *navigator = qobject_cast<QDockWidget *>(m_navigator->parentWidget());
    resizeDocks({navigator, m_inspectorDock},
                {std::max({kNavigatorWidth, letter * kNavigatorLetters, navigator->width()}),
                 std::max(kInspectorWidth, m_inspectorDock->width())},
                Qt::Horizontal);
    auto *panes = qobject_cast<QDockWidget *>(m_panes->parentWidget());
    const int part = height() / kPanesPart;
    const int wanted = std::max(std::min(kPanesHeight, part), panes->height());
    resizeDocks({panes}, {m_isNarrow ? std::min(wanted, part) : wanted}, Qt::Vertical);
    layout()->invalidate();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitInspector();
    Q_EMIT stateChanged();
}

// Only when the window becomes narrow, or wide again: in between the user decides.
void MainWindow::fitInspector()
{
    const int room =
        std::max(kInspectorRoom, fontMetrics().averageCharWidth() * kInspectorRoomLetters);
    const bool isNarrow = width() < room;
    if (isNarrow == m_isNarrow || arePanesLarge()) {
        return;
    }
    if (isNarrow) {
        m_wantsInspector = !m_inspectorDock->isHidden();
        m_inspectorDock->hide();
    } else if (m_wantsInspector) {
        m_inspectorDock->show();
    }
    m_isNarrow = isNarrow;
    // What was squeezed does not grow again by itself.
    QMetaObject::invokeMethod(this, &MainWindow::sizeDocks, Qt::QueuedConnection);
}

bool MainWindow::wantsInspector() const
{
    return m_isNarrow || arePanesLarge() ? m_wantsInspector : !m_inspectorDock->isHidden();
}

void MainWindow::setWantsInspector(bool isWanted)
{
    m_wantsInspector = isWanted;
    if (!m_isNarrow) {
        m_inspectorDock->setVisible(isWanted);
    }
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
        connect(dock, &QDockWidget::visibilityChanged, this, &MainWindow::stateChanged);
        return dock;
    };
    setDockNestingEnabled(false);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    const int letter = fontMetrics().averageCharWidth();
    m_navigator->setMinimumWidth(std::max(kSmallestNavigator, letter * kSmallestNavigatorLetters));
    m_inspector->setMinimumWidth(std::max(kSmallestInspector, letter * kInspectorLetters));
    QDockWidget *left = addDock(Qt::LeftDockWidgetArea, "navigator", tr("Navigator"), m_navigator);
    left->setTitleBarWidget(new PanelTitle(tr("Navigator"), left));
    QDockWidget *right =
        addDock(Qt::RightDockWidgetArea, "inspector", tr("Inspector"), m_inspector);
    m_inspectorDock = right;
    right->setTitleBarWidget(new PanelTitle(tr("Inspector"), right));
    QDockWidget *bottom = addDock(Qt::BottomDockWidgetArea, "panes", tr("Panes"), m_panes);
    bottom->setTitleBarWidget(new QWidget(bottom)); // its tabs are its title
    connect(m_navigator, &Navigator::openWanted, this, &MainWindow::openEntry);
    connect(m_panes, &PaneDock::raiseWanted, this, [bottom] { bottom->show(); });
    connect(m_panes, &PaneDock::currentChanged, this, &MainWindow::stateChanged);
}

// Panes take the whole window until something is to be seen that is not among them.
void MainWindow::setPanesLarge(bool isLarge)
{
    if (isLarge == arePanesLarge()) {
        return;
    }
    if (!isLarge) {
        centralWidget()->show();
        restoreState(std::exchange(m_usualDocks, {}));
    } else {
        m_wantsInspector = wantsInspector();
        m_usualDocks = saveState();
        centralWidget()->hide();
        m_navigator->parentWidget()->hide();
        m_inspectorDock->hide();
        m_panes->parentWidget()->show();
        m_panes->current()->setFocus(Qt::ShortcutFocusReason);
    }
    Q_EMIT panesLargeChanged(isLarge);
    Q_EMIT stateChanged();
}

QByteArray MainWindow::saveDocks() const
{
    return arePanesLarge() ? m_usualDocks : saveState();
}

} // namespace gw::window
