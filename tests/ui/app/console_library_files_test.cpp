// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/source_page.h"
#include "models/navigator_model.h"
#include "support/files.h"
#include "ui/app/console_fixture.h"
#include "ui/work_bars.h"
#include "widgets/source_editor.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/status_line.h"
#include "window/tab_area.h"

#include <QAction>
#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using gw::libraries::SourcePage;
using gw::models::NavigatorModel;

// Libraries and sources that come into the workspace, and go.
class ConsoleLibraryFilesTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bringsALibraryIn();
    void cancelsALibraryOnItsWay();
    void keepsALibraryThatIsUsed();
    void deletesALibrary();
    void deletesASource();
    void cleanupTestCase();

private:
    // Of the entry in the navigator's section of plugins; empty when it is not there.
    [[nodiscard]] QString badgeOf(const char *name) const;
    // A button of the banner that is shown; null when there is none.
    [[nodiscard]] QPushButton *offer(const char *text) const;
    void choose(const char *name) const; // in the navigator, which has the keyboard then
    void addLibrary(const QString &file) const;
    [[nodiscard]] QAction *inMenu(const gw::window::PageAddress &entry, const char *text);

    QTemporaryDir m_folder;
    std::unique_ptr<QMenu> m_menu;
};

void ConsoleLibraryFilesTest::initTestCase()
{
    startOnDemo();
    TRY_COMPARE(session().plugins().size(), 5);
}

QString ConsoleLibraryFilesTest::badgeOf(const char *name) const
{
    return entry("Plugins", name).data(NavigatorModel::BadgeRole).toString();
}

QPushButton *ConsoleLibraryFilesTest::offer(const char *text) const
{
    for (QPushButton *button : window().banner().findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == QLatin1String(text)) {
            return button;
        }
    }
    return nullptr;
}

void ConsoleLibraryFilesTest::choose(const char *name) const
{
    const QModelIndex index = entry("Plugins", name);
    QVERIFY2(index.isValid(), name);
    window().activateWindow(); // a dialog may have been in front
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    tree()->setCurrentIndex(index);
    tree()->setFocus();
}

void ConsoleLibraryFilesTest::addLibrary(const QString &file) const
{
    trigger("plugin.add");
    auto *dialog = window().findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    Q_EMIT dialog->fileSelected(file);
    delete dialog;
}

QAction *ConsoleLibraryFilesTest::inMenu(const gw::window::PageAddress &entry, const char *text)
{
    m_menu = std::make_unique<QMenu>();
    Q_EMIT window().navigator().menuWanted(entry, m_menu.get());
    for (QAction *action : m_menu->actions()) {
        if (gw::window::ActionRegistry::nameOf(*action) == QLatin1String(text)) {
            return action;
        }
    }
    return nullptr;
}

void ConsoleLibraryFilesTest::bringsALibraryIn()
{
    const QString file = m_folder.filePath(QStringLiteral("brought.so"));
    QVERIFY(QFile::copy(inWorkspace(QStringLiteral("plugins/AddFooBarHeader.so")), file));
    addLibrary(file);
    TRY_COMPARE(address().subject, QStringLiteral("plugins/brought.so"));
    TRY_COMPARE(badgeOf("brought.so"), QStringLiteral("not used"));
    QCOMPARE(gw::test::readFile(inWorkspace(QStringLiteral("plugins/brought.so"))),
             gw::test::readFile(file));

    // Dropped on the navigator; nothing of the same name is overwritten unasked.
    gw::test::writeFile(file, "another");
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QWidget *rows = tree()->viewport();
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(rows, &enter); // Qt gives a drop to whom it entered
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(rows, &drop);
    QVERIFY(drop.isAccepted());
    QVERIFY(offer("Replace it") != nullptr);
    QVERIFY(gw::test::readFile(inWorkspace(QStringLiteral("plugins/brought.so"))) != "another");
    offer("Keep both")->click();
    TRY_COMPARE(gw::test::readFile(inWorkspace(QStringLiteral("plugins/brought 2.so"))),
                QByteArray("another"));
    QVERIFY(gw::test::readFile(inWorkspace(QStringLiteral("plugins/brought.so"))) != "another");

    // One that somebody else puts there is listed as well.
    gw::test::writeFile(inWorkspace(QStringLiteral("plugins/theirs.so")), "theirs");
    TRY_COMPARE(badgeOf("theirs.so"), QStringLiteral("not used"));
}

// The disk does not come to it: the window goes on, and says what is under way.
void ConsoleLibraryFilesTest::cancelsALibraryOnItsWay()
{
    const QString file = m_folder.filePath(QStringLiteral("slow.so"));
    gw::test::writeFile(file, "slow");
    const gw::window::PageAddress before = address();
    const auto bar = [this]() -> QProgressBar * {
        for (auto *one : window().findChildren<QProgressBar *>()) {
            if (one->accessibleName() == QLatin1String("Adding slow.so")) {
                return one;
            }
        }
        return nullptr;
    };
    {
        const gw::test::HeldPool pool;
        addLibrary(file);
        QVERIFY(bar() != nullptr);
        TRY_VERIFY(bar()->isVisible());
        QVERIFY(bar()->maximum() > 0); // it is known how much there is to do
        bar()->parentWidget()->findChild<QPushButton *>()->click();
    }
    TRY_VERIFY(!bar()->isVisible());
    QVERIFY(!QFile::exists(inWorkspace(QStringLiteral("plugins/slow.so"))));
    QCOMPARE(address(), before);
    QVERIFY2(window().status().currentMessage().contains(QStringLiteral("slow.so was not added")),
             qPrintable(window().status().currentMessage()));
    addLibrary(file); // it is not in the way of the next one
    TRY_COMPARE(address().subject, QStringLiteral("plugins/slow.so"));
}

void ConsoleLibraryFilesTest::keepsALibraryThatIsUsed()
{
    const QString library = QStringLiteral("plugins/AddFooBarHeader.so");
    choose("AddFooBarHeader.so");
    const QAction *command = m_console->actions().action(QStringLiteral("plugin.delete"));
    const QAction *entry = inMenu({QStringLiteral("plugin"), library}, "Delete library");
    auto *page = window().open({QStringLiteral("plugin"), library});
    const QAction *own = page->findChild<QAction *>(QStringLiteral("library.delete"));
    QVERIFY(m_menu->toolTipsVisible());
    QVERIFY(command != nullptr);
    QVERIFY(entry != nullptr);
    QVERIFY(own != nullptr);
    for (const QAction *one : {command, entry, own}) {
        QVERIFY(!one->isEnabled());
        QVERIFY2(one->toolTip().startsWith(QStringLiteral("Used by ")) &&
                     one->toolTip().contains(QStringLiteral("my_api_name")),
                 qPrintable(one->toolTip()));
    }
    choose("AddFooBarHeader.so");
    QTest::keyClick(tree(), Qt::Key_Delete);
    QVERIFY(QFile::exists(inWorkspace(library)));
}

void ConsoleLibraryFilesTest::deletesALibrary()
{
    const QString file = inWorkspace(QStringLiteral("plugins/brought.so"));
    const QString source = inWorkspace(QStringLiteral("plugins/src/brought.cpp"));
    const QByteArray text = gw::test::readFile(file);
    gw::test::writeFile(source, "// mine\n");
    window().open({QStringLiteral("plugin"), QStringLiteral("plugins/brought.so")});
    choose("brought.so");
    QVERIFY(m_console->actions().action(QStringLiteral("plugin.delete"))->isEnabled());
    QTest::keyClick(tree(), Qt::Key_Delete);
    TRY_VERIFY(offer("Undo") != nullptr);
    QVERIFY(!QFile::exists(file));
    QVERIFY(address().subject != QLatin1String("plugins/brought.so")); // its page went with it
    QCOMPARE(badgeOf("brought"), QStringLiteral("not built"));
    QCOMPARE(gw::test::readFile(source), QByteArray("// mine\n"));
    QVERIFY(!entry("Plugins", "brought.so").isValid());
    offer("Undo")->click();
    QVERIFY(offer("Undo") == nullptr);
    QCOMPARE(gw::test::readFile(file), text);
    QCOMPARE(badgeOf("brought.so"), QStringLiteral("not used"));

    // Its page can, too.
    auto *page = window().open({QStringLiteral("plugin"), QStringLiteral("plugins/brought.so")});
    QAction *own = page->findChild<QAction *>(QStringLiteral("library.delete"));
    QVERIFY(own->isEnabled());
    own->trigger();
    TRY_VERIFY(offer("Undo") != nullptr);
    QVERIFY(!QFile::exists(file));
}

void ConsoleLibraryFilesTest::deletesASource()
{
    const QString source = inWorkspace(QStringLiteral("plugins/src/brought.cpp"));
    const gw::window::PageAddress entry = SourcePage::addressOf(source);
    auto *page = qobject_cast<SourcePage *>(window().open(entry));
    QVERIFY(page != nullptr);
    inMenu(entry, "Delete source")->trigger();
    QVERIFY(!QFile::exists(source));
    QVERIFY(window().tabs().find(entry) == nullptr);
    QVERIFY(!this->entry("Plugins", "brought").isValid());
    offer("Undo")->click();
    QCOMPARE(gw::test::readFile(source), QByteArray("// mine\n"));

    // A page with something of its own stays: saving it makes the file anew.
    page = qobject_cast<SourcePage *>(window().open(entry));
    page->editor()->replaceBy("// more\n");
    choose("brought");
    trigger("plugin.deleteSource");
    QVERIFY(!QFile::exists(source));
    QCOMPARE(window().tabs().find(entry), page);
    TRY_VERIFY(page->findChild<gw::window::Banner *>()->holds(QStringLiteral("gone")));
    page->save();
    QCOMPARE(gw::test::readFile(source), QByteArray("// more\n"));

    // Of a library: that stays.
    const QString library = QStringLiteral("plugins/MyPluginAuthCheck.so");
    auto *owner = window().open({QStringLiteral("plugin"), library});
    const QAction *edit = owner->findChild<QAction *>(QStringLiteral("library.edit"));
    QVERIFY(edit->isEnabled());
    owner->findChild<QAction *>(QStringLiteral("library.deleteSource"))->trigger();
    QVERIFY(QFile::exists(inWorkspace(library)));
    QVERIFY(!QFile::exists(inWorkspace(QStringLiteral("plugins/src/MyPluginAuthCheck.cpp"))));
    QVERIFY(!edit->isEnabled());
    offer("Undo")->click();
    QVERIFY(edit->isEnabled());
}

void ConsoleLibraryFilesTest::cleanupTestCase()
{
    m_menu.reset();
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleLibraryFilesTest>(argc, argv);
}

#include "console_library_files_test.moc"
