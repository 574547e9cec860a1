// SPDX-License-Identifier: GPL-3.0-or-later
#include "wait_until.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace gw::app {

bool waitUntil(const std::function<bool()> &condition, int patienceMs)
{
    const QDeadlineTimer deadline(patienceMs);
    QTimer tick; // wakes the loop up when nothing else does
    tick.start(20);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace gw::app
