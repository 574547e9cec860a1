// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shipping/record_file.h"

#include <string>
#include <string_view>
#include <vector>

namespace gw::shipping {

// Tyk's access log (reference H4): a line without a message at level info for each request of an
// API, with prefix "access-log". Thread: one.
class AccessLog final {
public:
    // fields: those that a line shall have, in this order; empty: all.
    AccessLog(const std::vector<std::string> &fields, Log &log);

    // Also of records that are not tracked.
    void write(const RecordBatch &records);
    // Of the names that were given, those that no line will have.
    [[nodiscard]] const std::vector<std::string> &unknownFields() const { return m_unknown; }

private:
    void writeLine(const telemetry::AnalyticsRecord &record);

    std::vector<std::size_t> m_fields; // places in the list of all
    std::vector<std::string> m_unknown;
    Log &m_log;
};

} // namespace gw::shipping
