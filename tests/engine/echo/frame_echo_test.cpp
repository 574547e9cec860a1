// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/frame_echo.h"
#include "support/room_test.h"

using gw::echo::acceptKey;
using gw::echo::FrameEcho;
using State = FrameEcho::State;

namespace {

std::string header(unsigned first, std::size_t size, unsigned maskBit)
{
    std::string text(1, char(first));
    if (size < 126) {
        text += char(size | maskBit);
    } else if (size < 65536) {
        text += char(126 | maskBit);
        text += char(size >> 8);
        text += char(size);
    } else {
        text += char(127 | maskBit);
        for (int shift = 56; shift >= 0; shift -= 8) {
            text += char(std::uint64_t(size) >> shift);
        }
    }
    return text;
}

std::string masked(unsigned first, std::string payload)
{
    constexpr char kMask[] = {'\x11', '\x22', '\x33', '\x44'};
    std::string frame = header(first, payload.size(), 0x80) + std::string(kMask, 4);
    for (std::size_t i = 0; i < payload.size(); ++i) {
        frame += char(payload[i] ^ kMask[i & 3]);
    }
    return frame;
}

std::string plain(unsigned first, const std::string &payload)
{
    return header(first, payload.size(), 0) + payload;
}

constexpr unsigned kText = 0x81;
constexpr unsigned kBinary = 0x82;
constexpr unsigned kClose = 0x88;
constexpr unsigned kPing = 0x89;
constexpr unsigned kPong = 0x8a;

const std::string kProtocolError("\x88\x02\x03\xea", 4);

} // namespace

class FrameEchoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void refuses_data();
    void refuses();
    void takesNothingAfterClose();
    void makesTheAcceptKey();
};

void FrameEchoTest::answers_data()
{
    QTest::addColumn<std::string>("in");
    QTest::addColumn<std::string>("out");
    QTest::addColumn<bool>("isClosed");
    const auto row = [](const char *name, std::string in, std::string out, bool isClosed = false) {
        QTest::newRow(name) << in << out << isClosed;
    };
    const std::string medium(300, 'm');
    const std::string large(70'000, 'l');
    row("text", masked(kText, "hello"), plain(kText, "hello"));
    row("empty text", masked(kText, ""), plain(kText, ""));
    row("binary", masked(kBinary, std::string("\0\xff", 2)),
        plain(kBinary, std::string("\0\xff", 2)));
    row("16-bit length", masked(kText, medium), plain(kText, medium));
    row("64-bit length", masked(kText, large), plain(kText, large));
    row("two frames", masked(kText, "a") + masked(kBinary, "b"),
        plain(kText, "a") + plain(kBinary, "b"));
    row("fragments with a ping between", masked(0x01, "a") + masked(kPing, "p") + masked(0x80, "b"),
        plain(0x01, "a") + plain(kPong, "p") + plain(0x80, "b"));
    row("ping", masked(kPing, "are you there"), plain(kPong, "are you there"));
    row("pong", masked(kPong, "unasked"), "");
    row("close", masked(kClose, ""), plain(kClose, ""), true);
    row("close with a reason",
        masked(kClose, "\x03\xe8"
                       "bye"),
        plain(kClose, "\x03\xe8"), true);
}

void FrameEchoTest::answers()
{
    QFETCH(std::string, in);
    QFETCH(std::string, out);
    QFETCH(bool, isClosed);
    for (const std::size_t step : {in.size(), std::size_t(1), std::size_t(7)}) {
        FrameEcho echo;
        std::string sent;
        State state = State::Open;
        for (std::size_t at = 0; at < in.size(); at += step) {
            state = echo.consume(std::string_view(in).substr(at, step), sent);
        }
        QCOMPARE(sent, out);
        QCOMPARE(state == State::Closed, isClosed);
    }
}

void FrameEchoTest::refuses_data()
{
    QTest::addColumn<std::string>("in");
    const auto row = [](const char *name, std::string in) {
        QTest::newRow(name) << in;
    };
    row("unmasked", plain(kText, "hello"));
    row("reserved bit", masked(0xc1, "x"));
    row("reserved opcode", masked(0x83, "x"));
    row("reserved control opcode", masked(0x8b, "x"));
    row("fragmented ping", masked(0x09, "x"));
    row("long ping", masked(kPing, std::string(126, 'x')));
    row("continuation of nothing", masked(0x80, "x"));
    row("text inside a fragmented message", masked(0x01, "a") + masked(kText, "b"));
    row("close of one byte", masked(kClose, "x"));
    row("length over 63 bits", std::string("\x82\xff\x80\0\0\0\0\0\0\0\1\2\3\4", 14));
}

void FrameEchoTest::refuses()
{
    QFETCH(std::string, in);
    FrameEcho echo;
    std::string sent;
    QCOMPARE(echo.consume(in, sent), State::Closed);
    QVERIFY(sent.ends_with(kProtocolError));
}

void FrameEchoTest::takesNothingAfterClose()
{
    FrameEcho echo;
    std::string sent;
    QCOMPARE(echo.consume(masked(kClose, "") + masked(kText, "late"), sent), State::Closed);
    QCOMPARE(echo.consume(masked(kText, "later"), sent), State::Closed);
    QCOMPARE(sent, plain(kClose, ""));
}

void FrameEchoTest::makesTheAcceptKey()
{
    // The example of RFC 6455 section 1.3.
    QCOMPARE(acceptKey("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

GW_TEST(FrameEchoTest)
#include "frame_echo_test.moc"
