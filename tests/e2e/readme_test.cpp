// SPDX-License-Identifier: GPL-3.0-or-later
// What README.md tells a reader to type for a workspace of their own.
#include "e2e/support/gateway_process.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace gw::e2e {

class ReadmeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void servesTheLeastWorkspace();
};

void ReadmeTest::servesTheLeastWorkspace()
{
    const QByteArray page = test::readFile(QStringLiteral(GW_README));
    const qsizetype begin = page.indexOf("mkdir -p my-gateway/apps\n");
    QVERIFY(begin > 0);
    QByteArray commands = page.sliced(begin, page.indexOf("```", begin) - begin);
    GatewayProcess echo;
    QVERIFY(echo.echo());
    QCOMPARE(commands.count("127.0.0.1:8081"), 1); // where `gatewright echo` listens by itself
    commands.replace("127.0.0.1:8081", QByteArray("127.0.0.1:" + QByteArray::number(echo.port())));

    const QTemporaryDir folder;
    QProcess shell;
    shell.setWorkingDirectory(folder.path());
    shell.start(u"bash"_s, {u"-euo"_s, u"pipefail"_s, u"-c"_s, QString::fromUtf8(commands)});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.exitCode(), 0);
    GatewayProcess gateway;
    QVERIFY(gateway.serve(folder.filePath(u"my-gateway"_s)));
    const CurlAnswer answer = get(gateway.address("/hello/get"));
    QCOMPARE(answer.status, 200);
    QVERIFY2(answer.body.find("/get") != std::string::npos, answer.body.c_str());
}

} // namespace gw::e2e

GW_TEST(gw::e2e::ReadmeTest)
#include "readme_test.moc"
