// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a user starts it, with the state that an earlier run left.
#include "support/files.h"
#include "ui/requests/recording_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using gw::test::Received;
using gw::test::RecordingServer;

namespace {

constexpr int kPatience = 60'000; // the machine may be busy

QString addressOf(const RecordingServer &engine)
{
    return QString::fromStdString("http://" + engine.host());
}

} // namespace

class ConsoleProcessTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void givesTheSecretToTheNamedEngineOnly();

private:
    // The home of a user, with what consoles leave there.
    [[nodiscard]] QString path(const char *name) const
    {
        return m_home->filePath(QLatin1String(name));
    }
    [[nodiscard]] QString stateFile() const { return path("state/gatewright/console.json"); }
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments,
                                                  const QString &secret = {}) const;

    std::unique_ptr<QTemporaryDir> m_home;
};

void ConsoleProcessTest::init()
{
    m_home = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<QProcess> ConsoleProcessTest::start(const QStringList &arguments,
                                                    const QString &secret) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"config", "data", "state", "cache"}) {
        environment.insert(u"XDG_%1_HOME"_s.arg(QString::fromLatin1(name).toUpper()), path(name));
    }
    if (!secret.isEmpty()) {
        environment.insert(u"GATEWRIGHT_SECRET"_s, secret);
    }
    auto program = std::make_unique<QProcess>();
    program->setProcessEnvironment(environment);
    program->setProcessChannelMode(QProcess::ForwardedChannels);
    program->start(QStringLiteral(CONSOLE_BINARY), arguments);
    return program;
}

void ConsoleProcessTest::givesTheSecretToTheNamedEngineOnly()
{
    RecordingServer named;
    RecordingServer restored;
    std::string secrets; // of the requests that came, each followed by a dot
    const auto hasCome = [&secrets](RecordingServer &engine) {
        for (const Received &request : engine.take()) {
            secrets += request.values("X-Tyk-Authorization") + '.';
        }
        return !secrets.empty();
    };
    const QJsonObject engine{{u"attached"_s, addressOf(restored)},
                             {u"engines"_s, QJsonArray{addressOf(restored)}}};
    const QByteArray state = QJsonDocument(QJsonObject{{u"engine"_s, engine}}).toJson();
    gw::test::writeFile(stateFile(), state);
    auto program = start({u"--attach"_s, addressOf(named)}, u"hush"_s);
    QTRY_VERIFY_WITH_TIMEOUT(hasCome(named), kPatience);
    QVERIFY2(secrets.starts_with("hush\n."), secrets.c_str());
    secrets.clear();
    QVERIFY(!hasCome(restored));
    program->kill();
    QVERIFY(program->waitForFinished(kPatience));

    gw::test::writeFile(stateFile(), state);
    program = start({}, u"hush"_s);
    QTRY_VERIFY_WITH_TIMEOUT(hasCome(restored), kPatience);
    QVERIFY2(secrets.find("hush") == std::string::npos, secrets.c_str());
    program->kill();
    QVERIFY(program->waitForFinished(kPatience));
}

QTEST_GUILESS_MAIN(ConsoleProcessTest)
#include "console_process_test.moc"
