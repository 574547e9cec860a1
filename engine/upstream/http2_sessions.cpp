// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/http2_sessions.h"

#include <algorithm>
#include <utility>

namespace gw::upstream {

Http2Sessions::~Http2Sessions()
{
    m_services.soon.remove(*this);
}

Http2Session &Http2Sessions::find(const std::shared_ptr<const Origin> &origin,
                                  std::chrono::milliseconds connectLimit, bool isCareful)
{
    Sessions &sessions = m_sessions[origin->key];
    for (const auto &session : sessions) {
        if (session->takesCalls() && (!isCareful || !session->isOpen() || session->looksAlive())) {
            return *session;
        }
    }
    sessions.push_back(std::make_unique<Http2Session>(*this, m_services, origin));
    sessions.back()->open(connectLimit);
    return *sessions.back();
}

std::size_t Http2Sessions::countIdle(const Sessions &sessions)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        sessions, [](const auto &session) { return session->isOpen() && session->isIdle(); }));
}

std::size_t Http2Sessions::idle() const
{
    std::size_t count = 0;
    for (const auto &[key, sessions] : m_sessions) {
        count += countIdle(sessions);
    }
    return count;
}

bool Http2Sessions::mayStayIdle(const Http2Session &session) const
{
    const Origin &origin = session.origin();
    return countIdle(m_sessions.at(origin.key)) <= origin.maxIdleConnections;
}

void Http2Sessions::closeIdle()
{
    std::vector<Http2Session *> idle;
    for (const auto &[key, sessions] : m_sessions) {
        for (const auto &session : sessions) {
            if (session->isIdle()) {
                idle.push_back(session.get());
            }
        }
    }
    for (Http2Session *session : idle) {
        session->close();
    }
}

void Http2Sessions::onSessionClosed(Http2Session &session)
{
    const auto found = m_sessions.find(session.origin().key);
    Sessions &sessions = found->second;
    const auto place = std::ranges::find(sessions, &session, &std::unique_ptr<Http2Session>::get);
    m_closed.push_back(std::move(*place));
    sessions.erase(place);
    if (sessions.empty()) { // origins come and go with the configuration
        m_sessions.erase(found);
    }
    m_services.soon.add(*this);
}

} // namespace gw::upstream
