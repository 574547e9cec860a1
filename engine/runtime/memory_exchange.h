// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"

#include <string>

namespace gw::runtime {

// An exchange without a client: the request is made by hand and the answer kept in memory. For
// /tyk/debug. Thread: the worker on which it runs.
class MemoryExchange final : public http::Exchange {
public:
    struct Listener {
        virtual void onAnswered() = 0;

    protected:
        ~Listener() = default;
    };

    MemoryExchange(const http::Peer &peer, std::string body, Listener &listener);

    // The client that there is none of leaves.
    void leave();

    // After onAnswered().
    [[nodiscard]] const std::string &answerBody() const { return m_answer; }
    [[nodiscard]] bool isComplete() const { return m_isComplete; }

    [[nodiscard]] std::optional<std::uint64_t> requestBodyLength() const override;
    void readBody(http::BodyReader &reader) override;
    void pauseBody() override {}
    void resumeBody() override {}
    void respond(std::string_view body) override;
    void startResponse(std::optional<std::uint64_t> length) override;
    bool write(std::string_view bytes) override;
    void finish(const http::FieldList *trailers) override;
    void abort() override;
    void sendInformational(int, const http::FieldList &) override {}
    void upgrade() override;
    [[nodiscard]] bool isResponseStarted() const override { return m_isStarted; }
    [[nodiscard]] std::uint64_t bytesSent() const override { return m_answer.size(); }
    void closeAfterResponse() override {}
    void hold() override {}
    void release() override {}

private:
    // Of an answer; more is dropped, so that a debug request cannot fill the memory.
    static constexpr std::size_t kMaxAnswer = 4 * 1024 * 1024;

    std::string m_body;
    std::string m_answer;
    Listener &m_listener;
    bool m_isStarted = false;
    bool m_isComplete = false;
};

} // namespace gw::runtime
