// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/address.h"
#include "support/room_test.h"

using namespace gw;
using namespace gw::net;

class AddressTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parsesIpAddresses_data();
    void parsesIpAddresses();
    void refusesWhatIsNoIpAddress_data();
    void refusesWhatIsNoIpAddress();
    void takesMappedAddressesForIpv4();
    void knowsLoopback();
    void matchesNetworks_data();
    void matchesNetworks();
    void refusesWhatIsNoNetwork_data();
    void refusesWhatIsNoNetwork();
    void parsesAddresses_data();
    void parsesAddresses();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
    void keepsTheNativeForm();
};

void AddressTest::parsesIpAddresses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("quad") << QByteArray("192.0.2.1") << QByteArray("192.0.2.1");
    QTest::newRow("any") << QByteArray("0.0.0.0") << QByteArray("0.0.0.0");
    QTest::newRow("v6") << QByteArray("2001:DB8:0:0:0:0:0:1") << QByteArray("2001:db8::1");
    QTest::newRow("v6 loopback") << QByteArray("::1") << QByteArray("::1");
    QTest::newRow("v6 any") << QByteArray("::") << QByteArray("::");
    QTest::newRow("mapped") << QByteArray("::ffff:10.0.0.1") << QByteArray("10.0.0.1");
    QTest::newRow("longest") << QByteArray("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255")
                             << QByteArray("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
}

void AddressTest::parsesIpAddresses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    const auto ip = IpAddress::parse(std::string_view(text));
    QVERIFY(ip);
    QCOMPARE(ip->toString(), shown.toStdString());
}

void AddressTest::refusesWhatIsNoIpAddress_data()
{
    QTest::addColumn<QByteArray>("text");
    const char *const texts[] = {"",          "localhost",  "1.2.3",      "1.2.3.4.5",
                                 "256.1.1.1", "127.1",      "0x7f.0.0.1", "01.2.3.4",
                                 "1.2.3.4 ",  " 1.2.3.4",   "[::1]",      ":::",
                                 "1::2::3",   "fe80::1%lo", "12345::",    "1.2.3.4:80"};
    for (const char *text : texts) {
        QTest::addRow("'%s'", text) << QByteArray(text);
    }
    QTest::newRow("NUL") << QByteArray("1.2.3.4\0", 8);
    QTest::newRow("long") << QByteArray(5000, '1');
}

void AddressTest::refusesWhatIsNoIpAddress()
{
    QFETCH(QByteArray, text);
    QVERIFY(!IpAddress::parse(text.toStdString()));
}

void AddressTest::takesMappedAddressesForIpv4()
{
    const auto mapped = IpAddress::parse("::ffff:10.0.0.1");
    QVERIFY(mapped->isV4());
    QVERIFY(*mapped == *IpAddress::parse("10.0.0.1"));
    QVERIFY(!IpAddress::parse("::1")->isV4());
}

void AddressTest::knowsLoopback()
{
    QVERIFY(IpAddress::parse("127.0.0.1")->isLoopback());
    QVERIFY(IpAddress::parse("127.9.9.9")->isLoopback());
    QVERIFY(IpAddress::parse("::1")->isLoopback());
    QVERIFY(!IpAddress::parse("128.0.0.1")->isLoopback());
    QVERIFY(!IpAddress::parse("::")->isLoopback());
    QVERIFY(!IpAddress::parse("::7f00:1")->isLoopback());
}

void AddressTest::matchesNetworks_data()
{
    QTest::addColumn<QByteArray>("network");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("isInside");
    const auto row = [](const char *network, const char *address, bool isInside) {
        QTest::addRow("%s has %s", network, address)
            << QByteArray(network) << QByteArray(address) << isInside;
    };
    row("10.0.0.0/8", "10.255.255.255", true);
    row("10.0.0.0/8", "11.0.0.0", false);
    row("10.0.0.0/8", "9.255.255.255", false);
    row("10.1.2.3/8", "10.9.9.9", true); // bits behind the prefix do not count
    row("192.168.1.128/25", "192.168.1.128", true);
    row("192.168.1.128/25", "192.168.1.127", false);
    row("172.16.0.0/12", "172.31.255.255", true);
    row("172.16.0.0/12", "172.32.0.0", false);
    row("0.0.0.0/0", "203.0.113.9", true);
    row("0.0.0.0/0", "2001:db8::1", false);
    row("127.0.0.1", "127.0.0.1", true);
    row("127.0.0.1", "127.0.0.2", false);
    row("127.0.0.1/32", "127.0.0.1", true);
    row("127.0.0.1", "::ffff:127.0.0.1", true);
    row("::ffff:10.0.0.0/104", "10.1.1.1", true);
    row("::1", "::1", true);
    row("::1", "::2", false);
    row("2001:db8::/32", "2001:db8:ffff::1", true);
    row("2001:db8::/32", "2001:db9::", false);
    row("2001:db8::/33", "2001:db8:8000::", false);
    row("fe80::/10", "febf::1", true);
    row("fe80::/10", "fec0::1", false);
    row("::/0", "2001:db8::1", true);
    row("::/0", "10.0.0.1", true);
}

void AddressTest::matchesNetworks()
{
    QFETCH(QByteArray, network);
    QFETCH(QByteArray, address);
    QFETCH(bool, isInside);
    const auto parsed = IpNetwork::parse(std::string_view(network));
    QVERIFY(parsed);
    QCOMPARE(parsed->contains(*IpAddress::parse(std::string_view(address))), isInside);
    const auto again = IpNetwork::parse(parsed->toString());
    QVERIFY2(again, parsed->toString().c_str());
    QVERIFY(*again == *parsed);
}

void AddressTest::refusesWhatIsNoNetwork_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8 ",
          "10.0.0/8", "::/129", "::/99999999999", "10.0.0.0/8/8", "host/8"}) {
        QTest::addRow("'%s'", text) << QByteArray(text);
    }
}

void AddressTest::refusesWhatIsNoNetwork()
{
    QFETCH(QByteArray, text);
    QVERIFY(!IpNetwork::parse(std::string_view(text)));
}

void AddressTest::parsesAddresses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("v4") << QByteArray("127.0.0.1:8080") << QByteArray("127.0.0.1") << 8080
                        << QByteArray("127.0.0.1:8080");
    QTest::newRow("v6") << QByteArray("[::1]:443") << QByteArray("::1") << 443
                        << QByteArray("[::1]:443");
    QTest::newRow("every") << QByteArray(":65535") << QByteArray("::") << 65535
                           << QByteArray("[::]:65535");
    QTest::newRow("chosen") << QByteArray("0.0.0.0:0") << QByteArray("0.0.0.0") << 0
                            << QByteArray("0.0.0.0:0");
    QTest::newRow("mapped") << QByteArray("[::ffff:10.0.0.1]:1") << QByteArray("10.0.0.1") << 1
                            << QByteArray("10.0.0.1:1");
}

void AddressTest::parsesAddresses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, host);
    QFETCH(int, port);
    QFETCH(QByteArray, shown);
    const auto address = Address::parse(std::string_view(text));
    QVERIFY(address);
    QCOMPARE(address->hostText(), host.toStdString());
    QCOMPARE(static_cast<int>(address->port()), port);
    QCOMPARE(address->toString(), shown.toStdString());
}

void AddressTest::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", ":", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                             "127.0.0.1:80 ", "127.0.0.1:x", "::1:80", "[::1]", "[::1]80",
                             "[127.0.0.1]:80", "[]:80", "localhost:80", "1:2:80"}) {
        QTest::addRow("'%s'", text) << QByteArray(text);
    }
}

void AddressTest::refusesWhatIsNoAddress()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Address::parse(std::string_view(text)));
}

void AddressTest::keepsTheNativeForm()
{
    for (const char *text : {"192.0.2.1:80", "[2001:db8::1]:443"}) {
        const Address address = *Address::parse(text);
        sockaddr_storage native{};
        memcpy(&native, address.native(), address.nativeSize());
        QVERIFY(Address::fromNative(native) == address);
    }
    sockaddr_storage local{};
    local.ss_family = AF_UNIX;
    QVERIFY(Address::fromNative(local) == Address());
}

GW_TEST(AddressTest)
#include "address_test.moc"
