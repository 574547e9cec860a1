// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/record_json.h"

#include <algorithm>

namespace gw::telemetry {

namespace {

// Tyk's records carry the date apart, for data bases that cannot take a time to pieces.
void writeTime(JsonWriter &json, std::chrono::system_clock::time_point time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    json.key("timestamp").text(timeText(time));
    json.key("day").number(static_cast<unsigned>(date.day()));
    json.key("month").number(static_cast<unsigned>(date.month()));
    json.key("year").number(static_cast<int>(date.year()));
    json.key("hour").number(std::chrono::floor<std::chrono::hours>(time - day).count());
}

void writeLatency(JsonWriter &json, const AnalyticsRecord &record)
{
    json.key("latency").beginObject();
    json.key("total").number(record.latencyTotalMs);
    json.key("upstream").number(record.latencyUpstreamMs);
    json.key("gateway").number(
        std::max<std::int64_t>(0, record.latencyTotalMs - record.latencyUpstreamMs));
    json.endObject();
}

void writeGeo(JsonWriter &json, const Place &place)
{
    json.key("geo").beginObject();
    json.key("country").beginObject().key("iso_code").text(place.countryCode);
    json.endObject();
    json.key("city").beginObject().key("geoname_id").number(place.cityId);
    json.key("names").beginObject();
    for (const auto &[language, name] : place.cityNames) {
        json.key(language).text(name);
    }
    json.endObject().endObject();
    json.key("location").beginObject();
    json.key("latitude").number(place.latitude);
    json.key("longitude").number(place.longitude);
    json.key("time_zone").text(place.timeZone);
    json.endObject().endObject();
}

void writeTykMembers(JsonWriter &json, const AnalyticsRecord &record)
{
    writeTime(json, record.timeStamp);
    json.key("method").text(record.method);
    json.key("host").text(record.host);
    json.key("path").text(record.path);
    json.key("raw_path").text(record.rawPath);
    json.key("content_length").number(record.contentLength);
    json.key("user_agent").text(record.userAgent);
    json.key("response_code").number(record.responseCode);
    json.key("api_key").text(record.apiKey);
    json.key("api_version").text(record.apiVersion);
    json.key("api_name").text(record.apiName);
    json.key("api_id").text(record.apiId);
    json.key("org_id").text(record.orgId);
    json.key("oauth_id").text(record.oauthId);
    json.key("request_time").number(record.requestTimeMs);
    writeLatency(json, record);
    if (!record.rawRequest.empty() || !record.rawResponse.empty()) {
        json.key("raw_request").text(record.rawRequest);
        json.key("raw_response").text(record.rawResponse);
    }
    json.key("ip_address").text(record.ipAddress);
    if (record.place != nullptr) {
        writeGeo(json, *record.place);
    }
    json.key("tags").beginArray();
    for (const std::string &tag : record.tags) {
        json.text(tag);
    }
    json.endArray();
    json.key("alias").text(record.alias);
    json.key("track_path").boolean(record.trackPath);
    json.key("listen_path").text(record.listenPath);
    json.key("expireAt").text(timeText(record.expireAt));
}

} // namespace

void writeRecordMembers(JsonWriter &json, const AnalyticsRecord &record)
{
    json.key("sequence").number(record.sequence);
    writeTykMembers(json, record);
    json.key("raw_query").text(record.rawQuery);
    json.key("request_id").text(record.requestId);
    json.key("error").text(record.error);
    json.key("upstream_address").text(record.upstreamAddress);
    json.key("client_port").number(record.clientPort);
    json.key("total_ns").number(record.totalNs);
    json.key("upstream_ns").number(record.upstreamNs);
    json.key("bytes_in").number(record.bytesIn);
    json.key("bytes_out").number(record.bytesOut);
    json.key("client_gone").boolean(record.clientGone);
}

} // namespace gw::telemetry
