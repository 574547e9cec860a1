// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upstream/client_fixture.h"
#include "engine/upstream/http2_peer.h"
#include "upstream/http2_session.h"

#include <atomic>

using namespace gw;
using namespace gw::test;
using namespace gw::upstream;

namespace {

constexpr std::size_t kMuch = 64 * 1024 * 1024;

} // namespace

// Bodies over HTTP/2, and sides that are slower than the other one.
class Http2FlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitsForAnOriginThatLags();
    void stopsTheOriginWhilePaused();
    void aWaitingCallDoesNotHoldUpOthers();
    void reportsNothingWhilePaused();
    void uploadsAndDownloadsALot();
    void deliversAnEarlyResponse();
};

void Http2FlowTest::waitsForAnOriginThatLags()
{
    std::atomic<bool> mayTake = false;
    Http2Peer::Request seen;
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer, {.takesBodies = false});
        auto *request = http.nextHead();
        http.waitFor([&] { return request->body.size() == 65535; }); // all that may come
        http.waitFor([&] { return mayTake.load(); });
        std::size_t taken = 0;
        http.waitFor([&] {
            http.takeBody(request->stream, request->body.size() - taken);
            taken = request->body.size();
            return request->isWhole;
        });
        seen = *request;
        http.respond(request->stream);
        http.readUntilClosed();
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength.reset();
    Recorder recorder;
    ClientCall *call = f.client.start(f.http2Origin(origin.port()), request, recorder);
    const std::string piece(15 * 1024, 'x');
    std::size_t written = 0;
    bool mayGoOn = true;
    while (mayGoOn) {
        mayGoOn = call->write(piece);
        written += piece.size();
    }
    QVERIFY(written <= 128 * 1024);
    // Its window takes most of that; then nothing goes any more.
    QVERIFY(waitUntil([&] { return recorder.writable == 1; }));
    do {
        mayGoOn = call->write(piece);
        written += piece.size();
    } while (mayGoOn);
    recorder.writableHook = [&] {
        if (recorder.writable == 2) {
            call->endBody();
        }
    };
    mayTake = true;
    Recorder nudge; // wakes the origin's reading
    (void)f.client.start(f.http2Origin(origin.port()), f.request(), nudge);
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "hbe");
    QCOMPARE(recorder.writable, 2);
    QCOMPARE(seen.body.size(), written);
}

void Http2FlowTest::stopsTheOriginWhilePaused()
{
    constexpr std::size_t kWindow = Http2Session::kStreamWindow;
    std::atomic<std::size_t> sent = 0;
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer);
        const std::int32_t large = http.nextRequest()->stream;
        http.sendHead(large, {{":status", "200"}});
        http.sendBody(large, std::string(4 * kWindow, 'x'));
        while (const auto *request = http.nextRequest()) {
            sent = http.sentBody(large);
            http.respond(request->stream);
        }
    }});
    ClientFixture f;
    Recorder recorder;
    ClientCall *call = f.client.start(f.http2Origin(origin.port()), f.request(), recorder);
    recorder.headHook = [&] {
        call->pause();
    };
    QVERIFY(waitUntil([&] { return recorder.events == "h"; }));
    for (int i = 0; i < 3; ++i) { // time enough for its windows to be opened
        Recorder other;
        f.run(f.http2Origin(origin.port()), other);
        QCOMPARE(sent, kWindow);
    }
    QCOMPARE(recorder.events, "h");
    call->resume();
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.bodySize, 4 * kWindow);
}

void Http2FlowTest::aWaitingCallDoesNotHoldUpOthers()
{
    constexpr int kWaiting = 20; // more than the connection's window
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer);
        while (const auto *request = http.nextRequest()) {
            http.respond(request->stream, std::string(Http2Session::kStreamWindow * 2, 'x'));
        }
    }});
    ClientFixture f;
    std::vector<std::unique_ptr<Recorder>> waiting;
    for (int i = 0; i < kWaiting; ++i) {
        waiting.push_back(std::make_unique<Recorder>());
        Recorder &recorder = *waiting.back();
        ClientCall *call = f.client.start(f.http2Origin(origin.port()), f.request(), recorder);
        recorder.headHook = [call] {
            call->pause();
        };
        QVERIFY(waitUntil([&] { return recorder.events == "h"; }));
    }
    Recorder other;
    f.run(f.http2Origin(origin.port()), other);
    QCOMPARE(other.events, "hbe");
    QCOMPARE(other.bodySize, std::size_t(Http2Session::kStreamWindow) * 2);
    QCOMPARE(origin.accepted(), 1);
}

void Http2FlowTest::reportsNothingWhilePaused()
{
    LyingOrigin origin({answeringHttp2("hello")});
    ClientFixture f;
    Recorder paused;
    ClientCall *call = f.client.start(f.http2Origin(origin.port()), f.request(), paused);
    call->pause();
    Recorder other; // the whole response has come when this one's has
    f.run(f.http2Origin(origin.port()), other);
    QCOMPARE(paused.events, "");
    paused.headHook = [&] {
        call->pause();
    };
    call->resume();
    QCOMPARE(paused.events, ""); // not inside
    QVERIFY(waitUntil([&] { return paused.events == "h"; }));
    Recorder third;
    f.run(f.http2Origin(origin.port()), third);
    QCOMPARE(paused.events, "h");
    call->resume();
    QVERIFY(f.finish(paused));
    QCOMPARE(paused.events, "hbe");
    QCOMPARE(paused.body, "hello");
}

void Http2FlowTest::uploadsAndDownloadsALot()
{
    std::atomic<std::size_t> received = 0;
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer);
        auto *request = http.nextHead();
        http.sendHead(request->stream, {{":status", "200"}});
        http.waitFor([&] { // echoes
            received += request->body.size();
            http.sendBody(request->stream, std::exchange(request->body, {}), request->isWhole);
            return request->isWhole;
        });
        http.readUntilClosed();
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = kMuch;
    Recorder recorder;
    recorder.keepsBody = false;
    ClientCall *call = f.client.start(f.http2Origin(origin.port()), request, recorder);
    const std::string piece(64 * 1024, 'x');
    std::size_t written = 0;
    const auto goOn = [&] {
        bool mayGoOn = true;
        while (mayGoOn && written < kMuch) {
            written += piece.size();
            mayGoOn = call->write(piece);
        }
        if (written == kMuch) {
            ++written; // once
            call->endBody();
        }
    };
    recorder.writableHook = goOn;
    goOn();
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "hbe");
    QCOMPARE(received, kMuch);
    QCOMPARE(recorder.bodySize, kMuch);
}

void Http2FlowTest::deliversAnEarlyResponse()
{
    std::optional<std::uint32_t> code;
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer);
        auto *request = http.nextHead();
        http.respond(request->stream, "no");
        http.waitFor([&] { return request->resetCode.has_value(); });
        code = request->resetCode;
        http.respond(http.nextRequest()->stream);
        http.readUntilClosed();
    }});
    ClientFixture f;
    auto request = f.request("POST");
    request.bodyLength = 5;
    Recorder recorder;
    (void)f.client.start(f.http2Origin(origin.port()), request, recorder);
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, "hbe");
    QCOMPARE(recorder.body, "no");
    Recorder next;
    f.run(f.http2Origin(origin.port()), next);
    QCOMPARE(next.events, "hbe");
    QCOMPARE(code, 8U); // CANCEL
    QCOMPARE(origin.accepted(), 1);
}

GW_TEST(Http2FlowTest, gw::test::useEpollDispatcher)
#include "http2_flow_test.moc"
