// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/epoll_dispatcher.h"

#include <QCoreApplication>

namespace gw::test {

// For GW_TEST: the application's events come from the engine's own dispatcher.
inline void useEpollDispatcher()
{
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
}

} // namespace gw::test
