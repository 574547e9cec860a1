// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/loop_url.h"
#include "support/room_test.h"

using namespace gw::proxy;

class LoopUrlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesApart()
    {
        const LoopUrl url = parseLoopUrl("tyk://self/a/b?x=1&y=2");
        QCOMPARE(url.apiName, std::string("self"));
        QCOMPARE(url.pathAndQuery, std::string("/a/b?x=1&y=2"));
        QCOMPARE(url.method, std::string());
        QCOMPARE(url.limit, 5);
        QCOMPARE(parseLoopUrl("tyk://orders").pathAndQuery, std::string("/"));
        QCOMPARE(parseLoopUrl("tyk://orders?x=1").pathAndQuery, std::string("/?x=1"));
        QCOMPARE(parseLoopUrl("tyk://").apiName, std::string());
    }

    void takesControlsOut()
    {
        const LoopUrl url =
            parseLoopUrl("tyk://a/p?method=POST&x=1&loop_limit=2&check_limits=true&y");
        QCOMPARE(url.pathAndQuery, std::string("/p?x=1&y"));
        QCOMPARE(url.method, std::string("POST"));
        QCOMPARE(url.limit, 2);
        QCOMPARE(parseLoopUrl("tyk://a/p?method=GET").pathAndQuery, std::string("/p"));
    }

    void readsTheLimit()
    {
        QCOMPARE(parseLoopUrl("tyk://a/?loop_limit=x").limit, 5);
        QCOMPARE(parseLoopUrl("tyk://a/?loop_limit=99999999999999").limit, 5);
        QCOMPARE(parseLoopUrl("tyk://a/?loop_limit=20").limit, 20);
    }

    void spellsNames()
    {
        QCOMPARE(loopName("My Orders API"), std::string("my-orders-api"));
        QCOMPARE(loopName("Orders #v1 #internal"), std::string("orders"));
        QCOMPARE(loopName("a_b.c/9"), std::string("a-b-c-9"));
        QCOMPARE(loopName("\xC3\xA9"), std::string("--"));
    }
};

GW_TEST(LoopUrlTest)
#include "loop_url_test.moc"
