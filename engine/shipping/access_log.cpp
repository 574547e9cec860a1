// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/access_log.h"

#include "base/log.h"

#include <algorithm>
#include <array>

namespace gw::shipping {

namespace {

using telemetry::AnalyticsRecord;
using Value = decltype(LogField::value);

struct AccessField {
    std::string_view name;
    Value (*value)(const AnalyticsRecord &record, std::string &scratch);
    bool isOptional = false; // left out when it is empty
};

template <std::string AnalyticsRecord::*member>
Value textOf(const AnalyticsRecord &record, std::string &)
{
    return std::string_view(record.*member);
}

template <std::int64_t AnalyticsRecord::*member>
Value numberOf(const AnalyticsRecord &record, std::string &)
{
    return record.*member;
}

Value gatewayLatency(const AnalyticsRecord &record, std::string &)
{
    return std::max<std::int64_t>(0, record.latencyTotalMs - record.latencyUpstreamMs);
}

Value remoteAddress(const AnalyticsRecord &record, std::string &scratch)
{
    const bool isBare = record.remoteAddress.find(':') == std::string::npos;
    scratch = isBare ? record.remoteAddress : "[" + record.remoteAddress + "]";
    scratch += ":" + std::to_string(record.clientPort);
    return std::string_view(scratch);
}

Value statusOf(const AnalyticsRecord &record, std::string &)
{
    return std::int64_t(record.responseCode);
}

constexpr std::array<AccessField, 19> kAccessFields = {{
    {"api_id", textOf<&AnalyticsRecord::apiId>},
    {"api_key", textOf<&AnalyticsRecord::apiKey>},
    {"api_name", textOf<&AnalyticsRecord::apiName>},
    {"client_ip", textOf<&AnalyticsRecord::ipAddress>},
    {"host", textOf<&AnalyticsRecord::host>},
    {"latency_gateway", gatewayLatency},
    {"latency_total", numberOf<&AnalyticsRecord::latencyTotalMs>},
    {"method", textOf<&AnalyticsRecord::method>},
    {"org_id", textOf<&AnalyticsRecord::orgId>},
    {"original_path", textOf<&AnalyticsRecord::rawPath>},
    {"path", textOf<&AnalyticsRecord::path>},
    {"protocol", textOf<&AnalyticsRecord::protocol>},
    {"remote_addr", remoteAddress},
    {"request_id", textOf<&AnalyticsRecord::requestId>},
    {"response_code_details", textOf<&AnalyticsRecord::error>, true},
    {"status", statusOf},
    {"upstream_addr", textOf<&AnalyticsRecord::upstreamAddress>, true},
    {"upstream_latency", numberOf<&AnalyticsRecord::latencyUpstreamMs>},
    {"user_agent", textOf<&AnalyticsRecord::userAgent>},
}};

bool isEmptyText(const Value &value)
{
    const auto *text = std::get_if<std::string_view>(&value);
    return text != nullptr && text->empty();
}

} // namespace

AccessLog::AccessLog(const std::vector<std::string> &fields, Log &log)
    : m_log(log)
{
    for (const std::string &name : fields) {
        const auto place =
            std::ranges::find(kAccessFields, std::string_view(name), &AccessField::name);
        if (place == kAccessFields.end()) {
            m_unknown.push_back(name);
        } else {
            m_fields.push_back(static_cast<std::size_t>(place - kAccessFields.begin()));
        }
    }
    for (std::size_t i = 0; fields.empty() && i < kAccessFields.size(); ++i) {
        m_fields.push_back(i);
    }
}

void AccessLog::write(const RecordBatch &records)
{
    if (!m_log.isEnabled(LogLevel::Info)) {
        return;
    }
    for (const auto &record : records) {
        writeLine(*record);
    }
}

void AccessLog::writeLine(const AnalyticsRecord &record)
{
    std::array<LogField, kAccessFields.size() + 1> line;
    std::string scratch; // of remote_addr, the only one that needs it
    std::size_t count = 0;
    line[count++] = {"prefix", std::string_view("access-log")};
    for (const std::size_t place : m_fields) {
        const AccessField &field = kAccessFields[place];
        Value value = field.value(record, scratch);
        if (count < line.size() && !(field.isOptional && isEmptyText(value))) {
            line[count++] = {field.name, value};
        }
    }
    m_log.write(LogLevel::Info, {}, std::span(line).first(count));
}

} // namespace gw::shipping
