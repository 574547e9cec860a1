// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"

#include <optional>
#include <string>
#include <string_view>

namespace gw::test {

// An exchange without a connection: the test plays the client and reads the answer.
class FakeExchange final : public http::Exchange {
public:
    explicit FakeExchange(std::string_view method, std::string_view target)
        : FakeExchange(http::Peer{"192.0.2.7", 4711, false, {}})
    {
        m_request.method = m_arena.copy(method);
        m_request.target = m_arena.copy(target);
        field("Host", "echo.example");
    }

    FakeExchange &field(std::string_view name, std::string_view value)
    {
        m_request.fields.add(name, value);
        return *this;
    }

    // The client's side.
    void sendBody(std::string_view bytes)
    {
        if (m_reader) {
            m_reader->onBody(bytes);
        }
    }
    void endBody() { m_reader->onBodyEnd(); }
    void failBody(http::BodyFailure failure) { m_reader->onBodyFailed(failure); }
    void drain()
    {
        isFull = false;
        m_observer->onDrained();
    }
    void leave() { m_observer->onClientGone(); }

    [[nodiscard]] bool isReadingBody() const { return m_reader != nullptr; }
    [[nodiscard]] int status() const { return m_response.status; }
    [[nodiscard]] std::string_view answerField(std::string_view name) const
    {
        return m_response.fields.value(name);
    }

    [[nodiscard]] std::optional<std::uint64_t> requestBodyLength() const override { return {}; }
    void readBody(http::BodyReader &reader) override { m_reader = &reader; }
    void pauseBody() override { isPaused = true; }
    void resumeBody() override { isPaused = false; }
    void respond(std::string_view bytes) override
    {
        body = bytes;
        isOver = true;
    }
    void startResponse(std::optional<std::uint64_t> given) override
    {
        isStarted = true;
        length = given;
    }
    bool write(std::string_view bytes) override
    {
        body += bytes;
        ++pieces;
        return !isFull;
    }
    void finish(const http::FieldList *) override { isOver = true; }
    void abort() override { isOver = true; }
    void sendInformational(int, const http::FieldList &) override {}
    void upgrade() override { isUpgraded = true; }
    [[nodiscard]] bool isResponseStarted() const override { return isStarted; }
    [[nodiscard]] std::uint64_t bytesSent() const override { return body.size(); }
    void closeAfterResponse() override {}
    void hold() override {}
    void release() override {}

    std::string body;
    std::optional<std::uint64_t> length;
    int pieces = 0;
    bool isOver = false;
    bool isStarted = false;
    bool isPaused = false;
    bool isUpgraded = false;
    bool isFull = false; // write() asks to wait

private:
    // The base keeps a pointer to the peer, which must stand first.
    explicit FakeExchange(http::Peer peer)
        : http::Exchange(m_ownPeer)
        , m_ownPeer(std::move(peer))
    {
    }

    http::Peer m_ownPeer;
    http::BodyReader *m_reader = nullptr;
};

} // namespace gw::test
