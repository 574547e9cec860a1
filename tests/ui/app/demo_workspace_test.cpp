// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo_echo.h"
#include "demo_workspace.h"
#include "echo_thread.h"
#include "support/files.h"
#include "ui/app/console_main.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using gw::app::Demo;
using gw::app::EchoThread;
using gw::app::lastEcho;

namespace {

constexpr int kPatienceMs = 60'000; // the machine may be busy
constexpr const char *kOther = "127.0.0.1:9";

std::string addressOf(const QTcpServer &server)
{
    return "127.0.0.1:" + std::to_string(server.serverPort());
}

bool isAnswered(const std::string &address)
{
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost,
                         QString::fromStdString(address).section(QLatin1Char(':'), 1).toUShort());
    return client.waitForConnected(kPatienceMs);
}

} // namespace

// Several processes on one demo: one of them holds it, and another one goes on when that ends.
class DemoWorkspaceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesOnInThePlaceOfWhoEnded();
    void aimsAnewWhereThePlaceIsTaken();
    void takesNothingOverWhenItEnds();

private:
    // Holds the demo, aimed at that address.
    void hold(const std::string &address)
    {
        m_first = std::make_unique<Demo>();
        const auto made = m_first->make(address);
        QVERIFY(made);
        m_workspace = *made;
        QCOMPARE(lastEcho(m_workspace), address);
    }

    std::unique_ptr<Demo> m_first;
    std::string m_workspace;
};

void DemoWorkspaceTest::goesOnInThePlaceOfWhoEnded()
{
    auto echo = std::make_unique<EchoThread>();
    const auto address = echo->start("127.0.0.1:0");
    QVERIFY(address);
    hold(*address);
    Demo second;
    QVERIFY(second.make(kOther));
    int aimed = 0;
    second.takeOver([&aimed] { ++aimed; });
    echo.reset();
    QVERIFY(!isAnswered(*address));
    m_first.reset();
    QTRY_VERIFY_WITH_TIMEOUT(isAnswered(*address), kPatienceMs);
    QCOMPARE(aimed, 0);
    QCOMPARE(lastEcho(m_workspace), *address);
}

void DemoWorkspaceTest::aimsAnewWhereThePlaceIsTaken()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    hold(addressOf(taken));
    Demo second;
    QVERIFY(second.make(kOther));
    QCOMPARE(lastEcho(m_workspace), addressOf(taken)); // that of who holds it
    int aimed = 0;
    second.takeOver([&aimed] { ++aimed; });
    m_first.reset();
    QTRY_COMPARE_WITH_TIMEOUT(aimed, 1, kPatienceMs);
    QCOMPARE(lastEcho(m_workspace), std::string(kOther));
    const QByteArray api = gw::test::readFile(QString::fromStdString(m_workspace) +
                                              QStringLiteral("/apps/my_api_name.json"));
    QVERIFY2(api.contains("\"http://127.0.0.1:9/\""), api.constData());
}

// The engine whose definitions it would aim is on its way out.
void DemoWorkspaceTest::takesNothingOverWhenItEnds()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    hold(addressOf(taken));
    Demo second;
    QVERIFY(second.make("127.0.0.1:7"));
    int aimed = 0;
    second.takeOver([&aimed] { ++aimed; });
    second.stopLooking();
    Demo third; // looks later than the second one did
    QVERIFY(third.make(kOther));
    int others = 0;
    third.takeOver([&others] { ++others; });
    m_first.reset();
    QTRY_COMPARE_WITH_TIMEOUT(others, 1, kPatienceMs);
    QCOMPARE(aimed, 0);
    QCOMPARE(lastEcho(m_workspace), std::string(kOther));
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<DemoWorkspaceTest>(argc, argv);
}

#include "demo_workspace_test.moc"
