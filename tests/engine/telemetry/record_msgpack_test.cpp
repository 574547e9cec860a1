// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "telemetry/record_msgpack.h"

#include <jsoncons/json.hpp>
#include <jsoncons_ext/msgpack/msgpack.hpp>

#include <set>

using namespace std::chrono_literals;

namespace gw::telemetry {

namespace {

jsoncons::json decoded(const AnalyticsRecord &record)
{
    const std::string bytes = msgpackRecord(record);
    return jsoncons::msgpack::decode_msgpack<jsoncons::json>(
        std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
}

} // namespace

class RecordMsgpackTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The members of tyk-pump's AnalyticsRecord.
    void hasTyksNames()
    {
        std::set<std::string> names;
        const auto record = decoded({});
        for (const auto &member : record.object_range()) {
            names.insert(std::string(member.key()));
        }
        const std::set<std::string> expected{
            "Method",       "Host",        "Path",      "RawPath",     "ContentLength",
            "UserAgent",    "Day",         "Month",     "Year",        "Hour",
            "ResponseCode", "APIKey",      "TimeStamp", "APIVersion",  "APIName",
            "APIID",        "OrgID",       "OauthID",   "RequestTime", "Latency",
            "RawRequest",   "RawResponse", "IPAddress", "Geo",         "Network",
            "Tags",         "Alias",       "TrackPath", "ExpireAt",    "OriginalPath",
            "ListenPath",   "ApiSchema"};
        QVERIFY(names == expected);
    }

    // fixarray of two, both numbers in their shortest form.
    void writesTimesAsGoDid()
    {
        AnalyticsRecord record;
        record.timeStamp = std::chrono::system_clock::time_point(1'700'000'000s + 5ns);
        const std::string bytes = msgpackRecord(record);
        const std::string expected("\xA9TimeStamp\x92\xCE\x65\x53\xF1\x00\x05", 17);
        QVERIFY(bytes.find(expected) != std::string::npos);
        const jsoncons::json json = decoded(record);
        QCOMPARE(json["Year"].as<int>(), 2023);
        QCOMPARE(json["Month"].as<int>(), 11);
        QCOMPARE(json["Day"].as<int>(), 14);
        QCOMPARE(json["Hour"].as<int>(), 22);
    }

    void writesTextThatIsNoText()
    {
        AnalyticsRecord record;
        record.path = "/a\xFF\xC3";
        record.tags = {"\x80"};
        QCOMPARE(decoded(record)["Path"].as<std::string>(),
                 std::string("/a\xEF\xBF\xBD\xEF\xBF\xBD"));
        QCOMPARE(decoded(record)["Tags"][0].as<std::string>(), std::string("\xEF\xBF\xBD"));
    }

    void tellsPlaces()
    {
        AnalyticsRecord record;
        QVERIFY(decoded(record)["Geo"]["City"]["Names"].is_null());
        record.place = std::make_unique<Place>();
        record.place->countryCode = "GB";
        record.place->cityId = 7;
        record.place->cityNames = {{"en", "London"}};
        record.place->latitude = 51.5;
        record.place->longitude = -0.5;
        record.place->timeZone = "Europe/London";
        const jsoncons::json geo = decoded(record)["Geo"];
        QCOMPARE(geo["Country"]["ISOCode"].as<std::string>(), std::string("GB"));
        QCOMPARE(geo["City"]["GeoNameID"].as<int>(), 7);
        QCOMPARE(geo["City"]["Names"]["en"].as<std::string>(), std::string("London"));
        QCOMPARE(geo["Location"]["Latitude"].as<double>(), 51.5);
        QCOMPARE(geo["Location"]["Longitude"].as<double>(), -0.5);
        QCOMPARE(geo["Location"]["TimeZone"].as<std::string>(), std::string("Europe/London"));
    }

    void tellsTimesApart()
    {
        AnalyticsRecord record;
        record.latencyTotalMs = 30;
        record.latencyUpstreamMs = 20;
        const jsoncons::json latency = decoded(record)["Latency"];
        QCOMPARE(latency["Total"].as<int>(), 30);
        QCOMPARE(latency["Upstream"].as<int>(), 20);
        QCOMPARE(latency["Gateway"].as<int>(), 10);
    }
};

} // namespace gw::telemetry

GW_TEST(gw::telemetry::RecordMsgpackTest)
#include "record_msgpack_test.moc"
