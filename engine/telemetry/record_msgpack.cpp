// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/record_msgpack.h"

#include "base/utf8.h"

#include <jsoncons_ext/msgpack/msgpack.hpp>

#include <algorithm>
#include <vector>

namespace gw::telemetry {

namespace {

using std::chrono::system_clock;

// jsoncons throws for what is not UTF-8.
std::string validText(std::string_view text)
{
    std::string valid;
    valid.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = utf8SequenceLength(text);
        valid += length > 0 ? text.substr(0, length) : std::string_view("\xEF\xBF\xBD");
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return valid;
}

class Writer final {
public:
    void beginMap(std::size_t members) { m_encoder.begin_object(members); }
    void beginMap(std::string_view name, std::size_t members)
    {
        m_encoder.key(name);
        beginMap(members);
    }
    void endMap() { m_encoder.end_object(); }
    void text(std::string_view name, std::string_view value)
    {
        m_encoder.key(name);
        m_encoder.string_value(validText(value));
    }
    void number(std::string_view name, std::int64_t value)
    {
        m_encoder.key(name);
        m_encoder.int64_value(value);
    }
    void real(std::string_view name, double value)
    {
        m_encoder.key(name);
        m_encoder.double_value(value);
    }
    void null(std::string_view name)
    {
        m_encoder.key(name);
        m_encoder.null_value();
    }
    void boolean(std::string_view name, bool value)
    {
        m_encoder.key(name);
        m_encoder.bool_value(value);
    }
    void texts(std::string_view name, const std::vector<std::string> &values)
    {
        m_encoder.key(name);
        m_encoder.begin_array(values.size());
        for (const std::string &value : values) {
            m_encoder.string_value(validText(value));
        }
        m_encoder.end_array();
    }
    void time(std::string_view name, system_clock::time_point value)
    {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(value);
        m_encoder.key(name);
        m_encoder.begin_array(2);
        m_encoder.int64_value(seconds.time_since_epoch().count());
        m_encoder.int64_value(std::chrono::nanoseconds(value - seconds).count());
        m_encoder.end_array();
    }
    [[nodiscard]] std::string take()
    {
        m_encoder.flush();
        return {m_bytes.begin(), m_bytes.end()};
    }

private:
    std::vector<std::uint8_t> m_bytes;
    jsoncons::msgpack::msgpack_bytes_encoder m_encoder{m_bytes};
};

constexpr std::size_t kMembers = 32;

void writeCall(Writer &out, const AnalyticsRecord &record)
{
    const auto day = std::chrono::floor<std::chrono::days>(record.timeStamp);
    const std::chrono::year_month_day date(day);
    out.text("Method", record.method);
    out.text("Host", record.host);
    out.text("Path", record.path);
    out.text("RawPath", record.rawPath);
    out.number("ContentLength", record.contentLength);
    out.text("UserAgent", record.userAgent);
    out.number("Day", static_cast<unsigned>(date.day()));
    out.number("Month", static_cast<unsigned>(date.month()));
    out.number("Year", static_cast<int>(date.year()));
    out.number("Hour", std::chrono::floor<std::chrono::hours>(record.timeStamp - day).count());
    out.number("ResponseCode", record.responseCode);
    out.text("APIKey", record.apiKey);
    out.time("TimeStamp", record.timeStamp);
    out.text("APIVersion", record.apiVersion);
    out.text("APIName", record.apiName);
    out.text("APIID", record.apiId);
    out.text("OrgID", record.orgId);
    out.text("OauthID", record.oauthId);
}

void writeTimes(Writer &out, const AnalyticsRecord &record)
{
    out.number("RequestTime", record.requestTimeMs);
    out.beginMap("Latency", 3);
    out.number("Total", record.latencyTotalMs);
    out.number("Upstream", record.latencyUpstreamMs);
    out.number("Gateway",
               std::max<std::int64_t>(0, record.latencyTotalMs - record.latencyUpstreamMs));
    out.endMap();
}

void writeCity(Writer &out, const Place &place)
{
    out.beginMap("City", 2);
    out.number("GeoNameID", place.cityId);
    if (place.cityNames.empty()) {
        out.null("Names");
    } else {
        out.beginMap("Names", place.cityNames.size());
        for (const auto &[language, name] : place.cityNames) {
            out.text(validText(language), name);
        }
        out.endMap();
    }
    out.endMap();
}

// Empty where the place is not known.
void writeGeo(Writer &out, const Place &place)
{
    out.beginMap("Geo", 3);
    out.beginMap("Country", 1);
    out.text("ISOCode", place.countryCode);
    out.endMap();
    writeCity(out, place);
    out.beginMap("Location", 3);
    out.real("Latitude", place.latitude);
    out.real("Longitude", place.longitude);
    out.text("TimeZone", place.timeZone);
    out.endMap();
    out.endMap();
}

void writeNetwork(Writer &out, const AnalyticsRecord &record)
{
    out.beginMap("Network", 4);
    out.number("OpenConnections", 0);
    out.number("ClosedConnection", 0);
    out.number("BytesIn", static_cast<std::int64_t>(record.bytesIn));
    out.number("BytesOut", static_cast<std::int64_t>(record.bytesOut));
    out.endMap();
}

} // namespace

std::string msgpackRecord(const AnalyticsRecord &record)
{
    Writer out;
    out.beginMap(kMembers);
    writeCall(out, record);
    writeTimes(out, record);
    out.text("RawRequest", record.rawRequest);
    out.text("RawResponse", record.rawResponse);
    out.text("IPAddress", record.ipAddress);
    writeGeo(out, record.place == nullptr ? Place() : *record.place);
    writeNetwork(out, record);
    out.texts("Tags", record.tags);
    out.text("Alias", record.alias);
    out.boolean("TrackPath", record.trackPath);
    out.time("ExpireAt", record.expireAt);
    out.text("OriginalPath", record.rawPath);
    out.text("ListenPath", record.listenPath);
    out.text("ApiSchema", {});
    out.endMap();
    return out.take();
}

} // namespace gw::telemetry
