// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/files.h"
#include "support/room_test.h"
#include "window/session_store.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

using gw::test::readFile;
using gw::test::writeFile;
using gw::window::SessionStore;

namespace {

QJsonObject stored(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

} // namespace

class SessionStoreTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesSoonAfterAChange();
    void writesTheLastStateAtTheEnd();
    void comesBack();
    void setsABrokenFileAside();
    void leavesABrokenFileThatCannotBeMoved();
    void hasAFileOfItsOwnBesideAnother();
    void saysWhyItIsNotWritten();

private:
    QTemporaryDir m_folder;
};

void SessionStoreTest::writesSoonAfterAChange()
{
    const QString file = m_folder.filePath(QStringLiteral("deep/session.json"));
    int collected = 0;
    SessionStore store(
        file, [&collected] { return QJsonObject{{QStringLiteral("number"), ++collected}}; });
    store.scheduleWrite();
    store.scheduleWrite();
    QVERIFY(!QFile::exists(file));
    QTRY_COMPARE_WITH_TIMEOUT(stored(file).value(QLatin1String("number")).toInt(), 1, 20'000);
    QCOMPARE(collected, 1); // two changes, one write
    // A user who never stops typing is stored all the same.
    QTRY_VERIFY_WITH_TIMEOUT(
        (store.scheduleWrite(), stored(file).value(QLatin1String("number")).toInt() >= 2), 20'000);
    QVERIFY(SessionStore::kDelay <= std::chrono::seconds(2));
}

void SessionStoreTest::writesTheLastStateAtTheEnd()
{
    const QString file = m_folder.filePath(QStringLiteral("end.json"));
    SessionStore store(file, [] { return QJsonObject{{QStringLiteral("number"), 7}}; });
    store.scheduleWrite();
    QVERIFY(store.writeNow());
    QCOMPARE(stored(file).value(QLatin1String("number")).toInt(), 7);
}

void SessionStoreTest::comesBack()
{
    const QString file = m_folder.filePath(QStringLiteral("back.json"));
    SessionStore store(file,
                       [] { return QJsonObject{{QStringLiteral("text"), QStringLiteral("ü")}}; });
    const auto nothing = store.load();
    QVERIFY(!nothing.problem && nothing.state.isEmpty());
    QVERIFY(store.writeNow());
    const auto back = store.load();
    QVERIFY(!back.problem);
    QCOMPARE(back.state.value(QLatin1String("text")).toString(), QStringLiteral("ü"));
}

void SessionStoreTest::setsABrokenFileAside()
{
    const QString name = m_folder.filePath(QStringLiteral("broken.json"));
    for (const QByteArray text : {"{\"pages\":[", "[]"}) {
        writeFile(name, text);
        SessionStore store(name, [] { return QJsonObject(); });
        const auto loaded = store.load();
        QVERIFY(loaded.problem && loaded.state.isEmpty());
        QVERIFY(!QFile::exists(name));
        QCOMPARE(readFile(QString::fromStdString(loaded.problem->where)), text);
        QVERIFY(store.writeNow());
    }
    QCOMPARE(readFile(name + QStringLiteral(".broken")), "{\"pages\":["); // the second is beside it
}

void SessionStoreTest::leavesABrokenFileThatCannotBeMoved()
{
    const QString name = m_folder.filePath(QStringLiteral("stuck.json"));
    writeFile(name, "{");
    for (int number = 1; number <= 9; ++number) {
        QVERIFY(QDir(m_folder.path())
                    .mkdir(QStringLiteral("stuck.json.broken") +
                           (number == 1 ? QString() : QStringLiteral("-%1").arg(number))));
    }
    for (int run = 0; run < 2; ++run) {
        SessionStore store(name, [run] { return QJsonObject{{QStringLiteral("run"), run + 1}}; });
        const auto loaded = store.load();
        QVERIFY(loaded.problem);
        QCOMPARE(loaded.problem->where, name.toStdString());
        QCOMPARE(loaded.state.value(QLatin1String("run")).toInt(), run); // of the run before
        QVERIFY(store.writeNow());
        QCOMPARE(readFile(name), "{");
    }
}

void SessionStoreTest::hasAFileOfItsOwnBesideAnother()
{
    const QString name = m_folder.filePath(QStringLiteral("shared.json"));
    auto first = std::make_unique<SessionStore>(
        name, [] { return QJsonObject{{QStringLiteral("number"), 1}}; });
    SessionStore second(name, [] { return QJsonObject{{QStringLiteral("number"), 2}}; });
    QVERIFY(first->writeNow());
    QVERIFY(second.writeNow());
    QCOMPARE(first->file(), name);
    QCOMPARE(stored(name).value(QLatin1String("number")).toInt(), 1);
    QCOMPARE(stored(second.file()).value(QLatin1String("number")).toInt(), 2);
    QVERIFY(!first->other());
    const SessionStore next(name, [] { return QJsonObject(); });
    QVERIFY(next.other());
    QCOMPARE(next.other()->process, QCoreApplication::applicationPid());
    QVERIFY(next.other()->since.secsTo(QDateTime::currentDateTime()) < 600);
    QCOMPARE(next.other()->state.value(QLatin1String("number")).toInt(), 1);
    first.reset();
    const SessionStore third(name, [] { return QJsonObject(); });
    QCOMPARE(third.file(), name);
    QVERIFY(!third.other());
}

void SessionStoreTest::saysWhyItIsNotWritten()
{
    const QString taken = m_folder.filePath(QStringLiteral("taken"));
    QFile file(taken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    SessionStore store(taken + QStringLiteral("/session.json"), [] { return QJsonObject(); });
    QVERIFY(!store.writeNow());
}

GW_TEST(SessionStoreTest)
#include "session_store_test.moc"
