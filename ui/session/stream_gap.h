// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"
#include "client/traffic_record.h"

#include <QList>

#include <functional>

namespace gw::session {

// What an engine told while its event stream was closed, or before it was opened: it is asked for,
// and passed on before what the new stream brings. What the engine does not have any more is
// counted as skipped. Records are numbered by `sequence`. Thread: GUI.
template <typename Record>
class StreamGap final {
public:
    using Records = QList<Record>; // oldest first
    using Pass = std::function<void(const Records &records, quint64 skipped)>;

    explicit StreamGap(Pass pass);

    // From the stream. Passed on, or kept until fill().
    void take(const Records &records, quint64 skipped);
    // The stream is another one; fill() follows, with what is there behind last().
    void open();
    [[nodiscard]] quint64 last() const { return m_last; } // sequence number; 0: none
    // known: none where the engine did not answer.
    void fill(const Records &known);
    // Another engine, or another run of it: its numbers begin again.
    void forget();

private:
    void pass(const Records &records, quint64 skipped);

    Pass m_pass;
    quint64 m_last = 0;   // that was passed on
    quint64 m_filled = 0; // up to there the stream has nothing new
    bool m_isOpen = false;
    Records m_waiting;
    quint64 m_skipped = 0;
};

using TrafficGap = StreamGap<client::TrafficRecord>;
using LogGap = StreamGap<client::LogLine>;

} // namespace gw::session
