// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/fake_exchange.h"

namespace gw::control::testing {

FakeExchange::FakeExchange(const http::Peer &peer, std::string_view method, std::string_view target)
    : Exchange(peer)
{
    m_request.method = m_arena.copy(method);
    m_request.target = m_arena.copy(target);
    m_request.fields.add("Host", "127.0.0.1:8080");
}

std::string FakeExchange::field(std::string_view name) const
{
    return std::string(m_response.fields.value(name));
}

void FakeExchange::drain()
{
    m_unsent = 0;
    if (m_observer != nullptr) {
        m_observer->onDrained();
    }
}

void FakeExchange::respond(std::string_view bytes)
{
    body = bytes;
    isStarted = true;
    isEnded = true;
}

void FakeExchange::startResponse(std::optional<std::uint64_t>)
{
    isStarted = true;
}

bool FakeExchange::write(std::string_view bytes)
{
    body += bytes;
    m_unsent += isStuck ? bytes.size() : 0;
    return m_unsent < kHighWaterMark;
}

void FakeExchange::finish(const http::FieldList *)
{
    isEnded = true;
}

} // namespace gw::control::testing
