// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/exchange.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

namespace gw::chain::test {

using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// A request without a connection; what is answered is kept in heads and counters.
class FakeExchange final : public http::Exchange {
public:
    FakeExchange(std::string_view method, std::string_view target, Fields fields = {})
        : Exchange(kPeer)
    {
        m_request.method = m_arena.copy(method);
        m_request.target = m_arena.copy(target);
        for (const auto &[name, value] : fields) {
            m_request.fields.add(name, value);
        }
    }

    std::optional<std::uint64_t> bodyLength = 0;
    int holds = 0;
    bool closes = false;

    [[nodiscard]] std::optional<std::uint64_t> requestBodyLength() const override
    {
        return bodyLength;
    }
    void readBody(http::BodyReader &) override {}
    void pauseBody() override {}
    void resumeBody() override {}
    void respond(std::string_view) override {}
    void startResponse(std::optional<std::uint64_t>) override {}
    bool write(std::string_view) override { return true; }
    void finish(const http::FieldList *) override {}
    void abort() override {}
    void sendInformational(int, const http::FieldList &) override {}
    void upgrade() override {}
    [[nodiscard]] bool isResponseStarted() const override { return false; }
    [[nodiscard]] std::uint64_t bytesSent() const override { return 0; }
    void closeAfterResponse() override { closes = true; }
    void hold() override { ++holds; }
    void release() override { --holds; }

private:
    static inline const http::Peer kPeer{"192.0.2.7", 4711, false, {}};
};

} // namespace gw::chain::test
