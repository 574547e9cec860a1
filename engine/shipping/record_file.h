// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/rotating_file.h"
#include "telemetry/analytics_record.h"

#include <chrono>
#include <memory>
#include <vector>

namespace gw {
class Log;
}

namespace gw::shipping {

using RecordBatch = std::vector<std::shared_ptr<const telemetry::AnalyticsRecord>>;

// The analytics records on disk: JSON lines in files that rotate. What write() has returned from
// survives the end of the process; a power cut takes the last second. Thread: one; blocks on the
// disk.
class RecordFile final {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds kSyncInterval{1};

    // Another process's file is left alone, see RotatingFile::openBeside(). Tells the log when a
    // torn last line was cut off.
    [[nodiscard]] static Expected<std::unique_ptr<RecordFile>> open(RotatingFile::Options options,
                                                                    Log &log);

    // Appends those records that are tracked. What the disk does not take is lost, counted and
    // told.
    void write(const RecordBatch &records);
    // Has the disk keep what was written, at most once in kSyncInterval.
    void syncWhenDue(Clock::time_point now);
    void sync();

    [[nodiscard]] std::uint64_t lostRecords() const { return m_lostRecords; }

private:
    RecordFile(std::unique_ptr<RotatingFile> file, Log &log);

    std::unique_ptr<RotatingFile> m_file;
    Log &m_log;
    std::uint64_t m_lostRecords = 0;
    Clock::time_point m_lastSync;
};

} // namespace gw::shipping
