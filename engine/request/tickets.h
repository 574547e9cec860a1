// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <unordered_map>

namespace gw::request {

class RequestContext;

// Numbers under which suspended requests wait. A number is given once and never again, so a stale
// one finds nothing. Thread: one worker; the numbers may travel.
class Tickets final {
public:
    explicit Tickets(int workerIndex)
        : m_next((std::uint64_t(workerIndex) << 48) + 1)
    {
    }

    [[nodiscard]] std::uint64_t issue(RequestContext &context)
    {
        m_waiting.emplace(m_next, &context);
        return m_next++;
    }
    // Null when the ticket was used, or revoked because its request is gone.
    [[nodiscard]] RequestContext *take(std::uint64_t ticket)
    {
        const auto place = m_waiting.find(ticket);
        if (place == m_waiting.end()) {
            return nullptr;
        }
        RequestContext *context = place->second;
        m_waiting.erase(place);
        return context;
    }
    void revoke(std::uint64_t ticket) { m_waiting.erase(ticket); }

private:
    std::uint64_t m_next;
    std::unordered_map<std::uint64_t, RequestContext *> m_waiting;
};

} // namespace gw::request
