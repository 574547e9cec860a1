// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"

#include <QString>

#include <memory>
#include <vector>

class QIODevice;

namespace gw::models {

using SharedRecord = std::shared_ptr<const client::TrafficRecord>;

// Traffic in other programs' words. Headers and bodies are known only where the engine records in
// detail (enable_detailed_recording); without, they are left out. Thread: any.

// The request as a command; header values that look like credentials are kept, since the command is
// meant to be run. origin: "http://127.0.0.1:8080".
[[nodiscard]] QString curlCommand(const client::TrafficRecord &record, const QString &origin);
// HTTP Archive 1.2, for other people: credentials in headers and parameters are hidden, those in
// bodies are not. False: it could not be written.
[[nodiscard]] bool writeHar(const std::vector<SharedRecord> &records, const QString &origin,
                            QIODevice &to);
// One line each, with the list's columns; RFC 4180.
[[nodiscard]] bool writeCsv(const std::vector<SharedRecord> &records, QIODevice &to);

} // namespace gw::models
