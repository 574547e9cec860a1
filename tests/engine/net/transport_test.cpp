// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/transport_pair.h"
#include "support/room_test.h"

#include <array>
#include <sys/epoll.h>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

class TransportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void carriesPiecesInOneWrite();
    void tellsWhatABlockedStreamWaitsFor();
    void endsInOrder();
    void resets();
    void survivesWritingToAClosedPeer();
    void movesWithItsDescriptor();
    void failsWithoutDescriptor();
};

void TransportTest::carriesPiecesInOneWrite()
{
    TransportPair pair = plainPair();
    QCOMPARE(pair.client.handshake().status, IoStatus::Ok);
    QVERIFY(!pair.client.isTls());
    QVERIFY(pair.client.tlsVersion().empty());
    std::string parts[] = {"GET / ", "", "HTTP/1.1\r\n", "\r\n"};
    std::vector<iovec> pieces;
    for (std::string &part : parts) {
        pieces.push_back({part.data(), part.size()});
    }
    const IoResult written = pair.client.write(pieces);
    QCOMPARE(written.status, IoStatus::Ok);
    QCOMPARE(written.bytes, 18U);
    QCOMPARE(pair.client.wantedEvents(), 0U);
    QCOMPARE(readSome(pair.server, 18), std::string("GET / HTTP/1.1\r\n\r\n"));
}

void TransportTest::tellsWhatABlockedStreamWaitsFor()
{
    TransportPair pair = plainPair();
    std::array<char, 100> buffer{};
    QCOMPARE(pair.server.read(buffer).status, IoStatus::WouldBlock);
    QCOMPARE(pair.server.wantedEvents(), std::uint32_t{EPOLLIN});

    const std::string block(1 << 20, 'x');
    std::size_t sent = 0;
    IoResult result{IoStatus::Ok, 0};
    do {
        result = write(pair.client, block);
        sent += result.bytes;
    } while (result.status == IoStatus::Ok && result.bytes == block.size());
    QCOMPARE(pair.client.wantedEvents(), std::uint32_t{EPOLLOUT});
    QCOMPARE(write(pair.client, block).status, IoStatus::WouldBlock);

    QCOMPARE(readSome(pair.server, sent).size(), sent);
    QVERIFY(waitFor(pair.client));
    QCOMPARE(write(pair.client, "x").status, IoStatus::Ok);
    QCOMPARE(pair.client.wantedEvents(), 0U);
}

void TransportTest::endsInOrder()
{
    TransportPair pair = plainPair();
    QCOMPARE(write(pair.client, "last words").status, IoStatus::Ok);
    QCOMPARE(pair.client.shutdownWrite().status, IoStatus::Ok);
    const Received received = readAll(pair.server);
    QCOMPARE(received.text, std::string("last words"));
    QCOMPARE(received.end, IoStatus::Closed);
    QCOMPARE(write(pair.server, "answer").status, IoStatus::Ok); // the other half is open
    QCOMPARE(readSome(pair.client, 6), std::string("answer"));
}

void TransportTest::resets()
{
    TransportPair pair = plainPair();
    pair.server.closeWithReset();
    QCOMPARE(pair.server.descriptor(), -1);
    const Received received = readAll(pair.client);
    QCOMPARE(received.end, IoStatus::Failed);
    QVERIFY(pair.client.failureText().find("reset") != std::string::npos);
    std::array<char, 10> buffer{};
    QCOMPARE(pair.server.read(buffer).status, IoStatus::Failed);
}

void TransportTest::survivesWritingToAClosedPeer()
{
    TransportPair pair = plainPair();
    pair.server = Transport();
    IoResult result{IoStatus::Ok, 0};
    for (int i = 0; i < 1000 && result.status == IoStatus::Ok; ++i) {
        result = write(pair.client, "anybody there?"); // no SIGPIPE
    }
    QCOMPARE(result.status, IoStatus::Failed);
    QVERIFY(!pair.client.failureText().empty());
}

void TransportTest::movesWithItsDescriptor()
{
    TransportPair pair = plainPair();
    const int fd = pair.client.descriptor();
    Transport moved = std::move(pair.client);
    QCOMPARE(moved.descriptor(), fd);
    QCOMPARE(write(moved, "x").status, IoStatus::Ok);
    QCOMPARE(readSome(pair.server, 1), std::string("x"));
}

void TransportTest::failsWithoutDescriptor()
{
    Transport transport;
    std::array<char, 10> buffer{};
    QCOMPARE(transport.read(buffer).status, IoStatus::Failed);
    QCOMPARE(write(transport, "x").status, IoStatus::Failed);
}

GW_TEST(TransportTest)
#include "transport_test.moc"
