// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/work_bar.h"

#include <QPushButton>
#include <QSemaphore>
#include <QThreadPool>

namespace gw::test {

// The button of the work that is shown; null while none is.
[[nodiscard]] inline QPushButton *cancelButton(const QWidget &page)
{
    for (const widgets::WorkBar *bar : page.findChildren<widgets::WorkBar *>()) {
        if (bar->isVisible()) {
            return bar->findChild<QPushButton *>();
        }
    }
    return nullptr;
}

// While this lives, work that is given to the thread pool waits.
class HeldPool final {
public:
    HeldPool()
        : m_threads(m_pool->maxThreadCount())
    {
        m_pool->setMaxThreadCount(1);
        m_pool->start([this] { m_end.acquire(); });
    }
    ~HeldPool()
    {
        m_end.release();
        m_pool->waitForDone();
        m_pool->setMaxThreadCount(m_threads);
    }
    HeldPool(const HeldPool &) = delete;
    HeldPool &operator=(const HeldPool &) = delete;

private:
    QThreadPool *m_pool = QThreadPool::globalInstance();
    int m_threads;
    QSemaphore m_end;
};

} // namespace gw::test
