// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/hook_slot.h"
#include "request/services.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace gw::runtime {

// The blocking pool: a fixed number of threads behind a bounded queue, so that hooks that wait do
// not hold up a worker and cannot pile up without limit. Thread: any.
class ThreadPool final : public request::BlockingPool {
public:
    struct Size {
        int threads = 8;
        std::size_t queue = 1024;
    };

    explicit ThreadPool(Size size);
    // Finishes what runs, drops what waits.
    ~ThreadPool();
    ThreadPool(const ThreadPool &) = delete;
    ThreadPool &operator=(const ThreadPool &) = delete;

    [[nodiscard]] bool submit(std::function<void()> work) override;

    // A thread does not come back: another takes its place. At most as many as there were at
    // first, so that what never returns cannot take all memory. Thread: control.
    void replaceThread();
    // One for each thread that is there or may come.
    [[nodiscard]] std::vector<plugin::HookSlot *> slots() const;

private:
    void run(plugin::HookSlot &slot);

    const std::size_t m_queueLimit;
    std::mutex m_mutex;
    std::condition_variable m_hasWork;
    std::deque<std::function<void()>> m_queue;
    bool m_isStopping = false;
    std::vector<std::unique_ptr<plugin::HookSlot>> m_slots;
    std::vector<std::thread> m_threads;
};

} // namespace gw::runtime
