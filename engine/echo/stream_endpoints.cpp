// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/echo_document.h"
#include "echo/echo_request.h"
#include "echo/endpoints.h"
#include "echo/web_socket_task.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gw::echo {

namespace {

constexpr std::int64_t kMostBytes = 1LL << 30;
constexpr std::int64_t kMostLines = 100;
constexpr std::int64_t kMostEvents = 1000;
constexpr std::int64_t kPieceSize = 10 * 1024;
constexpr double kLongestPauseSeconds = 10;

enum class Framing : unsigned char { Length, Chunked };

// Bytes that look random and are the same for the same seed (SplitMix64).
class ByteSource final {
public:
    ByteSource(std::uint64_t seed, std::int64_t size, std::int64_t pieceSize)
        : m_state(seed)
        , m_left(size)
        , m_pieceSize(pieceSize)
    {
    }

    std::optional<std::string> operator()()
    {
        if (m_left == 0) {
            return std::nullopt;
        }
        std::string piece(std::size_t(std::min(m_left, m_pieceSize)), '\0');
        m_left -= std::int64_t(piece.size());
        for (char &byte : piece) {
            if (m_unused == 0) {
                m_word = nextWord();
                m_unused = 8;
            }
            byte = static_cast<char>(m_word & 0xff);
            m_word >>= 8;
            --m_unused;
        }
        return piece;
    }

private:
    std::uint64_t nextWord()
    {
        m_state += 0x9e3779b97f4a7c15;
        std::uint64_t word = m_state;
        word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9;
        word = (word ^ (word >> 27)) * 0x94d049bb133111eb;
        return word ^ (word >> 31);
    }

    std::uint64_t m_state;
    std::uint64_t m_word = 0;
    int m_unused = 0; // bytes of m_word
    std::int64_t m_left;
    std::int64_t m_pieceSize;
};

std::unique_ptr<EchoTask> streamTask(EchoContext &context, StreamTask::Plan plan)
{
    return std::make_unique<StreamTask>(context.owner, context.exchange, context.timers,
                                        std::move(plan));
}

std::unique_ptr<EchoTask> byteTask(EchoContext &context, Framing framing)
{
    const auto size = wholeNumber(context.segments[1]);
    if (!size) {
        answerText(context.exchange, 400, "The size is a number of bytes.\n");
        return nullptr;
    }
    const std::int64_t kept = std::min(*size, kMostBytes);
    const auto seed = wholeNumber(argument(context.exchange, "seed")).value_or(0);
    const auto pieceSize =
        wholeNumber(argument(context.exchange, "chunk_size")).value_or(kPieceSize);
    StreamTask::Plan plan;
    if (framing == Framing::Length) {
        plan.length = std::uint64_t(kept);
    }
    plan.next =
        ByteSource(std::uint64_t(seed), kept, std::clamp<std::int64_t>(pieceSize, 1, kPieceSize));
    context.exchange.response().fields.set("Content-Type", "application/octet-stream");
    return streamTask(context, std::move(plan));
}

std::unique_ptr<EchoTask> bytes(EchoContext &context)
{
    return byteTask(context, Framing::Length);
}

std::unique_ptr<EchoTask> streamBytes(EchoContext &context)
{
    return byteTask(context, Framing::Chunked);
}

std::unique_ptr<EchoTask> stream(EchoContext &context)
{
    const auto count = wholeNumber(context.segments[1]);
    if (!count) {
        answerText(context.exchange, 400, "The number of lines is a number.\n");
        return nullptr;
    }
    StreamTask::Plan plan;
    plan.next = [&exchange = context.exchange, id = std::int64_t(0),
                 end = std::min(*count, kMostLines)]() mutable -> std::optional<std::string> {
        if (id == end) {
            return std::nullopt;
        }
        EchoDocument document;
        document.setNumber("id", id++);
        document.setPairs("args", argsOf(exchange));
        document.setPairs("headers", fieldsOf(exchange));
        document.setText("origin", originOf(exchange));
        document.setText("url", urlOf(exchange));
        return document.line();
    };
    context.exchange.response().fields.set("Content-Type", "application/json");
    return streamTask(context, std::move(plan));
}

std::unique_ptr<EchoTask> events(EchoContext &context)
{
    const std::int64_t count = wholeNumber(argument(context.exchange, "count")).value_or(10);
    const double delay = positiveNumber(argument(context.exchange, "delay")).value_or(1);
    StreamTask::Plan plan;
    plan.pause =
        std::chrono::milliseconds(std::lround(std::min(delay, kLongestPauseSeconds) * 1000));
    plan.next = [id = std::int64_t(0),
                 end = std::min(count, kMostEvents)]() mutable -> std::optional<std::string> {
        if (id == end) {
            return std::nullopt;
        }
        const std::string number = std::to_string(id++);
        return "event: ping\nid: " + number + "\ndata: {\"id\": " + number + "}\n\n";
    };
    http::FieldList &fields = context.exchange.response().fields;
    fields.set("Content-Type", "text/event-stream");
    fields.set("Cache-Control", "no-store");
    return streamTask(context, std::move(plan));
}

std::unique_ptr<EchoTask> webSocket(EchoContext &context)
{
    return std::make_unique<WebSocketTask>(context.owner, context.exchange);
}

} // namespace

std::span<const Route> streamRoutes()
{
    static constexpr Route kRoutes[] = {
        {"bytes", 2, 2, kReading, bytes},   {"stream-bytes", 2, 2, kReading, streamBytes},
        {"stream", 2, 2, kReading, stream}, {"sse", 1, 1, kReading, events},
        {"ws", 1, 1, "GET", webSocket},
    };
    return kRoutes;
}

} // namespace gw::echo
