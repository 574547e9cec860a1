// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "upstream/http2_session.h"

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace gw::upstream {

// The HTTP/2 connections of one worker by origin. Thread: the client's worker.
class Http2Sessions final : public Http2Owner, private SoonTask {
public:
    explicit Http2Sessions(ConnectionServices &services)
        : m_services(services)
    {
    }
    ~Http2Sessions();

    // One that takes a further call; opens it where there is none. `isCareful`: one that stands has
    // to look alive.
    [[nodiscard]] Http2Session &find(const std::shared_ptr<const Origin> &origin,
                                     std::chrono::milliseconds connectLimit, bool isCareful);
    [[nodiscard]] std::size_t idle() const;
    void closeIdle();

    void onSessionClosed(Http2Session &session) override;
    [[nodiscard]] bool mayStayIdle(const Http2Session &session) const override;

private:
    using Sessions = std::vector<std::unique_ptr<Http2Session>>;

    [[nodiscard]] static std::size_t countIdle(const Sessions &sessions);

    void onSoon() override { m_closed.clear(); }

    ConnectionServices &m_services;
    std::unordered_map<std::string, Sessions> m_sessions; // by Origin::key
    Sessions m_closed; // until no function of theirs can be on the stack
};

} // namespace gw::upstream
