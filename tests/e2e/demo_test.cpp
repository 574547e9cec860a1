// SPDX-License-Identifier: GPL-3.0-or-later
// The user's copy of the demo, over restarts.
#include "e2e/support/gateway_process.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using gw::e2e::GatewayProcess;

class DemoTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatTheUserBuilt();
    void bringsItsOwnPluginsUpToDate();
    void keepsACopyOfWhatNobodyKnows();
    void aimsWhatWasAimedAtItsEcho();
    void leavesTheDemoToWhoHasIt();
    void takesOverFromWhoHadIt();

private:
    [[nodiscard]] static QString plugin(const GatewayProcess &gateway)
    {
        return gateway.demoFolder() + u"/plugins/AddFooBarHeader.so"_s;
    }
    [[nodiscard]] static QString notes(const GatewayProcess &gateway)
    {
        return gateway.demoFolder() + u"/plugins/.copied"_s;
    }
    // Ends, changes, starts again.
    template <typename Change>
    void startAgain(GatewayProcess &gateway, Change change)
    {
        QVERIFY(gateway.serveDemo());
        m_shipped = gw::test::readFile(plugin(gateway));
        QVERIFY(m_shipped.size() > 1000);
        QCOMPARE(gateway.stop(), 0);
        change();
        QVERIFY(gateway.serveDemo());
        QCOMPARE(gateway.stop(), 0);
    }

    QByteArray m_shipped;
};

void DemoTest::keepsWhatTheUserBuilt()
{
    GatewayProcess gateway;
    startAgain(gateway, [&gateway] { gw::test::writeFile(plugin(gateway), "built again"); });
    QCOMPARE(gw::test::readFile(plugin(gateway)), "built again"_ba);
}

void DemoTest::bringsItsOwnPluginsUpToDate()
{
    GatewayProcess gateway;
    startAgain(gateway, [&gateway] { // as an older version had copied it
        const QByteArray older = "of an older version"_ba;
        gw::test::writeFile(plugin(gateway), older);
        gw::test::writeFile(notes(gateway),
                            QCryptographicHash::hash(older, QCryptographicHash::Sha256).toHex() +
                                " AddFooBarHeader.so\n");
    });
    QVERIFY(gw::test::readFile(plugin(gateway)) == m_shipped);
    QVERIFY(!QFile::exists(plugin(gateway) + u".before"_s));
}

void DemoTest::keepsACopyOfWhatNobodyKnows()
{
    GatewayProcess gateway;
    startAgain(gateway, [&gateway] {
        gw::test::writeFile(plugin(gateway), "whose?");
        QVERIFY(QFile::remove(notes(gateway)));
    });
    QVERIFY(gw::test::readFile(plugin(gateway)) == m_shipped);
    QCOMPARE(gw::test::readFile(plugin(gateway) + u".before"_s), "whose?"_ba);
}

void DemoTest::aimsWhatWasAimedAtItsEcho()
{
    QTcpServer taken; // where the echo was, so that it has to be elsewhere
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QByteArray before = "127.0.0.1:" + QByteArray::number(taken.serverPort());
    GatewayProcess gateway;
    const QString apps = gateway.demoFolder() + u"/apps/"_s;
    const QByteArray mine = R"({"api_id":"mine","name":"mine","use_keyless":true,)"
                            R"("proxy":{"listen_path":"/mine/",)"
                            R"("target_url":"http://127.0.0.1:3000/"}})";
    // What runs where the echo was is the user's, maybe.
    const QByteArray other =
        QByteArray(mine).replace("mine", "other").replace("127.0.0.1:3000", before);
    startAgain(gateway, [&gateway, &apps, &mine, &other, &before] {
        gw::test::writeFile(apps + u"mine.json"_s, mine);
        gw::test::writeFile(apps + u"other.json"_s, other);
        // As if the echo had been there the last time.
        const QByteArray echo = gw::test::readFile(gateway.demoFolder() + u"/.echo"_s).trimmed();
        QByteArray text = gw::test::readFile(apps + u"hits.json"_s);
        QVERIFY(text.contains(QByteArray("http://" + echo + "/")));
        gw::test::writeFile(apps + u"hits.json"_s, text.replace(echo, before));
        gw::test::writeFile(gateway.demoFolder() + u"/.echo"_s, QByteArray(before + "\n"));
    });
    QCOMPARE(gw::test::readFile(apps + u"mine.json"_s), mine);
    QCOMPARE(gw::test::readFile(apps + u"other.json"_s), other);
    QVERIFY(!gw::test::readFile(apps + u"hits.json"_s).contains(QByteArray(before + "/")));
}

// A second one on the same files, whose echo has another port.
void DemoTest::leavesTheDemoToWhoHasIt()
{
    GatewayProcess first;
    QVERIFY(first.serveDemo());
    const QString file = first.demoFolder() + u"/apps/hits.json"_s;
    const QByteArray before = gw::test::readFile(file);
    const QString home = u"XDG_DATA_HOME="_s + first.demoFolder().section(u'/', 0, -3);
    GatewayProcess second;
    QVERIFY(second.serveDemo({.environment = {home}}));
    QCOMPARE(gw::test::readFile(file), before);
    QCOMPARE(second.stop(), 0);
    QCOMPARE(first.stop(), 0);
}

// Its echo is gone, and with it what the APIs of both were aimed at.
void DemoTest::takesOverFromWhoHadIt()
{
    GatewayProcess first;
    QVERIFY(first.serveDemo());
    const QString home = u"XDG_DATA_HOME="_s + first.demoFolder().section(u'/', 0, -3);
    GatewayProcess second;
    QVERIFY(second.serveDemo({.environment = {home}}));
    const std::string api = second.address("/my_api_name/get");
    QCOMPARE(gw::e2e::get(api).status, 200);
    QCOMPARE(first.stop(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(gw::e2e::get(api).status, 200, 20'000);
    GatewayProcess third; // the demo has somebody who holds it
    QVERIFY(third.serveDemo({.environment = {home}}));
    QCOMPARE(gw::e2e::get(api).status, 200);
    QCOMPARE(third.stop(), 0);
    QCOMPARE(second.stop(), 0);
}

GW_TEST(DemoTest)
#include "demo_test.moc"
