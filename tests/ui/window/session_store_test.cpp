// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "window/session_store.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

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
    QVERIFY(nothing && nothing->isEmpty());
    QVERIFY(store.writeNow());
    const auto back = store.load();
    QVERIFY(back);
    QCOMPARE(back->value(QLatin1String("text")).toString(), QStringLiteral("ü"));
}

void SessionStoreTest::setsABrokenFileAside()
{
    const QString name = m_folder.filePath(QStringLiteral("broken.json"));
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"pages\":[");
    file.close();
    const SessionStore store(name, [] { return QJsonObject(); });
    const auto loaded = store.load();
    QVERIFY(!loaded);
    QVERIFY(!QFile::exists(name));
    QVERIFY(QFile::exists(QString::fromStdString(loaded.error().where)));
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
    first.reset();
    const SessionStore third(name, [] { return QJsonObject(); });
    QCOMPARE(third.file(), name);
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
