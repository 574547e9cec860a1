// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

namespace gw::upstream {

// Something that waits in a SoonQueue. Must be removed before it dies.
class SoonTask {
public:
    virtual void onSoon() = 0;

protected:
    ~SoonTask() = default;
};

// Work for the end of the present round of events: EpollDispatcher::callSoon() for many small tasks
// with one call, and with the ability to take a task back.
// Thread: one, which runs an EpollDispatcher.
class SoonQueue final {
public:
    SoonQueue();
    ~SoonQueue();
    SoonQueue(const SoonQueue &) = delete;
    SoonQueue &operator=(const SoonQueue &) = delete;

    // Without effect when the task waits already.
    void add(SoonTask &task);
    void remove(SoonTask &task);

private:
    struct State;
    std::shared_ptr<State> m_state; // shared with the dispatcher, which may outlive the queue
};

} // namespace gw::upstream
