// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/rotating_file.h"
#include "support/room_test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace gw {

class RotatingFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesFolderAndFileForItsOwnerOnly();
    void appendsBehindWhatIsThere();
    void cutsOffATornLastLine_data();
    void cutsOffATornLastLine();
    void beginsANewFileWhenFull();
    void keepsSoManyOldFiles();
    void goesOnWhenItCannotRename();
    void takesBackAWriteThatFailsHalfWay();
    void refusesWhatIsNoFile();
    void hasOneWriter();
    void leavesTheFileToWhoTookItsPlace();
    void takesANameBesideAnotherWriter();

private:
    [[nodiscard]] std::string path(const QString &name) const
    {
        return m_folder.filePath(name).toStdString();
    }
    [[nodiscard]] QByteArray content(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    QTemporaryDir m_folder;
};

void RotatingFileTest::makesFolderAndFileForItsOwnerOnly()
{
    const auto file = RotatingFile::open({.path = path(u"new/inner/lines"_s)});
    QVERIFY(file);
    QVERIFY((*file)->append("a\n"));
    struct stat status = {};
    QCOMPARE(stat(path(u"new/inner/lines"_s).c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
    QCOMPARE(stat(path(u"new/inner"_s).c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0700U);
}

void RotatingFileTest::appendsBehindWhatIsThere()
{
    write(u"there"_s, "old\n");
    const auto file = RotatingFile::open({.path = path(u"there"_s)});
    QVERIFY(file);
    QVERIFY((*file)->append("new\n"));
    QVERIFY((*file)->sync());
    QCOMPARE(content(u"there"_s), "old\nnew\n");
    QCOMPARE((*file)->healedBytes(), 0U);
}

void RotatingFileTest::cutsOffATornLastLine_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray longLine(200'000, 'x');
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("whole") << QByteArray("a\nb\n") << QByteArray("a\nb\n");
    QTest::newRow("torn") << QByteArray("a\nb\nc") << QByteArray("a\nb\n");
    QTest::newRow("nothing else") << QByteArray("abc") << QByteArray();
    QTest::newRow("longer than a block") << "a\n" + longLine << QByteArray("a\n");
    QTest::newRow("only that") << longLine << QByteArray();
    QTest::newRow("behind a long one") << longLine + "\nb" << longLine + "\n";
}

void RotatingFileTest::cutsOffATornLastLine()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    write(u"torn"_s, before);
    const auto file = RotatingFile::open({.path = path(u"torn"_s)});
    QVERIFY(file);
    QCOMPARE((*file)->healedBytes(), std::uint64_t(before.size() - after.size()));
    QVERIFY((*file)->append("next\n"));
    QCOMPARE(content(u"torn"_s), after + "next\n");
}

void RotatingFileTest::beginsANewFileWhenFull()
{
    const auto file = RotatingFile::open({.path = path(u"full"_s), .maxBytes = 10});
    QVERIFY(file);
    QVERIFY((*file)->append("1234\n"));
    QVERIFY((*file)->append("5678\n"));
    QCOMPARE(content(u"full"_s), "1234\n5678\n");
    QVERIFY((*file)->append("9\n"));
    QCOMPARE(content(u"full"_s), "9\n");
    QCOMPARE(content(u"full.1"_s), "1234\n5678\n");
    QVERIFY((*file)->append("longer than a file may be\n")); // never cut
    QCOMPARE(content(u"full"_s), "longer than a file may be\n");
    QCOMPARE(content(u"full.1"_s), "9\n");
    QCOMPARE(content(u"full.2"_s), "1234\n5678\n");
}

void RotatingFileTest::keepsSoManyOldFiles()
{
    const auto file = RotatingFile::open({.path = path(u"kept"_s), .maxBytes = 2, .keptFiles = 2});
    QVERIFY(file);
    for (const char *line : {"1\n", "2\n", "3\n", "4\n", "5\n"}) {
        QVERIFY((*file)->append(line));
    }
    QCOMPARE(content(u"kept"_s), "5\n");
    QCOMPARE(content(u"kept.1"_s), "4\n");
    QCOMPARE(content(u"kept.2"_s), "3\n");
    QVERIFY(!QFile::exists(m_folder.filePath(u"kept.3"_s)));

    const auto none = RotatingFile::open({.path = path(u"none"_s), .maxBytes = 2, .keptFiles = 0});
    QVERIFY(none && (*none)->append("1\n") && (*none)->append("2\n"));
    QCOMPARE(content(u"none"_s), "2\n");
    QVERIFY(!QFile::exists(m_folder.filePath(u"none.1"_s)));
}

// A folder in the way of the renamed file: nothing is lost, the file grows on.
void RotatingFileTest::goesOnWhenItCannotRename()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"stuck.1/inside"_s));
    const auto file = RotatingFile::open({.path = path(u"stuck"_s), .maxBytes = 4, .keptFiles = 1});
    QVERIFY(file);
    for (const char *line : {"1\n", "2\n", "3\n", "4\n"}) {
        QVERIFY((*file)->append(line));
    }
    QCOMPARE(content(u"stuck"_s), "1\n2\n3\n4\n");
}

void RotatingFileTest::takesBackAWriteThatFailsHalfWay()
{
    const auto file = RotatingFile::open({.path = path(u"limited"_s), .maxBytes = 0});
    QVERIFY(file);
    QVERIFY((*file)->append("whole\n"));
    // The kernel writes what fits below the limit, then fails, as on a full disk.
    struct rlimit old = {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
    const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit small = {10, old.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto failed = (*file)->append("does not fit\n");
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &old), 0);
    std::signal(SIGXFSZ, previous);
    QVERIFY(!failed);
    QCOMPARE(failed.error().where, path(u"limited"_s));
    QCOMPARE(content(u"limited"_s), "whole\n");
    QVERIFY((*file)->append("fits\n"));
    QCOMPARE(content(u"limited"_s), "whole\nfits\n");
}

void RotatingFileTest::refusesWhatIsNoFile()
{
    QVERIFY(!RotatingFile::open({.path = m_folder.path().toStdString()}));
    QVERIFY(QFile::link(m_folder.filePath(u"target"_s), m_folder.filePath(u"link"_s)));
    QVERIFY(!RotatingFile::open({.path = path(u"link"_s)}));
    QCOMPARE(mkfifo(path(u"pipe"_s).c_str(), 0600), 0);
    QVERIFY(!RotatingFile::open({.path = path(u"pipe"_s)}));
    QVERIFY(!RotatingFile::open({.path = "/proc/none/lines"}));
}

void RotatingFileTest::hasOneWriter()
{
    auto first = RotatingFile::open({.path = path(u"shared"_s)});
    QVERIFY(first);
    const auto second = RotatingFile::open({.path = path(u"shared"_s)});
    QVERIFY(!second);
    QVERIFY(second.error().what.find("Another process") != std::string::npos);
    first->reset();
    QVERIFY(RotatingFile::open({.path = path(u"shared"_s)}));
}

// Somebody moved our file away and another process began one at its place.
void RotatingFileTest::leavesTheFileToWhoTookItsPlace()
{
    const auto first = RotatingFile::open({.path = path(u"place"_s), .maxBytes = 4});
    QVERIFY(first && (*first)->append("1\n"));
    QVERIFY(QFile::rename(m_folder.filePath(u"place"_s), m_folder.filePath(u"moved"_s)));
    auto second = RotatingFile::open({.path = path(u"place"_s), .maxBytes = 0});
    QVERIFY(second && (*second)->append("theirs\n"));
    for (const char *line : {"2\n", "3\n", "4\n"}) {
        QVERIFY((*first)->append(line));
    }
    QCOMPARE(content(u"place"_s), "theirs\n");
    QCOMPARE(content(u"moved"_s), "1\n2\n3\n4\n");
    second->reset();
    QVERIFY((*first)->append("5\n") && (*first)->append("6\n"));
    QVERIFY(content(u"place"_s).endsWith("6\n"));
}

void RotatingFileTest::takesANameBesideAnotherWriter()
{
    const auto open = [this] {
        return RotatingFile::openBeside({.path = path(u"our.lines"_s)});
    };
    auto first = open();
    const auto second = open();
    const auto third = open();
    QVERIFY(first && second && third);
    QCOMPARE((*first)->path(), path(u"our.lines"_s));
    QCOMPARE((*second)->path(), path(u"our-2.lines"_s));
    QCOMPARE((*third)->path(), path(u"our-3.lines"_s));
    first->reset();
    const auto again = open();
    QVERIFY(again);
    QCOMPARE((*again)->path(), path(u"our.lines"_s));
    // Another reason is no reason to look further.
    QVERIFY(!RotatingFile::openBeside({.path = m_folder.path().toStdString()}));
    QVERIFY(!QFile::exists(m_folder.path() + u"-2"_s));
}

} // namespace gw

GW_TEST(gw::RotatingFileTest)
#include "rotating_file_test.moc"
