// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/session.h"
#include "support/room_test.h"

using gw::request::Session;

class SessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTyksNames()
    {
        const auto session = Session::fromJson(
            "{\"org_id\":\"o\",\"alias\":\"a\",\"rate\":1.5,\"per\":60,\"quota_max\":-1,"
            "\"quota_remaining\":5,\"quota_renews\":7,\"quota_renewal_rate\":9,\"expires\":11,"
            "\"is_inactive\":true,\"enable_detail_recording\":true,\"oauth_client_id\":\"c\","
            "\"last_updated\":\"1\",\"apply_policies\":[\"p\"],\"tags\":[\"t\",\"u\"],"
            "\"meta_data\":{\"b\":1,\"a\":\"x\"},\"access_rights\":{\"x\":{}},"
            "\"certificate\":\"kept\",\"hmac_enabled\":null}");
        QVERIFY(session);
        QCOMPARE(session->orgId, std::string("o"));
        QCOMPARE(session->rate, 1.5);
        QCOMPARE(session->per, 60.0);
        QCOMPARE(session->quotaMax, std::int64_t(-1));
        QCOMPARE(session->quotaRenewalRate, std::int64_t(9));
        QCOMPARE(session->expires, std::int64_t(11));
        QVERIFY(session->isInactive);
        QVERIFY(session->enableDetailedRecording);
        QCOMPARE(session->tags, (std::vector<std::string>{"t", "u"}));
        QCOMPARE(session->metaDataJson, std::string("{\"b\":1,\"a\":\"x\"}"));
        QCOMPARE(session->accessRightsJson, std::string("{\"x\":{}}"));
        QCOMPARE(session->otherJson, std::string("{\"certificate\":\"kept\"}"));
    }

    void survivesARoundTrip()
    {
        const std::string json =
            "{\"org_id\":\"o\",\"rate\":2.5,\"quota_max\":-1,\"tags\":[\"t\"],"
            "\"meta_data\":{\"z\":[1,2],\"a\":{}},\"jwt_data\":{\"secret\":\"s\"}}";
        const auto session = Session::fromJson(json);
        QVERIFY(session);
        QCOMPARE(session->toJson(), json);
    }

    void leavesOutZeroValues()
    {
        QCOMPARE(Session().toJson(), std::string("{}"));
        const auto session = Session::fromJson("{\"access_rights\":{},\"meta_data\":null}");
        QVERIFY(session);
        QVERIFY(session->accessRightsJson.empty());
        QCOMPARE(session->toJson(), std::string("{}"));
    }

    void keepsTheRecordingSwitchWhicheverNameIsLast()
    {
        const auto session = Session::fromJson(
            "{\"enable_detail_recording\":true,\"enable_detailed_recording\":false}");
        QVERIFY(session);
        QVERIFY(session->enableDetailedRecording);
    }

    void refusesWrongTypes_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("member");
        QTest::newRow("text") << "{\"alias\":1}" << "alias";
        QTest::newRow("number") << "{\"rate\":\"1\"}" << "rate";
        QTest::newRow("fraction") << "{\"expires\":1.5}" << "expires";
        QTest::newRow("bool") << "{\"is_inactive\":0}" << "is_inactive";
        QTest::newRow("list") << "{\"tags\":[1]}" << "tags";
        QTest::newRow("object") << "{\"access_rights\":[]}" << "access_rights";
        QTest::newRow("no object") << "[]" << "";
        QTest::newRow("no JSON") << "{" << "";
    }
    void refusesWrongTypes()
    {
        QFETCH(QString, json);
        QFETCH(QString, member);
        const auto session = Session::fromJson(json.toStdString());
        QVERIFY(!session);
        QCOMPARE(session.error().where, member.toStdString());
    }
};

GW_TEST(SessionTest)
#include "session_test.moc"
