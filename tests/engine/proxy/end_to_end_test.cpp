// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chain/fake_exchange.h"
#include "proxy/end_to_end.h"
#include "support/room_test.h"

using namespace gw::proxy;
using gw::chain::test::FakeExchange;
using gw::chain::test::Fields;
using gw::http::Arena;
using gw::http::FieldList;

namespace {

using Lines = std::vector<std::string>;

Lines linesOf(const FieldList &fields)
{
    Lines lines;
    for (const gw::http::Field &field : fields) {
        lines.push_back(std::string(field.name) + ": " + std::string(field.value));
    }
    return lines;
}

// What goes on of these request fields; the client sends a User-Agent to keep rows short.
Lines sent(Fields fields, RequestFieldRules rules = {"192.0.2.7", true, false})
{
    FakeExchange exchange("GET", "/", fields);
    FieldList to(exchange.arena());
    copyRequestFields(exchange.request(), rules, exchange.arena(), to);
    Lines lines = linesOf(to);
    std::erase_if(lines,
                  [](const std::string &line) { return line.starts_with("User-Agent: Gate"); });
    return lines;
}

Lines forwardedFor(Fields fields)
{
    return sent(fields, {"192.0.2.7", false, false});
}

Lines relayed(Fields fields, bool keepsUpgrade = false)
{
    Arena arena;
    FieldList from(arena);
    for (const auto &[name, value] : fields) {
        from.add(name, value);
    }
    FieldList to(arena);
    copyResponseFields(from, keepsUpgrade, to);
    return linesOf(to);
}

Lines merged(Fields upstream, Fields own)
{
    Arena arena;
    FieldList from(arena);
    FieldList reply(arena);
    for (const auto &[name, value] : upstream) {
        from.add(name, value);
    }
    for (const auto &[name, value] : own) {
        reply.add(name, value);
    }
    mergeIntoReply(from, reply);
    return linesOf(reply);
}

bool asks(Fields fields)
{
    return asksForUpgrade(FakeExchange("GET", "/", fields).request());
}

} // namespace

class EndToEndTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesHopByHopFieldsOut()
    {
        QCOMPARE(sent({{"Host", "a"},
                       {"Connection", "close"},
                       {"Proxy-Connection", "x"},
                       {"Keep-Alive", "timeout=5"},
                       {"Proxy-Authenticate", "x"},
                       {"Proxy-Authorization", "x"},
                       {"Trailer", "X"},
                       {"TRANSFER-encoding", "chunked"},
                       {"Content-Length", "5"},
                       {"Upgrade", "h2c"},
                       {"Expect", "100-continue"},
                       {"Accept", "*/*"},
                       {"Authorization", "key"},
                       {"Cookie", "a"},
                       {"Cookie", "b"}}),
                 Lines({"Accept: */*", "Authorization: key", "Cookie: a", "Cookie: b"}));
    }

    void leavesOutWhatConnectionNames()
    {
        QCOMPARE(
            sent({{"X-A", "1"}, {"Connection", "x-a , X-B,,close"}, {"X-B", "2"}, {"X-C", "3"}}),
            Lines({"X-C: 3"}));
        // Also in more fields than one.
        QCOMPARE(sent({{"Connection", "X-A"}, {"X-A", "1"}, {"X-B", "2"}, {"Connection", "X-B"}}),
                 Lines());
        QCOMPARE(
            relayed({{"Connection", "X-A"}, {"X-A", "1"}, {"X-B", "2"}, {"Connection", "X-B"}}),
            Lines());
    }

    // RFC 9110 section 10.1.4: TE is named by Connection, "trailers" says that they are understood.
    void keepsTrailersOfTe()
    {
        QCOMPARE(sent({{"TE", "trailers"}}), Lines({"TE: trailers"}));
        QCOMPARE(sent({{"TE", "trailers"}, {"Connection", "TE"}}), Lines({"TE: trailers"}));
        QCOMPARE(sent({{"te", "gzip;q=0.5, Trailers"}, {"Connection", "te"}}),
                 Lines({"TE: trailers"}));
        QCOMPARE(sent({{"TE", "gzip"}}), Lines());
    }

    void keepsUpgradeWhenAskedTo()
    {
        QCOMPARE(sent({{"Connection", "Upgrade"}, {"Upgrade", "websocket"}}, {"", true, true}),
                 Lines({"Upgrade: websocket"}));
        QCOMPARE(relayed({{"Connection", "Upgrade"}, {"Upgrade", "websocket"}}, true),
                 Lines({"Upgrade: websocket"}));
        QCOMPARE(relayed({{"Connection", "Upgrade"}, {"Upgrade", "h2c"}}), Lines());
    }

    void addsTheClientToForwardedFor()
    {
        QCOMPARE(forwardedFor({}), Lines({"X-Forwarded-For: 192.0.2.7"}));
        QCOMPARE(forwardedFor({{"x-forwarded-for", "10.0.0.1"}}),
                 Lines({"X-Forwarded-For: 10.0.0.1, 192.0.2.7"}));
        QCOMPARE(forwardedFor({{"X-Forwarded-For", "10.0.0.1"}, {"X-Forwarded-For", "10.0.0.2"}}),
                 Lines({"X-Forwarded-For: 10.0.0.1, 10.0.0.2, 192.0.2.7"}));
        QCOMPARE(sent({{"X-Forwarded-For", "10.0.0.1"}}), Lines()); // omitted altogether
    }

    void addsAUserAgent()
    {
        FakeExchange exchange("GET", "/");
        FieldList to(exchange.arena());
        copyRequestFields(exchange.request(), {"", true, false}, exchange.arena(), to);
        QVERIFY(to.value("User-Agent").starts_with("Gatewright/"));
        QCOMPARE(sent({{"user-agent", "curl"}}), Lines({"user-agent: curl"}));
        QCOMPARE(sent({{"User-Agent", ""}}), Lines({"User-Agent: "})); // sent, and empty
    }

    void relaysEndToEndFields()
    {
        QCOMPARE(relayed({{"Content-Type", "text/plain"},
                          {"Keep-Alive", "1"},
                          {"Transfer-Encoding", "chunked"},
                          {"Content-Length", "1"},
                          {"Trailer", "X"},
                          {"Set-Cookie", "a"},
                          {"Set-Cookie", "b"}}),
                 Lines({"Content-Type: text/plain", "Set-Cookie: a", "Set-Cookie: b"}));
    }

    void mergesAnswers()
    {
        QCOMPARE(merged({{"X-A", "up"}, {"X-B", "up"}}, {{"x-a", "own"}}),
                 Lines({"x-a: own", "X-A: up", "X-B: up"}));
        QCOMPARE(merged({{"access-control-allow-origin", "*"}, {"Vary", "Origin"}},
                        {{"Access-Control-Allow-Origin", "http://a"}}),
                 Lines({"Access-Control-Allow-Origin: http://a", "Vary: Origin"}));
        // Of fields that the gateway did not set every value of the upstream stays.
        QCOMPARE(
            merged({{"Access-Control-Allow-Headers", "A"}, {"Access-Control-Allow-Headers", "B"}},
                   {{"X-A", "own"}}),
            Lines({"X-A: own", "Access-Control-Allow-Headers: A",
                   "Access-Control-Allow-Headers: B"}));
    }

    void seesUpgrades()
    {
        QVERIFY(asks({{"Connection", "keep-alive, UPGRADE"}, {"Upgrade", "websocket"}}));
        QVERIFY(
            asks({{"Connection", "close"}, {"Connection", "upgrade"}, {"Upgrade", "websocket"}}));
        QVERIFY(!asks({{"Upgrade", "websocket"}}));
        QVERIFY(!asks({{"Connection", "Upgrade"}}));
        QVERIFY(!asks({{"Connection", "upgraded"}, {"Upgrade", "websocket"}}));
    }
};

GW_TEST(EndToEndTest)
#include "end_to_end_test.moc"
