// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "echo/echo_task.h"
#include "http/exchange.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>

namespace gw::echo {

// An upstream to try a gateway with: answers what it was asked, in the shapes that httpbin.org made
// known. GET / lists the endpoints.
// Thread: one worker.
class EchoUpstream final : public http::RequestHandler, private TaskOwner {
public:
    explicit EchoUpstream(TimerWheel &timers);
    ~EchoUpstream(); // with no exchange under way

    void onRequest(http::Exchange &exchange) override;

    [[nodiscard]] std::size_t activeTasks() const { return m_tasks.size(); }

private:
    void forget(EchoTask &task) override;
    void run(std::unique_ptr<EchoTask> task);

    TimerWheel &m_timers;
    std::unordered_map<EchoTask *, std::unique_ptr<EchoTask>> m_tasks;
};

} // namespace gw::echo
