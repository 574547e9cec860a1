// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/memory_exchange.h"

namespace gw::runtime {

MemoryExchange::MemoryExchange(const http::Peer &peer, std::string body, Listener &listener)
    : http::Exchange(peer)
    , m_body(std::move(body))
    , m_listener(listener)
{
}

void MemoryExchange::leave()
{
    if (m_observer != nullptr && !m_isComplete) {
        m_observer->onClientGone();
    }
}

std::optional<std::uint64_t> MemoryExchange::requestBodyLength() const
{
    return m_body.size();
}

void MemoryExchange::readBody(http::BodyReader &reader)
{
    if (!m_body.empty()) {
        reader.onBody(m_body);
    }
    reader.onBodyEnd();
}

void MemoryExchange::respond(std::string_view body)
{
    startResponse(body.size());
    write(body);
    finish(nullptr);
}

void MemoryExchange::startResponse(std::optional<std::uint64_t>)
{
    m_isStarted = true;
}

bool MemoryExchange::write(std::string_view bytes)
{
    m_answer += bytes.substr(0, kMaxAnswer - m_answer.size());
    return true;
}

void MemoryExchange::finish(const http::FieldList *)
{
    m_isComplete = true;
    m_listener.onAnswered();
}

void MemoryExchange::abort()
{
    m_listener.onAnswered();
}

void MemoryExchange::upgrade()
{
    m_isStarted = true;
    abort();
}

} // namespace gw::runtime
