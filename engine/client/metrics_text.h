// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"

#include <QByteArray>

namespace gw::client {

// Calls of a hook that took at most `upTo`, and longer than the bucket before. The last bucket has
// no end: `upTo` is zero.
struct TimeBucket {
    std::chrono::nanoseconds upTo{0};
    std::uint64_t count = 0;
};

// The distribution of a hook's times out of `GET /metrics` (Prometheus' text format), shortest
// first. Empty when the text does not know the hook. Thread: any.
[[nodiscard]] QList<TimeBucket> hookTimesOf(const QByteArray &metrics, const QString &path,
                                            const QString &symbol);

} // namespace gw::client
