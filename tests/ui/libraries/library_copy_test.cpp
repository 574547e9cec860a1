// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/library_copy.h"
#include "requests/paged_body.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QSaveFile>
#include <QTemporaryDir>

#include <functional>

using namespace Qt::StringLiterals;
using namespace gw;

namespace {

constexpr int kSteps = 3;
constexpr qint64 kStep = 1000;

// A file that comes step by step; what happens before each step is the test's.
class SteppedFile final : public QIODevice {
public:
    explicit SteppedFile(std::function<bool(int step)> before)
        : m_before(std::move(before))
    {
        open(ReadOnly | Unbuffered);
    }
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        if (!m_before(m_step)) {
            setErrorString(u"the disk is gone"_s);
            return -1;
        }
        if (m_step == kSteps) {
            return 0;
        }
        const qint64 size = std::min(kStep, most);
        std::fill_n(to, size, static_cast<char>('a' + m_step++));
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::function<bool(int step)> m_before;
    int m_step = 0;
};

} // namespace

class LibraryCopyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsHowFarItIs();
    void leavesNothingWhenItIsStopped();
    void leavesNothingWhenReadingFails();
    void keepsWhatItReplaces();
    void changesNothingWhenItCannotBeRead();

private:
    [[nodiscard]] QString inFolder(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] QStringList names(const QString &folder) const
    {
        return QDir(inFolder(folder)).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LibraryCopyTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    test::writeFile(inFolder(u"plugins/x.so"_s), "old");
}

void LibraryCopyTest::tellsHowFarItIs()
{
    requests::WorkState state;
    QList<quint64> seen;
    SteppedFile source([&](int) {
        seen.append(state.done);
        return true;
    });
    QSaveFile target(inFolder(u"plugins/x.so"_s));
    QVERIFY(target.open(QIODevice::WriteOnly));
    const auto end = libraries::copyWhole(source, target, state);
    QVERIFY(end && *end == libraries::CopyEnd::Whole);
    QCOMPARE(seen, (QList<quint64>{0, 1000, 2000, 3000}));
    QCOMPARE(test::readFile(inFolder(u"plugins/x.so"_s)),
             QByteArray(kStep, 'a') + QByteArray(kStep, 'b') + QByteArray(kStep, 'c'));
}

void LibraryCopyTest::leavesNothingWhenItIsStopped()
{
    requests::WorkState state;
    SteppedFile source([&state](int step) {
        state.isStopped = step == 1;
        return true;
    });
    {
        QSaveFile target(inFolder(u"plugins/x.so"_s));
        QVERIFY(target.open(QIODevice::WriteOnly));
        const auto end = libraries::copyWhole(source, target, state);
        QVERIFY(end && *end == libraries::CopyEnd::Stopped);
        QCOMPARE(state.done.load(), quint64{2000}); // it ended there
    }
    QCOMPARE(test::readFile(inFolder(u"plugins/x.so"_s)), QByteArray("old"));
    QCOMPARE(names(u"plugins"_s), QStringList{u"x.so"_s});
}

void LibraryCopyTest::leavesNothingWhenReadingFails()
{
    requests::WorkState state;
    SteppedFile source([](int step) { return step < 2; });
    {
        QSaveFile target(inFolder(u"plugins/x.so"_s));
        QVERIFY(target.open(QIODevice::WriteOnly));
        const auto end = libraries::copyWhole(source, target, state);
        QVERIFY(!end);
        QCOMPARE(end.error().what, std::string("the disk is gone"));
        QVERIFY(!end.error().remedy.empty());
    }
    QCOMPARE(test::readFile(inFolder(u"plugins/x.so"_s)), QByteArray("old"));
    QCOMPARE(names(u"plugins"_s), QStringList{u"x.so"_s});
}

void LibraryCopyTest::keepsWhatItReplaces()
{
    const QString file = inFolder(u"from/x.so"_s);
    test::writeFile(file, "newer");
    QVERIFY(QFile::setPermissions(file, QFile::permissions(file) | QFile::ExeOwner));
    const libraries::LibraryCopy copy{file, m_folder->path(), inFolder(u"plugins/x.so"_s)};
    QCOMPARE(libraries::sizeOf(copy), quint64{8}); // of both
    requests::WorkState state;
    const auto end = libraries::copyLibrary(copy, state);
    QVERIFY(end && *end == libraries::CopyEnd::Whole);
    QCOMPARE(state.done.load(), quint64{8});
    QCOMPARE(test::readFile(copy.target), QByteArray("newer"));
    QVERIFY(QFile::permissions(copy.target).testFlag(QFile::ExeOwner));
    const QStringList kept = names(u"state/trash"_s);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(test::readFile(inFolder(u"state/trash/"_s + kept.first())), QByteArray("old"));
}

void LibraryCopyTest::changesNothingWhenItCannotBeRead()
{
    const libraries::LibraryCopy copy{inFolder(u"none.so"_s), m_folder->path(),
                                      inFolder(u"plugins/x.so"_s)};
    requests::WorkState state;
    const auto end = libraries::copyLibrary(copy, state);
    QVERIFY(!end);
    QCOMPARE(end.error().where, copy.source.toStdString());
    QVERIFY(!end.error().remedy.empty());
    QCOMPARE(test::readFile(copy.target), QByteArray("old"));
    QCOMPARE(names(u"plugins"_s), QStringList{u"x.so"_s});
    QCOMPARE(names(u"state/trash"_s), QStringList());
}

GW_TEST(LibraryCopyTest)
#include "library_copy_test.moc"
