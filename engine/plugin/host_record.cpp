// SPDX-License-Identifier: GPL-3.0-or-later
// Host functions: the analytics record, under the field names of reference H1.
#include "plugin/hook_call.h"
#include "plugin/json_field.h"
#include "plugin/plugin_host.h"
#include "telemetry/analytics_record.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <variant>

namespace gw::plugin {

namespace {

using telemetry::AnalyticsRecord;
using Member = std::variant<std::string AnalyticsRecord::*, std::int64_t AnalyticsRecord::*,
                            int AnalyticsRecord::*, bool AnalyticsRecord::*>;

struct NamedMember {
    std::string_view name;
    Member member;
};

const std::array<NamedMember, 25> kMembers = {{
    {"Method", &AnalyticsRecord::method},
    {"Host", &AnalyticsRecord::host},
    {"Path", &AnalyticsRecord::path},
    {"RawPath", &AnalyticsRecord::rawPath},
    {"RawQuery", &AnalyticsRecord::rawQuery},
    {"ContentLength", &AnalyticsRecord::contentLength},
    {"UserAgent", &AnalyticsRecord::userAgent},
    {"ResponseCode", &AnalyticsRecord::responseCode},
    {"APIKey", &AnalyticsRecord::apiKey},
    {"APIVersion", &AnalyticsRecord::apiVersion},
    {"APIName", &AnalyticsRecord::apiName},
    {"APIID", &AnalyticsRecord::apiId},
    {"OrgID", &AnalyticsRecord::orgId},
    {"OauthID", &AnalyticsRecord::oauthId},
    {"RequestTime", &AnalyticsRecord::requestTimeMs},
    {"Latency.Total", &AnalyticsRecord::latencyTotalMs},
    {"Latency.Upstream", &AnalyticsRecord::latencyUpstreamMs},
    {"RawRequest", &AnalyticsRecord::rawRequest},
    {"RawResponse", &AnalyticsRecord::rawResponse},
    {"IPAddress", &AnalyticsRecord::ipAddress},
    {"Alias", &AnalyticsRecord::alias},
    {"TrackPath", &AnalyticsRecord::trackPath},
    {"RequestID", &AnalyticsRecord::requestId},
    {"Error", &AnalyticsRecord::error},
    {"UpstreamAddress", &AnalyticsRecord::upstreamAddress},
}};

const NamedMember *memberOf(std::string_view name)
{
    const auto place = std::ranges::find(kMembers, name, &NamedMember::name);
    return place == kMembers.end() ? nullptr : &*place;
}

std::string tagsAsJson(const std::vector<std::string> &tags)
{
    std::string json = "[";
    for (const std::string &tag : tags) {
        json += (json.size() > 1 ? "," : "") + jsonString(tag);
    }
    return json + "]";
}

std::string timeText(std::chrono::system_clock::time_point time)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm utc = {};
    gmtime_r(&seconds, &utc);
    char text[32] = {};
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

struct AsText {
    const AnalyticsRecord &record;
    std::string operator()(std::string AnalyticsRecord::*member) const { return record.*member; }
    std::string operator()(std::int64_t AnalyticsRecord::*member) const
    {
        return std::to_string(record.*member);
    }
    std::string operator()(int AnalyticsRecord::*member) const
    {
        return std::to_string(record.*member);
    }
    std::string operator()(bool AnalyticsRecord::*member) const
    {
        return record.*member ? "true" : "false";
    }
};

template <typename Number>
gw_status setNumber(Number &number, std::string_view text)
{
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return GW_INVALID;
    }
    number = value;
    return GW_OK;
}

struct FromText {
    AnalyticsRecord &record;
    std::string_view text;
    gw_status operator()(std::string AnalyticsRecord::*member) const
    {
        record.*member = text;
        return GW_OK;
    }
    gw_status operator()(std::int64_t AnalyticsRecord::*member) const
    {
        return setNumber(record.*member, text);
    }
    gw_status operator()(int AnalyticsRecord::*member) const
    {
        return setNumber(record.*member, text);
    }
    gw_status operator()(bool AnalyticsRecord::*member) const
    {
        if (text != "true" && text != "false") {
            return GW_INVALID;
        }
        record.*member = text == "true";
        return GW_OK;
    }
};

gw_status recordGet(gw_call *call, gw_string name, gw_string *text) noexcept
{
    if (call->record == nullptr) {
        return GW_WRONG_KIND;
    }
    if (const NamedMember *member = memberOf(view(name))) {
        *text = call->keep(std::visit(AsText{*call->record}, member->member));
        return GW_OK;
    }
    if (view(name) == "Tags") {
        *text = call->keep(tagsAsJson(call->record->tags));
        return GW_OK;
    }
    if (view(name) == "TimeStamp") {
        *text = call->keep(timeText(call->record->timeStamp));
        return GW_OK;
    }
    return GW_NOT_FOUND;
}

gw_status recordSet(gw_call *call, gw_string name, gw_string text) noexcept
{
    if (call->record == nullptr) {
        return GW_WRONG_KIND;
    }
    if (const NamedMember *member = memberOf(view(name))) {
        return std::visit(FromText{*call->record, view(text)}, member->member);
    }
    if (view(name) == "Tags") {
        auto tags = readStringList(view(text));
        if (!tags) {
            return GW_INVALID;
        }
        call->record->tags = std::move(*tags);
        return GW_OK;
    }
    return GW_NOT_FOUND;
}

gw_status recordDrop(gw_call *call) noexcept
{
    if (call->record == nullptr) {
        return GW_WRONG_KIND;
    }
    call->isDropped = true;
    return GW_OK;
}

} // namespace

void addRecordFunctions(gw_host &host)
{
    host.record_get = recordGet;
    host.record_set = recordSet;
    host.record_drop = recordDrop;
}

} // namespace gw::plugin
