// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/memory_exchange.h"
#include "support/room_test.h"

using gw::runtime::MemoryExchange;

namespace {

struct Answers final : MemoryExchange::Listener {
    int count = 0;
    void onAnswered() override { ++count; }
};

struct Body final : gw::http::BodyReader {
    std::string bytes;
    int pieces = 0;
    int ends = 0;
    void onBody(std::string_view piece) override
    {
        bytes += piece;
        ++pieces;
    }
    void onBodyEnd() override { ++ends; }
    void onBodyFailed(gw::http::BodyFailure) override {}
};

const gw::http::Peer kPeer{"127.0.0.1", 0, false, {}};

} // namespace

class MemoryExchangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bringsItsBody()
    {
        Answers answers;
        MemoryExchange exchange(kPeer, "hello", answers);
        Body body;
        QCOMPARE(exchange.requestBodyLength(), std::optional<std::uint64_t>(5));
        exchange.readBody(body);
        QCOMPARE(body.bytes, std::string("hello"));
        QCOMPARE(body.ends, 1);
        MemoryExchange without(kPeer, "", answers);
        Body none;
        without.readBody(none);
        QCOMPARE(none.pieces, 0);
        QCOMPARE(none.ends, 1);
    }

    void keepsAWholeAnswer()
    {
        Answers answers;
        MemoryExchange exchange(kPeer, "", answers);
        QVERIFY(!exchange.isResponseStarted());
        exchange.respond("answer");
        QVERIFY(exchange.isResponseStarted());
        QVERIFY(exchange.isComplete());
        QCOMPARE(exchange.answerBody(), std::string("answer"));
        QCOMPARE(exchange.bytesSent(), 6U);
        QCOMPARE(answers.count, 1);
    }

    void keepsPieces()
    {
        Answers answers;
        MemoryExchange exchange(kPeer, "", answers);
        exchange.startResponse(std::nullopt);
        QVERIFY(exchange.write("a"));
        QVERIFY(exchange.write("b"));
        QCOMPARE(answers.count, 0);
        exchange.finish(nullptr);
        QCOMPARE(exchange.answerBody(), std::string("ab"));
        QCOMPARE(answers.count, 1);
    }

    void dropsWhatIsTooMuch()
    {
        constexpr std::size_t kMost = 4 * 1024 * 1024;
        Answers answers;
        MemoryExchange exchange(kPeer, "", answers);
        exchange.startResponse(std::nullopt);
        const std::string piece(1'000'000, 'x');
        for (int i = 0; i < 6; ++i) {
            QVERIFY(exchange.write(piece));
        }
        QCOMPARE(exchange.answerBody().size(), kMost);
    }

    void tellsThatItWasCutOff()
    {
        Answers answers;
        MemoryExchange exchange(kPeer, "", answers);
        exchange.startResponse(10);
        exchange.abort();
        QCOMPARE(answers.count, 1);
        QVERIFY(!exchange.isComplete());
    }
};

GW_TEST(MemoryExchangeTest)
#include "memory_exchange_test.moc"
