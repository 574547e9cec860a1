// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/raw_message.h"

namespace gw::models {

RawMessage RawMessage::of(const QByteArray &text)
{
    RawMessage message;
    const qsizetype end = text.indexOf("\r\n\r\n");
    const QByteArray head = end < 0 ? text : text.first(end);
    message.body = end < 0 ? QByteArray() : text.sliced(end + 4);
    const QList<QByteArray> lines = head.split('\n');
    for (qsizetype at = 0; at < lines.size(); ++at) {
        const QString line = QString::fromUtf8(lines[at]).trimmed();
        if (at == 0) {
            message.startLine = line;
            continue;
        }
        const qsizetype colon = line.indexOf(QLatin1Char(':'));
        if (colon > 0) {
            message.headers.append({line.first(colon), line.sliced(colon + 1).trimmed()});
        }
    }
    return message;
}

} // namespace gw::models
