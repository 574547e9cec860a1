// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request/services.h"

#include <condition_variable>
#include <deque>
#include <functional>
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

private:
    void run();

    const std::size_t m_queueLimit;
    std::mutex m_mutex;
    std::condition_variable m_hasWork;
    std::deque<std::function<void()>> m_queue;
    bool m_isStopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace gw::runtime
