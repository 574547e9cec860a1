// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chain/fake_request.h"
#include "support/room_test.h"

using namespace gw::chain::test;

class RequestContextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsThreeFormsOfThePath_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("listen");
        QTest::addColumn<int>("version");
        QTest::addColumn<QByteArray>("behindListen");
        QTest::addColumn<QByteArray>("behindVersion");
        const auto row = [](const char *name, const char *path, int listen, int version,
                            const char *behindListen, const char *behindVersion) {
            QTest::newRow(name) << QByteArray(path) << listen << version << QByteArray(behindListen)
                                << QByteArray(behindVersion);
        };
        row("slash at the end", "/x/get", 3, 0, "/get", "/get");
        row("none at the end", "/x/get", 2, 0, "/get", "/get");
        row("not segment aware", "/testing/x", 5, 0, "/ing/x", "/ing/x");
        row("the listen path itself", "/x/", 3, 0, "/", "/");
        row("without its slash", "/x", 2, 0, "/", "/");
        row("nothing matched", "/a/b", 0, 0, "/a/b", "/a/b");
        row("root", "/a", 1, 0, "/a", "/a");
        row("version", "/x/v1/get", 3, 2, "/v1/get", "/get");
        row("version behind no slash", "/x/v1/get", 2, 3, "/v1/get", "/get");
        row("version only", "/x/v1", 3, 2, "/v1", "/");
        row("more than there is", "/x", 9, 9, "/", "/");
        row("double slash", "/x//get", 3, 0, "/get", "/get");
    }
    void showsThreeFormsOfThePath()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, listen);
        QFETCH(int, version);
        QFETCH(QByteArray, behindListen);
        QFETCH(QByteArray, behindVersion);
        const std::string text = path.toStdString();
        FakeServices services;
        FakeExchange exchange("GET", text);
        FakeContext context(exchange, services);
        context.decodedPath = exchange.request().target;
        context.listenPathLength = static_cast<std::size_t>(listen);
        context.versionSegmentLength = static_cast<std::size_t>(version);
        QCOMPARE(std::string(context.fullPath()), text);
        QCOMPARE(std::string(context.pathBehindListenPath()), behindListen.toStdString());
        QCOMPARE(std::string(context.pathBehindVersion()), behindVersion.toStdString());
    }

    void keepsValues()
    {
        FakeServices services;
        FakeExchange exchange("GET", "/");
        FakeContext context(exchange, services);
        QVERIFY(context.contextValue("a") == nullptr);
        context.setContextValue("a", "1");
        context.setContextValue("b", "2");
        context.setContextValue("a", "3");
        QCOMPARE(*context.contextValue("a"), std::string("3"));
        QCOMPARE(*context.contextValue("b"), std::string("2"));
        QCOMPARE(context.values.size(), 2U);
    }
};

GW_TEST(RequestContextTest)
#include "request_context_test.moc"
