// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upstream/client_fixture.h"

#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <sys/socket.h>
#include <unistd.h>

using namespace gw;
using namespace gw::test;
using namespace gw::upstream;
using std::chrono::milliseconds;

namespace {

// A port whose queue of connections is full: a further one gets no answer.
class SilentPort {
public:
    SilentPort()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto *plain = reinterpret_cast<sockaddr *>(&address);
        socklen_t length = sizeof address;
        m_sockets.push_back(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (bind(m_sockets[0], plain, length) != 0 || listen(m_sockets[0], 0) != 0) {
            qFatal("Cannot listen");
        }
        getsockname(m_sockets[0], plain, &length);
        m_port = ntohs(address.sin_port);
        for (int i = 0; i < 8; ++i) {
            m_sockets.push_back(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
            (void)connect(m_sockets.back(), plain, length);
        }
    }
    ~SilentPort()
    {
        for (const int fd : m_sockets) {
            close(fd);
        }
    }
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    std::vector<int> m_sockets;
    std::uint16_t m_port = 0;
};

} // namespace

class ClientFailureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsRefusedConnections();
    void tellsUnknownHosts();
    void limitsConnecting();
    void limitsTheWaitForTheHead();
    void countsTheHeadTimeFromTheLastRequestByte();
    void limitsTheWaitForAnOriginThatDoesNotRead();
    void limitsTheWholeCall();
    void tellsResets();
    void retriesOnce_data();
    void retriesOnce();
    void doesNotRetryAfterTheFirstByte();
    void doesNotRetryTwice();
    void looksBeforeItSendsWhatCannotBeSentAgain();
    void cancelsInEveryState_data();
    void cancelsInEveryState();
    void cancelsInsideReports_data();
    void cancelsInsideReports();
    void cancelsWhatIsUnderWayWhenItDies();
};

void ClientFailureTest::tellsRefusedConnections()
{
    std::uint16_t port = 0;
    {
        LyingOrigin gone({answering(kOk)});
        port = gone.port();
    }
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(port), recorder);
    QCOMPARE(recorder.events, "f");
    QCOMPARE(recorder.failure->kind, FailureKind::Connect);
    QCOMPARE(recorder.failure->text,
             "connect 127.0.0.1:" + std::to_string(port) + ": Connection refused");
    QCOMPARE(f.client.activeCalls(), 0U);
}

void ClientFailureTest::tellsUnknownHosts()
{
    ClientFixture f;
    for (int i = 0; i < 2; ++i) { // the second answer needs no look-up
        Recorder recorder;
        f.run(f.origin(80, "nonexistent.invalid"), recorder);
        QCOMPARE(recorder.events, "f");
        QCOMPARE(recorder.failure->kind, FailureKind::Lookup);
        QVERIFY(recorder.failure->text.starts_with("nonexistent.invalid: "));
    }
}

void ClientFailureTest::limitsConnecting()
{
    const SilentPort silent;
    ClientFixture f;
    auto request = f.request();
    request.connectTimeout = milliseconds(100);
    Recorder recorder;
    const auto before = Clock::now();
    (void)f.client.start(f.origin(silent.port()), request, recorder);
    QVERIFY(f.finish(recorder));
    QVERIFY(Clock::now() - before >= milliseconds(100));
    QVERIFY(Clock::now() - before < milliseconds(1000));
    QCOMPARE(recorder.failure->kind, FailureKind::Connect);
    QVERIFY(recorder.failure->text.starts_with("connect 127.0.0.1:"));
}

void ClientFailureTest::limitsTheWaitForTheHead()
{
    std::atomic<bool> isClosed = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"); // no sign of progress
        isClosed = peer.isClosedByClient();
    }});
    ClientFixture f;
    auto request = f.request();
    request.headTimeout = milliseconds(100);
    Recorder recorder;
    const auto before = Clock::now();
    (void)f.client.start(f.origin(origin.port()), request, recorder);
    QVERIFY(f.finish(recorder));
    QVERIFY(Clock::now() - before >= milliseconds(100));
    QCOMPARE(recorder.failure->kind, FailureKind::TimedOut);
    QVERIFY(waitUntil([&] { return isClosed.load(); }));
}

void ClientFailureTest::countsTheHeadTimeFromTheLastRequestByte()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.readHead();
        peer.readExactly(3);
        peer.send(kOk);
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = 3;
    request.headTimeout = milliseconds(100);
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    for (const char *byte : {"a", "b", "c"}) { // the client is slow, not the origin
        QTest::qWait(80);
        QCOMPARE(recorder.events, "");
        (void)call->write(byte);
    }
    call->endBody();
    QVERIFY(f.finish(recorder));
    QVERIFY(recorder.hasEnded());
}

void ClientFailureTest::limitsTheWaitForAnOriginThatDoesNotRead()
{
    std::atomic<bool> mayEnd = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        while (!mayEnd) {
            std::this_thread::yield();
        }
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = std::nullopt;
    request.headTimeout = milliseconds(150);
    Recorder recorder;
    ClientCall *call = f.client.start(f.origin(origin.port()), request, recorder);
    const std::string block(1024 * 1024, 'x');
    recorder.writableHook = [&] {
        while (call->write(block)) {
        }
    };
    recorder.writableHook();
    const bool isFinished = f.finish(recorder);
    mayEnd = true;
    QVERIFY(isFinished);
    QCOMPARE(recorder.failure->kind, FailureKind::TimedOut);
}

void ClientFailureTest::limitsTheWholeCall()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        while (peer.send("x") && !peer.isClosedByClient(10)) {
        }
    }});
    ClientFixture f;
    auto request = f.request();
    request.headTimeout = milliseconds(50);
    request.totalTimeout = milliseconds(200);
    Recorder recorder;
    (void)f.client.start(f.origin(origin.port()), request, recorder);
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "hbf");
    QCOMPARE(recorder.failure->kind, FailureKind::TimedOut);
    QCOMPARE(f.client.idleConnections(), 0U);
}

void ClientFailureTest::tellsResets()
{
    std::atomic<bool> hasBody = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\n\r\nsome of it");
        while (!hasBody) { // a reset would overtake it
            std::this_thread::yield();
        }
        peer.reset();
    }});
    ClientFixture f;
    Recorder recorder;
    recorder.bodyHook = [&] {
        hasBody = true;
    };
    f.run(f.origin(origin.port()), recorder);
    QCOMPARE(recorder.events, "hbf"); // not the end of a body that goes on until close
    QCOMPARE(recorder.failure->kind, FailureKind::Closed);
    QVERIFY(recorder.failure->text.ends_with(": Connection reset by peer"));
}

void ClientFailureTest::retriesOnce_data()
{
    QTest::addColumn<std::string>("method");
    QTest::addColumn<bool>("hasBody");
    QTest::addColumn<bool>("isRetried");
    for (const char *method : {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"}) {
        QTest::newRow(method) << std::string(method) << false << true;
    }
    for (const char *method : {"POST", "PATCH", "PURGE", "get"}) {
        QTest::newRow(method) << std::string(method) << false << false;
    }
    QTest::newRow("PUT with a body") << std::string("PUT") << true << false;
}

// The origin closes after it has read the second request: nobody knows whether it acted on it.
void ClientFailureTest::retriesOnce()
{
    QFETCH(std::string, method);
    QFETCH(bool, hasBody);
    QFETCH(bool, isRetried);
    LyingOrigin origin({[](OriginPeer &peer) {
                            peer.readHead();
                            peer.send(kOk);
                            peer.readHead();
                        },
                        answering("HTTP/1.1 204 No Content\r\n\r\n")});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    Recorder first;
    f.run(to, first);
    auto request = f.request(method);
    request.bodyLength = hasBody ? 1 : 0;
    Recorder recorder;
    ClientCall *call = f.client.start(to, request, recorder);
    if (hasBody) {
        (void)call->write("x");
        call->endBody();
    }
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, isRetried ? "he" : "f");
    QCOMPARE(origin.accepted(), isRetried ? 2 : 1);
    if (!isRetried) {
        QCOMPARE(recorder.failure->kind, FailureKind::Closed);
    }
}

void ClientFailureTest::doesNotRetryAfterTheFirstByte()
{
    LyingOrigin origin({[](OriginPeer &peer) {
                            peer.readHead();
                            peer.send(kOk);
                            peer.readHead();
                            peer.send("H");
                        },
                        answering(kOk)});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    Recorder first;
    f.run(to, first);
    Recorder second;
    f.run(to, second);
    QCOMPARE(second.events, "f");
    QCOMPARE(origin.accepted(), 1);
}

void ClientFailureTest::doesNotRetryTwice()
{
    const auto closing = [](OriginPeer &peer) {
        peer.readHead();
    };
    LyingOrigin origin({[](OriginPeer &peer) {
                            peer.readHead();
                            peer.send(kOk);
                            peer.readHead();
                        },
                        closing});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    Recorder first;
    f.run(to, first);
    Recorder second;
    f.run(to, second);
    QCOMPARE(second.events, "f");
    QCOMPARE(second.failure->kind, FailureKind::Closed);
    QCOMPARE(origin.accepted(), 2);
}

void ClientFailureTest::looksBeforeItSendsWhatCannotBeSentAgain()
{
    std::atomic<bool> hasClosed = false;
    LyingOrigin origin({[&](OriginPeer &peer) {
                            peer.readHead();
                            peer.send(kOk);
                            peer.close();
                            hasClosed = true;
                        },
                        answering(kOk)});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    Recorder first;
    Recorder second;
    // Inside the report the loop has had no chance to notice that the connection is closed.
    first.endHook = [&] {
        while (!hasClosed) {
            std::this_thread::yield();
        }
        auto request = f.request("POST");
        request.bodyLength = 0;
        (void)f.client.start(to, request, second);
    };
    f.run(to, first);
    QVERIFY(f.finish(second));
    QCOMPARE(second.events, "hbe");
    QCOMPARE(origin.accepted(), 2);
}

void ClientFailureTest::cancelsInEveryState_data()
{
    QTest::addColumn<int>("stage");
    for (const char *stage : {"at once", "resolving", "connecting", "sending", "awaiting the head",
                              "in the body", "paused", "after a failure that waits", "tunnel"}) {
        QTest::newRow(stage) << 0;
    }
}

void ClientFailureTest::cancelsInEveryState()
{
    const std::string stage = QTest::currentDataTag();
    const SilentPort silent;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        if (stage == "in the body" || stage == "paused") {
            peer.send("HTTP/1.1 200 OK\r\n\r\nsome");
        } else if (stage == "tunnel") {
            peer.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nsome");
        }
        peer.readAll();
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = stage == "sending" ? 1'000'000'000 : 0;
    request.wantsUpgrade = stage == "tunnel";
    const auto to = stage == "resolving"           ? f.origin(80, "slow.example")
                    : stage == "connecting"        ? f.origin(silent.port())
                    : stage.starts_with("after a") ? f.origin(80, "256.256.256.256")
                                                   : f.origin(origin.port());
    Recorder recorder;
    ClientCall *call = f.client.start(to, request, recorder);
    if (stage == "sending") {
        const std::string block(1024 * 1024, 'x');
        while (call->write(block)) {
        }
        QVERIFY(waitUntil([&] { return recorder.writable > 0; }));
        while (call->write(block)) {
        }
    } else if (stage == "awaiting the head") {
        QVERIFY(waitUntil([&] { return !call->remoteAddress().empty(); }));
    } else if (stage == "in the body" || stage == "tunnel" || stage == "paused") {
        QVERIFY(waitUntil([&] { return recorder.body == "some"; }));
    }
    if (stage == "paused") {
        call->pause();
    }
    const std::string before = recorder.events;
    QCOMPARE(f.client.activeCalls(), 1U);
    call->cancel();
    QCOMPARE(f.client.activeCalls(), 0U);
    QTest::qWait(30);
    QCOMPARE(recorder.events, before);
    QVERIFY(!recorder.isOver());

    // The client is as good as before.
    LyingOrigin next({answering(kOk)});
    Recorder after;
    f.run(f.origin(next.port()), after);
    QCOMPARE(after.events, "hbe");
}

void ClientFailureTest::cancelsInsideReports_data()
{
    QTest::addColumn<int>("report");
    for (const char *report : {"informational", "head", "body", "writable"}) {
        QTest::newRow(report) << 0;
    }
}

void ClientFailureTest::cancelsInsideReports()
{
    const std::string report = QTest::currentDataTag();
    LyingOrigin origin({[&](OriginPeer &peer) {
                            peer.readHead();
                            if (report != "writable") {
                                peer.send("HTTP/1.1 103 Early Hints\r\n\r\n"
                                          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          "1\r\na\r\n1\r\nb\r\n0\r\n\r\n");
                            }
                            peer.readAll();
                        },
                        answering(kOk)});
    ClientFixture f;
    const auto to = f.origin(origin.port());
    auto request = f.request("POST");
    request.bodyLength = report == "writable" ? 1'000'000'000 : 0;
    Recorder recorder;
    Recorder after;
    ClientCall *call = f.client.start(to, request, recorder);
    // Cancels, then takes the object into use again at once.
    const auto cancel = [&] {
        call->cancel();
        (void)f.client.start(to, f.request(), after);
    };
    (report == "informational" ? recorder.informationalHook
     : report == "head"        ? recorder.headHook
     : report == "body"        ? recorder.bodyHook
                               : recorder.writableHook) = cancel;
    if (report == "writable") {
        const std::string block(1024 * 1024, 'x');
        while (call->write(block)) {
        }
    }
    QVERIFY(f.finish(after));
    QCOMPARE(after.events, "hbe");
    QCOMPARE(after.body, "ok");
    QVERIFY(!recorder.isOver());
    QVERIFY(recorder.body.size() <= 1);
}

void ClientFailureTest::cancelsWhatIsUnderWayWhenItDies()
{
    const SilentPort silent;
    std::atomic<int> closed = 0;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\n\r\nsome");
        peer.readAll();
        ++closed;
    }});
    std::array<Recorder, 4> recorders;
    {
        ClientFixture f;
        (void)f.client.start(f.origin(silent.port()), f.request(), recorders[0]);
        (void)f.client.start(f.origin(origin.port()), f.request(), recorders[1]);
        QVERIFY(waitUntil([&] { return recorders[1].body == "some"; }));
        (void)f.client.start(f.origin(80, "slow.example"), f.request(), recorders[2]);
        (void)f.client.start(f.origin(origin.port()), f.request("POST"), recorders[3]);
    }
    QTest::qWait(20);
    QVERIFY(waitUntil([&] { return closed >= 1; }));
    for (const Recorder &recorder : recorders) {
        QVERIFY(!recorder.isOver());
    }
}

GW_TEST(ClientFailureTest, gw::test::useEpollDispatcher)
#include "client_failure_test.moc"
