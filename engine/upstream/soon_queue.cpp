// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/soon_queue.h"

#include "base/epoll_dispatcher.h"

#include <algorithm>
#include <utility>

namespace gw::upstream {

struct SoonQueue::State {
    std::vector<SoonTask *> waiting;
    std::vector<SoonTask *> running; // null: done or taken back
    bool isScheduled = false;

    void run()
    {
        isScheduled = false;
        running.swap(waiting);
        for (std::size_t i = 0; i < running.size(); ++i) {
            if (SoonTask *task = std::exchange(running[i], nullptr)) {
                task->onSoon();
            }
        }
        running.clear();
    }
};

SoonQueue::SoonQueue()
    : m_state(std::make_shared<State>())
{
}

SoonQueue::~SoonQueue()
{
    m_state->waiting.clear();
    std::fill(m_state->running.begin(), m_state->running.end(), nullptr);
}

void SoonQueue::add(SoonTask &task)
{
    auto &waiting = m_state->waiting;
    if (std::find(waiting.begin(), waiting.end(), &task) != waiting.end()) {
        return;
    }
    waiting.push_back(&task);
    if (!m_state->isScheduled) {
        m_state->isScheduled = true;
        EpollDispatcher::current()->callSoon([state = m_state] { state->run(); });
    }
}

void SoonQueue::remove(SoonTask &task)
{
    std::erase(m_state->waiting, &task);
    std::replace(m_state->running.begin(), m_state->running.end(), &task,
                 static_cast<SoonTask *>(nullptr));
}

} // namespace gw::upstream
