// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace gw::models {

// An HTTP/1.1 message as the engine recorded it, taken apart. Thread: any.
struct RawMessage {
    QString startLine;
    QList<std::pair<QString, QString>> headers;
    QByteArray body;

    // Text that is not a message gives what can be read of it.
    [[nodiscard]] static RawMessage of(const QByteArray &text);
};

} // namespace gw::models
