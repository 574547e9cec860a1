// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/spec_page.h"
#include "panes/list_view.h"
#include "panes/traffic_pane.h"
#include "tester/request_page.h"
#include "ui/app/console_fixture.h"
#include "widgets/json_editor.h"
#include "window/pane_dock.h"
#include "window/quick_open.h"
#include "window/settings_page.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace gw::definition;
using namespace gw::tester;

namespace {

std::string beforeTheCaret(const SpecPage *page)
{
    return page->editor()->text().substr(0, page->editor()->caret());
}

} // namespace

// What Ctrl+K leads to beside names of the navigator: settings, requests of the traffic and of the
// history, places of a definition.
class ConsolePlacesTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goesToTheKeysOfACommand();
    void goesToTheColours();
    void goesToARequestOfTheTraffic();
    void opensARequestOfTheHistory();
    void goesToALine();
    void goesToAPointer();
    void goesToAPointerInTheForm();
    void cleanupTestCase();

private:
    [[nodiscard]] QListWidget *list() const
    {
        return window().findChild<gw::window::QuickOpen *>()->findChild<QListWidget *>();
    }
    // Types this after Ctrl+K, and waits until the first row begins with `row`.
    void type(const QString &words, const QString &row, const QString &detail) const;
    void choose() const;
    [[nodiscard]] SpecPage *definition() const;
};

void ConsolePlacesTest::initTestCase()
{
    startOnDemo();
    TRY_COMPARE(m_console->session().plugins().size(), 5);
    auto *page = qobject_cast<RequestPage *>(window().open(
        {QStringLiteral("request"), inWorkspace(QStringLiteral("requests/1 add a header.hurl"))}));
    QVERIFY(page != nullptr);
    page->send();
    TRY_VERIFY(m_console->traffic().model().rowCount() > 0);
}

void ConsolePlacesTest::type(const QString &words, const QString &row, const QString &detail) const
{
    QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
    auto *field = window().findChild<gw::window::QuickOpen *>()->findChild<QLineEdit *>();
    QVERIFY(field->isVisible());
    QTest::keyClicks(field, words);
    const auto isIt = [&] {
        const QListWidgetItem *first = list()->item(0);
        return first != nullptr && first->text().startsWith(row) &&
               first->data(Qt::UserRole).toString().startsWith(detail) && !first->icon().isNull();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isIt(), qPrintable(list()->item(0)->text()), kPatienceMs);
}

void ConsolePlacesTest::choose() const
{
    QTest::keyClick(window().findChild<gw::window::QuickOpen *>()->findChild<QLineEdit *>(),
                    Qt::Key_Return);
}

SpecPage *ConsolePlacesTest::definition() const
{
    auto *page = qobject_cast<SpecPage *>(
        window().open({QStringLiteral("api"), QStringLiteral("my_api_name")}));
    return page;
}

void ConsolePlacesTest::goesToTheKeysOfACommand()
{
    type(QStringLiteral("shortcut maximise"), QStringLiteral("Shortcut of View: Maximise panes"),
         QStringLiteral("Settings"));
    choose();
    auto *page = qobject_cast<gw::window::SettingsPage *>(window().tabs().current());
    QVERIFY(page != nullptr);
    const auto *commands = page->findChild<QTreeWidget *>();
    QCOMPARE(commands->currentItem()->text(0), QStringLiteral("View: Maximise panes"));
    // Also where the page is open, and its filter hides the command.
    page->findChild<QLineEdit *>()->setText(QStringLiteral("Quit"));
    QVERIFY(commands->currentItem()->isHidden());
    type(QStringLiteral("shortcut maximise"), QStringLiteral("Shortcut of View: Maximise panes"),
         QStringLiteral("Settings"));
    choose();
    QVERIFY(!commands->currentItem()->isHidden());
    QCOMPARE(commands->currentItem()->text(0), QStringLiteral("View: Maximise panes"));
    QVERIFY(commands->hasFocus());
}

void ConsolePlacesTest::goesToTheColours()
{
    type(QStringLiteral("colours"), QStringLiteral("Colours"), QStringLiteral("Settings"));
    choose();
    auto *page = qobject_cast<gw::window::SettingsPage *>(window().tabs().current());
    QVERIFY(page != nullptr);
    QVERIFY(page->findChild<QComboBox *>()->hasFocus());
}

void ConsolePlacesTest::goesToARequestOfTheTraffic()
{
    auto *traffic = &m_console->traffic();
    for (gw::window::Pane *pane : window().panes().panes()) {
        if (pane != traffic) {
            window().panes().show(pane);
        }
    }
    type(QStringLiteral("GET /my_api_name 200"), QStringLiteral("GET /my_api_name/get 200"),
         QStringLiteral("Traffic"));
    choose();
    QCOMPARE(window().panes().current(), traffic);
    const auto *view = traffic->findChild<gw::panes::ListView *>();
    QCOMPARE(view->selectedRows().size(), 1);
    QCOMPARE(traffic->model().record(view->selectedRows().first()).rawPath,
             QStringLiteral("/my_api_name/get"));
    // A row that is gone by then: the list says so.
    type(QStringLiteral("GET /my_api_name 200"), QStringLiteral("GET /my_api_name/get 200"),
         QStringLiteral("Traffic"));
    QSignalSpy said(traffic, &gw::panes::TrafficPane::messageRaised);
    traffic->model().clear();
    choose();
    QCOMPARE(said.size(), 1);
}

void ConsolePlacesTest::opensARequestOfTheHistory()
{
    type(QStringLiteral("GET http my_api_name get"), QStringLiteral("GET http://127.0.0.1:"),
         QStringLiteral("History"));
    choose();
    const auto isOpen = [this] {
        const auto *page = qobject_cast<RequestPage *>(window().tabs().current());
        return page != nullptr && page->address().subject.startsWith(QLatin1String("untitled"));
    };
    TRY_VERIFY(isOpen());
}

void ConsolePlacesTest::goesToALine()
{
    SpecPage *page = definition();
    TRY_VERIFY(!page->editor()->text().empty());
    type(QStringLiteral(":3"), QStringLiteral("Line 3"), QStringLiteral("in this tab"));
    choose();
    const std::string before = beforeTheCaret(page);
    QCOMPARE(std::ranges::count(before, '\n'), 2);
    QCOMPARE(before.back(), '\n');
    type(QStringLiteral(":99999"), QStringLiteral("Line %1").arg(page->editor()->lineCount()),
         QStringLiteral("in this tab"));
    choose();
    QVERIFY(page->editor()->text().find('\n', page->editor()->caret()) == std::string::npos);
}

void ConsolePlacesTest::goesToAPointer()
{
    SpecPage *page = definition();
    type(QStringLiteral("/LISTEN_path"), QStringLiteral("/proxy/listen_path"),
         QStringLiteral("\"/my_api_name/\""));
    choose();
    QVERIFY(beforeTheCaret(page).ends_with("\"listen_path\": \"/my_api_name/\"")); // selected
    type(QStringLiteral("/proxy"), QStringLiteral("/proxy"), QStringLiteral("object"));
    choose();
    QVERIFY(beforeTheCaret(page).ends_with("\"proxy\""));
}

void ConsolePlacesTest::goesToAPointerInTheForm()
{
    SpecPage *page = definition();
    page->setMode(SpecPage::Mode::Form);
    type(QStringLiteral("/proxy/target_url"), QStringLiteral("/proxy/target_url"), QString());
    choose();
    QCOMPARE(page->mode(), SpecPage::Mode::Form); // the form has a field for it
    type(QStringLiteral(":2"), QStringLiteral("Line 2"), QString());
    choose();
    QCOMPARE(page->mode(), SpecPage::Mode::Both);
    // A text that is no JSON has lines still.
    page->editor()->replaceBy("{\n\"name\":\n");
    type(QStringLiteral(":2"), QStringLiteral("Line 2"), QString());
    choose();
}

void ConsolePlacesTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsolePlacesTest>(argc, argv);
}

#include "console_places_test.moc"
