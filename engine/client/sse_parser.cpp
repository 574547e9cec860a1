// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/sse_parser.h"

namespace gw::client {

QList<SseEvent> SseParser::add(const QByteArray &bytes)
{
    QList<SseEvent> whole;
    qsizetype begin = 0;
    if (m_endsWithReturn && bytes.startsWith('\n')) {
        begin = 1;
    }
    m_endsWithReturn = m_endsWithReturn && bytes.isEmpty();
    for (qsizetype at = begin; at < bytes.size(); ++at) {
        const char byte = bytes[at];
        if (byte != '\n' && byte != '\r') {
            continue;
        }
        const QByteArrayView piece = QByteArrayView(bytes).sliced(begin, at - begin);
        if (m_rest.isEmpty()) {
            takeLine(piece, whole);
        } else {
            m_rest.append(piece);
            takeLine(std::exchange(m_rest, {}), whole);
        }
        if (byte == '\r') {
            if (at + 1 == bytes.size()) {
                m_endsWithReturn = true;
            } else if (bytes[at + 1] == '\n') {
                ++at;
            }
        }
        begin = at + 1;
    }
    if (begin < bytes.size()) {
        m_rest.append(QByteArrayView(bytes).sliced(begin));
    }
    if (m_rest.size() > kMaxEventBytes) {
        m_rest.clear();
        m_isTooLong = true;
    }
    return whole;
}

void SseParser::takeLine(QByteArrayView line, QList<SseEvent> &whole)
{
    if (line.isEmpty()) {
        if (!m_data.isEmpty() && !m_isTooLong) {
            m_data.chop(1); // the last line's end
            whole.append({m_type.isEmpty() ? QByteArray("message") : m_type, m_data});
        }
        m_type.clear();
        m_data.clear();
        m_isTooLong = false;
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView name = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' ')) {
        value = value.sliced(1);
    }
    if (name == "event") {
        m_type = value.toByteArray();
    } else if (name == "data") {
        m_data.append(value).append('\n');
        if (m_data.size() > kMaxEventBytes) {
            m_isTooLong = true;
            m_data.clear();
        }
    }
}

} // namespace gw::client
