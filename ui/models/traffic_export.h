// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"
#include "models/export_text.h"

#include <QHash>
#include <QString>

namespace gw::models {

class TrafficModel;

// Traffic in other programs' words. Headers and bodies are known only where the engine records in
// detail (enable_detailed_recording); without, they are left out.

// The request as a command; header values that look like credentials are kept, since the command is
// meant to be run. origin: "http://127.0.0.1:8080". Thread: any.
[[nodiscard]] QString curlCommand(const client::TrafficRecord &record, const QString &origin);
// Where APIs are reached: "http://127.0.0.1:8080".
struct Origins {
    QString gateway;
    QHash<QString, QString> ofApis; // with a port of their own, by id

    [[nodiscard]] QString of(const client::TrafficRecord &record) const
    {
        return ofApis.value(record.apiId, gateway);
    }
};
// What the list shows as HTTP Archive 1.2, for other people: credentials in headers and parameters
// are hidden, those in bodies are not.
[[nodiscard]] ExportText harText(const TrafficModel &shown, const Origins &origins);
// One line each, with the list's columns; see csvCell().
[[nodiscard]] ExportText csvText(const TrafficModel &shown);

} // namespace gw::models
