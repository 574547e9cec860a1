// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/thread_pool.h"

namespace gw::runtime {

ThreadPool::ThreadPool(Size size)
    : m_queueLimit(size.queue)
{
    for (int i = 0; i < 2 * size.threads; ++i) {
        m_slots.push_back(std::make_unique<plugin::HookSlot>());
    }
    for (int i = 0; i < size.threads; ++i) {
        replaceThread();
    }
}

void ThreadPool::replaceThread()
{
    if (m_threads.size() < m_slots.size()) {
        m_threads.emplace_back([this, slot = m_slots[m_threads.size()].get()] { run(*slot); });
    }
}

std::vector<plugin::HookSlot *> ThreadPool::slots() const
{
    std::vector<plugin::HookSlot *> slots;
    for (const auto &slot : m_slots) {
        slots.push_back(slot.get());
    }
    return slots;
}

ThreadPool::~ThreadPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        m_queue.clear();
    }
    m_hasWork.notify_all();
    for (std::thread &thread : m_threads) {
        thread.join();
    }
}

bool ThreadPool::submit(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isStopping || m_queue.size() >= m_queueLimit) {
            return false;
        }
        m_queue.push_back(std::move(work));
    }
    m_hasWork.notify_one();
    return true;
}

void ThreadPool::run(plugin::HookSlot &slot)
{
    const plugin::HookSlot::Owner owner(slot);
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_hasWork.wait(lock, [this] { return m_isStopping || !m_queue.empty(); });
        if (m_isStopping) {
            return;
        }
        const std::function<void()> work = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        work();
    }
}

} // namespace gw::runtime
