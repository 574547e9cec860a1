// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "window/banner.h"
#include "window/empty_page.h"
#include "window/inspector.h"
#include "window/main_window.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/tab_area.h"
#include "window/tool_line.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QScopeGuard>
#include <QTabBar>

#include <algorithm>

using gw::session::EngineSession;
using namespace gw::window;

namespace {

// A pane whose tools are as wide as it is told.
class WidePane final : public Pane {
public:
    explicit WidePane(int toolsWidth)
        : m_tools(new QLabel(this))
    {
        m_tools->setMinimumWidth(toolsWidth);
    }

    [[nodiscard]] QString id() const override { return QStringLiteral("wide"); }
    [[nodiscard]] QString title() const override { return QStringLiteral("Wide"); }
    [[nodiscard]] QWidget *tools() override { return m_tools; }

private:
    QLabel *m_tools;
};

// A page with unsaved text.
class TypedPage final : public Page {
public:
    [[nodiscard]] PageAddress address() const override
    {
        return {QStringLiteral("note"), QStringLiteral("typed")};
    }
    [[nodiscard]] QString title() const override { return QStringLiteral("Typed"); }
    [[nodiscard]] bool isModified() const override { return true; }
};

// A page that knows how little room it needs when it is shown.
class WidePage final : public Page {
public:
    explicit WidePage(int width) { setMinimumWidth(width); }
    [[nodiscard]] PageAddress address() const override
    {
        return {QStringLiteral("note"), QStringLiteral("wide")};
    }
    [[nodiscard]] QString title() const override { return QStringLiteral("Wide"); }

protected:
    void showEvent(QShowEvent *event) override
    {
        setMinimumWidth(0);
        Page::showEvent(event);
    }
};

// A host whose engine before takes its time.
class SlowHost final : public gw::session::EngineHost {
public:
    void start(const QString &workspaceFolder) override
    {
        if (!workspaceFolder.isEmpty()) {
            Q_EMIT waiting(QStringLiteral("Waiting for ") + workspaceFolder);
        }
    }
    void stop() override {}
};

} // namespace

class MainWindowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatAStartWaitsFor();
    void asksNoMoreForAPageThatWent();
    void leadsToAnotherConnection();
    void inspectorGivesWay();
    void inspectorStaysWhereItIsWanted();
    void navigatorHasRoomForLargeLetters();
    void paneToolsTakeALineOfTheirOwn();
    void panesReturnWithTheirTabs();
    void docksAreAsLargeAsTheyWere();
    void docksAreAsLargeAsTheyWere_data();
    void toolBarLeavesWordsAway();
};

void MainWindowTest::tellsWhatAStartWaitsFor()
{
    EngineSession session(std::make_unique<SlowHost>());
    ActionRegistry actions;
    MainWindow window(session, actions);
    window.show();
    const auto isSaid = [&window](const QString &words) {
        const auto labels = window.banner().findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&words](const QLabel *label) {
            return label->isVisible() && label->text() == words;
        });
    };
    session.openWorkspace(QStringLiteral("/orders"));
    QVERIFY(isSaid(QStringLiteral("Waiting for /orders")));
    session.openWorkspace({}); // at once
    QVERIFY(!window.banner().isVisible());
}

// The secret may be wrong: trying again does not help.
void MainWindowTest::leadsToAnotherConnection()
{
    EngineSession session(nullptr);
    ActionRegistry actions;
    int asked = 0;
    actions.add({.id = QStringLiteral("gateway.connect"),
                 .text = QStringLiteral("Connect"),
                 .category = QStringLiteral("Gateway")},
                [&asked](bool) { ++asked; });
    MainWindow window(session, actions);
    window.show();
    session.attach({QUrl(QStringLiteral("http://127.0.0.1:1")), {}});
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineSession::State::Lost, 20'000);
    for (QPushButton *button : window.banner().findChildren<QPushButton *>()) {
        if (button->text() == QLatin1String("Connect...")) {
            button->click();
        }
    }
    QCOMPARE(asked, 1);
}

void MainWindowTest::asksNoMoreForAPageThatWent()
{
    EngineSession session(nullptr);
    ActionRegistry actions;
    MainWindow window(session, actions);
    auto *page = new TypedPage;
    window.tabs().add(page);
    window.show();
    window.tabs().close(page);
    QVERIFY(window.banner().isVisible());
    window.tabs().drop(page); // as with its workspace
    QTRY_VERIFY_WITH_TIMEOUT(!window.banner().isVisible(), 20'000);
}

void MainWindowTest::inspectorGivesWay()
{
    EngineSession session(nullptr);
    ActionRegistry actions;
    MainWindow window(session, actions);
    window.show();
    auto *dock = window.findChild<QDockWidget *>(QStringLiteral("inspector"));
    QVERIFY(dock->isVisible());
    window.resize(960, 600);
    QTRY_VERIFY_WITH_TIMEOUT(dock->isHidden(), 20'000);
    QVERIFY(window.wantsInspector());
    window.resize(1440, 900);
    QTRY_VERIFY_WITH_TIMEOUT(dock->isVisible(), 20'000);
    // What was squeezed has its place again.
    const QWidget *navigator = window.navigator().parentWidget();
    QTRY_VERIFY_WITH_TIMEOUT(navigator->width() >= 230, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(window.panes().parentWidget()->height() >= 270, 20'000);
}

void MainWindowTest::inspectorStaysWhereItIsWanted()
{
    EngineSession session(nullptr);
    ActionRegistry actions;
    MainWindow window(session, actions);
    window.show();
    auto *dock = window.findChild<QDockWidget *>(QStringLiteral("inspector"));
    window.resize(960, 600);
    QTRY_VERIFY_WITH_TIMEOUT(dock->isHidden(), 20'000);
    dock->show();
    window.resize(1000, 600);
    QTRY_COMPARE_WITH_TIMEOUT(window.width(), 1000, 20'000);
    QVERIFY(dock->isVisible());
    window.resize(1440, 900);
    QTRY_COMPARE_WITH_TIMEOUT(window.width(), 1440, 20'000);
    dock->hide();
    window.resize(960, 600);
    QTRY_COMPARE_WITH_TIMEOUT(window.width(), 960, 20'000);
    window.resize(1440, 900);
    QTRY_COMPARE_WITH_TIMEOUT(window.width(), 1440, 20'000);
    QVERIFY(dock->isHidden()); // it was closed where there was room
}

void MainWindowTest::navigatorHasRoomForLargeLetters()
{
    const QFont usual = QApplication::font();
    const auto back = qScopeGuard([&usual] { QApplication::setFont(usual); });
    QFont large = usual;
    large.setPointSize(14);
    QApplication::setFont(large);
    EngineSession session(nullptr);
    ActionRegistry actions;
    MainWindow window(session, actions);
    QAction action(QStringLiteral("Do it"));
    window.emptyPage().offer(&action, QString(200, u'x')); // wider than there is room
    window.show();
    const QWidget *navigator = window.navigator().parentWidget();
    const int letters = 30 * window.fontMetrics().averageCharWidth();
    QTRY_VERIFY2_WITH_TIMEOUT(navigator->width() >= letters,
                              qPrintable(QString::number(navigator->width())), 20'000);
}

void MainWindowTest::paneToolsTakeALineOfTheirOwn()
{
    PaneDock dock;
    auto *pane = new WidePane(300);
    dock.add(pane);
    dock.resize(800, 200);
    dock.setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
    const auto *tabs = dock.findChild<QTabBar *>();
    const auto topOf = [&dock](QWidget *widget) {
        return widget->mapTo(&dock, QPoint()).y();
    };
    QTRY_VERIFY_WITH_TIMEOUT(topOf(pane->tools()) < tabs->geometry().bottom(), 20'000);
    dock.resize(320, 200);
    QTRY_VERIFY_WITH_TIMEOUT(topOf(pane->tools()) > tabs->geometry().bottom(), 20'000);
    dock.resize(800, 200);
    QTRY_VERIFY_WITH_TIMEOUT(topOf(pane->tools()) < tabs->geometry().bottom(), 20'000);
}

// They were filled while the window did not show them.
void MainWindowTest::panesReturnWithTheirTabs()
{
    EngineSession session(nullptr);
    ActionRegistry actions;
    QByteArray docks;
    {
        MainWindow before(session, actions);
        before.show();
        before.panes().parentWidget()->hide();
        docks = before.saveDocks();
    }
    MainWindow window(session, actions);
    for (int number = 0; number < 4; ++number) {
        window.panes().add(new WidePane(100));
    }
    window.restoreDocks(docks);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto *tabs = window.panes().findChild<QTabBar *>();
    QVERIFY(!tabs->isVisible());
    window.panes().parentWidget()->show();
    QTRY_VERIFY_WITH_TIMEOUT(tabs->isVisible(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(tabs->size(), tabs->sizeHint(), 20'000);
}

void MainWindowTest::docksAreAsLargeAsTheyWere_data()
{
    QTest::addColumn<int>("pageWidth");
    QTest::newRow("narrow page") << 100;
    QTest::newRow("page that is wider than there is room") << 1000;
}

// A page may ask for more room than there is before the window is laid out.
void MainWindowTest::docksAreAsLargeAsTheyWere()
{
    QFETCH(const int, pageWidth);
    EngineSession session(nullptr);
    ActionRegistry actions;
    QByteArray geometry;
    QByteArray docks;
    QSize navigator;
    QSize panes;
    QSize inspector;
    const auto sizeOf = [](const QWidget &inDock) {
        return inDock.parentWidget()->size();
    };
    {
        MainWindow before(session, actions);
        before.show();
        QVERIFY(QTest::qWaitForWindowExposed(&before));
        QTRY_VERIFY_WITH_TIMEOUT(sizeOf(before.navigator()).width() >= 230, 20'000);
        const auto dockOf = [](QWidget &content) {
            return qobject_cast<QDockWidget *>(content.parentWidget());
        };
        before.resizeDocks({dockOf(before.navigator()), dockOf(before.inspector())}, {320, 370},
                           Qt::Horizontal);
        before.resizeDocks({dockOf(before.panes())}, {310}, Qt::Vertical);
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(before.navigator()).width(), 320, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(sizeOf(before.panes()).height(), 310, 20'000);
        navigator = sizeOf(before.navigator());
        inspector = sizeOf(before.inspector());
        panes = sizeOf(before.panes());
        geometry = before.saveGeometry();
        docks = before.saveDocks();
    }
    MainWindow window(session, actions);
    window.restoreGeometry(geometry);
    window.restoreDocks(docks);
    window.setWantsInspector(true);
    window.tabs().add(new WidePage(pageWidth));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_COMPARE_WITH_TIMEOUT(sizeOf(window.navigator()).width(), navigator.width(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(sizeOf(window.inspector()).width(), inspector.width(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(sizeOf(window.panes()).height(), panes.height(), 20'000);
}

void MainWindowTest::toolBarLeavesWordsAway()
{
    ToolLine line(QStringLiteral("Tools"));
    for (int number = 0; number < 4; ++number) {
        line.addAction(QStringLiteral("An action with a name"));
    }
    line.resize(1200, 40);
    line.show();
    QVERIFY(QTest::qWaitForWindowExposed(&line));
    QVERIFY(!line.isNarrow());
    line.resize(200, 40);
    QTRY_VERIFY_WITH_TIMEOUT(line.isNarrow(), 20'000);
    QCOMPARE(line.toolButtonStyle(), Qt::ToolButtonIconOnly);
    line.resize(210, 40); // what it needs now is not what it would need
    QVERIFY(line.isNarrow());
    line.resize(1200, 40);
    QTRY_VERIFY_WITH_TIMEOUT(!line.isNarrow(), 20'000);
    // What was too long once need not stay so.
    line.actions().first()->setText(QString(300, QLatin1Char('m')));
    line.resize(1201, 40);
    QTRY_VERIFY_WITH_TIMEOUT(line.isNarrow(), 20'000);
    line.actions().first()->setText(QStringLiteral("Short"));
    line.resize(1200, 40);
    QTRY_VERIFY_WITH_TIMEOUT(!line.isNarrow(), 20'000);
}

GW_TEST(MainWindowTest)
#include "main_window_test.moc"
