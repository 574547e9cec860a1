// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/proxy/gateway.h"
#include "proxy/pause_port.h"

#include <QTest>

#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace gw::proxy::test {

// Takes all requests in, or none.
class TestDesk final : public PausePort {
public:
    explicit TestDesk(chain::BreakpointSet set)
        : m_set(std::make_shared<const chain::BreakpointSet>(std::move(set)))
    {
    }

    bool isFull = false;

    std::shared_ptr<const chain::BreakpointSet> breakpoints() const override { return m_set; }
    std::uint64_t pause(PausedRequest request, std::function<void(PauseEnd)> release) override
    {
        const std::lock_guard lock(m_mutex);
        if (isFull) {
            return 0;
        }
        m_paused.push_back(std::move(request));
        m_releases.push_back(std::move(release));
        return m_paused.size();
    }
    bool leave(std::uint64_t id, ReleaseReason reason) override
    {
        const std::lock_guard lock(m_mutex);
        m_left.push_back(reason);
        return m_releases.at(id - 1) != nullptr;
    }

    // The request that pauses as the so-manieth; nothing when none does in ten seconds.
    [[nodiscard]] std::optional<PausedRequest> wait(std::size_t number = 1)
    {
        const auto hasCome = [&] {
            const std::lock_guard lock(m_mutex);
            return m_paused.size() >= number;
        };
        if (!QTest::qWaitFor(hasCome, 10'000)) {
            return std::nullopt;
        }
        const std::lock_guard lock(m_mutex);
        return m_paused.at(number - 1);
    }
    void release(PauseEnd end, std::size_t number = 1)
    {
        std::function<void(PauseEnd)> function;
        {
            const std::lock_guard lock(m_mutex);
            function = std::exchange(m_releases.at(number - 1), nullptr);
        }
        function(std::move(end));
    }
    void goOn(std::size_t number = 1) { release({}, number); }
    [[nodiscard]] std::vector<ReleaseReason> left()
    {
        const std::lock_guard lock(m_mutex);
        return m_left;
    }
    [[nodiscard]] std::size_t count()
    {
        const std::lock_guard lock(m_mutex);
        return m_paused.size();
    }

private:
    std::mutex m_mutex;
    std::shared_ptr<const chain::BreakpointSet> m_set;
    std::deque<PausedRequest> m_paused;
    std::deque<std::function<void(PauseEnd)>> m_releases;
    std::vector<ReleaseReason> m_left;
};

inline chain::BreakpointSet at(const std::string &step, chain::When when = chain::When::Before)
{
    return {.breakpoints = {{.id = "b1", .step = step, .when = when}}};
}

inline Gateway::Options withDesk(TestDesk &desk)
{
    Gateway::Options options;
    options.wantsTrace = true;
    options.pauses = &desk;
    return options;
}

inline PauseEnd editOf(const MessageEdit &request)
{
    return {.reason = ReleaseReason::Edited, .request = request};
}

inline PauseEnd responseEditOf(const MessageEdit &response)
{
    return {.reason = ReleaseReason::Edited, .response = response};
}

inline PauseEnd answerOf(const MessageEdit &answer)
{
    return {.reason = ReleaseReason::Answered, .response = answer};
}

} // namespace gw::proxy::test
