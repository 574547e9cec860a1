// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/spec_page.h"
#include "tester/request_page.h"
#include "translations/translations.h"
#include "ui/app/console_fixture.h"
#include "ui/app/every_page.h"
#include "widgets/elided_label.h"
#include "widgets/json_editor.h"
#include "window/connect_dialog.h"
#include "window/pane_dock.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QAbstractScrollArea>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QTextDocument>
#include <QToolButton>
#include <QTranslator>

using namespace gw::definition;
using namespace gw::tester;

namespace {

constexpr int kSpare = 1;         // of the height: letters do not fill it, and layouts round
constexpr int kSettleMs = 10'000; // for layouts; only waited for when something is cut

// A text that may be too long needs a tool tip with all of it.
bool elides(const QWidget &widget)
{
    const bool isChart = widget.parentWidget()->inherits("gw::panes::Chart");
    return qobject_cast<const gw::widgets::ElidedLabel *>(&widget) !=
               nullptr || // has one by itself
           (isChart && !widget.toolTip().isEmpty()) ||
           (qobject_cast<const QLabel *>(&widget) != nullptr && !widget.toolTip().isEmpty() &&
            widget.toolTip() == static_cast<const QLabel &>(widget).text());
}

bool isInScrollArea(const QWidget &widget)
{
    for (const QWidget *above = widget.parentWidget(); above != nullptr && !above->isWindow();
         above = above->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea *>(above) != nullptr) {
            return true;
        }
    }
    return false;
}

// Whether something above the widget hides a part of it.
bool isClipped(const QWidget &widget)
{
    return !isInScrollArea(widget) && widget.visibleRegion().boundingRect() != widget.rect();
}

bool isCut(const QLabel &label)
{
    if (label.text().isEmpty() || elides(label)) {
        return false;
    }
    if (label.wordWrap()) { // in an empty list its margins may be cut
        const int needed = label.heightForWidth(label.width()) - 2 * label.margin();
        return label.height() < needed || isClipped(label);
    }
    return label.width() < label.sizeHint().width() ||
           label.height() + kSpare < label.sizeHint().height() || isClipped(label);
}

bool isCut(const QAbstractButton &button)
{
    const auto *tool = qobject_cast<const QToolButton *>(&button);
    // One without an icon shows its text, whatever its style.
    const bool isIconOnly = tool != nullptr && !tool->icon().isNull() &&
                            tool->toolButtonStyle() == Qt::ToolButtonIconOnly;
    const bool hasNoText = button.text().isEmpty() || isIconOnly;
    if (hasNoText) {
        return isClipped(button);
    }
    return button.width() < button.sizeHint().width() ||
           button.height() < button.fontMetrics().height() || isClipped(button);
}

// One that has arrows can be scrolled.
bool isCut(const QTabBar &bar)
{
    const QFontMetrics letters = bar.fontMetrics();
    for (int tab = 0; tab < bar.count(); ++tab) {
        const QRect room = bar.tabRect(tab);
        const bool isShort =
            room.width() < letters.size(Qt::TextShowMnemonic, bar.tabText(tab)).width();
        const bool isOutside = !bar.usesScrollButtons() && !bar.rect().contains(room);
        if (bar.isTabVisible(tab) && (isShort || isOutside)) {
            return true;
        }
    }
    return false;
}

// What is cut above a column that can be seen to its end.
QString cutHeading(const QHeaderView &header)
{
    const int margins = 2 * header.style()->pixelMetric(QStyle::PM_HeaderMargin);
    for (int section = 0; section < header.count(); ++section) {
        const QString text = header.model()->headerData(section, header.orientation()).toString();
        const int end = header.sectionViewportPosition(section) + header.sectionSize(section);
        const bool isSeen = !header.isSectionHidden(section) && end <= header.viewport()->width();
        if (isSeen && header.orientation() == Qt::Horizontal &&
            header.fontMetrics().horizontalAdvance(text) + margins > header.sectionSize(section)) {
            return text;
        }
    }
    return {};
}

QString plain(const QString &text)
{
    QTextDocument document;
    Qt::mightBeRichText(text) ? document.setHtml(text) : document.setPlainText(text);
    return document.toPlainText().simplified().left(60);
}

// What is cut in the widget and below it, with the sizes that are and that should be.
QStringList cutTexts(QWidget &root)
{
    QStringList found;
    const auto note = [&found](const QWidget &widget, const QString &text) {
        found.append(QStringLiteral("%1 '%2' %3x%4 of %5x%6 in %7")
                         .arg(QLatin1String(widget.metaObject()->className()), plain(text))
                         .arg(widget.width())
                         .arg(widget.height())
                         .arg(widget.sizeHint().width())
                         .arg(widget.sizeHint().height())
                         .arg(QLatin1String(widget.parentWidget()->metaObject()->className())));
    };
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        const bool isOfTabs = qobject_cast<const QTabBar *>(widget->parentWidget()) != nullptr;
        const auto *area = qobject_cast<const QAbstractScrollArea *>(widget);
        const QWidget *seen = area == nullptr ? widget : area->viewport(); // which covers it
        if (isOfTabs || !widget->isVisibleTo(&root) || seen->visibleRegion().isEmpty()) {
            continue;
        }
        if (const auto *label = qobject_cast<const QLabel *>(widget); label && isCut(*label)) {
            note(*label, label->text());
        }
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget);
            button && isCut(*button)) {
            note(*button, button->text().isEmpty() ? button->toolTip() : button->text());
        }
        if (const auto *header = qobject_cast<const QHeaderView *>(widget);
            header && !cutHeading(*header).isEmpty()) {
            note(*header, cutHeading(*header));
        }
        if (const auto *bar = qobject_cast<const QTabBar *>(widget); bar && isCut(*bar)) {
            note(*bar, bar->tabText(0));
        }
    }
    return found;
}

} // namespace

// Letters of any size, in either language, in a large and a small window: nothing is cut.
class ConsoleLettersTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cutsNothing_data();
    void cutsNothing();
    void seesWhatIsCut();
    void cleanup();

private:
    void start(int points, const QString &language);
    void lookAtPanes();
    void lookAtPages();
    void lookAtAnApi();
    void lookAtARequest();
    void lookAtTheTour();
    void lookAtTheDialog();
    // The widget, and then each tab of what is in it.
    void lookAt(QWidget &widget, const QString &name);
    void lookAtPage(const gw::window::PageAddress &address);

    QHash<QString, QString> m_pages; // of each kind there is
    QFont m_usual;
    QStringList m_cut;
};

void ConsoleLettersTest::initTestCase()
{
    m_usual = QApplication::font();
}

void ConsoleLettersTest::cleanup()
{
    m_console.reset();
    qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>());
    QLocale::setDefault(QLocale::c());
    QApplication::setFont(m_usual);
    m_cut.clear();
}

void ConsoleLettersTest::start(int points, const QString &language)
{
    QFont font = m_usual;
    font.setPointSize(points);
    QApplication::setFont(font);
    QVERIFY(gw::translations::install(language));
    startConsole();
    TRY_COMPARE(m_console->session().plugins().size(), 5);
    m_pages = gw::test::everyPage(*m_console);
}

void ConsoleLettersTest::lookAt(QWidget &widget, const QString &name)
{
    QStringList cut;
    const auto isWhole = [&] {
        cut = cutTexts(widget);
        return cut.isEmpty();
    };
    if (!QTest::qWaitFor(isWhole, kSettleMs)) {
        for (const QString &text : std::as_const(cut)) {
            m_cut.append(name + QStringLiteral(": ") + text);
        }
    }
    for (auto *tabs : widget.findChildren<QTabWidget *>()) {
        const bool isNested = tabs->parentWidget() != nullptr && [&] {
            for (QWidget *above = tabs->parentWidget(); above != &widget;
                 above = above->parentWidget()) {
                if (qobject_cast<QTabWidget *>(above) != nullptr) {
                    return true;
                }
            }
            return false;
        }();
        if (isNested || !tabs->isVisibleTo(&widget)) {
            continue;
        }
        const int before = tabs->currentIndex();
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            lookAt(*tabs->currentWidget(), name + u'/' + tabs->tabText(tab));
        }
        tabs->setCurrentIndex(before);
    }
}

void ConsoleLettersTest::lookAtPanes()
{
    gw::window::MainWindow &window = m_console->window();
    for (gw::window::Pane *pane : window.panes().panes()) {
        window.panes().parentWidget()->show();
        window.panes().show(pane);
        lookAt(window.panes(), QStringLiteral("pane ") + pane->id());
    }
}

void ConsoleLettersTest::lookAtPage(const gw::window::PageAddress &address)
{
    QVERIFY2(m_console->window().open(address) != nullptr, qPrintable(address.kind));
    lookAt(*m_console->window().tabs().current(), QStringLiteral("page ") + address.kind);
}

void ConsoleLettersTest::lookAtPages()
{
    for (const QString &kind : m_console->window().pageKinds()) {
        QVERIFY2(m_pages.contains(kind), qPrintable(kind + QStringLiteral(" is not opened")));
        lookAtPage({kind, m_pages.value(kind)});
    }
    lookAtAnApi();
    lookAtARequest();
    lookAt(m_console->window(), QStringLiteral("window"));
}

void ConsoleLettersTest::lookAtAnApi()
{
    lookAtPage({QStringLiteral("api"), QStringLiteral("my_api_name")});
    auto *page = qobject_cast<SpecPage *>(m_console->window().tabs().current());
    TRY_VERIFY(!page->editor()->text().empty());
    for (const auto mode : {SpecPage::Mode::Text, SpecPage::Mode::Form, SpecPage::Mode::Both}) {
        page->setMode(mode);
        lookAt(*page, QStringLiteral("api, mode %1").arg(static_cast<int>(mode)));
    }
    page->showPipeline();
    lookAt(*page, QStringLiteral("api, pipeline"));
    page->showHistory();
    lookAt(*page, QStringLiteral("api, history"));
    page->showChanges();
    lookAt(*page, QStringLiteral("api, changes"));
}

void ConsoleLettersTest::lookAtARequest()
{
    lookAtPage({QStringLiteral("request"), m_console->session().workspace() +
                                               QStringLiteral("/requests/1 add a header.hurl")});
    auto *page = qobject_cast<RequestPage *>(m_console->window().tabs().current());
    page->send();
    TRY_VERIFY(page->response().result() != nullptr);
    lookAt(*page, QStringLiteral("request, answered"));
}

void ConsoleLettersTest::lookAtTheTour()
{
    auto &tour = m_console->window().tour();
    tour.start();
    for (int step = 0; tour.isRunning(); ++step) {
        lookAt(tour, QStringLiteral("tour, step %1").arg(step));
        // Replaced by those of the next step.
        auto *next = tour.findChild<QPushButton *>(QStringLiteral("next"));
        QVERIFY(next != nullptr);
        next->click();
        QVERIFY(step < 10);
    }
}

void ConsoleLettersTest::lookAtTheDialog()
{
    gw::window::ConnectDialog dialog({}, &m_console->window());
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog, kPatienceMs));
    lookAt(dialog, QStringLiteral("connect"));
}

void ConsoleLettersTest::cutsNothing_data()
{
    QTest::addColumn<int>("points");
    QTest::addColumn<QString>("language");
    for (const int points : {9, 14}) {
        for (const char *language : {"en", "de"}) {
            QTest::addRow("%d pt, %s", points, language) << points << QString::fromLatin1(language);
        }
    }
}

void ConsoleLettersTest::cutsNothing()
{
    QFETCH(int, points);
    QFETCH(QString, language);
    start(points, language);
    for (const QSize size : {QSize(1440, 900), QSize(960, 600)}) {
        m_cut.clear();
        m_console->window().resize(size);
        TRY_COMPARE(m_console->window().size(), size);
        lookAtTheTour();
        lookAtPages();
        lookAtPanes();
        lookAtTheDialog();
        m_cut.removeDuplicates();
        QVERIFY2(m_cut.isEmpty(), qPrintable(QStringLiteral("at %1x%2:\n%3")
                                                 .arg(size.width())
                                                 .arg(size.height())
                                                 .arg(m_cut.join(u'\n'))));
    }
}

// So that the rest of this test says something.
void ConsoleLettersTest::seesWhatIsCut()
{
    QWidget window;
    QLabel label(QStringLiteral("a text"), &window);
    QPushButton button(QStringLiteral("a button"), &window);
    QTabBar bar(&window);
    bar.setUsesScrollButtons(false);
    bar.addTab(QStringLiteral("a tab"));
    window.resize(600, 200);
    label.setGeometry({{0, 0}, label.sizeHint()});
    button.setGeometry({{200, 0}, button.sizeHint()});
    bar.setGeometry({{400, 0}, bar.sizeHint()});
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window, kPatienceMs));
    QTableWidget table(1, 1, &window);
    table.setHorizontalHeaderLabels({QStringLiteral("a column")});
    table.setGeometry(0, 100, 300, 80);
    table.show();
    QCOMPARE(cutTexts(window), QStringList());
    table.setColumnWidth(0, 30);
    QCOMPARE(cutTexts(window).size(), 1);
    table.setColumnWidth(0, 200);
    label.resize(label.width() - 4, label.height());
    button.resize(button.width() - 4, button.height());
    bar.resize(10, bar.height());
    QCOMPARE(cutTexts(window).size(), 3);
    label.adjustSize();
    label.move(-3, 0); // its begin is outside
    QCOMPARE(cutTexts(window).size(), 3);
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleLettersTest>(argc, argv);
}

#include "console_letters_test.moc"
