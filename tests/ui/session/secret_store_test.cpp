// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secret_store.h"
#include "support/room_test.h"
#include "ui/session/held_keychain.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using gw::Error;
using gw::session::SecretStore;
using gw::test::HeldKeychain;

namespace {

constexpr int kLongestAnswer = 60'000;
const QString kUrl = u"http://127.0.0.1:1"_s;
const Error kLocked{"The keychain was not unlocked", "http://127.0.0.1:1", {}};

class SecretStoreTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWhatTheKeychainHas();
    void keepsWhatTheKeychainDoesNotTake();
    void tellsOfTheKeychainOnce();
    void isSettledByTyping();
    void takesTheNewerSecret();
    void isGoneBeforeTheAnswer();
    void tellsThatADesktopHasNoKeychain();

private:
    void read()
    {
        m_store->read(kUrl, [this](const QString &secret) { m_answers.append(secret); });
    }

    HeldKeychain::Calls m_calls;
    std::unique_ptr<SecretStore> m_store;
    QStringList m_answers;
};

void SecretStoreTest::init()
{
    m_calls = {};
    m_answers.clear();
    m_store = std::make_unique<SecretStore>(std::make_unique<HeldKeychain>(m_calls));
}

void SecretStoreTest::readsWhatTheKeychainHas()
{
    const QSignalSpy problems(m_store.get(), &SecretStore::problemRaised);
    read();
    QVERIFY(m_answers.isEmpty());
    m_calls.reads.takeFirst().second(u"hush"_s);
    read();
    m_calls.reads.takeFirst().second(QString()); // it knows none
    QCOMPARE(m_answers, QStringList({u"hush"_s, QString()}));
    QCOMPARE(problems.size(), 0);
}

void SecretStoreTest::keepsWhatTheKeychainDoesNotTake()
{
    const QSignalSpy problems(m_store.get(), &SecretStore::problemRaised);
    m_store->write(kUrl, u"typed"_s);
    m_calls.writes.takeFirst()(tl::unexpected(kLocked));
    QCOMPARE(problems.size(), 1);
    const auto problem = problems.at(0).at(0).value<Error>();
    QCOMPARE(problem.what, kLocked.what);
    QVERIFY2(problem.remedy.find("until the console ends") != std::string::npos,
             problem.remedy.c_str());
    read();
    QCOMPARE(m_answers, QStringList(u"typed"_s));
    QVERIFY(m_calls.reads.isEmpty());
}

void SecretStoreTest::tellsOfTheKeychainOnce()
{
    const QSignalSpy problems(m_store.get(), &SecretStore::problemRaised);
    read();
    read();
    m_calls.reads.takeFirst().second(tl::unexpected(kLocked));
    m_calls.reads.takeFirst().second(tl::unexpected(kLocked));
    m_store->write(kUrl, u"typed"_s);
    m_calls.writes.takeFirst()(tl::unexpected(kLocked));
    QCOMPARE(m_answers, QStringList({QString(), QString()}));
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems.at(0).at(0).value<Error>().remedy.find("type it") != std::string::npos);
}

void SecretStoreTest::isSettledByTyping()
{
    const QSignalSpy problems(m_store.get(), &SecretStore::problemRaised);
    const QSignalSpy settled(m_store.get(), &SecretStore::problemSettled);
    read();
    m_calls.reads.takeFirst().second(tl::unexpected(kLocked));
    QCOMPARE(problems.size(), 1);
    m_store->write(u"http://127.0.0.1:2"_s, u"other"_s);
    QCOMPARE(settled.size(), 0);
    m_store->write(kUrl, u"typed"_s);
    QCOMPARE(settled.size(), 1);
    m_store->write(kUrl, u"again"_s);
    QCOMPARE(settled.size(), 1);

    // Typed before the keychain has failed: nothing is missing.
    init();
    const QSignalSpy later(m_store.get(), &SecretStore::problemRaised);
    read();
    m_store->write(kUrl, u"typed"_s);
    m_calls.reads.takeFirst().second(tl::unexpected(kLocked));
    QCOMPARE(later.size(), 0);
    QCOMPARE(m_answers, QStringList(u"typed"_s));
}

void SecretStoreTest::takesTheNewerSecret()
{
    read();
    m_store->write(kUrl, u"typed"_s); // while the keychain waits to be unlocked
    m_calls.reads.takeFirst().second(u"old"_s);
    QCOMPARE(m_answers, QStringList(u"typed"_s));
}

void SecretStoreTest::isGoneBeforeTheAnswer()
{
    read();
    m_store->write(kUrl, u"typed"_s);
    m_store.reset();
    m_calls.reads.takeFirst().second(u"late"_s);
    m_calls.writes.takeFirst()(tl::unexpected(kLocked));
    QVERIFY(m_answers.isEmpty());
}

void SecretStoreTest::tellsThatADesktopHasNoKeychain()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    m_store = std::make_unique<SecretStore>(gw::session::desktopKeychain());
    const QSignalSpy problems(m_store.get(), &SecretStore::problemRaised);
    read();
    QTRY_COMPARE_WITH_TIMEOUT(m_answers, QStringList(QString()), kLongestAnswer);
    QCOMPARE(problems.size(), 1);
    m_store->write(kUrl, u"typed"_s);
    read();
    QCOMPARE(m_answers.last(), u"typed"_s);
}

} // namespace

GW_TEST(SecretStoreTest)
#include "secret_store_test.moc"
