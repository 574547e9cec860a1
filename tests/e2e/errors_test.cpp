// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that the gateway makes itself, as Tyk words them.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

std::string jsonError(const std::string &message)
{
    return "{\n    \"error\": \"" + message + "\"\n}";
}

// Version data of an API that checks bodies, for which it wants them whole.
QJsonObject checkedBodies()
{
    const QJsonObject check{{u"path"_s, u"/"_s},
                            {u"method"_s, u"POST"_s},
                            {u"schema"_s, QJsonObject{{u"type"_s, u"string"_s}}}};
    const QJsonObject version{
        {u"name"_s, u"Default"_s},
        {u"use_extended_paths"_s, true},
        {u"extended_paths"_s, QJsonObject{{u"validate_json"_s, QJsonArray{check}}}}};
    return {{u"not_versioned"_s, true}, {u"versions"_s, QJsonObject{{u"Default"_s, version}}}};
}

} // namespace

class ErrorsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void errorsCarryTheGenerator();
    void errorsAreXmlForXmlRequests();
    void plainAnswersOfTheRouter_data();
    void plainAnswersOfTheRouter();
    void bodiesThatAreWantedWholeAreBounded();
    void definitionsReferToFiles();
    void missesAreLogged();
    void settingsWithoutEffectAreNamed();
    void uncleanPathsAreRedirected_data();
    void uncleanPathsAreRedirected();

private:
    Workspace m_workspace;
    GatewayProcess m_gateway;
    ScriptedOrigin m_origin{
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")};
    ScriptedOrigin m_silent{[](Socket &connection) {
        (void)connection.receiveToEnd();
    }};
};

void ErrorsTest::initTestCase()
{
    const QString good = QString::fromStdString(m_origin.url());
    m_workspace.writeConfig(
        {{u"proxy_default_timeout"_s, 1},
         {u"track_404_logs"_s, true},
         {u"reload_interval"_s, 5},
         {u"gatewright"_s, QJsonObject{{u"max_buffered_body"_s, 100}}},
         {u"http_server_options"_s, QJsonObject{{u"max_request_body_size"_s, 1000}}}});
    m_workspace.writeApi(ApiDefinition(u"good"_s, good));
    QVERIFY(QDir(m_workspace.path()).mkdir(u"secrets"_s));
    m_workspace.writeFile(u"secrets/target"_s, good.toUtf8() + '\n');
    m_workspace.writeApi(ApiDefinition(u"secret"_s, u"file://target"_s));
    m_workspace.writeApi(ApiDefinition(u"whole"_s, good).with(u"version_data"_s, checkedBodies()));
    m_workspace.writeApi(ApiDefinition(u"refused"_s, u"http://127.0.0.1:%1/"_s.arg(closedPort())));
    m_workspace.writeApi(ApiDefinition(u"unknown"_s, u"http://no-such-host.invalid/"_s));
    m_workspace.writeApi(ApiDefinition(u"silent"_s, QString::fromStdString(m_silent.url())));
    m_workspace.writeApi(ApiDefinition(u"closed"_s, good)
                             .with(u"enable_ip_blacklisting"_s, true)
                             .with(u"blacklisted_ips"_s, QJsonArray{u"127.0.0.0/8"_s}));
    m_workspace.writeApi(ApiDefinition(u"token"_s, good)
                             .with(u"use_keyless"_s, false)
                             .with(u"use_standard_auth"_s, true));
    m_workspace.writeApi(ApiDefinition(u"hidden"_s, good).with(u"internal"_s, true));
    QVERIFY(m_gateway.serve(m_workspace.path()));
}

void ErrorsTest::cleanupTestCase()
{
    QCOMPARE(m_gateway.stop(), 0);
}

void ErrorsTest::saysWhatIsWrong_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::vector<std::string>>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<std::string>("message");

    using Headers = std::vector<std::string>;
    QTest::newRow("refused connection") << std::string("/refused/x") << Headers() << 500
                                        << std::string("There was a problem proxying the request");
    QTest::newRow("unknown host") << std::string("/unknown/x") << Headers() << 500
                                  << std::string("Upstream host lookup failed");
    QTest::newRow("silent upstream") << std::string("/silent/x") << Headers() << 504
                                     << std::string("Upstream service reached hard timeout.");
    QTest::newRow("forbidden address") << std::string("/closed/x") << Headers() << 403
                                       << std::string("access from this IP has been disallowed");
    QTest::newRow("no key") << std::string("/token/x") << Headers() << 401
                            << std::string("Authorization field missing");
    QTest::newRow("unknown key") << std::string("/token/x") << Headers{"Authorization: not-a-key"}
                                 << 403 << std::string("Access to this API has been disallowed");
}

void ErrorsTest::saysWhatIsWrong()
{
    QFETCH(std::string, path);
    QFETCH(std::vector<std::string>, headers);
    QFETCH(int, status);
    QFETCH(std::string, message);

    const CurlAnswer answer = get(m_gateway.address(path), headers);
    QCOMPARE(answer.error, "");
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.header("content-type"), "application/json");
    QCOMPARE(answer.body, jsonError(message));
}

void ErrorsTest::errorsCarryTheGenerator()
{
    QCOMPARE(get(m_gateway.address("/refused/x")).header("x-generator"), "tyk.io");
    QVERIFY(!get(m_gateway.address("/good/x")).hasHeader("x-generator"));
}

void ErrorsTest::errorsAreXmlForXmlRequests()
{
    const CurlAnswer answer =
        get(m_gateway.address("/refused/x"), {"Content-Type: text/xml; charset=utf-8"});
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.header("content-type"), "text/xml");
    QCOMPARE(answer.body, "<?xml version = \"1.0\" encoding = \"UTF-8\"?>\n"
                          "<error>There was a problem proxying the request</error>\n");
}

void ErrorsTest::plainAnswersOfTheRouter_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<std::string>("text");

    QTest::newRow("no route") << std::string("/nothing") << std::string() << 404
                              << std::string("Not Found");
    QTest::newRow("root") << std::string("/") << std::string() << 404 << std::string("Not Found");
    QTest::newRow("listen path without its slash")
        << std::string("/good") << std::string() << 404 << std::string("Not Found");
    QTest::newRow("internal API") << std::string("/hidden/x") << std::string() << 404
                                  << std::string("Not Found");
    QTest::newRow("too large a body") << std::string("/good/x") << std::string(1001, 'x') << 413
                                      << std::string("Request Entity Too Large");
}

void ErrorsTest::plainAnswersOfTheRouter()
{
    QFETCH(std::string, path);
    QFETCH(std::string, body);
    QFETCH(int, status);
    QFETCH(std::string, text);

    const CurlAnswer answer = send(
        {.url = m_gateway.address(path), .method = body.empty() ? "GET" : "POST", .body = body});
    QCOMPARE(answer.status, status);
    QVERIFY(answer.header("content-type").starts_with("text/plain"));
    QCOMPARE(QByteArray::fromStdString(answer.body).trimmed(), QByteArray::fromStdString(text));
}

void ErrorsTest::bodiesThatAreWantedWholeAreBounded()
{
    const auto post = [this](const std::string &body) {
        return send({.url = m_gateway.address("/whole/x"), .method = "POST", .body = body}).status;
    };
    QCOMPARE(post('"' + std::string(98, 'x') + '"'), 200);
    QCOMPARE(post('"' + std::string(99, 'x') + '"'), 413);
}

void ErrorsTest::definitionsReferToFiles()
{
    QCOMPARE(get(m_gateway.address("/secret/x")).status, 200);
}

void ErrorsTest::missesAreLogged()
{
    QCOMPARE(get(m_gateway.address("/nowhere/at/all?key=hidden-from-logs")).status, 404);
    QVERIFY(m_gateway.waitForLog({u"Not Found"_s, u"GET /nowhere/at/all"_s, u"127.0.0.1:"_s}));
    QVERIFY(!m_gateway.log().contains(u"hidden-from-logs"_s));
}

void ErrorsTest::settingsWithoutEffectAreNamed()
{
    QVERIFY(m_gateway.waitForLog({u"warn"_s, u"/reload_interval"_s, u"no effect"_s}));
}

void ErrorsTest::uncleanPathsAreRedirected_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("location");

    QTest::newRow("two slashes") << std::string("/good//x") << std::string("/good/x");
    QTest::newRow("dot") << std::string("/good/./x") << std::string("/good/x");
    QTest::newRow("dots") << std::string("/good/a/../x?q=1") << std::string("/good/x?q=1");
}

void ErrorsTest::uncleanPathsAreRedirected()
{
    QFETCH(std::string, path);
    QFETCH(std::string, location);

    const CurlAnswer answer = get(m_gateway.address(path));
    QCOMPARE(answer.status, 301);
    QVERIFY2(answer.header("location").ends_with(location), answer.header("location").c_str());
}

} // namespace gw::e2e

GW_TEST(gw::e2e::ErrorsTest)
#include "errors_test.moc"
