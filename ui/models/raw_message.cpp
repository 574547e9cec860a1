// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/raw_message.h"

#include <algorithm>

namespace gw::models {

namespace {

using client::TraceChange;

// A change that is not in the request was not made to it.
void takeBack(const TraceChange &change, HeaderFields &fields)
{
    const auto found = std::ranges::find_if(fields, [&change](const auto &field) {
        return field.first.compare(change.name, Qt::CaseInsensitive) == 0 &&
               (change.kind == TraceChange::Kind::Removed || field.second == change.after);
    });
    const bool isThere = found != fields.end();
    if (change.kind == TraceChange::Kind::Removed && !isThere) {
        fields.append({change.name, change.before});
    } else if (change.kind == TraceChange::Kind::Added && isThere) {
        fields.erase(found);
    } else if (change.kind == TraceChange::Kind::Changed && isThere) {
        found->second = change.before;
    }
}

} // namespace

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

HeaderFields headersAsSent(const client::TrafficRecord &record, const RawMessage &request)
{
    HeaderFields fields = request.headers;
    for (auto step = record.trace.rbegin(); step != record.trace.rend(); ++step) {
        for (auto change = step->changes.rbegin(); change != step->changes.rend(); ++change) {
            if (change->subject == QLatin1String("request header")) {
                takeBack(*change, fields);
            }
        }
    }
    return fields;
}

} // namespace gw::models
