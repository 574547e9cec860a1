// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <future>
#include <memory>
#include <mutex>

namespace gw::test {

// Runs a function in the thread of an object, and waits for it. As Qt::BlockingQueuedConnection,
// but with locks that ThreadSanitizer sees.
template <typename Function>
void runIn(QObject &context, Function &&function)
{
    struct Run {
        std::mutex handOver;
        std::promise<void> done;
    };
    const auto run = std::make_shared<Run>();
    const auto meet = [](Run &both) {
        const std::lock_guard lock(both.handOver);
    };
    meet(*run);
    QMetaObject::invokeMethod(
        &context,
        [&function, meet, run] {
            meet(*run);
            function();
            run->done.set_value();
        },
        Qt::QueuedConnection);
    run->done.get_future().wait();
}

} // namespace gw::test
