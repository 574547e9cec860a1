// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upstream/client_fixture.h"
#include "engine/upstream/http2_peer.h"
#include "engine/upstream/latch.h"

#include <array>
#include <atomic>

using namespace gw;
using namespace gw::test;
using namespace gw::upstream;

namespace {

constexpr std::uint32_t kInternalError = 2;
constexpr std::uint32_t kRefusedStream = 7;

// A script that does something to the first request and answers the rest.
LyingOrigin::Script doing(std::function<void(Http2Peer &, Http2Peer::Request &)> deed)
{
    return [deed = std::move(deed)](OriginPeer &peer) {
        Http2Peer http(peer);
        if (auto *request = http.nextRequest()) {
            deed(http, *request);
        }
        while (const auto *request = http.nextRequest()) {
            http.respond(request->stream);
        }
    };
}

} // namespace

class Http2FailureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatTheOriginDid_data();
    void tellsWhatTheOriginDid();
    void tellsAnOriginThatSpeaksHttp1();
    void tellsRefusedConnections();
    void sendsARefusedRequestAgain_data();
    void sendsARefusedRequestAgain();
    void leavesAnOriginThatGoesAway();
    void sendsAgainWhenAnIdleConnectionHasDied();
    void looksWhetherAnIdleConnectionLives();
    void waitsToHearHowManyStreamsThereAre();
};

void Http2FailureTest::tellsWhatTheOriginDid_data()
{
    using Deed = std::function<void(Http2Peer &, Http2Peer::Request &)>;
    QTest::addColumn<Deed>("deed");
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("events");
    const auto row = [](const char *name, FailureKind kind, std::string text, std::string events,
                        Deed deed) {
        QTest::newRow(name) << std::move(deed) << kind << std::move(text) << std::move(events);
    };
    row("reset before the head", FailureKind::Closed, "INTERNAL_ERROR", "f",
        [](auto &http, auto &request) { http.reset(request.stream, kInternalError); });
    row("reset inside the body", FailureKind::Closed, "INTERNAL_ERROR", "hbf",
        [](auto &http, auto &request) {
            http.sendHead(request.stream, {{":status", "200"}});
            http.sendBody(request.stream, "part", false);
            http.reset(request.stream, kInternalError);
        });
    row("reset without an error, incomplete", FailureKind::Closed, "before the response", "hf",
        [](auto &http, auto &request) {
            http.sendHead(request.stream, {{":status", "200"}});
            http.reset(request.stream, 0);
        });
    row("refused behind the head", FailureKind::Closed, "REFUSED_STREAM", "hf",
        [](auto &http, auto &request) {
            http.sendHead(request.stream, {{":status", "200"}});
            http.reset(request.stream, kRefusedStream);
        });
    row("refused behind an interim head", FailureKind::Closed, "REFUSED_STREAM", "if",
        [](auto &http, auto &request) {
            http.sendInformational(request.stream, {{":status", "103"}});
            http.reset(request.stream, kRefusedStream);
        });
    row("shorter than declared", FailureKind::Protocol, "PROTOCOL_ERROR", "hbf",
        [](auto &http, auto &request) {
            http.sendHead(request.stream, {{":status", "200"}, {"content-length", "9"}});
            http.sendBody(request.stream, "part");
        });
    row("longer than declared", FailureKind::Protocol, "", "hf", [](auto &http, auto &request) {
        http.sendHead(request.stream, {{":status", "200"}, {"content-length", "1"}});
        http.sendBody(request.stream, "part");
    });
    row("no status", FailureKind::Protocol, "", "f",
        [](auto &http, auto &request) { http.sendHead(request.stream, {{"x-a", "b"}}, true); });
    row("odd status", FailureKind::Protocol, "between 100 and 599", "f",
        [](auto &http, auto &request) {
            http.sendHead(request.stream, {{":status", "700"}}, true);
        });
    row("field of HTTP/1", FailureKind::Protocol, "", "f", [](auto &http, auto &request) {
        http.sendHead(request.stream, {{":status", "200"}, {"transfer-encoding", "chunked"}}, true);
    });
    row("field with a line break", FailureKind::Protocol, "grammar", "f",
        [](auto &http, auto &request) {
            http.sendHead(request.stream, {{":status", "200"}, {"x-a", "b\r\nc: d"}}, true);
        });
    row("large head", FailureKind::Protocol, "too large", "f", [](auto &http, auto &request) {
        http.sendHead(request.stream, {{":status", "200"}, {"x-a", std::string(40'000, 'x')}},
                      true);
    });
    row("many fields", FailureKind::Protocol, "too large", "f", [](auto &http, auto &request) {
        Http2FieldTexts fields{{":status", "200"}};
        for (int i = 0; i < 101; ++i) {
            fields.emplace_back("x-a", std::to_string(i));
        }
        http.sendHead(request.stream, fields, true);
    });
    row("large trailers", FailureKind::Protocol, "trailers", "hbf", [](auto &http, auto &request) {
        http.sendHead(request.stream, {{":status", "200"}});
        http.sendBody(request.stream, "ok", true, {{"x-a", std::string(10'000, 'x')}});
    });
    row("never final", FailureKind::Protocol, "informational", std::string(32, 'i') + "f",
        [](auto &http, auto &request) {
            for (int i = 0; i < 33; ++i) {
                http.sendInformational(request.stream, {{":status", "103"}});
            }
        });
}

void Http2FailureTest::tellsWhatTheOriginDid()
{
    using Deed = std::function<void(Http2Peer &, Http2Peer::Request &)>;
    QFETCH(Deed, deed);
    QFETCH(FailureKind, kind);
    QFETCH(std::string, text);
    QFETCH(std::string, events);
    LyingOrigin origin({doing(deed)});
    ClientFixture f;
    Recorder recorder;
    f.run(f.http2Origin(origin.port()), recorder);
    QCOMPARE(recorder.events, events);
    QCOMPARE(recorder.failure->kind, kind);
    const std::string told = recorder.failure->text;
    QVERIFY2(told.find(text) != std::string::npos, told.c_str());
    QVERIFY2(told.starts_with("127.0.0.1:" + std::to_string(origin.port()) + ": "), told.c_str());
    // The stream alone was at fault.
    Recorder next;
    f.run(f.http2Origin(origin.port()), next);
    QCOMPARE(next.events, "hbe");
    QCOMPARE(origin.accepted(), 1);
}

void Http2FailureTest::tellsAnOriginThatSpeaksHttp1()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        (void)peer.readOnce();
        peer.send("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
        peer.readAll();
    }});
    ClientFixture f;
    Recorder recorder;
    f.run(f.http2Origin(origin.port()), recorder);
    QCOMPARE(recorder.events, "f");
    QCOMPARE(recorder.failure->kind, FailureKind::Protocol);
    QVERIFY(recorder.failure->text.find("http:// instead of h2c://") != std::string::npos);
    QCOMPARE(f.client.idleConnections(), 0U);
}

void Http2FailureTest::tellsRefusedConnections()
{
    ClientFixture f;
    auto origin = f.origin(1);
    origin->speaksHttp2 = true;
    Recorder one;
    Recorder two;
    (void)f.client.start(origin, f.request(), one);
    (void)f.client.start(origin, f.request(), two);
    QVERIFY(f.finish(two));
    for (const Recorder *recorder : {&one, &two}) {
        QCOMPARE(recorder->events, "f");
        QCOMPARE(recorder->failure->kind, FailureKind::Connect);
    }
}

void Http2FailureTest::sendsARefusedRequestAgain_data()
{
    QTest::addColumn<int>("refusals");
    QTest::addColumn<std::string>("events");
    QTest::newRow("once") << 1 << std::string("hbe");
    QTest::newRow("twice") << 2 << std::string("f");
}

// Also one that is not idempotent: the origin says that it has done nothing.
void Http2FailureTest::sendsARefusedRequestAgain()
{
    QFETCH(int, refusals);
    QFETCH(std::string, events);
    LyingOrigin origin({[&](OriginPeer &peer) {
        Http2Peer http(peer);
        for (int i = 0; const auto *request = http.nextRequest(); ++i) {
            if (i < refusals) {
                http.reset(request->stream, kRefusedStream);
            } else {
                http.respond(request->stream, request->field(":method") + request->field("x-a"));
            }
        }
    }});
    ClientFixture f;
    http::FieldList fields(f.arena);
    fields.add("X-A", "b");
    auto request = f.request("POST");
    request.fields = &fields;
    Recorder recorder;
    (void)f.client.start(f.http2Origin(origin.port()), request, recorder);
    fields.clear(); // the client has its own
    QVERIFY(f.finish(recorder));
    QCOMPARE(recorder.events, events);
    if (events == "hbe") {
        QCOMPARE(recorder.body, "POSTb");
    } else {
        QCOMPARE(recorder.failure->kind, FailureKind::Closed);
    }
    // Part of a body cannot be sent twice.
    LyingOrigin taking(
        {doing([](auto &http, auto &given) { http.reset(given.stream, kRefusedStream); })});
    auto withBody = f.request("PUT");
    withBody.bodyLength = 2;
    Recorder second;
    ClientCall *call = f.client.start(f.http2Origin(taking.port()), withBody, second);
    (void)call->write("ab");
    call->endBody();
    QVERIFY(f.finish(second));
    QCOMPARE(second.events, "f");
    QVERIFY(second.failure->text.find("REFUSED_STREAM") != std::string::npos);
    QCOMPARE(taking.accepted(), 1);
}

void Http2FailureTest::leavesAnOriginThatGoesAway()
{
    std::atomic<int> answered = 0;
    const auto leaving = [&](OriginPeer &peer) {
        Http2Peer http(peer);
        const std::int32_t first = http.nextRequest()->stream;
        (void)http.nextRequest();
        http.goAway(first); // the second was not looked at
        http.waitFor([&] { return false; });
    };
    const auto finishing = [&](OriginPeer &peer) {
        Http2Peer http(peer);
        while (const auto *request = http.nextRequest()) {
            ++answered;
            http.respond(request->stream);
        }
    };
    LyingOrigin origin({leaving, finishing});
    ClientFixture f;
    Recorder first;
    Recorder second;
    (void)f.client.start(f.http2Origin(origin.port()), f.request("POST"), first);
    (void)f.client.start(f.http2Origin(origin.port()), f.request("POST"), second);
    QVERIFY(f.finish(second));
    QCOMPARE(second.events, "hbe");
    QCOMPARE(first.events, ""); // it goes on there
    Recorder third;
    f.run(f.http2Origin(origin.port()), third);
    QCOMPARE(third.events, "hbe");
    QCOMPARE(answered, 2);
    QCOMPARE(origin.accepted(), 2);
}

void Http2FailureTest::sendsAgainWhenAnIdleConnectionHasDied()
{
    const auto dying = [](OriginPeer &peer) {
        Http2Peer http(peer);
        http.respond(http.nextRequest()->stream);
        (void)http.nextRequest();
        peer.close();
    };
    LyingOrigin origin({dying, answeringHttp2("second"), dying, answeringHttp2("fourth")});
    ClientFixture f;
    Recorder warm;
    f.run(f.http2Origin(origin.port()), warm);
    Recorder get;
    f.run(f.http2Origin(origin.port()), get);
    QCOMPARE(get.events, "hbe");
    QCOMPARE(get.body, "second");
    f.client.closeIdleConnections();
    Recorder third;
    f.run(f.http2Origin(origin.port()), third);
    Recorder post; // may have been done
    f.run(f.http2Origin(origin.port()), post, "POST");
    QCOMPARE(post.events, "f");
    QCOMPARE(post.failure->kind, FailureKind::Closed);
    QCOMPARE(origin.accepted(), 3);
}

// Before it sends what it cannot send again.
void Http2FailureTest::looksWhetherAnIdleConnectionLives()
{
    Latch isClosed;
    const auto closing = [&](OriginPeer &peer) {
        Http2Peer http(peer);
        if (const auto *request = http.nextRequest()) {
            http.respond(request->stream);
        }
        if (const auto *request = http.nextRequest()) {
            http.respond(request->stream);
        }
        peer.close();
        isClosed.release();
    };
    LyingOrigin origin({closing, answeringHttp2("second")});
    ClientFixture f;
    Recorder warm;
    f.run(f.http2Origin(origin.port()), warm);
    Recorder last;
    last.headHook = [&] {
        isClosed.wait();
    }; // the loop hears of the end behind the next call
    Recorder post;
    last.endHook = [&] {
        (void)f.client.start(f.http2Origin(origin.port()), f.request("POST"), post);
    };
    (void)f.client.start(f.http2Origin(origin.port()), f.request(), last);
    QVERIFY(waitUntil([&] { return post.isOver(); }));
    QCOMPARE(post.events, "hbe");
    QCOMPARE(post.body, "second");
}

// How many streams an origin takes is not known before it has said so.
void Http2FailureTest::waitsToHearHowManyStreamsThereAre()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        Http2Peer http(peer, {.maxStreams = 1});
        while (const auto *request = http.nextRequest()) {
            http.respond(request->stream);
        }
    }});
    ClientFixture f;
    std::array<Recorder, 8> recorders;
    for (Recorder &recorder : recorders) {
        auto request = f.request("POST");
        request.bodyLength = 2;
        ClientCall *call = f.client.start(f.http2Origin(origin.port()), request, recorder);
        (void)call->write("ab");
        call->endBody();
    }
    for (const Recorder &recorder : recorders) {
        QVERIFY(f.finish(recorder));
        QCOMPARE(recorder.events, "hbe");
    }
    QCOMPARE(origin.accepted(), 1);
}

GW_TEST(Http2FailureTest, gw::test::useEpollDispatcher)
#include "http2_failure_test.moc"
