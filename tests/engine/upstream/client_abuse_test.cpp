// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upstream/client_fixture.h"

using namespace gw;
using namespace gw::test;
using namespace gw::upstream;

namespace {

enum class Delivery { Whole, Bytewise };

const std::string kEnd = "\r\n\r\n";
const std::string kChunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

} // namespace

// What an origin must not get past the client: every response here could be read in two ways, or is
// incomplete.
class ClientAbuseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void accepts_data();
    void accepts();
    void endsAFloodOfInformationals();
    void boundsAHeadWithoutEnd();
    void refuses101WithoutAsking();
};

void ClientAbuseTest::refuses_data()
{
    QTest::addColumn<std::string>("response");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, std::string response,
                        FailureKind kind = FailureKind::Protocol) {
        QTest::newRow(name) << std::move(response) << int(kind);
    };
    const auto head = [](const std::string &fields) {
        return "HTTP/1.1 200 OK\r\n" + fields + kEnd;
    };
    const FailureKind closed = FailureKind::Closed;

    row("nothing", "", closed);
    row("half a status line", "HTTP/1.1 20", closed);
    row("half a head", "HTTP/1.1 200 OK\r\nX: 1\r\n", closed);
    row("only informational", "HTTP/1.1 100 Continue\r\n\r\n", closed);
    row("body shorter than its length", head("Content-Length: 10") + "short", closed);
    row("chunk cut off", kChunkedHead + "a\r\nshort", closed);
    row("no last chunk", kChunkedHead + "2\r\nok\r\n", closed);
    row("last chunk without end", kChunkedHead + "2\r\nok\r\n0\r\n", closed);
    row("half a trailer", kChunkedHead + "0\r\nX: 1\r\n", closed);

    row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n");
    row("HTTP/0.9", "<html>hello</html>\r\n\r\n");
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    row("version 1.2", "HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n");
    row("version 2.0", "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n");
    row("lower case http", "http/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    row("status of two digits", "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n");
    row("status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n");
    row("status 099", "HTTP/1.1 099 Low\r\nContent-Length: 0\r\n\r\n");
    row("status 600", "HTTP/1.1 600 High\r\nContent-Length: 0\r\n\r\n");
    row("status with a letter", "HTTP/1.1 2x0 OK\r\nContent-Length: 0\r\n\r\n");
    row("negative status", "HTTP/1.1 -20 OK\r\nContent-Length: 0\r\n\r\n");
    row("control byte in the reason", "HTTP/1.1 200 O\x01K\r\nContent-Length: 0\r\n\r\n");

    row("length and chunked",
        head("Content-Length: 5\r\nTransfer-Encoding: chunked") + "0\r\n\r\n");
    row("chunked and length",
        head("Transfer-Encoding: chunked\r\nContent-Length: 5") + "0\r\n\r\n");
    row("two lengths", head("Content-Length: 3\r\nContent-Length: 5") + "abcde");
    row("the same length twice", head("Content-Length: 2\r\nContent-Length: 2") + "ok");
    row("list of lengths", head("Content-Length: 2, 2") + "ok");
    row("empty length", head("Content-Length: ") + "ok");
    row("negative length", head("Content-Length: -1") + "ok");
    row("signed length", head("Content-Length: +2") + "ok");
    row("hexadecimal length", head("Content-Length: 0x2") + "ok");
    row("length with a blank", head("Content-Length: 1 2") + "ok");
    row("length over 64 bits", head("Content-Length: 18446744073709551618") + "ok");
    row("unknown coding", head("Transfer-Encoding: zipped") + "ok");
    row("two codings", head("Transfer-Encoding: gzip, chunked") + "0\r\n\r\n");
    row("chunked twice",
        head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked") + "0\r\n\r\n");
    row("chunked in a list", head("Transfer-Encoding: chunked, identity") + "0\r\n\r\n");
    row("coding with vertical tab", head("Transfer-Encoding: \x0b"
                                         "chunked") +
                                        "0\r\n\r\n");
    row("chunked by 1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

    row("blank before the colon", head("Content-Length : 2") + "ok");
    row("field without a colon", head("Nonsense") + "ok");
    row("field without a name", head(": value") + "ok");
    row("blank in a name", head("X Y: value") + "ok");
    row("folded field", head("X: one\r\n two\r\nContent-Length: 2") + "ok");
    row("leading blank line in the fields", head(" X: 1\r\nContent-Length: 2") + "ok");
    row("bare CR in a value", head("X: a\rb\r\nContent-Length: 2") + "ok");
    row("bare LF as line end", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
    row("NUL in a value", head(std::string("X: a\0b", 6) + "\r\nContent-Length: 2") + "ok");
    row("control byte in a name", head("X\x02: 1\r\nContent-Length: 2") + "ok");

    row("chunk size with a sign", kChunkedHead + "+2\r\nok\r\n0\r\n\r\n");
    row("chunk size with 0x", kChunkedHead + "0x2\r\nok\r\n0\r\n\r\n");
    row("chunk size not hexadecimal", kChunkedHead + "g\r\nok\r\n0\r\n\r\n");
    row("chunk size empty", kChunkedHead + "\r\nok\r\n0\r\n\r\n");
    row("chunk size over 64 bits", kChunkedHead + "10000000000000002\r\nok\r\n0\r\n\r\n");
    row("chunk longer than its size", kChunkedHead + "2\r\nokay\r\n0\r\n\r\n");
    row("chunk line ended by LF", kChunkedHead + "2\nok\r\n0\r\n\r\n");
    row("chunk data ended by LF", kChunkedHead + "2\r\nok\n0\r\n\r\n");
    row("LF in a chunk extension", kChunkedHead + "2;a\nb\r\nok\r\n0\r\n\r\n");
    row("endless chunk extension",
        kChunkedHead + "2;" + std::string(100'000, 'x') + "\r\nok\r\n0\r\n\r\n");
    row("trailer without a colon", kChunkedHead + "0\r\nnonsense\r\n\r\n");
    row("endless trailers", [] {
        std::string text = kChunkedHead + "0\r\n";
        for (int i = 0; i < 5000; ++i) {
            text += "X-" + std::to_string(i) + ": " + std::string(50, 'x') + "\r\n";
        }
        return text + "\r\n";
    }());
    row("endless trailer name", kChunkedHead + "10000\r\n" + std::string(0x10000, 'x') +
                                    "\r\n0\r\n" + std::string(70'000, 'x'));
    row("too many fields", [] {
        std::string text = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n";
        for (int i = 0; i < 1000; ++i) {
            text += "X: 1\r\n";
        }
        return text + "\r\n";
    }());
    row("head too large", head("X: " + std::string(200'000, 'x') + "\r\nContent-Length: 2") + "ok");
}

void ClientAbuseTest::refuses()
{
    QFETCH(std::string, response);
    QFETCH(int, kind);
    for (const Delivery delivery : {Delivery::Whole, Delivery::Bytewise}) {
        if (delivery == Delivery::Bytewise && response.size() > 1000) {
            continue;
        }
        LyingOrigin origin({[&](OriginPeer &peer) {
            peer.readHead();
            if (delivery == Delivery::Whole) {
                peer.send(response);
            } else {
                peer.sendBytewise(response);
            }
            peer.endSending();
            peer.readAll();
        }});
        ClientFixture f;
        Recorder recorder;
        f.run(f.origin(origin.port()), recorder);
        QVERIFY2(recorder.failure, recorder.events.c_str());
        QCOMPARE(int(recorder.failure->kind), kind);
        const std::string peer = "127.0.0.1:" + std::to_string(origin.port()) + ": ";
        QVERIFY2(recorder.failure->text.starts_with(peer), recorder.failure->text.c_str());
        QVERIFY(recorder.failure->text.size() > peer.size());
        QCOMPARE(f.client.idleConnections(), 0U);
        QCOMPARE(f.client.activeCalls(), 0U);
        QCOMPARE(origin.accepted(), 1);
    }
}

void ClientAbuseTest::accepts_data()
{
    QTest::addColumn<std::string>("response");
    QTest::addColumn<std::string>("body");
    const auto row = [](const char *name, std::string response, std::string body) {
        QTest::newRow(name) << std::move(response) << std::move(body);
    };
    row("no reason", "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok", "ok");
    row("unknown status", "HTTP/1.1 599 What\r\nContent-Length: 2\r\n\r\nok", "ok");
    row("length with zeros", "HTTP/1.1 200 OK\r\nContent-Length: 0002\r\n\r\nok", "ok");
    row("blanks around a value", "HTTP/1.1 200 OK\r\nX: \t a \t\r\nContent-Length:   2  \r\n\r\nok",
        "ok");
    row("empty value", "HTTP/1.1 200 OK\r\nX:\r\nContent-Length: 2\r\n\r\nok", "ok");
    row("latin-1 in a value", "HTTP/1.1 200 OK\r\nX: caf\xe9\r\nContent-Length: 2\r\n\r\nok", "ok");
    row("Chunked in capitals",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "ok");
    row("chunk size in capitals", kChunkedHead + "0A\r\n0123456789\r\n0\r\n\r\n", "0123456789");
    row(
        "many small chunks",
        [] {
            std::string text = kChunkedHead;
            for (int i = 0; i < 2000; ++i) {
                text += "1\r\nx\r\n";
            }
            return text + "0\r\n\r\n";
        }(),
        std::string(2000, 'x'));
}

void ClientAbuseTest::accepts()
{
    QFETCH(std::string, response);
    LyingOrigin origin({answering(response)});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    QVERIFY2(recorder.hasEnded(),
             recorder.failure ? recorder.failure->text.c_str() : recorder.events.c_str());
    QTEST(recorder.body, "body");
    QCOMPARE(f.client.idleConnections(), 1U);
}

void ClientAbuseTest::endsAFloodOfInformationals()
{
    LyingOrigin origin({[](OriginPeer &peer) {
        peer.readHead();
        while (peer.send("HTTP/1.1 102 Processing\r\n\r\n")) {
        }
    }});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    QVERIFY(recorder.failure);
    QCOMPARE(recorder.failure->kind, FailureKind::Protocol);
    QVERIFY(recorder.informational.size() <= 32);
}

void ClientAbuseTest::boundsAHeadWithoutEnd()
{
    std::atomic<std::size_t> sent = 0;
    LyingOrigin origin({[&](OriginPeer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\nX: ");
        const std::string block(1024, 'x');
        while (sent < 256 * 1024 * 1024 && peer.send(block)) {
            sent += block.size();
        }
    }});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    QVERIFY(recorder.failure);
    QCOMPARE(recorder.failure->kind, FailureKind::Protocol);
    QVERIFY(sent < 64 * 1024 * 1024);
}

void ClientAbuseTest::refuses101WithoutAsking()
{
    LyingOrigin origin({answering("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nbytes")});
    ClientFixture f;
    Recorder recorder;
    f.run(f.origin(origin.port()), recorder);
    QCOMPARE(recorder.events, "f");
    QCOMPARE(recorder.failure->kind, FailureKind::Protocol);
}

GW_TEST(ClientAbuseTest, gw::test::useEpollDispatcher)
#include "client_abuse_test.moc"
