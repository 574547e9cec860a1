// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chain/fake_exchange.h"
#include "proxy/client_address.h"
#include "support/room_test.h"

using gw::chain::test::FakeExchange;
using gw::chain::test::Fields;
using gw::proxy::realClientAddress;

namespace {

constexpr std::string_view kSocket = "192.0.2.7"; // FakeExchange's peer

std::string addressOf(Fields fields, int depth = 0)
{
    const FakeExchange exchange("GET", "/", fields);
    return std::string(realClientAddress(exchange, depth));
}

} // namespace

class ClientAddressTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheSocketsWithoutFields() { QCOMPARE(addressOf({}), std::string(kSocket)); }

    void prefersRealIp()
    {
        QCOMPARE(addressOf({{"X-Forwarded-For", "10.0.0.1"}, {"x-real-ip", "10.0.0.2"}}),
                 std::string("10.0.0.2"));
        QCOMPARE(addressOf({{"X-Real-IP", "2001:db8::1"}}), std::string("2001:db8::1"));
    }

    // The client can send it; the proxies that the depth stands for only write the other.
    void ignoresRealIpWithADepth()
    {
        QCOMPARE(addressOf({{"X-Real-IP", "10.0.0.2"}}, 1), std::string(kSocket));
        QCOMPARE(addressOf({{"X-Real-IP", "10.0.0.2"}, {"X-Forwarded-For", "10.0.0.1"}}, 1),
                 std::string("10.0.0.1"));
    }

    void passesOverWhatIsNoAddress()
    {
        QCOMPARE(addressOf({{"X-Real-IP", "unknown"}, {"X-Forwarded-For", "10.0.0.1"}}),
                 std::string("10.0.0.1"));
        QCOMPARE(addressOf({{"X-Real-IP", "10.0.0.1:80"}}), std::string(kSocket));
        QCOMPARE(addressOf({{"X-Real-IP", std::string(100, '1')}}), std::string(kSocket));
        QCOMPARE(addressOf({{"X-Forwarded-For", "nobody, 10.0.0.1"}}), std::string(kSocket));
        QCOMPARE(addressOf({{"X-Forwarded-For", ""}}), std::string(kSocket));
    }

    void takesTheLeftmostEntry()
    {
        QCOMPARE(addressOf({{"X-Forwarded-For", " 10.0.0.1 , 10.0.0.2"}}), std::string("10.0.0.1"));
    }

    void countsFromTheRight()
    {
        const Fields chain = {{"X-Forwarded-For", "10.0.0.1,10.0.0.2, 10.0.0.3"}};
        QCOMPARE(addressOf(chain, 1), std::string("10.0.0.3"));
        QCOMPARE(addressOf(chain, 2), std::string("10.0.0.2"));
        QCOMPARE(addressOf(chain, 3), std::string("10.0.0.1"));
        QCOMPARE(addressOf(chain, 4), std::string()); // fewer than that
        QCOMPARE(addressOf({{"X-Forwarded-For", "10.0.0.1, nobody"}}, 1), std::string());
        QCOMPARE(addressOf({}, 1), std::string(kSocket));
    }
};

GW_TEST(ClientAddressTest)
#include "client_address_test.moc"
