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
        QCOMPARE(parseLoopUrl("tyk://orders").pathAndQuery, std::string("/"));
        QCOMPARE(parseLoopUrl("tyk://orders?x=1").pathAndQuery, std::string("/?x=1"));
        QCOMPARE(parseLoopUrl("tyk://").apiName, std::string());
    }

    // What the definition says is known before; the rest is not to be trusted.
    void looksForNoControls()
    {
        QCOMPARE(parseLoopUrl("tyk://a/p?method=DELETE&loop_limit=1").pathAndQuery,
                 std::string("/p?method=DELETE&loop_limit=1"));
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
