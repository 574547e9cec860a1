// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/record_file.h"

#include "base/log.h"
#include "telemetry/record_json.h"

namespace gw::shipping {

namespace {

constexpr LogField kPrefix{"prefix", std::string_view("analytics")};

} // namespace

RecordFile::RecordFile(std::unique_ptr<RotatingFile> file, Log &log)
    : m_file(std::move(file))
    , m_log(log)
{
}

Expected<std::unique_ptr<RecordFile>> RecordFile::open(RotatingFile::Options options, Log &log)
{
    auto file = RotatingFile::openBeside(std::move(options));
    if (!file) {
        return tl::unexpected(file.error());
    }
    if ((*file)->healedBytes() > 0) {
        log.warning("An unfinished last record was cut off; the engine did not end in order",
                    {kPrefix,
                     {"path", std::string_view((*file)->path())},
                     {"bytes", static_cast<std::int64_t>((*file)->healedBytes())}});
    }
    return std::unique_ptr<RecordFile>(new RecordFile(std::move(*file), log));
}

void RecordFile::write(const RecordBatch &records)
{
    JsonWriter json;
    std::int64_t count = 0;
    for (const auto &record : records) {
        if (record->isTracked) {
            json.beginObject();
            telemetry::writeRecordMembers(json, *record);
            json.endObject().endLine();
            ++count;
        }
    }
    if (count == 0) {
        return;
    }
    if (const auto written = m_file->append(json.result()); !written) {
        m_lostRecords += static_cast<std::uint64_t>(count);
        m_log.error(
            "Analytics records could not be written",
            {kPrefix, {"error", std::string_view(written.error().text())}, {"lost", count}});
    }
}

void RecordFile::syncWhenDue(Clock::time_point now)
{
    if (now - m_lastSync >= kSyncInterval) {
        m_lastSync = now;
        sync();
    }
}

void RecordFile::sync()
{
    if (const auto synced = m_file->sync(); !synced) {
        m_log.error("Analytics records could not be made durable",
                    {kPrefix, {"error", std::string_view(synced.error().text())}});
    }
}

} // namespace gw::shipping
