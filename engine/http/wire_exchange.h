// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/connection_limits.h"
#include "http/exchange.h"
#include "http/head_writer.h"
#include "http/input_buffer.h"
#include "http/output_queue.h"
#include "http/request_parser.h"

namespace gw::http {

// What an exchange asks of the connection that carries it. None of these calls back into a handler.
class Carrier {
public:
    // Sends what the exchange's queue holds and then the piece; what the client does not take now
    // waits in the queue. False: the connection has broken, and the handler is about to hear of it.
    virtual bool send(std::string_view piece = {}, std::string_view end = {}) = 0;
    // There is something to do that must not happen inside the handler's call.
    virtual void wake() = 0;
    // The listener is about to stop: no connection is kept.
    [[nodiscard]] virtual bool isDraining() const = 0;
    [[nodiscard]] virtual DateClock &clock() = 0;

protected:
    ~Carrier() = default;
};

// Whether more bytes can come from the client.
enum class InputEnd : std::uint8_t { Open, Closed };

// An exchange on a connection of ours: reads the request, writes the answer. The connection runs
// it: parseHead(), then pumpBody() as bytes come in, until the stage is Ended; then startNext() for
// the next request. Handlers are only called from pumpBody() and the functions that end with
// "...Gone" and
// "...Failed", never from inside a call of theirs. Objects are used again and again; see
// ExchangePool. Thread: worker.
class WireExchange final : public Exchange {
public:
    enum class Stage : std::uint8_t {
        Head,      // waits for a request
        Answering, // a handler has it
        Ended,     // the answer is complete or given up; it may wait in the queue
    };
    enum class End : std::uint8_t { Complete, Aborted };

    explicit WireExchange(const ConnectionLimits &limits);
    ~WireExchange() = default;

    // --- For the connection ---
    void attach(Carrier &carrier, const Peer &peer);
    // Forgets everything but unread bytes.
    void startNext();
    void clear();
    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] InputBuffer &input() { return m_input; }
    [[nodiscard]] OutputQueue &output() { return m_output; }
    // Whether more bytes from the client have a use. Behind a refused head they would pile up.
    [[nodiscard]] bool takesInput() const
    {
        return !m_input.isFull() && (m_stage != Stage::Ended || m_input.hasHead());
    }

    // After Done a handler may have it; after Refused call refuse().
    [[nodiscard]] ParseState parseHead();
    // Answers with a short text and asks for the connection to be closed.
    void refuse(int status);
    [[nodiscard]] int refusalStatus() const { return m_parser.refusalStatus(); }

    // Hands body bytes to the reader. False: there is nothing to hand over, or nobody who wants it.
    [[nodiscard]] bool pumpBody(InputEnd end);
    void failBody(BodyFailure failure);
    // Some of the queue was sent. True when that was told to somebody.
    bool noteDrained();
    // The client has left. Tells the observer; without one, the reader.
    void tellClientGone();

    // Skips a body nobody read. Done: the next request follows. Refused: it is too long or broken.
    [[nodiscard]] ParseState skipBody();
    [[nodiscard]] bool isBodyRead() const { return m_isBodyRead; }
    [[nodiscard]] bool awaitsBody() const;
    [[nodiscard]] bool awaitsTunnel() const;
    [[nodiscard]] std::uint64_t bodyTaken() const { return m_bodyTaken; }
    [[nodiscard]] bool mustClose() const { return m_mustClose; }
    [[nodiscard]] bool isTunnel() const { return m_format == Format::Tunnel; }
    // The handler has finished its direction of a tunnel.
    [[nodiscard]] bool isOutputEnded() const { return m_isOutputEnded; }
    // How the answer ended; an aborted one must be cut off with a reset when its end is told by
    // closing, or when nothing was sent yet.
    [[nodiscard]] End end() const { return m_end; }
    [[nodiscard]] bool needsReset() const;
    // After tellClientGone(): nobody will touch it any more.
    [[nodiscard]] bool isLetGo() const
    {
        return (m_isForgotten || m_stage != Stage::Answering) && !m_isHeld;
    }
    [[nodiscard]] bool isHeld() const { return m_isHeld; }

    // --- Exchange ---
    [[nodiscard]] std::optional<std::uint64_t> requestBodyLength() const override;
    void readBody(BodyReader &reader) override;
    void pauseBody() override;
    void resumeBody() override;
    void respond(std::string_view body) override;
    void startResponse(std::optional<std::uint64_t> length) override;
    bool write(std::string_view bytes) override;
    void finish(const FieldList *trailers) override;
    void abort() override;
    void sendInformational(int status, const FieldList &fields) override;
    void upgrade() override;
    [[nodiscard]] bool isResponseStarted() const override { return m_isStarted; }
    [[nodiscard]] std::uint64_t bytesSent() const override { return m_bytesSent; }
    [[nodiscard]] std::size_t bytesWaiting() const override { return m_output.size(); }
    void closeAfterResponse() override { m_mustClose = true; }
    void hold() override { m_isHeld = true; }
    void release() override;

private:
    enum class Format : std::uint8_t { NoBody, Length, Chunked, UntilClose, Tunnel };

    [[nodiscard]] bool allowsBody() const;
    void decidePersistence();
    void writeHead(ResponseFraming framing);
    void endAs(End end);
    [[nodiscard]] bool pumpTunnel(InputEnd end);
    void endBody();

    const ConnectionLimits *m_limits;
    Carrier *m_carrier = nullptr;
    RequestParser m_parser;
    InputBuffer m_input;
    OutputQueue m_output;

    Stage m_stage = Stage::Head;
    End m_end = End::Complete;
    bool m_mustClose = false;
    bool m_isHeld = false;
    bool m_isForgotten = false;

    BodyReader *m_reader = nullptr;
    std::uint64_t m_bodyTaken = 0;
    bool m_isHead = false; // as the client asked; hooks may change the method that goes upstream
    bool m_isBodyRead = false;
    bool m_isPaused = false;
    bool m_owesContinue = false;

    Format m_format = Format::NoBody;
    std::uint64_t m_lengthLeft = 0;
    std::uint64_t m_bytesSent = 0;
    bool m_isStarted = false;
    bool m_isBehind = false;
    bool m_isOutputEnded = false;
};

} // namespace gw::http
