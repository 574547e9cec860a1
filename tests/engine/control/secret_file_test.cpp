// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/secret_file.h"
#include "engine/control/service_fixture.h"
#include "support/room_test.h"

#include <QFile>
#include <QTemporaryDir>

#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

using namespace gw;
using control::controlSecret;

class SecretFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void makesASecretThatOnlyTheOwnerReads();
    void keepsTheSecretOverRestarts();
    void refusesAFileOthersCanRead_data();
    void refusesAFileOthersCanRead();
    void refusesAnEmptyFile();
    void refusesALink();
    void tellsWhenTheFolderIsMissing();
    void takesAConfiguredSecret();
    void warnsOfWeakSecrets_data();
    void warnsOfWeakSecrets();

private:
    void writeSecret(const QByteArray &text, mode_t mode);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_state;
    std::string m_file;
    std::unique_ptr<Log> m_log;
};

void SecretFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_state = m_folder->path().toStdString();
    m_file = m_state + "/secret";
    m_log = std::make_unique<Log>(control::testing::quietLog());
}

void SecretFileTest::cleanup()
{
    m_log.reset();
    m_folder.reset();
}

void SecretFileTest::writeSecret(const QByteArray &text, mode_t mode)
{
    QFile file(QString::fromStdString(m_file));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    QCOMPARE(::chmod(m_file.c_str(), mode), 0);
}

void SecretFileTest::makesASecretThatOnlyTheOwnerReads()
{
    const auto secret = controlSecret("", m_state, *m_log);
    QVERIFY(secret);
    QCOMPARE(secret->size(), 64U); // 256 bits in hex
    struct stat facts{};
    QCOMPARE(::stat(m_file.c_str(), &facts), 0);
    QCOMPARE(facts.st_mode & 07777U, 0600U);
}

void SecretFileTest::keepsTheSecretOverRestarts()
{
    const auto first = controlSecret("", m_state, *m_log);
    const auto second = controlSecret("", m_state, *m_log);
    QVERIFY(first && second);
    QCOMPARE(*first, *second);

    QVERIFY(QFile::remove(QString::fromStdString(m_file)));
    const auto third = controlSecret("", m_state, *m_log);
    QVERIFY(third);
    QVERIFY(*third != *first);
}

void SecretFileTest::refusesAFileOthersCanRead_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("world") << 0604;
    QTest::newRow("group") << 0640;
    QTest::newRow("world writable") << 0602;
}

void SecretFileTest::refusesAFileOthersCanRead()
{
    QFETCH(int, mode);
    writeSecret("0123456789abcdef0123456789abcdef\n", static_cast<mode_t>(mode));
    const auto secret = controlSecret("", m_state, *m_log);
    QVERIFY(!secret);
    QVERIFY(secret.error().what.find("open to other users") != std::string::npos);
    QCOMPARE(secret.error().where, m_file);
    QVERIFY(secret.error().remedy.find("chmod 600") != std::string::npos);
}

void SecretFileTest::refusesAnEmptyFile()
{
    writeSecret("\n", 0600);
    QVERIFY(!controlSecret("", m_state, *m_log));
}

void SecretFileTest::refusesALink()
{
    writeSecret("0123456789abcdef0123456789abcdef\n", 0600);
    const std::string target = m_state + "/target";
    QCOMPARE(::rename(m_file.c_str(), target.c_str()), 0);
    QCOMPARE(::symlink(target.c_str(), m_file.c_str()), 0);
    QVERIFY(!controlSecret("", m_state, *m_log));
}

void SecretFileTest::tellsWhenTheFolderIsMissing()
{
    const auto secret = controlSecret("", m_state + "/none", *m_log);
    QVERIFY(!secret);
    QVERIFY(!secret.error().remedy.empty());
}

void SecretFileTest::takesAConfiguredSecret()
{
    const auto secret = controlSecret("configured-and-long-enough", m_state, *m_log);
    QVERIFY(secret);
    QCOMPARE(*secret, std::string("configured-and-long-enough"));
    QVERIFY(!QFile::exists(QString::fromStdString(m_file)));
}

void SecretFileTest::warnsOfWeakSecrets_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<int>("warnings");
    QTest::newRow("Tyk's default") << QByteArray("352d20ee67be67f6340b4c0605b044b7") << 1;
    QTest::newRow("short") << QByteArray("foo") << 1;
    QTest::newRow("good") << QByteArray("0123456789abcdef") << 0;
}

void SecretFileTest::warnsOfWeakSecrets()
{
    QFETCH(QByteArray, secret);
    QFETCH(int, warnings);
    std::vector<LogRecord> lines;
    const int listener =
        m_log->addListener([&lines](const LogRecord &line) { lines.push_back(line); });
    const auto taken = controlSecret(secret.toStdString(), m_state, *m_log);
    m_log->flush();
    m_log->removeListener(listener);
    QVERIFY(taken);
    QCOMPARE(static_cast<int>(lines.size()), warnings);
    for (const LogRecord &line : lines) {
        QVERIFY(line.level == LogLevel::Warning);
        QVERIFY(line.message.find(secret.toStdString()) == std::string::npos);
    }
}

GW_TEST(SecretFileTest)
#include "secret_file_test.moc"
