// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace gw::models {

using HeaderFields = QList<std::pair<QString, QString>>;

// An HTTP/1.1 message as the engine recorded it, taken apart. Thread: any.
struct RawMessage {
    QString startLine;
    HeaderFields headers;
    QByteArray body;

    // Text that is not a message gives what can be read of it.
    [[nodiscard]] static RawMessage of(const QByteArray &text);
};

// The headers of the record's request as the client sent them. The record holds the request as it
// went on; what the steps of the trace did to its headers is taken back, as far as it was traced.
[[nodiscard]] HeaderFields headersAsSent(const client::TrafficRecord &record,
                                         const RawMessage &request);

} // namespace gw::models
