// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "engine/shipping/fake_redis.h"
#include "shipping/redis_shipper.h"
#include "support/room_test.h"

#include <QTemporaryFile>

#include <csignal>

using namespace std::chrono_literals;

namespace gw::shipping {

namespace {

constexpr auto kShipperPatience = 20s;

} // namespace

class RedisShipperTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void outlivesAServerThatLeaves();
};

// The server ends the connection while a record is written to it: the next write to it would raise
// SIGPIPE, which ends a program that does not ignore it.
void RedisShipperTest::outlivesAServerThatLeaves()
{
    std::signal(SIGPIPE, SIG_DFL);
    e2e::ScriptedOrigin server([](e2e::Socket &connection) {
        static_cast<void>(receiveCommand(connection)); // PING
        connection.send("+PONG\r\n");
        static_cast<void>(connection.receive(1));
        connection.endSending();
    }); // what it has not read makes the end a reset
    QTemporaryFile logFile;
    QVERIFY(logFile.open());
    Log log(Log::Options{.descriptor = logFile.handle()});
    RedisShipper::Options options;
    options.site.addresses = {{"127.0.0.1", server.port()}};
    RedisShipper shipper(options, log);
    auto record = std::make_shared<telemetry::AnalyticsRecord>();
    record->isTracked = true;
    record->rawRequest.assign(std::size_t{40} << 20, 'x'); // more than sockets hold
    shipper.offer({record});
    QTRY_VERIFY_WITH_TIMEOUT(!shipper.state().problem.empty(), kShipperPatience);
    QCOMPARE(shipper.state().waiting, 1U);
    QTRY_VERIFY_WITH_TIMEOUT(server.connections() > 1, kShipperPatience); // it goes on
    static_cast<void>(shipper.finish(0ms));
}

} // namespace gw::shipping

GW_TEST(gw::shipping::RedisShipperTest)
#include "redis_shipper_test.moc"
