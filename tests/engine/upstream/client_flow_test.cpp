// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upstream/client_fixture.h"

#include <QFile>

#include <atomic>
#include <unistd.h>

using namespace gw;
using namespace gw::test;
using namespace gw::upstream;

namespace {

constexpr std::size_t kLarge = 256 * 1024 * 1024;
constexpr std::size_t kBlock = 64 * 1024;
constexpr std::size_t kMostGrowth = 2 * 1024 * 1024;

// Resident memory of this process; the origin's threads are part of it.
std::size_t residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    return file.readAll().split(' ').at(1).toULongLong() * std::size_t(sysconf(_SC_PAGESIZE));
}

char byteAt(std::size_t position)
{
    return char(position * 31 + (position >> 12));
}

std::string block(std::size_t from, std::size_t size)
{
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = byteAt(from + i);
    }
    return bytes;
}

} // namespace

// Bodies that are larger than memory should be, and peers that are slower than the other side.
class ClientFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void uploadsInConstantMemory();
    void downloadsInConstantMemory();
    void stopsReadingWhilePaused();
    void reportsNothingWhilePaused_data();
    void reportsNothingWhilePaused();
    void asksForMoreAfterEveryDelay();
    void deliversAnEarlyResponse_data();
    void deliversAnEarlyResponse();
    void keepsNoConnectionWithUnsentBytes();
    void goesOnSendingAfterAnEarlyHead();
    void keepsOrderWhenTheOriginIsSlow();
};

void ClientFlowTest::uploadsInConstantMemory()
{
    std::atomic<std::size_t> received = 0;
    std::atomic<bool> isRight = true;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        while (received < kLarge) {
            const std::string bytes = peer.readOnce();
            if (bytes.empty()) {
                return;
            }
            isRight = isRight && bytes.front() == byteAt(received) &&
                      bytes.back() == byteAt(received + bytes.size() - 1);
            received += bytes.size();
        }
        peer.send("HTTP/1.1 204 No Content\r\n\r\n");
        peer.readAll();
    }});
    ClientFixture f;
    auto request = f.request("PUT");
    request.bodyLength = kLarge;
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    std::size_t at = 0;
    std::size_t base = 0;
    std::size_t peak = 0;
    recorder.writableHook = [&] {
        bool mayGoOn = true;
        while (mayGoOn && at < kLarge) {
            mayGoOn = call->write(block(at, kBlock));
            at += kBlock;
        }
        if (at == kLarge) {
            call->endBody();
        }
        base = base == 0 && at > 8 * 1024 * 1024 ? residentBytes() : base;
        peak = std::max(peak, residentBytes());
    };
    recorder.writableHook();
    QVERIFY(f.finish(recorder));
    QVERIFY2(recorder.hasEnded(), recorder.failure ? recorder.failure->text.c_str() : "");
    QCOMPARE(received.load(), kLarge);
    QVERIFY(isRight);
#ifndef GATEWRIGHT_SANITIZED // they keep what is freed
    QVERIFY2(peak - base <= kMostGrowth, std::to_string(peak - base).c_str());
#endif
    QCOMPARE(f.client.idleConnections(), 1U);
}

void ClientFlowTest::downloadsInConstantMemory()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (std::size_t at = 0; at < kLarge; at += kBlock) {
            peer.send("10000\r\n");
            peer.send(block(at, kBlock));
            peer.send("\r\n");
        }
        peer.send("0\r\n\r\n");
        peer.readAll();
    }});
    ClientFixture f;
    Recorder recorder;
    recorder.keepsBody = false;
    ClientCall *call = f.client.start(f.origin(origin.port()), f.request(), recorder);
    std::size_t base = 0;
    std::size_t peak = 0;
    std::size_t reports = 0;
    recorder.bodyHook = [&] {
        if (++reports % 64 != 0) {
            return;
        }
        base = base == 0 && recorder.bodySize > 8 * 1024 * 1024 ? residentBytes() : base;
        peak = std::max(peak, residentBytes());
        call->pause();
        QMetaObject::invokeMethod(&f.timers, [&] { call->resume(); }, Qt::QueuedConnection);
    };
    QVERIFY(f.finish(recorder));
    QVERIFY2(recorder.hasEnded(), recorder.failure ? recorder.failure->text.c_str() : "");
    QCOMPARE(recorder.bodySize, kLarge);
#ifndef GATEWRIGHT_SANITIZED
    QVERIFY2(peak - base <= kMostGrowth, std::to_string(peak - base).c_str());
#endif
    QCOMPARE(f.client.idleConnections(), 1U);
}

void ClientFlowTest::stopsReadingWhilePaused()
{
    std::atomic<std::size_t> sent = 0;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kLarge) + "\r\n\r\n");
        while (sent < kLarge && peer.send(block(sent, kBlock))) {
            sent += kBlock;
        }
        peer.readAll();
    }});
    ClientFixture f;
    Recorder recorder;
    recorder.keepsBody = false;
    ClientCall *call = f.client.start(f.origin(origin.port()), f.request(), recorder);
    recorder.headHook = [&] {
        call->pause();
    };
    QVERIFY(waitUntil([&] { return recorder.events.starts_with('h'); }));
    std::size_t last = 1;
    while (last != sent) { // until the kernel's buffers are full
        last = sent;
        QTest::qWait(50);
    }
    QVERIFY(sent < kLarge);
    QCOMPARE(recorder.bodySize, 0U);
    call->resume();
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.bodySize, kLarge);
}

void ClientFlowTest::reportsNothingWhilePaused_data()
{
    QTest::addColumn<QString>("response");
    QTest::newRow("length") << QStringLiteral("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    QTest::newRow("chunks") << QStringLiteral("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
                                              "\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n");
    QTest::newRow("empty") << QStringLiteral("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
}

// The whole response is there with the first read: it still comes one report at a time.
void ClientFlowTest::reportsNothingWhilePaused()
{
    QFETCH(QString, response);
    LyingOrigin origin({answering(response.toStdString())});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    for (int round = 0; round < 2; ++round) { // on a new and on an open connection
        Recorder recorder;
        ClientCall *call = f.client.start(to, f.request(), recorder);
        recorder.headHook = [&] {
            call->pause();
        };
        recorder.bodyHook = recorder.headHook;
        QVERIFY(waitUntil([&] { return recorder.events == "h"; }));
        std::size_t size = 0;
        for (int rounds = 0; !recorder.isOver(); ++rounds) {
            QVERIFY(rounds < 4);
            for (int i = 0; i < 5; ++i) {
                QCoreApplication::processEvents();
            }
            QCOMPARE(recorder.bodySize, size);
            QVERIFY(!recorder.isOver());
            call->resume();
            QVERIFY(waitUntil([&] { return recorder.bodySize > size || recorder.isOver(); }));
            size = recorder.bodySize;
        }
        QVERIFY(recorder.hasEnded());
        QCOMPARE(f.client.idleConnections(), 1U);
    }
    QCOMPARE(origin.accepted(), 1);
}

// A writer that goes on a little after it was asked to wait is told all the same when it may.
void ClientFlowTest::asksForMoreAfterEveryDelay()
{
    std::atomic<bool> mayRead = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        while (!mayRead) {
            std::this_thread::yield();
        }
        peer.readAll();
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = std::nullopt;
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    QVERIFY(waitUntil([&] { return !call->remoteAddress().empty(); }));
    const std::string bytes(kBlock, 'x');
    while (call->write(bytes)) {
    }
    QVERIFY(!call->write("a little"));
    QVERIFY(!call->write("and more"));
    QCOMPARE(recorder.writable, 0);
    mayRead = true;
    QVERIFY(waitUntil([&] { return recorder.writable == 1; }));
    QVERIFY(call->write("on"));
    call->cancel();
}

void ClientFlowTest::deliversAnEarlyResponse_data()
{
    QTest::addColumn<bool>("isReset");
    QTest::newRow("the origin stays") << false;
    QTest::newRow("the origin leaves") << true;
}

void ClientFlowTest::deliversAnEarlyResponse()
{
    QFETCH(bool, isReset);
    std::atomic<bool> mayEnd = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 9\r\n\r\ntoo large");
        while (!isReset && !mayEnd) {
            std::this_thread::yield();
        }
        // Closing with bytes unread makes a reset of it.
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = kLarge;
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    const std::string bytes(kBlock, 'x');
    std::size_t at = 0;
    const auto send = [&] {
        while (!recorder.isOver() && at < kLarge) {
            at += kBlock;
            if (!call->write(bytes)) {
                return;
            }
        }
    };
    recorder.writableHook = send;
    send();
    QVERIFY(f.finish(recorder));
    mayEnd = true;
    QVERIFY2(recorder.hasEnded(), recorder.failure ? recorder.failure->text.c_str() : "");
    QCOMPARE(recorder.head.status, 413);
    QCOMPARE(recorder.body, "too large");
    QVERIFY(at < kLarge);
    QCOMPARE(f.client.idleConnections(), 0U);
    QCOMPARE(f.client.activeCalls(), 0U);
}

// A whole body is given at once, the origin answers before it has taken it, and would keep the
// connection: what is still unsent would come before the next request.
void ClientFlowTest::keepsNoConnectionWithUnsentBytes()
{
    const std::string body(32 * 1024 * 1024, 'x'); // more than kernels buffer
    std::atomic<bool> mayEnd = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 9\r\n\r\ntoo large");
        while (!mayEnd) {
            std::this_thread::yield();
        }
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = body.size();
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    call->write(body);
    call->endBody();
    QVERIFY(f.finish(recorder));
    mayEnd = true;
    QVERIFY2(recorder.hasEnded(), recorder.failure ? recorder.failure->text.c_str() : "");
    QCOMPARE(recorder.head.status, 413);
    QCOMPARE(f.client.idleConnections(), 0U);
}

void ClientFlowTest::goesOnSendingAfterAnEarlyHead()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 3; ++i) {
            peer.send("1\r\n" + peer.readExactly(1) + "\r\n");
        }
        peer.send("0\r\n\r\n");
        peer.readAll();
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = 3;
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    QVERIFY(waitUntil([&] { return recorder.events == "h"; }));
    for (const char *byte : {"a", "b", "c"}) {
        const std::size_t before = recorder.bodySize;
        QVERIFY(call->write(byte));
        if (*byte == 'c') {
            call->endBody();
        }
        QVERIFY(waitUntil([&] { return recorder.bodySize == before + 1; }));
    }
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.body, "abc");
    QCOMPARE(f.client.idleConnections(), 1U);
}

void ClientFlowTest::keepsOrderWhenTheOriginIsSlow()
{
    constexpr std::size_t kSize = 16 * 1024 * 1024;
    std::atomic<int> lags = 0;
    std::string received;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        while (lags < 2) { // by then the kernel takes no more
            std::this_thread::yield();
        }
        while (received.size() < kSize) {
            received += peer.readExactly(std::min<std::size_t>(kSize - received.size(), 100'001));
        }
        peer.send("HTTP/1.1 204 No Content\r\n\r\n");
        peer.readAll();
    }});
    ClientFixture f;
    auto request = f.request("PUT");
    request.bodyLength = kSize;
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    std::size_t at = 0;
    recorder.writableHook = [&] {
        std::size_t size = 1;
        bool mayGoOn = true;
        while (mayGoOn && at < kSize) {
            size = std::min(size * 3 % 70'001 + 1, kSize - at);
            mayGoOn = call->write(block(at, size));
            at += size;
        }
        lags += mayGoOn ? 0 : 1;
        if (at == kSize) {
            call->endBody();
        }
    };
    recorder.writableHook();
    QVERIFY(f.finish(recorder));
    QVERIFY2(recorder.hasEnded(), recorder.failure ? recorder.failure->text.c_str() : "");
    QVERIFY(received == block(0, kSize));
}

GW_TEST(ClientFlowTest, gw::test::useEpollDispatcher)
#include "client_flow_test.moc"
