// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socket.h"
#include "support/room_test.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace gw;
using namespace gw::net;

namespace {

bool waitFor(int fd, short events)
{
    pollfd waiting{fd, events, 0};
    return ::poll(&waiting, 1, 5000) == 1;
}

int optionOf(int fd, int level, int option)
{
    int value = -1;
    socklen_t size = sizeof value;
    ::getsockopt(fd, level, option, &value, &size);
    return value;
}

} // namespace

class SocketTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void connects_data();
    void connects();
    void setsOptionsOfAcceptedSockets();
    void listensTogether();
    void listensWhereNobodyDoes();
    void listensWhereConnectionsLinger();
    void listensForBothFamilies();
    void tellsWhyItCannotListen();
    void tellsThatNobodyListens();
    void tellsThatDescriptorsRanOut();
};

void SocketTest::connects_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("v4") << QByteArray("127.0.0.1:0");
    QTest::newRow("v6") << QByteArray("[::1]:0");
}

void SocketTest::connects()
{
    QFETCH(QByteArray, address);
    const auto listener = listenOn(*Address::parse(std::string_view(address)));
    if (!listener && address.startsWith('[')) {
        QSKIP("This machine has no IPv6");
    }
    QVERIFY2(listener, listener ? "" : listener.error().text().c_str());
    const Address bound = boundAddress(listener->get());
    QVERIFY(bound.port() != 0);
    QCOMPARE(acceptFrom(listener->get()).status, AcceptStatus::WouldBlock);

    const auto client = connectTo(bound);
    QVERIFY(client);
    QVERIFY(waitFor(client->get(), POLLOUT));
    QVERIFY(connectResult(client->get()));
    QVERIFY(waitFor(listener->get(), POLLIN));
    const Accepted accepted = acceptFrom(listener->get());
    QCOMPARE(accepted.status, AcceptStatus::Accepted);
    QVERIFY(accepted.peer == boundAddress(client->get()));
    QVERIFY(accepted.peer == peerAddress(accepted.descriptor.get()));
    QVERIFY(peerAddress(client->get()) == bound);
}

void SocketTest::setsOptionsOfAcceptedSockets()
{
    const auto listener = listenOn(*Address::parse("127.0.0.1:0"));
    const auto client = connectTo(boundAddress(listener->get()));
    QVERIFY(waitFor(listener->get(), POLLIN));
    const Accepted accepted = acceptFrom(listener->get());
    for (const int fd : {accepted.descriptor.get(), client->get()}) {
        QVERIFY(optionOf(fd, IPPROTO_TCP, TCP_NODELAY) > 0);
        QVERIFY(optionOf(fd, SOL_SOCKET, SO_KEEPALIVE) > 0);
        QCOMPARE(optionOf(fd, IPPROTO_TCP, TCP_KEEPIDLE), 60);
        QCOMPARE(optionOf(fd, IPPROTO_TCP, TCP_KEEPINTVL), 60);
        QVERIFY((::fcntl(fd, F_GETFL) & O_NONBLOCK) != 0);
        QVERIFY((::fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
    }
}

void SocketTest::listensTogether()
{
    const auto sockets = listenTogether(*Address::parse("127.0.0.1:0"), 3);
    QVERIFY(sockets);
    QCOMPARE(sockets->size(), 3U);
    QVERIFY(boundAddress((*sockets)[0].get()).port() != 0);
    for (const Descriptor &socket : *sockets) {
        QVERIFY(boundAddress(socket.get()) == boundAddress((*sockets)[0].get()));
    }
}

void SocketTest::listensWhereNobodyDoes()
{
    const auto several = listenTogether(*Address::parse("127.0.0.1:0"), 2);
    const auto single = listenOn(*Address::parse("127.0.0.1:0"));
    for (const int fd : {(*several)[0].get(), single->get()}) {
        const Address taken = boundAddress(fd);
        const auto one = listenOn(taken);
        const auto more = listenTogether(taken, 2);
        QVERIFY(!one && !more);
        for (const Error &error : {one.error(), more.error()}) {
            QCOMPARE(error.where, taken.toString());
            QCOMPARE(error.remedy, std::string("Stop the other program or take another port"));
        }
    }
}

// A gateway that starts while an old one still ends its connections.
void SocketTest::listensWhereConnectionsLinger()
{
    auto old = listenTogether(*Address::parse("127.0.0.1:0"), 1);
    const Address address = boundAddress(old->front().get());
    const auto client = connectTo(address);
    QVERIFY(waitFor(old->front().get(), POLLIN));
    Accepted accepted = acceptFrom(old->front().get());
    old->clear();
    QVERIFY(listenTogether(address, 2));
    accepted.descriptor.reset(); // closes first: the kernel remembers it for a minute
    QVERIFY(listenTogether(address, 2));
}

void SocketTest::listensForBothFamilies()
{
    const auto listener = listenOn(*Address::parse(":0"));
    QVERIFY(listener);
    const auto client =
        connectTo(Address(*IpAddress::parse("127.0.0.1"), boundAddress(listener->get()).port()));
    QVERIFY(waitFor(listener->get(), POLLIN));
    const Accepted accepted = acceptFrom(listener->get());
    QCOMPARE(accepted.status, AcceptStatus::Accepted);
    QCOMPARE(accepted.peer.hostText(), std::string("127.0.0.1"));
}

void SocketTest::tellsWhyItCannotListen()
{
    const auto foreign = listenOn(*Address::parse("192.0.2.1:0")); // TEST-NET-1: nobody's
    QVERIFY(!foreign);
    QCOMPARE(foreign.error().where, std::string("192.0.2.1:0"));
    QVERIFY(!foreign.error().remedy.empty());
}

void SocketTest::tellsThatNobodyListens()
{
    Address address;
    {
        const auto listener = listenOn(*Address::parse("127.0.0.1:0"));
        address = boundAddress(listener->get());
    }
    const auto client = connectTo(address);
    if (!client) {
        return; // refused at once
    }
    QVERIFY(waitFor(client->get(), POLLOUT));
    const auto result = connectResult(client->get());
    QVERIFY(!result);
    QVERIFY(result.error().what.find("refused") != std::string::npos);
}

void SocketTest::tellsThatDescriptorsRanOut()
{
    const auto listener = listenOn(*Address::parse("127.0.0.1:0"));
    const auto client = connectTo(boundAddress(listener->get()));
    QVERIFY(waitFor(listener->get(), POLLIN));
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit none{static_cast<rlim_t>(client->get()) + 1, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    std::vector<gw::Descriptor> fillers;
    for (int fd = 0; (fd = ::dup(listener->get())) >= 0;) {
        fillers.emplace_back(fd);
    }
    const Accepted refused = acceptFrom(listener->get());
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QCOMPARE(refused.status, AcceptStatus::OutOfDescriptors);
    QCOMPARE(refused.error, EMFILE);
    QCOMPARE(acceptFrom(listener->get()).status, AcceptStatus::Accepted); // it waited
}

GW_TEST(SocketTest)
#include "socket_test.moc"
