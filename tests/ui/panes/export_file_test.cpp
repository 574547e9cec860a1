// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/export_file.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QIODevice>
#include <QTemporaryDir>
#include <QThread>
#include <QWidget>

#include <atomic>

using namespace Qt::StringLiterals;
using gw::panes::saveExport;

namespace {

constexpr int kPatience = 20'000;

} // namespace

class ExportFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesOnAnotherThread();
    void leavesTheOldFileOfAFailure();

private:
    // As the dialog would, when the user has chosen the name.
    void choose(const QString &path)
    {
        auto *dialog = m_parent.findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
    }

    QWidget m_parent;
    QTemporaryDir m_folder;
};

void ExportFileTest::writesOnAnotherThread()
{
    std::atomic<int> calls = 0;
    std::atomic<bool> isOnGuiThread = true;
    QString said;
    saveExport(
        &m_parent, u"a.txt"_s,
        [&](QIODevice &file) {
            ++calls;
            isOnGuiThread = QThread::currentThread() == QCoreApplication::instance()->thread();
            return file.write("one\n") == 4 && file.write("two\n") == 4;
        },
        [&said](const QString &text) { said = text; });
    QCOMPARE(calls.load(), 0); // not before the name is known
    const QString path = m_folder.filePath(u"a.txt"_s);
    choose(path);
    QTRY_VERIFY_WITH_TIMEOUT(said.contains(path), kPatience);
    QCOMPARE(gw::test::readFile(path), "one\ntwo\n"_ba);
    QCOMPARE(calls.load(), 1);
    QVERIFY(!isOnGuiThread);
}

void ExportFileTest::leavesTheOldFileOfAFailure()
{
    const QString path = m_folder.filePath(u"b.txt"_s);
    gw::test::writeFile(path, "before");
    QString said;
    saveExport(
        &m_parent, u"b.txt"_s,
        [](QIODevice &file) {
            file.write("half");
            return false;
        },
        [&said](const QString &text) { said = text; });
    choose(path);
    QTRY_VERIFY_WITH_TIMEOUT(said.startsWith(u"Could not write"_s), kPatience);
    QCOMPARE(gw::test::readFile(path), "before"_ba);
}

GW_TEST(ExportFileTest)
#include "export_file_test.moc"
