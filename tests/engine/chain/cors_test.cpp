// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/steps/cors.h"
#include "engine/chain/api_under_test.h"
#include "support/room_test.h"

using namespace gw::chain;
using namespace gw::chain::test;

namespace {

constexpr const char *kFull =
    "'CORS':{'enable':true,'allowed_origins':['http://a.com','http://*.example.com'],"
    "'allowed_methods':['get','PUT'],'allowed_headers':['X-One','x-two'],"
    "'exposed_headers':['X-Out','X-More'],'allow_credentials':true,'max_age':24}";

} // namespace

class CorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersPreflights_data()
    {
        QTest::addColumn<QString>("origin");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("headers");
        QTest::addColumn<QString>("allowed"); // Access-Control-Allow-Origin
        QTest::newRow("exact") << "http://a.com" << "GET" << "" << "http://a.com";
        QTest::newRow("case of the origin") << "HTTP://A.com" << "GET" << "" << "HTTP://A.com";
        QTest::newRow("wildcard") << "http://b.example.com" << "PUT" << "X-ONE, x-two"
                                  << "http://b.example.com";
        QTest::newRow("wildcard needs its dot") << "http://example.com" << "GET" << "" << "";
        QTest::newRow("suffix attack") << "http://a.com.evil.org" << "GET" << "" << "";
        QTest::newRow("other origin") << "http://c.com" << "GET" << "" << "";
        QTest::newRow("other method") << "http://a.com" << "DELETE" << "" << "";
        QTest::newRow("other header") << "http://a.com" << "GET" << "X-One, X-Three" << "";
        QTest::newRow("Origin is always allowed") << "http://a.com" << "GET" << "origin"
                                                  << "http://a.com";
        QTest::newRow("no origin") << "" << "GET" << "" << "";
    }
    void answersPreflights()
    {
        QFETCH(QString, origin);
        QFETCH(QString, method);
        QFETCH(QString, headers);
        QFETCH(QString, allowed);
        ApiUnderTest api(keyless(kFull));
        QCOMPARE(api.build(), std::string());
        api.prepare = [&](Run &run) {
            auto &fields = run.exchange.request().fields;
            fields.add("Access-Control-Request-Method", method.toStdString());
            if (!origin.isEmpty()) {
                fields.add("Origin", origin.toStdString());
            }
            if (!headers.isEmpty()) {
                fields.add("Access-Control-Request-Headers", headers.toStdString());
            }
        };
        const auto run = api.run("OPTIONS", "/x/");
        QCOMPARE(run->status, 204);
        QCOMPARE(run->body, std::string());
        QVERIFY(run->context.doNotTrack);
        QCOMPARE(
            run->answerField("Vary"),
            std::string("Origin, Access-Control-Request-Method, Access-Control-Request-Headers"));
        const bool isAllowed = !allowed.isEmpty();
        QCOMPARE(run->answerField("Access-Control-Allow-Origin"), allowed.toStdString());
        QCOMPARE(run->answerField("Access-Control-Allow-Methods"),
                 isAllowed ? method.toStdString() : std::string());
        QCOMPARE(run->answerField("Access-Control-Allow-Headers"),
                 isAllowed ? headers.toStdString() : std::string());
        QCOMPARE(run->answerField("Access-Control-Max-Age"), std::string(isAllowed ? "24" : ""));
        QCOMPARE(run->answerField("Access-Control-Allow-Credentials"),
                 std::string(isAllowed ? "true" : ""));
    }

    void marksTheAnswersToRequests()
    {
        ApiUnderTest api(keyless(kFull));
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/", {{"Origin", "http://a.com"}});
        QCOMPARE(run->kind, StepResult::Kind::Continue);
        QCOMPARE(run->answerField("Access-Control-Allow-Origin"), std::string("http://a.com"));
        QCOMPARE(run->answerField("Access-Control-Expose-Headers"), std::string("X-Out, X-More"));
        QCOMPARE(run->answerField("Vary"), std::string("Origin"));
    }

    void letsDisallowedOriginsThroughWithoutFields()
    {
        ApiUnderTest api(keyless(kFull));
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/", {{"Origin", "http://c.com"}});
        QCOMPARE(run->kind, StepResult::Kind::Continue);
        QCOMPARE(run->answerField("Access-Control-Allow-Origin"), std::string());
        QCOMPARE(run->answerField("Access-Control-Expose-Headers"), std::string());
        QCOMPARE(run->answerField("Vary"), std::string("Origin"));
    }

    void allowsEveryOriginByDefault()
    {
        ApiUnderTest api(keyless("'CORS':{'enable':true}"));
        QCOMPARE(api.build(), std::string());
        const auto run = api.run("GET", "/x/", {{"Origin", "http://c.com"}});
        QCOMPARE(run->answerField("Access-Control-Allow-Origin"), std::string("*"));
        QCOMPARE(run->answerField("Access-Control-Allow-Credentials"), std::string());
    }

    void passesPreflightsOnWhenToldTo()
    {
        ApiUnderTest api(keyless("'CORS':{'enable':true,'options_passthrough':true}"));
        QCOMPARE(api.build(), std::string());
        QVERIFY(api.built().chain.skipsPreflight);
        ApiUnderTest off(keyless("'CORS':{'enable':false,'options_passthrough':true}"));
        QCOMPARE(off.build(), std::string());
        QVERIFY(!off.built().chain.skipsPreflight);
        QCOMPARE(off.stepNames(), std::string("VersionCheck"));
    }
};

GW_TEST(CorsTest)
#include "cors_test.moc"
