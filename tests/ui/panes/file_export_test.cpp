// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/file_export.h"
#include "support/files.h"
#include "support/full_disk.h"
#include "support/room_test.h"
#include "widgets/work_bar.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QProgressBar>
#include <QPushButton>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QWidget>

#include <atomic>
#include <limits>
#include <memory>
using namespace Qt::StringLiterals;
using gw::models::ExportText;
using gw::panes::FileExport;

namespace {

constexpr int kPatience = 20'000;

// As the dialog would, when the user has chosen the name.
void choose(QWidget &pane, const QString &path)
{
    auto *dialog = pane.findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
}

// A pane that exports, its old file, and what it says.
struct Exporting {
    QTemporaryDir folder;
    QString path = folder.filePath(u"a.txt"_s);
    QWidget pane;
    FileExport *files = new FileExport(&pane);
    QSignalSpy said{files, &FileExport::said};

    Exporting() { gw::test::writeFile(path, "before"); }

    void start(const ExportText &text)
    {
        files->ask(u"a.txt"_s, [text] { return text; });
        choose(pane, path);
    }
    [[nodiscard]] QString note() const
    {
        return said.isEmpty() ? QString() : said.last().first().toString();
    }
    // With the same text, and nothing beside it.
    [[nodiscard]] bool isFolderAsItWas() const
    {
        return gw::test::readFile(path) == "before" &&
               QDir(folder.path()).entryList(QDir::Files | QDir::Hidden) == QStringList(u"a.txt"_s);
    }
};

} // namespace

class FileExportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesOnAnotherThread();
    void showsProgressAndLeavesTheOldFileWhenCancelled();
    void refusesASecondOneMeanwhile();
    void leavesTheOldFileWhenTheDiskFails_data();
    void leavesTheOldFileWhenTheDiskFails();
    void tellsOfAFolderThatIsNotThere();
    void endsWithItsPane();
};

void FileExportTest::writesOnAnotherThread()
{
    Exporting exporting;
    int calls = 0;
    std::atomic<bool> isOnGuiThread = true;
    exporting.files->ask(u"a.txt"_s, [&] {
        ++calls;
        return ExportText{"head\n", 2,
                          [&isOnGuiThread](std::size_t at) {
                              isOnGuiThread = QThread::currentThread() ==
                                              QCoreApplication::instance()->thread();
                              return QByteArray::number(static_cast<int>(at)).append('\n');
                          },
                          "end\n"};
    });
    QCOMPARE(calls, 0); // not before the name is known
    choose(exporting.pane, exporting.path);
    QTRY_COMPARE_WITH_TIMEOUT(exporting.note(), u"Wrote "_s + exporting.path, kPatience);
    QCOMPARE(gw::test::readFile(exporting.path), "head\n0\n1\nend\n"_ba);
    QCOMPARE(calls, 1);
    QVERIFY(!isOnGuiThread);
    QVERIFY(exporting.files->bar()->isHidden());
}

void FileExportTest::showsProgressAndLeavesTheOldFileWhenCancelled()
{
    QSemaphore gate;
    Exporting exporting;
    const auto opened = qScopeGuard([&gate] { gate.release(); }); // when something fails
    exporting.start({"head",
                     4,
                     [&gate](std::size_t at) {
                         if (at == 2) {
                             gate.acquire();
                         }
                         return QByteArray(100'000, 'x');
                     },
                     {}});
    gw::widgets::WorkBar *bar = exporting.files->bar();
    QTRY_VERIFY_WITH_TIMEOUT(!bar->isHidden(), kPatience);
    auto *progress = bar->findChild<QProgressBar *>();
    QTRY_COMPARE_WITH_TIMEOUT(progress->value(), progress->maximum() / 2, kPatience);
    QCOMPARE(gw::test::readFile(exporting.path), "before"_ba);
    bar->findChild<QPushButton *>()->click();
    gate.release();
    QTRY_VERIFY_WITH_TIMEOUT(exporting.note().startsWith(u"Cancelled"_s), kPatience);
    QVERIFY(bar->isHidden());
    QVERIFY(exporting.isFolderAsItWas());
}

void FileExportTest::refusesASecondOneMeanwhile()
{
    QSemaphore gate;
    Exporting exporting;
    const auto opened = qScopeGuard([&gate] { gate.release(); }); // when something fails
    exporting.start({{},
                     1,
                     [&gate](std::size_t) {
                         gate.acquire();
                         return "first"_ba;
                     },
                     {}});
    exporting.files->ask(u"b.txt"_s, [] { return ExportText{"second", 0, {}, {}}; });
    QVERIFY2(exporting.note().startsWith(u"An export is being written"_s),
             qPrintable(exporting.note()));
    gate.release();
    QTRY_COMPARE_WITH_TIMEOUT(exporting.note(), u"Wrote "_s + exporting.path, kPatience);
    QCOMPARE(gw::test::readFile(exporting.path), "first"_ba);
    exporting.start({"second", 0, {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(gw::test::readFile(exporting.path), "second"_ba, kPatience);
}

void FileExportTest::leavesTheOldFileWhenTheDiskFails_data()
{
    QTest::addColumn<int>("rowBytes");
    QTest::newRow("what waits for the end") << 2000;
    QTest::newRow("what is written at once") << 200'000;
}

void FileExportTest::leavesTheOldFileWhenTheDiskFails()
{
    QFETCH(const int, rowBytes);
    Exporting exporting;
    {
        const gw::test::FullDisk full(1000);
        exporting.start(
            {"head", 1, [rowBytes](std::size_t) { return QByteArray(rowBytes, 'x'); }, {}});
        QTRY_COMPARE_WITH_TIMEOUT(exporting.said.size(), 1, kPatience);
    }
    QVERIFY2(exporting.note().startsWith(
                 u"Could not write %1: File too large. Nothing"_s.arg(exporting.path)),
             qPrintable(exporting.note()));
    QVERIFY(exporting.isFolderAsItWas());
}

void FileExportTest::tellsOfAFolderThatIsNotThere()
{
    Exporting exporting;
    exporting.path = exporting.folder.filePath(u"none/a.txt"_s);
    exporting.start({"head", 0, {}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(
        exporting.note().startsWith(u"Could not write %1: "_s.arg(exporting.path)), kPatience);
}

void FileExportTest::endsWithItsPane()
{
    Exporting exporting;
    auto pane = std::make_unique<QWidget>();
    auto *files = new FileExport(pane.get());
    std::atomic<bool> isStarted = false;
    files->ask(u"a.txt"_s, [&isStarted] {
        return ExportText{"half",
                          std::numeric_limits<std::size_t>::max(),
                          [&isStarted](std::size_t) {
                              isStarted = true;
                              return QByteArray();
                          },
                          {}};
    });
    choose(*pane, exporting.path);
    QTRY_VERIFY_WITH_TIMEOUT(isStarted, kPatience);
    pane.reset();
    QVERIFY(exporting.isFolderAsItWas());
}

GW_TEST(FileExportTest)
#include "file_export_test.moc"
