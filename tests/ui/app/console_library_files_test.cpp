// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigator_model.h"
#include "support/files.h"
#include "ui/app/console_fixture.h"
#include "ui/work_bars.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/status_line.h"
#include "window/tab_area.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using gw::models::NavigatorModel;

// Libraries that come into the workspace.
class ConsoleLibraryFilesTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bringsALibraryIn();
    void cancelsALibraryOnItsWay();
    void cleanupTestCase();

private:
    // Of the entry in the navigator's section of plugins; empty when it is not there.
    [[nodiscard]] QString badgeOf(const char *name) const;
    // A button of the banner that is shown; null when there is none.
    [[nodiscard]] QPushButton *offer(const char *text) const;
    void addLibrary(const QString &file) const;

    QTemporaryDir m_folder;
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

void ConsoleLibraryFilesTest::addLibrary(const QString &file) const
{
    trigger("plugin.add");
    auto *dialog = window().findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    Q_EMIT dialog->fileSelected(file);
    delete dialog;
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

void ConsoleLibraryFilesTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleLibraryFilesTest>(argc, argv);
}

#include "console_library_files_test.moc"
