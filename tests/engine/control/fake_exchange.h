// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"

#include <string>

namespace gw::control::testing {

// An exchange whose client takes bytes only when the test lets it.
class FakeExchange final : public http::Exchange {
public:
    FakeExchange(const http::Peer &peer, std::string_view method, std::string_view target);

    // What was written, body without framing.
    std::string body;
    bool isStarted = false;
    bool isEnded = false;
    bool isAborted = false;
    // The client takes nothing: write() asks to wait from the high-water mark on.
    bool isStuck = false;

    void leave() { m_observer->onClientGone(); }
    // The client takes everything that was written.
    void drain();
    [[nodiscard]] std::string field(std::string_view name) const;

    std::optional<std::uint64_t> requestBodyLength() const override { return 0; }
    void readBody(http::BodyReader &reader) override { reader.onBodyEnd(); }
    void pauseBody() override {}
    void resumeBody() override {}
    void respond(std::string_view bytes) override;
    void startResponse(std::optional<std::uint64_t> length) override;
    bool write(std::string_view bytes) override;
    void finish(const http::FieldList *trailers) override;
    void abort() override { isAborted = true; }
    void sendInformational(int, const http::FieldList &) override {}
    void upgrade() override {}
    bool isResponseStarted() const override { return isStarted; }
    std::uint64_t bytesSent() const override { return body.size(); }
    void closeAfterResponse() override {}
    void hold() override {}
    void release() override {}

private:
    std::size_t m_unsent = 0;
};

} // namespace gw::control::testing
