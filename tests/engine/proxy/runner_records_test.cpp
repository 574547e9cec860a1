// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/key_hash.h"
#include "engine/proxy/gateway.h"
#include "spec/api_definition.h"
#include "support/room_test.h"

#include <QByteArray>

using namespace gw::proxy::test;
using gw::proxy::CredentialMask;
using gw::test::answering;
using gw::test::LyingOrigin;
using Strings = std::vector<std::string>;

namespace {

constexpr auto kPost = "POST /x/a%20b?q=1 HTTP/1.1\r\nHost: api.example\r\nUser-Agent: test/1\r\n"
                       "X-Real-IP: 203.0.113.9\r\nX-Tag: t1\r\nContent-Length: 4\r\n\r\nbody";
constexpr auto kAnswer = "HTTP/1.1 201 Created\r\nX-Up: 1\r\nContent-Length: 5\r\n\r\nhello";

Process identifying(const std::string &key)
{
    return [key](RequestContext &context) {
        context.authToken = key;
        context.session.emplace();
        context.session->alias = "ann";
        context.session->oauthClientId = "client-1";
        context.session->tags = {"s1"};
        context.session->applyPolicies = {"p1"};
        context.session->metaDataJson = R"({"tyk_developer_id": "dora"})";
        return StepResult::proceed();
    };
}

std::string decoded(const std::string &base64)
{
    return QByteArray::fromBase64(QByteArray::fromStdString(base64)).toStdString();
}

std::string shownKey(const std::string &key, bool isLogged = false, bool isHashed = false)
{
    LyingOrigin origin({answering(kAnswer)});
    ApiMaker maker(origin.port());
    maker.settings.enableKeyLogging = isLogged;
    maker.settings.hashesKeys = isHashed;
    Gateway gateway(maker.step(identifying(key)).make());
    static_cast<void>(gateway.ask(kPost));
    return gateway.waitForRecords(1) ? gateway.record().apiKey : "no record";
}

} // namespace

class RunnerRecordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsTyksFields()
    {
        LyingOrigin origin({answering(kAnswer)});
        ApiMaker maker(origin.port());
        maker.definition->tags = {"d1"};
        maker.definition->tagHeaders = {"X-Tag", "X-Absent"};
        Gateway gateway(maker.step(identifying("key-123456")).make());
        QVERIFY(gateway.ask(kPost).starts_with("HTTP/1.1 201 "));
        QVERIFY(gateway.waitForRecords(1));
        const Gateway::Record &record = gateway.record();
        QCOMPARE(record.method, std::string("POST"));
        QCOMPARE(record.host, std::string("api.example"));
        QCOMPARE(record.path, std::string("/a b"));
        QCOMPARE(record.rawPath, std::string("/x/a%20b"));
        QCOMPARE(record.rawQuery, std::string("q=1"));
        QCOMPARE(record.contentLength, 4);
        QCOMPARE(record.userAgent, std::string("test/1"));
        QCOMPARE(record.responseCode, 201);
        QCOMPARE(record.apiKey, std::string("****3456"));
        QCOMPARE(record.apiVersion, std::string("Non Versioned"));
        QCOMPARE(record.apiName, std::string("X"));
        QCOMPARE(record.apiId, std::string("x-id"));
        QCOMPARE(record.orgId, std::string("org-1"));
        QCOMPARE(record.oauthId, std::string("client-1"));
        QCOMPARE(record.alias, std::string("ann"));
        QCOMPARE(record.ipAddress, std::string("203.0.113.9"));
        QCOMPARE(record.tags, Strings({"d1", "pol-p1", "dev-dora", "s1", "X-Tag-t1", "key-****3456",
                                       "org-org-1", "api-x-id"}));
        QCOMPARE(record.listenPath, std::string("/x/"));
        QCOMPARE(std::chrono::floor<std::chrono::hours>(record.expireAt - record.timeStamp),
                 std::chrono::hours(24 * 365 * 100));
        QVERIFY(!record.trackPath);
        QVERIFY(record.isTracked);
        QVERIFY(!record.clientGone);
    }

    void holdsItsOwnFields()
    {
        LyingOrigin origin({answering(kAnswer)});
        Gateway gateway(ApiMaker(origin.port()).make());
        static_cast<void>(gateway.ask(kPost));
        QVERIFY(gateway.waitForRecords(1));
        const Gateway::Record &record = gateway.record();
        QCOMPARE(record.requestId, std::string("request-1"));
        QCOMPARE(record.error, std::string());
        QCOMPARE(record.upstreamAddress, "127.0.0.1:" + std::to_string(origin.port()));
        QVERIFY(record.clientPort > 0);
        QVERIFY(record.upstreamNs > 0);
        QVERIFY(record.totalNs >= record.upstreamNs);
        QCOMPARE(record.latencyTotalMs, record.totalNs / 1'000'000);
        QCOMPARE(record.latencyUpstreamMs, record.upstreamNs / 1'000'000);
        QCOMPARE(record.bytesIn, 4U);
        QVERIFY(record.bytesOut > 5);
        QVERIFY(record.rawRequest.empty());
        QVERIFY(record.rawResponse.empty());
        QVERIFY(!record.trace);
    }

    void hidesKeys()
    {
        QCOMPARE(shownKey("key-123456"), std::string("****3456"));
        QCOMPARE(shownKey("1234"), std::string("--"));
        QCOMPARE(shownKey(""), std::string());
        QCOMPARE(shownKey("key-123456", true), std::string("key-123456"));
        QCOMPARE(shownKey("key-123456", true, true), gw::keyHash("key-123456"));
        QCOMPARE(shownKey("", false, true), std::string());
    }

    // Nothing in a record opens the API again.
    void masksCredentials()
    {
        LyingOrigin origin({answering(kAnswer)});
        ApiMaker maker(origin.port());
        gw::spec::AuthConfig &auth = maker.definition->authentication.authConfigs["authToken"];
        auth.authHeaderName = "X-Key";
        auth.useParam = true;
        auth.paramName = "api_key";
        auth.useCookie = true;
        auth.cookieName = "sid";
        maker.api->credentials = CredentialMask(maker.definition->authentication);
        maker.api->recordsDetails = true;
        Gateway gateway(maker.make());
        static_cast<void>(gateway.ask(
            "GET /x/?a=1&api%5Fkey=secret-1&b HTTP/1.1\r\nHost: h\r\nx-key: secret-2\r\n"
            "Authorization: Basic secret-3\r\nCookie: t=1; sid=secret-4; u=2\r\n\r\n"));
        QVERIFY(gateway.waitForRecords(1));
        QCOMPARE(gateway.record().rawQuery, std::string("a=1&api%5Fkey=****&b"));
        const std::string request = decoded(gateway.record().rawRequest);
        QVERIFY2(request.find("secret") == std::string::npos, request.c_str());
        QVERIFY(request.starts_with("GET /x/?a=1&api%5Fkey=****&b HTTP/1.1\r\n"));
        QVERIFY(request.find("x-key: ****\r\n") != std::string::npos);
        QVERIFY(request.find("Cookie: t=1; sid=****; u=2\r\n") != std::string::npos);
    }

    // A key that the first API takes is no less secret in the record of the API that it loops to.
    void masksCredentialsOfPassedApis()
    {
        LyingOrigin origin({answering(kAnswer)});
        ApiMaker first;
        gw::spec::AuthConfig &auth = first.definition->authentication.authConfigs["authToken"];
        auth.useParam = true;
        auth.paramName = "api_key";
        first.api->credentials = CredentialMask(first.definition->authentication);
        Gateway gateway(first
                            .step([](RequestContext &context) {
                                context.rewrittenUrl = "tyk://second/?api_key=secret-1";
                                return StepResult::proceed();
                            })
                            .make());
        ApiMaker second(origin.port());
        second.api->recordsDetails = true;
        gateway.add("second", second.make());
        static_cast<void>(gateway.ask("GET /x/?api_key=secret-1 HTTP/1.1\r\nHost: h\r\n\r\n"));
        QVERIFY(gateway.waitForRecords(1));
        QCOMPARE(gateway.record().rawQuery, std::string("api_key=****"));
        const std::string request = decoded(gateway.record().rawRequest);
        QVERIFY2(request.starts_with("GET /?api_key=**** HTTP/1.1\r\n"), request.c_str());
    }

    void recordsDetailsWhenAsked()
    {
        LyingOrigin origin({answering(kAnswer)});
        ApiMaker maker(origin.port());
        maker.api->recordsDetails = true;
        Gateway gateway(maker.make());
        static_cast<void>(gateway.ask(kPost));
        QVERIFY(gateway.waitForRecords(1));
        const std::string request = decoded(gateway.record().rawRequest);
        QVERIFY2(request.starts_with("POST /x/a%20b?q=1 HTTP/1.1\r\nHost: api.example\r\n"),
                 request.c_str());
        QVERIFY(request.ends_with("\r\n\r\nbody"));
        const std::string response = decoded(gateway.record().rawResponse);
        QVERIFY2(response.starts_with("HTTP/1.1 201 Created\r\n"), response.c_str());
        QVERIFY(response.find("X-Up: 1\r\n") != std::string::npos);
        QVERIFY(response.ends_with("\r\n\r\nhello"));
    }

    void recordsDetailsWhenTheSessionAsks()
    {
        LyingOrigin origin({answering(kAnswer)});
        ApiMaker maker(origin.port());
        Gateway gateway(maker
                            .step([](RequestContext &context) {
                                context.session.emplace();
                                context.session->enableDetailedRecording = true;
                                return StepResult::proceed();
                            })
                            .make());
        static_cast<void>(gateway.ask(kPost));
        QVERIFY(gateway.waitForRecords(1));
        QVERIFY(decoded(gateway.record().rawRequest).ends_with("\r\n\r\nbody"));
        QVERIFY(decoded(gateway.record().rawResponse).ends_with("\r\n\r\nhello"));
    }

    void makesNoneOfUntrackedRequestsThatNobodyWatches()
    {
        LyingOrigin origin({answering(kAnswer)});
        ApiMaker maker(origin.port());
        maker.api->untrackedAddresses = std::make_shared<const gw::proxy::AddressSet>(
            gw::proxy::AddressSet{"203.0.113.9"}); // kPost's
        const auto api = maker.make();
        Gateway watched(api);
        static_cast<void>(watched.ask(kPost));
        QVERIFY(watched.waitForRecords(1));
        QVERIFY(!watched.record().isTracked);
        Gateway alone(api, {gw::telemetry::RecordInterest::Tracked});
        static_cast<void>(alone.ask(kPost));
        QVERIFY(alone.waitUntilIdle());
        QCOMPARE(alone.recordCount(), 0U);
        static_cast<void>(alone.ask("GET /x/ HTTP/1.1\r\nHost: h\r\n\r\n"));
        QVERIFY(alone.waitForRecords(1));
    }

    void notesTrackedPathsAndVersions()
    {
        LyingOrigin origin({answering(kAnswer)});
        Gateway gateway(ApiMaker(origin.port())
                            .step([](RequestContext &context) {
                                context.trackedPath = "/a/{id}";
                                context.versionName = "v2";
                                context.doNotTrack = true;
                                return StepResult::proceed();
                            })
                            .make());
        static_cast<void>(gateway.ask(kPost));
        QVERIFY(gateway.waitForRecords(1));
        QCOMPARE(gateway.record().path, std::string("/a/{id}"));
        QVERIFY(gateway.record().trackPath);
        QCOMPARE(gateway.record().apiVersion, std::string("v2"));
        QVERIFY(!gateway.record().isTracked);
    }

    void makesNoneWhenNobodyWantsThem()
    {
        LyingOrigin origin({answering(kAnswer)});
        Gateway gateway(ApiMaker(origin.port()).make(), {gw::telemetry::RecordInterest::None});
        static_cast<void>(gateway.ask(kPost));
        QVERIFY(gateway.waitUntilIdle());
        QCOMPARE(gateway.recordCount(), 0U);
        QCOMPARE(gateway.counters().responsesByClass[2].load(), 1U);
    }
};

GW_TEST(RunnerRecordsTest)
#include "runner_records_test.moc"
