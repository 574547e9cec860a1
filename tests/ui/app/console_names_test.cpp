// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/spec_page.h"
#include "libraries/source_page.h"
#include "panes/traffic_pane.h"
#include "tester/request_page.h"
#include "ui/app/console_fixture.h"
#include "ui/app/every_page.h"
#include "widgets/json_editor.h"
#include "window/connect_dialog.h"
#include "window/pane_dock.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSet>
#include <QTest>
#include <QTextEdit>

using namespace gw::definition;
using namespace gw::form;
using namespace gw::libraries;
using namespace gw::tester;

namespace {

// What the keyboard or the mouse works with.
bool isControl(const QWidget &widget)
{
    return qobject_cast<const QAbstractButton *>(&widget) != nullptr ||
           qobject_cast<const QComboBox *>(&widget) != nullptr ||
           qobject_cast<const QLineEdit *>(&widget) != nullptr ||
           qobject_cast<const QAbstractItemView *>(&widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox *>(&widget) != nullptr ||
           qobject_cast<const QPlainTextEdit *>(&widget) != nullptr ||
           qobject_cast<const QTextEdit *>(&widget) != nullptr ||
           widget.inherits("QsciScintilla") || widget.inherits("gw::panes::Chart") ||
           widget.inherits("gw::libraries::TimeHistogram") || widget.inherits("gw::form::HookCard");
}

// Parts of Qt's own controls are named by the control.
bool isInner(const QWidget &widget)
{
    const QWidget &parent = *widget.parentWidget();
    return widget.objectName().startsWith(QLatin1String("qt_")) ||
           qobject_cast<const QComboBox *>(&parent) != nullptr ||
           qobject_cast<const QLineEdit *>(&parent) != nullptr ||
           qobject_cast<const QAbstractSpinBox *>(&parent) != nullptr ||
           widget.inherits("QHeaderView") || widget.inherits("QTableCornerButton") ||
           parent.inherits("QKeySequenceEdit") || parent.inherits("QTabBar") ||
           parent.inherits("QTableView") || widget.inherits("QComboBoxListView");
}

// What a screen reader says: the name that is set, else the text. A tool tip is none.
bool hasName(const QWidget &widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return !widget.accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
}

QStringList nameless(const QWidget &root, const QString &where)
{
    QStringList found;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        if (isControl(*widget) && !isInner(*widget) && !hasName(*widget)) {
            found.append(
                QStringLiteral("%1: %2 '%3' in %4")
                    .arg(where, QLatin1String(widget->metaObject()->className()), widget->toolTip(),
                         QLatin1String(widget->parentWidget()->metaObject()->className())));
        }
    }
    return found;
}

QString toldOf(const QWidget &widget, const QString &where)
{
    return QStringLiteral("%1: %2 '%3'")
        .arg(where, QLatin1String(widget.metaObject()->className()),
             widget.accessibleName() + widget.toolTip());
}

struct Walked {
    QSet<const QWidget *> stops;
    QStringList faults; // what Tab does not leave, or leads to out of sight
};

// Where Tab indents, what leaves a text is a click: the walk goes on as the window would.
bool leavesCode(QWidget &widget, Qt::Key key)
{
    struct Opened : QWidget {
        using QWidget::focusNextPrevChild;
    };
    const bool isCode = widget.inherits("QsciScintilla");
    if (isCode && !(widget.*(&Opened::focusNextPrevChild))(key == Qt::Key_Tab)) {
        (widget.parentWidget()->*(&Opened::focusNextPrevChild))(key == Qt::Key_Tab);
    }
    return isCode;
}

// Whether nothing of it is within what is above it.
bool isOutOfSight(const QWidget &widget)
{
    QRect seen = widget.rect();
    for (const QWidget *at = &widget; !at->isWindow(); at = at->parentWidget()) {
        seen = seen.translated(at->pos()) & at->parentWidget()->rect();
    }
    return seen.isEmpty();
}

// All that the key leads to, from one and round to what was there before.
Walked walk(QWidget *start, Qt::Key key, const QString &where)
{
    constexpr int kMostLinks = 20; // of one text, through which Tab goes
    Walked walked;
    start->setFocus();
    for (QWidget *at = QApplication::focusWidget(); at != nullptr && !walked.stops.contains(at);
         at = QApplication::focusWidget()) {
        walked.stops.insert(at);
        if (isOutOfSight(*at)) {
            walked.faults.append(toldOf(*at, where) + QStringLiteral(" is out of sight"));
        }
        for (int link = 0; link < kMostLinks && QApplication::focusWidget() == at; ++link) {
            if (!leavesCode(*at, key)) {
                QTest::keyClick(at, key);
            }
        }
        if (QApplication::focusWidget() == at) {
            walked.faults.append(toldOf(*at, where) + QStringLiteral(" keeps it"));
        }
    }
    return walked;
}

// What in the place Tab or Shift+Tab does not lead to, from what has the keyboard, and what in the
// window only one of them leads to.
QStringList unreached(const QWidget &place, const QString &where)
{
    QCoreApplication::processEvents(); // what has just been opened is laid out
    QWidget *start = QApplication::focusWidget();
    QList<QPointer<QWidget>> widgets; // that are there on both ways
    for (QWidget *widget : place.window()->findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->isEnabled()) {
            widgets.append(widget);
        }
    }
    const Walked on = walk(start, Qt::Key_Tab, where);
    const Walked back = walk(start, Qt::Key_Backtab, where);
    QStringList found = on.faults + back.faults;
    for (const QPointer<QWidget> &widget : std::as_const(widgets)) {
        if (widget == nullptr) {
            continue;
        }
        const bool isWanted = place.isAncestorOf(widget) && isControl(*widget) &&
                              !isInner(*widget) && widget->focusProxy() == nullptr &&
                              (widget->focusPolicy() & Qt::TabFocus) != 0;
        const bool isOn = on.stops.contains(widget);
        const bool isBack = back.stops.contains(widget);
        if (isOn != isBack || (isWanted && !isOn)) {
            found.append(toldOf(*widget, where) + (isOn     ? QStringLiteral(" not by Shift+Tab")
                                                   : isBack ? QStringLiteral(" not by Tab")
                                                            : QString()));
        }
    }
    return found;
}

} // namespace

// Screen readers have a word for all that can be used, on every page and in every pane.
class ConsoleNamesTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPageHasNames_data();
    void everyPageHasNames();
    void definitionsHaveNames();
    void answersHaveNames();
    void panesHaveNames();
    void dialogHasNames();
    void seesWhatHasNone();
    void tabReachesEverything_data();
    void tabReachesEverything();
    void tabReachesEverythingInPanes();
    void cleanupTestCase();

private:
    void addEveryPage();
};

void ConsoleNamesTest::initTestCase()
{
    startConsole();
    TRY_COMPARE(m_console->session().plugins().size(), 5);
    m_console->window().tour().leave();
}

void ConsoleNamesTest::everyPageHasNames_data()
{
    addEveryPage();
}

// Of each kind that there is: a new one cannot be forgotten.
void ConsoleNamesTest::addEveryPage()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("subject");
    const QHash<QString, QString> pages = gw::test::everyPage(*m_console);
    for (const QString &kind : m_console->window().pageKinds()) {
        QVERIFY2(pages.contains(kind), qPrintable(kind + QStringLiteral(" is not opened")));
        QTest::newRow(qPrintable(kind)) << kind << pages.value(kind);
    }
}

void ConsoleNamesTest::everyPageHasNames()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, subject);
    const gw::window::Page *page = m_console->window().open({kind, subject});
    QVERIFY(page != nullptr);
    const QStringList found = nameless(*page, kind);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
}

void ConsoleNamesTest::definitionsHaveNames()
{
    auto *page = qobject_cast<SpecPage *>(
        m_console->window().open({QStringLiteral("api"), QStringLiteral("my_api_name")}));
    TRY_VERIFY(!page->editor()->text().empty());
    page->showPipeline(); // with its cards
    page->showHistory();
    page->showChanges();
    QStringList found = nameless(*page, QStringLiteral("api"));
    found += nameless(*page->inspectorWidget(), QStringLiteral("beside it"));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
}

void ConsoleNamesTest::answersHaveNames()
{
    auto *page = qobject_cast<RequestPage *>(m_console->window().open(
        {QStringLiteral("request"),
         m_console->session().workspace() + QStringLiteral("/requests/1 add a header.hurl")}));
    page->send();
    TRY_VERIFY(page->response().result() != nullptr);
    TRY_VERIFY(m_console->traffic().model().rowCount() > 0);
    const QStringList found = nameless(*page, QStringLiteral("answer"));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
}

void ConsoleNamesTest::panesHaveNames()
{
    gw::window::PaneDock &dock = m_console->window().panes();
    QStringList found;
    for (gw::window::Pane *pane : dock.panes()) {
        dock.show(pane);
        found += nameless(dock, pane->id());
    }
    found += nameless(m_console->window(), QStringLiteral("window"));
    found.removeDuplicates();
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
}

void ConsoleNamesTest::dialogHasNames()
{
    const gw::window::ConnectDialog dialog({}, &m_console->window());
    const QStringList found = nameless(dialog, QStringLiteral("connect"));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
}

// So that the rest of this test says something.
void ConsoleNamesTest::seesWhatHasNone()
{
    QWidget window;
    auto *text = new QPlainTextEdit(&window);
    text->setToolTip(QStringLiteral("a tool tip is no name"));
    new QLineEdit(&window);
    QCOMPARE(nameless(window, {}).size(), 2);
    text->setAccessibleName(QStringLiteral("Notes"));
    QCOMPARE(nameless(window, {}).size(), 1);
}

void ConsoleNamesTest::tabReachesEverything_data()
{
    addEveryPage();
    QTest::newRow("form") << QStringLiteral("api") << QStringLiteral("my_api_name");
}

void ConsoleNamesTest::tabReachesEverything()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, subject);
    const bool isForm = QLatin1String(QTest::currentDataTag()) == QLatin1String("form");
    for (gw::window::Page *other : window().openPages()) {
        window().tabs().drop(other); // what it shows may be another part of it
    }
    gw::window::Page *page = window().open({kind, subject});
    if (auto *definition = qobject_cast<SpecPage *>(page)) {
        TRY_VERIFY(!definition->editor()->text().empty());
        definition->setMode(isForm ? SpecPage::Mode::Form : SpecPage::Mode::Text);
    }
    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window(), kPatienceMs));
    page->setFocus();
    QVERIFY(page->isAncestorOf(QApplication::focusWidget()));
    const QStringList found = unreached(*page, kind);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
}

void ConsoleNamesTest::tabReachesEverythingInPanes()
{
    window().open({QStringLiteral("reload"), {}}); // no text that keeps Tab
    QStringList found;
    for (gw::window::Pane *pane : window().panes().panes()) {
        window().panes().show(pane);
        pane->setFocus();
        found += unreached(window().panes(), pane->id());
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
}

void ConsoleNamesTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleNamesTest>(argc, argv);
}

#include "console_names_test.moc"
