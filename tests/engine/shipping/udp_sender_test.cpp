// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/udp_sender.h"
#include "support/room_test.h"

#include <QUdpSocket>

using namespace std::chrono_literals;

namespace gw::shipping {

namespace {

class Receiver final {
public:
    Receiver() { m_socket.bind(QHostAddress::LocalHost); }

    [[nodiscard]] std::string target() const
    {
        return "127.0.0.1:" + std::to_string(m_socket.localPort());
    }
    [[nodiscard]] bool receives(const QByteArray &packet)
    {
        return QTest::qWaitFor([this] { return m_socket.hasPendingDatagrams(); }, 10'000) &&
               take() == packet;
    }
    [[nodiscard]] bool isSpared() const { return !m_socket.hasPendingDatagrams(); }
    void close() { m_socket.close(); }

private:
    QByteArray take()
    {
        QByteArray packet(m_socket.pendingDatagramSize(), '\0');
        m_socket.readDatagram(packet.data(), packet.size());
        return packet;
    }
    QUdpSocket m_socket;
};

} // namespace

class UdpSenderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsToAName()
    {
        Receiver receiver;
        UdpSender sender(receiver.target());
        QVERIFY(sender.send("one"));
        QVERIFY(receiver.receives("one"));
    }

    void followsAServerThatMoves()
    {
        Receiver before;
        Receiver after;
        UdpSender sender("statsd:8125", movingFrom(before, after));
        QVERIFY(sender.send("one", m_start));
        QVERIFY(before.receives("one"));
        QVERIFY(sender.send("two", m_start + 4min));
        QVERIFY(before.receives("two"));
        QVERIFY(sender.send("three", m_start + 5min));
        QVERIFY(after.receives("three"));
        QVERIFY(before.isSpared());
    }

    void looksAgainWhenNobodyIsThere()
    {
        Receiver before;
        Receiver after;
        UdpSender sender("statsd:8125", movingFrom(before, after));
        QVERIFY(sender.send("one", m_start));
        QVERIFY(before.receives("one"));
        before.close();
        // The kernel tells of it when it knows, by a call that follows.
        auto now = m_start;
        while (after.isSpared() && now < m_start + 4min) {
            now += 1s;
            QVERIFY(sender.send("two", now));
            QCoreApplication::processEvents();
        }
        QVERIFY(after.receives("two"));
    }

    void keepsWhatItFoundWhileNamesCannotBeLookedUp()
    {
        Receiver receiver;
        bool isBroken = false;
        UdpSender sender("statsd:8125", [&](const std::string &) -> Expected<Descriptor> {
            return isBroken ? Expected<Descriptor>(failure("no such name"))
                            : connectUdp(receiver.target());
        });
        QVERIFY(sender.send("one", m_start));
        QVERIFY(receiver.receives("one"));
        isBroken = true;
        QVERIFY(!sender.send("two", m_start + 5min)); // told
        QVERIFY(receiver.receives("two"));            // and sent
        QVERIFY(sender.send("three", m_start + 5min + 1s));
        QVERIFY(receiver.receives("three"));
    }

private:
    [[nodiscard]] UdpSender::Connect movingFrom(const Receiver &before, const Receiver &after) const
    {
        return [first = before.target(), second = after.target(),
                lookUps = 0](const std::string &) mutable {
            return connectUdp(lookUps++ == 0 ? first : second);
        };
    }

    const UdpSender::Clock::time_point m_start = UdpSender::Clock::now();
};

} // namespace gw::shipping

GW_TEST(gw::shipping::UdpSenderTest)
#include "udp_sender_test.moc"
