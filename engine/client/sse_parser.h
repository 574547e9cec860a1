// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace gw::client {

struct SseEvent {
    QByteArray type; // "message" when the stream names none
    QByteArray data;
};

// Takes a stream of Server-Sent Events apart (WHATWG HTML, section 9.2), in pieces of any size.
// Thread: its user's.
class SseParser final {
public:
    // An event longer than this is dropped, so that a stream that never ends an event costs no
    // memory without bound.
    static constexpr qsizetype kMaxEventBytes = 16 * 1024 * 1024;

    // The events that became whole with these bytes.
    [[nodiscard]] QList<SseEvent> add(const QByteArray &bytes);

private:
    void takeLine(QByteArrayView line, QList<SseEvent> &whole);

    QByteArray m_rest; // a line that has not ended
    QByteArray m_type;
    QByteArray m_data;
    bool m_endsWithReturn = false; // a line feed that follows belongs to it
    bool m_isTooLong = false;
};

} // namespace gw::client
