// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/plugin_client.h"
#include "definition/spec_page.h"
#include "libraries/new_plugin_page.h"
#include "libraries/plugin_commands.h"
#include "libraries/plugin_page.h"
#include "libraries/source_page.h"
#include "models/navigator_model.h"
#include "models/problems_model.h"
#include "panes/build_pane.h"
#include "support/files.h"
#include "ui/app/console_fixture.h"
#include "widgets/json_editor.h"
#include "widgets/source_editor.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/pane_dock.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

using gw::models::NavigatorModel;
using namespace gw::definition;
using namespace gw::libraries;

// The life of a plugin in the console: from a template to an API, broken and mended, and out again.
class ConsolePluginsTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void editsAndBuildsASource();
    void jumpsToWhatTheCompilerComplainsOf();
    void cancelsABuild();
    void makesAPlugin();
    void putsItIntoAnApi();
    void takesItOutAgain();
    void mendsABrokenLibrary();
    void keepsWhatOthersWroteIntoASource();
    void keepsADraftOfASource();
    void loadsWhatOthersBuilt();
    void leavesABundleWhole();
    void cleanupTestCase();

private:
    static constexpr int kPatienceMs = 120'000; // compilers take their time on a busy machine

    // Of the entry in the navigator's section of plugins; empty when it is not there.
    [[nodiscard]] QString badgeOf(const QString &name) const;
    SourcePage *openSource(const QString &name);
    [[nodiscard]] QAction *inMenu(const QString &library, const QStringList &texts);
    void buildAndWait(SourcePage &page);

    std::unique_ptr<QMenu> m_menu;
};

void ConsolePluginsTest::initTestCase()
{
    // The console looks for it beside itself.
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/gatewright");
    QFile::remove(program);
    QVERIFY(QFile::link(QStringLiteral(GATEWRIGHT_BINARY), program));
    startOnDemo();
    TRY_COMPARE(m_console->session().plugins().size(), 5);
}

QString ConsolePluginsTest::badgeOf(const QString &name) const
{
    const QModelIndex found = entry("Plugins", name);
    const QString badge = found.data(NavigatorModel::BadgeRole).toString();
    return found.isValid() && badge.isEmpty() ? QStringLiteral("used") : badge;
}

SourcePage *ConsolePluginsTest::openSource(const QString &name)
{
    return qobject_cast<SourcePage *>(m_console->window().open(
        SourcePage::addressOf(inWorkspace(QStringLiteral("plugins/src/") + name))));
}

// What the navigator's menu of a library offers, menu by menu.
QAction *ConsolePluginsTest::inMenu(const QString &library, const QStringList &texts)
{
    m_menu = std::make_unique<QMenu>();
    Q_EMIT m_console->window().navigator().menuWanted({QStringLiteral("plugin"), library},
                                                      m_menu.get());
    const QMenu *menu = m_menu.get();
    QAction *found = nullptr;
    for (const QString &text : texts) {
        found = nullptr;
        for (QAction *action : menu == nullptr ? QList<QAction *>() : menu->actions()) {
            if (gw::window::ActionRegistry::nameOf(*action) == text) {
                found = action;
            }
        }
        menu = found == nullptr ? nullptr : found->menu<QMenu *>();
    }
    return found;
}

void ConsolePluginsTest::buildAndWait(SourcePage &page)
{
    page.findChild<QPushButton *>()->click();
    TRY_VERIFY(!m_console->builds().isBuilding());
}

void ConsolePluginsTest::editsAndBuildsASource()
{
    QCOMPARE(badgeOf(QStringLiteral("AddFooBarHeader.so")), QStringLiteral("used"));
    auto *plugin = qobject_cast<PluginPage *>(m_console->window().open(
        {QStringLiteral("plugin"), QStringLiteral("plugins/AddFooBarHeader.so")}));
    QAction *edit = nullptr;
    for (QAction *action : plugin->pageActions()) {
        edit = action->text() == QLatin1String("Edit source") ? action : edit;
    }
    QVERIFY(edit->isEnabled());
    edit->trigger();
    auto *page = qobject_cast<SourcePage *>(m_console->window().tabs().current());
    QVERIFY(page != nullptr);
    QCOMPARE(page->detail(), inWorkspace(QStringLiteral("plugins/src/AddFooBarHeader.cpp")));
    std::string text = page->editor()->text();
    QVERIFY(text.find("\"Bar\"") != std::string::npos);
    text.replace(text.find("\"Bar\""), 5, "\"Baz\"");
    page->editor()->replaceBy(text);
    QVERIFY(page->isModified());
    const QByteArray before =
        gw::test::readFile(inWorkspace(QStringLiteral("plugins/AddFooBarHeader.so")));
    buildAndWait(*page);
    QVERIFY(!page->isModified());
    QCOMPARE(gw::test::readFile(page->detail()).toStdString(), text);
    QVERIFY(gw::test::readFile(inWorkspace(QStringLiteral("plugins/AddFooBarHeader.so"))) !=
            before);
}

void ConsolePluginsTest::jumpsToWhatTheCompilerComplainsOf()
{
    SourcePage *page = openSource(QStringLiteral("AddFooBarHeader.cpp"));
    const std::string good = page->editor()->text();
    page->editor()->replaceBy(good + "\nint broken = nobody;\n");
    const int broken = static_cast<int>(std::ranges::count(good, '\n')) + 2;
    buildAndWait(*page);
    const auto &model = m_console->builds().model();
    QCOMPARE(model.errorCount(), 1);
    QVERIFY(page->editor()->textBelow(broken).contains(QStringLiteral("nobody")));
    page->editor()->goToLine(1);
    m_console->window().open({QStringLiteral("settings"), {}});
    auto *view = m_console->builds().findChild<QListView *>();
    view->scrollTo(model.index(model.firstError()));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(model.index(model.firstError())).center());
    QCOMPARE(m_console->window().tabs().current(), page);
    QCOMPARE(page->editor()->line(), broken);
    page->editor()->replaceBy(good);
    buildAndWait(*page);
    QCOMPARE(model.errorCount(), 0);
    QCOMPARE(page->editor()->textBelow(broken), QString());
}

// While the compiler waits for a header that comes through a pipe.
void ConsolePluginsTest::cancelsABuild()
{
    const QByteArray pipe = inWorkspace(QStringLiteral("plugins/src/held.h")).toLocal8Bit();
    QCOMPARE(mkfifo(pipe.constData(), 0600), 0);
    SourcePage *page = openSource(QStringLiteral("AddFooBarHeader.cpp"));
    const std::string good = page->editor()->text();
    const QByteArray library =
        gw::test::readFile(inWorkspace(QStringLiteral("plugins/AddFooBarHeader.so")));
    page->editor()->replaceBy("#include \"held.h\"\n" + good);
    page->findChild<QPushButton *>()->click();
    int held = -1;
    TRY_VERIFY((held = open(pipe.constData(), O_WRONLY | O_NONBLOCK)) >= 0); // it reads
    QVERIFY(m_console->builds().isBuilding());
    QToolButton *cancel = nullptr;
    for (auto *button : m_console->builds().tools()->findChildren<QToolButton *>()) {
        cancel = button->text() == QLatin1String("Cancel") ? button : cancel;
    }
    QVERIFY(cancel != nullptr && cancel->isEnabled());
    cancel->click();
    TRY_VERIFY(!m_console->builds().isBuilding());
    pollfd reader{held, POLLOUT, 0};
    TRY_VERIFY(poll(&reader, 1, 0) == 1 && (reader.revents & POLLERR) != 0); // it is gone
    QVERIFY(!cancel->isEnabled());
    const auto &model = m_console->builds().model();
    const QString last = model.index(model.rowCount() - 1, 0).data().toString();
    QVERIFY2(last.contains(QStringLiteral("The build was cancelled")), qPrintable(last));
    QCOMPARE(gw::test::readFile(inWorkspace(QStringLiteral("plugins/AddFooBarHeader.so"))),
             library);
    close(held);
    QVERIFY(QFile::remove(QString::fromLocal8Bit(pipe)));
    page->editor()->replaceBy(good);
    buildAndWait(*page);
}

void ConsolePluginsTest::makesAPlugin()
{
    m_console->actions().action(QStringLiteral("plugin.new"))->trigger();
    auto *page = qobject_cast<NewPluginPage *>(m_console->window().tabs().current());
    QVERIFY(page != nullptr);
    auto *create = page->findChild<QPushButton *>(QStringLiteral("create"));
    QVERIFY(!create->isEnabled());
    auto *name = page->findChild<QLineEdit *>();
    QTest::keyClicks(name, QStringLiteral("build")); // taken by build systems
    const auto says = [page](const QString &words) {
        for (const QLabel *label : page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words)) {
                return true;
            }
        }
        return false;
    };
    TRY_VERIFY(says(QStringLiteral("keep the name build")));
    QVERIFY(!create->isEnabled());
    name->clear();
    QTest::keyClicks(name, QStringLiteral("rate-guard"));
    QVERIFY(says(QStringLiteral("RateGuardPost")));
    create->click();
    TRY_VERIFY(qobject_cast<SourcePage *>(m_console->window().tabs().current()) != nullptr);
    auto *source = static_cast<SourcePage *>(m_console->window().tabs().current());
    QCOMPARE(source->detail(),
             inWorkspace(QStringLiteral("plugins/src/rate-guard/rate-guard.cpp")));
    m_console->actions().action(QStringLiteral("gateway.reload"))->trigger();
    TRY_COMPARE(badgeOf(QStringLiteral("rate-guard")), QStringLiteral("not built"));
    buildAndWait(*source);
    TRY_COMPARE(badgeOf(QStringLiteral("rate-guard.so")), QStringLiteral("not used"));
    QVERIFY(m_console->window().banner().holds(QStringLiteral("built"))); // it leads to its use
    QCOMPARE(badgeOf(QStringLiteral("rate-guard")), QString());
}

void ConsolePluginsTest::putsItIntoAnApi()
{
    const QString library = QStringLiteral("plugins/rate-guard.so");
    auto *plugin =
        qobject_cast<PluginPage *>(m_console->window().open({QStringLiteral("plugin"), library}));
    TRY_VERIFY([plugin] {
        for (const QLabel *label : plugin->findChildren<QLabel *>()) {
            if (label->text().contains(QStringLiteral("RateGuardPost"))) {
                return true;
            }
        }
        return false;
    }());
    // A slot for which a library has no hook is not offered, as soon as the library has been read.
    const QAction *response = inMenu(
        QStringLiteral("plugins/AddFooBarHeader.so"),
        {QStringLiteral("Use in"), QStringLiteral("my_api_name"), QStringLiteral("response")});
    QVERIFY(response != nullptr);
    TRY_VERIFY(!response->isEnabled());
    for (const QAction *other : qobject_cast<QMenu *>(response->parent())->actions()) {
        QVERIFY(other == response || other->isEnabled());
    }
    QAction *slot = inMenu(
        library, {QStringLiteral("Use in"), QStringLiteral("my_api_name"), QStringLiteral("post")});
    QVERIFY(slot != nullptr);
    slot->trigger();
    TRY_VERIFY(qobject_cast<SpecPage *>(m_console->window().tabs().current()) != nullptr);
    auto *page = static_cast<SpecPage *>(m_console->window().tabs().current());
    TRY_VERIFY(page->editor()->text().find("RateGuardPost") != std::string::npos);
    QVERIFY(page->isModified()); // nothing is served yet
    page->save();
    TRY_COMPARE(badgeOf(QStringLiteral("rate-guard.so")), QStringLiteral("used"));
    TRY_COMPARE(m_console->session().plugins().size(), 6);
}

void ConsolePluginsTest::takesItOutAgain()
{
    QString library;
    for (const auto &hook : m_console->session().plugins()) {
        library = hook.path.endsWith(QStringLiteral("rate-guard.so")) ? hook.path : library;
    }
    QAction *remove =
        inMenu(library, {QStringLiteral("Remove from"), QStringLiteral("my_api_name")});
    QVERIFY(remove != nullptr);
    remove->trigger();
    auto *page = static_cast<SpecPage *>(m_console->window().tabs().current());
    TRY_VERIFY(page->editor()->text().find("rate-guard") == std::string::npos);
    QVERIFY(page->editor()->text().find("AddFooBarHeader") != std::string::npos);
    page->save();
    TRY_COMPARE(badgeOf(QStringLiteral("rate-guard.so")), QStringLiteral("not used"));
}

void ConsolePluginsTest::mendsABrokenLibrary()
{
    const QString file = inWorkspace(QStringLiteral("plugins/AddFooBarHeader.so"));
    QVERIFY(QFile::remove(file));
    gw::test::writeFile(file, "no library");
    m_console->actions().action(QStringLiteral("gateway.reload"))->trigger();
    TRY_VERIFY(!badgeOf(QStringLiteral("AddFooBarHeader.so")).startsWith(QStringLiteral("used")));
    m_console->actions().action(QStringLiteral("go.pane.problems"))->trigger();
    const auto *model =
        m_console->window().panes().current()->findChild<QAbstractItemView *>()->model();
    const auto *problems = qobject_cast<const gw::models::ProblemsModel *>(model);
    QVERIFY(problems != nullptr);
    std::function<void()> fix;
    for (int row = 0; row < problems->rowCount(); ++row) {
        if (problems->problem(row).fixName == QLatin1String("&Build again")) {
            fix = problems->problem(row).fix;
        }
    }
    QVERIFY(fix);
    fix();
    TRY_COMPARE(problems->rowCount(), 0);
    TRY_COMPARE(badgeOf(QStringLiteral("AddFooBarHeader.so")), QStringLiteral("used"));
}

void ConsolePluginsTest::keepsWhatOthersWroteIntoASource()
{
    SourcePage *page = openSource(QStringLiteral("SendCurrentTime.cpp"));
    gw::test::writeFile(page->detail(), "// theirs\n");
    TRY_COMPARE(page->editor()->text(), std::string("// theirs\n")); // nothing of ours was there
    page->editor()->replaceBy("// mine\n");
    gw::test::writeFile(page->detail(), "// theirs again\n");
    page->save();
    QCOMPARE(gw::test::readFile(page->detail()), QByteArray("// theirs again\n"));
    QPushButton *mine = nullptr;
    for (QPushButton *button : page->findChildren<QPushButton *>()) {
        mine = button->text() == QLatin1String("Keep mine") ? button : mine;
    }
    QVERIFY(mine != nullptr && mine->isVisible());
    mine->click();
    QCOMPARE(gw::test::readFile(page->detail()), QByteArray("// mine\n"));
    QVERIFY(!page->isModified());
}

void ConsolePluginsTest::keepsADraftOfASource()
{
    SourcePage *page = openSource(QStringLiteral("MyPluginAuthCheck.cpp"));
    const std::string saved = page->editor()->text();
    page->editor()->replaceBy(saved + "// draft\n");
    page->editor()->goToLine(3);
    const QJsonObject state = page->saveState();
    m_console->window().tabs().drop(page);
    page = openSource(QStringLiteral("MyPluginAuthCheck.cpp"));
    QCOMPARE(page->editor()->text(), saved);
    page->restoreState(state);
    QCOMPARE(page->editor()->text(), saved + "// draft\n");
    QCOMPARE(page->editor()->line(), 3);
    QVERIFY(page->isModified());
}

void ConsolePluginsTest::loadsWhatOthersBuilt()
{
    const QString library = QStringLiteral("plugins/MyProcessRequest.so");
    const auto generation = [this, &library] {
        for (const auto &hook : m_console->session().plugins()) {
            if (hook.path == library) {
                return hook.generation;
            }
        }
        return std::uint64_t{0};
    };
    const std::uint64_t before = generation();
    QVERIFY(before > 0);
    gw::test::writeFile(inWorkspace(library),
                        gw::test::readFile(inWorkspace(library)) + '\n'); // another build
    const auto offer = [this]() -> QPushButton * {
        for (auto *button : m_console->window().banner().findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == QLatin1String("Reload library")) {
                return button;
            }
        }
        return nullptr;
    };
    TRY_VERIFY(offer() != nullptr);
    QCOMPARE(generation(), before); // nobody asked for it
    QTest::mouseClick(offer(), Qt::LeftButton);
    TRY_VERIFY(generation() > before);
    QVERIFY(offer() == nullptr);

    // An engine that watches its libraries needs no click.
    gw::client::PluginClient client(*m_console->session().client());
    const auto watching = client.setWatching(true);
    TRY_VERIFY(watching.isFinished());
    const std::uint64_t clicked = generation();
    gw::test::writeFile(inWorkspace(library), gw::test::readFile(inWorkspace(library)) + '\n');
    TRY_VERIFY(generation() > clicked);
    QVERIFY(offer() == nullptr);
}

// A hook of a bundle is not a hook of the definition.
void ConsolePluginsTest::leavesABundleWhole()
{
    QString library;
    for (const auto &hook : m_console->session().plugins()) {
        library = hook.users.contains(QStringLiteral("bundled")) ? hook.path : library;
    }
    QVERIFY(!library.isEmpty());
    gw::window::Page *page = m_console->window().open({QStringLiteral("plugin"), library});
    int menus = 0;
    for (QAction *action : page->pageActions()) {
        if (auto *menu = action->menu<QMenu *>()) {
            Q_EMIT menu->aboutToShow();
            QCOMPARE(menu->actions().size(), 1);
            QVERIFY(!menu->actions().first()->isEnabled());
            QVERIFY(menu->actions().first()->text().contains(QStringLiteral("Of a bundle")));
            ++menus;
        }
    }
    QCOMPARE(menus, 2); // Use in, Remove from
}

void ConsolePluginsTest::cleanupTestCase()
{
    m_menu.reset();
    m_console.reset();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsolePluginsTest>(argc, argv);
}

#include "console_plugins_test.moc"
