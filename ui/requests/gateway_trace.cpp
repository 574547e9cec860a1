// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/gateway_trace.h"

#include "requests/words.h"

#include <jsoncons/json.hpp>

namespace gw::requests {

namespace {

std::string textOf(const jsoncons::json &object, const char *name)
{
    return object.get_value_or<std::string>(name, std::string());
}

TraceChange changeOf(const jsoncons::json &object)
{
    TraceChange change;
    const std::string kind = textOf(object, "kind");
    change.kind = kind == "added"     ? TraceChange::Kind::Added
                  : kind == "removed" ? TraceChange::Kind::Removed
                                      : TraceChange::Kind::Changed;
    change.subject = textOf(object, "subject");
    change.name = textOf(object, "name");
    change.before = textOf(object, "before");
    change.after = textOf(object, "after");
    return change;
}

TraceStep stepOf(const jsoncons::json &object)
{
    TraceStep step;
    step.name = textOf(object, "name");
    step.phase = textOf(object, "phase");
    step.outcome = textOf(object, "outcome");
    step.note = textOf(object, "note");
    step.startNs = object.get_value_or<std::int64_t>("start_ns", 0);
    step.durationNs = object.get_value_or<std::int64_t>("duration_ns", 0);
    if (object.contains("changes")) {
        for (const jsoncons::json &change : object.at("changes").array_range()) {
            step.changes.push_back(changeOf(change));
        }
    }
    return step;
}

TrafficRecord recordOf(const jsoncons::json &object)
{
    TrafficRecord record;
    record.sequence = object.get_value_or<std::uint64_t>("sequence", 0);
    record.method = textOf(object, "method");
    record.rawPath = textOf(object, "raw_path");
    record.apiId = textOf(object, "api_id");
    record.apiName = textOf(object, "api_name");
    record.status = object.get_value_or<int>("response_code", 0);
    record.error = textOf(object, "error");
    record.upstreamAddress = textOf(object, "upstream_address");
    record.totalNs = object.get_value_or<std::int64_t>("total_ns", 0);
    record.upstreamNs = object.get_value_or<std::int64_t>("upstream_ns", 0);
    record.clientPort = object.get_value_or<int>("client_port", 0);
    record.hasTrace = object.contains("trace");
    if (record.hasTrace) {
        for (const jsoncons::json &step : object.at("trace").array_range()) {
            record.steps.push_back(stepOf(step));
        }
    }
    return record;
}

template <typename Read>
auto guarded(std::string_view text, Read read) -> Expected<decltype(read(jsoncons::json()))>
{
    try {
        return read(jsoncons::json::parse(text));
    } catch (const jsoncons::ser_error &error) {
        return failure(said(Words::tr("Traffic is not JSON: %1"), {error.what()}));
    } catch (const std::exception &error) { // a member is missing, or of another type
        return failure(
            said(Words::tr("Traffic has another form than expected: %1"), {error.what()}));
    }
}

} // namespace

std::string_view TraceStep::shortName() const
{
    const std::size_t colon = name.rfind(':');
    return colon == std::string::npos ? std::string_view(name)
                                      : std::string_view(name).substr(colon + 1);
}

bool TraceStep::isPlugin() const
{
    return name.starts_with("GoPluginMiddleware:");
}

Expected<TrafficRecord> readTrafficRecord(std::string_view text)
{
    return guarded(text, [](const jsoncons::json &object) { return recordOf(object); });
}

Expected<std::vector<TrafficRecord>> readTrafficRecords(std::string_view text)
{
    return guarded(text, [](const jsoncons::json &object) {
        std::vector<TrafficRecord> records;
        for (const jsoncons::json &record : object.at("records").array_range()) {
            records.push_back(recordOf(record));
        }
        return records;
    });
}

} // namespace gw::requests
