// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/echo/echo_fixture.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <memory>

using namespace gw;
using gw::test::EchoFixture;
using gw::test::FakeExchange;
using gw::test::jsonOf;

namespace {

QJsonObject object(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class EchoUpstreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<EchoFixture>(); }
    void writesJsonAsHttpbinDoes();
    void tellsTheRequest();
    void tellsTheBody_data();
    void tellsTheBody();
    void takesAnyMethodAtAnything();
    void refusesOtherMethods_data();
    void refusesOtherMethods();
    void answersOptions();
    void tellsOneThing_data();
    void tellsOneThing();
    void answersStatus_data();
    void answersStatus();
    void redirects();
    void setsCookies();
    void setsResponseFields();
    void asksForCredentials();
    void compresses();
    void answersHead();
    void knowsNothingElse_data();
    void knowsNothingElse();
    void listsItsEndpoints();

private:
    void exchange(FakeExchange &exchange, std::string_view body = {})
    {
        m_fixture->exchange(exchange, body);
    }

    std::unique_ptr<EchoFixture> m_fixture;
};

void EchoUpstreamTest::writesJsonAsHttpbinDoes()
{
    FakeExchange get("GET", "/get?b=2&a=1&b=3");
    get.field("accept", "*/*").field("X-Twice", "1").field("x-twice", "2");
    exchange(get);
    QCOMPARE(get.status(), 200);
    QCOMPARE(get.answerField("Content-Type"), "application/json");
    QCOMPARE(get.body, "{\n"
                       "  \"args\": {\n"
                       "    \"a\": \"1\",\n"
                       "    \"b\": [\n"
                       "      \"2\",\n"
                       "      \"3\"\n"
                       "    ]\n"
                       "  },\n"
                       "  \"headers\": {\n"
                       "    \"Accept\": \"*/*\",\n"
                       "    \"Host\": \"echo.example\",\n"
                       "    \"X-Twice\": \"1,2\"\n"
                       "  },\n"
                       "  \"origin\": \"192.0.2.7\",\n"
                       "  \"url\": \"http://echo.example/get?b=2&a=1&b=3\"\n"
                       "}\n");
}

void EchoUpstreamTest::tellsTheRequest()
{
    FakeExchange get("GET", "/get?q=%FF");
    get.field("X-Forwarded-For", "203.0.113.9, 10.0.0.1")
        .field("X-Forwarded-Proto", "https")
        .field("X-Raw", "caf\xe9");
    exchange(get);
    const QJsonObject json = jsonOf(get);
    QCOMPARE(json[u"origin"].toString(), QStringLiteral("203.0.113.9, 10.0.0.1"));
    QCOMPARE(json[u"url"].toString(), QStringLiteral("https://echo.example/get?q=%FF"));
    QCOMPARE(json[u"headers"][u"X-Raw"].toString(), QStringLiteral("caf\u00e9"));
    QCOMPARE(json[u"args"][u"q"].toString(), QStringLiteral("\u00ff"));
}

void EchoUpstreamTest::tellsTheBody_data()
{
    QTest::addColumn<std::string>("type");
    QTest::addColumn<std::string>("body");
    QTest::addColumn<QJsonObject>("expected");
    const auto row = [](const char *name, const char *type, std::string body,
                        const char *expected) {
        QTest::newRow(name) << std::string(type) << body << object(expected);
    };
    row("none", "", "", R"({"data":"","form":{},"files":{},"json":null})");
    row("json", "application/json", R"({"a": [1, 2.50, "x"]})",
        R"({"data":"{\"a\": [1, 2.50, \"x\"]}","form":{},"files":{},"json":{"a":[1,2.5,"x"]}})");
    row("broken json", "application/json", R"({"a": )",
        R"({"data":"{\"a\": ","form":{},"files":{},"json":null})");
    row("json and more", "application/json", "1 2",
        R"({"data":"1 2","form":{},"files":{},"json":null})");
    row("text", "text/plain", "hello", R"({"data":"hello","form":{},"files":{},"json":null})");
    row("binary", "", "\xff\xfe",
        R"({"data":"data:application/octet-stream;base64,//4=","form":{},"files":{},"json":null})");
    row("form", "application/x-www-form-urlencoded", "a=1&a=2&b=%20",
        R"({"data":"","form":{"a":["1","2"],"b":" "},"files":{},"json":null})");
    row("multipart", "multipart/form-data; boundary=B",
        "--B\r\nContent-Disposition: form-data; name=\"f\"; "
        "filename=\"x\"\r\n\r\nfile\r\n--B--\r\n",
        R"({"data":"","form":{},"files":{"f":"file"},"json":null})");
}

void EchoUpstreamTest::tellsTheBody()
{
    QFETCH(std::string, type);
    QFETCH(std::string, body);
    QFETCH(QJsonObject, expected);
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE"}) {
        const std::string path = '/' + QByteArray(method).toLower().toStdString() + "?x=1";
        FakeExchange request(method, path);
        if (!type.empty()) {
            request.field("Content-Type", type);
        }
        exchange(request, body);
        QJsonObject json = jsonOf(request);
        QCOMPARE(json.keys(), QStringList({QStringLiteral("args"), QStringLiteral("data"),
                                           QStringLiteral("files"), QStringLiteral("form"),
                                           QStringLiteral("headers"), QStringLiteral("json"),
                                           QStringLiteral("origin"), QStringLiteral("url")}));
        for (auto each = expected.begin(); each != expected.end(); ++each) {
            QCOMPARE(json[each.key()], each.value());
        }
    }
}

void EchoUpstreamTest::takesAnyMethodAtAnything()
{
    for (const char *method : {"GET", "POST", "PURGE", "OPTIONS"}) {
        FakeExchange request(method, "/anything/a/b?c");
        exchange(request, "body");
        QCOMPARE(request.status(), 200);
        const QJsonObject json = jsonOf(request);
        QCOMPARE(json[u"method"].toString(), QString::fromLatin1(method));
        QCOMPARE(json[u"data"].toString(), QStringLiteral("body"));
        QCOMPARE(json[u"url"].toString(), QStringLiteral("http://echo.example/anything/a/b?c"));
    }
}

void EchoUpstreamTest::refusesOtherMethods_data()
{
    QTest::addColumn<std::string>("method");
    QTest::addColumn<std::string>("target");
    QTest::addColumn<std::string>("allowed");
    const auto row = [](const char *method, const char *target, const char *allowed) {
        QTest::addRow("%s %s", method, target)
            << std::string(method) << std::string(target) << std::string(allowed);
    };
    row("POST", "/get", "GET,HEAD,OPTIONS");
    row("get", "/get", "GET,HEAD,OPTIONS");
    row("GET", "/post", "POST,OPTIONS");
    row("POST", "/put", "PUT,OPTIONS");
    row("PUT", "/headers", "GET,HEAD,OPTIONS");
    row("DELETE", "/bytes/5", "GET,HEAD,OPTIONS");
    row("POST", "/ws", "GET");
}

void EchoUpstreamTest::refusesOtherMethods()
{
    QFETCH(std::string, method);
    QFETCH(std::string, target);
    QFETCH(std::string, allowed);
    FakeExchange request(method, target);
    exchange(request);
    QCOMPARE(request.status(), 405);
    QCOMPARE(request.answerField("Allow"), allowed);
}

void EchoUpstreamTest::answersOptions()
{
    FakeExchange request("OPTIONS", "/get");
    exchange(request);
    QCOMPARE(request.status(), 200);
    QCOMPARE(request.answerField("Allow"), "GET,HEAD,OPTIONS");
}

void EchoUpstreamTest::tellsOneThing_data()
{
    QTest::addColumn<std::string>("target");
    QTest::addColumn<std::string>("body");
    QTest::newRow("ip") << std::string("/ip") << std::string("{\n  \"origin\": \"192.0.2.7\"\n}\n");
    QTest::newRow("user agent") << std::string("/user-agent")
                                << std::string("{\n  \"user-agent\": \"tester/1\"\n}\n");
    QTest::newRow("headers") << std::string("/headers")
                             << std::string("{\n  \"headers\": {\n    \"Cookie\": \"a=1; b=2\",\n"
                                            "    \"Host\": \"echo.example\",\n"
                                            "    \"User-Agent\": \"tester/1\"\n  }\n}\n");
    QTest::newRow("cookies") << std::string("/cookies")
                             << std::string("{\n  \"cookies\": {\n    \"a\": \"1\",\n"
                                            "    \"b\": \"2\"\n  }\n}\n");
}

void EchoUpstreamTest::tellsOneThing()
{
    QFETCH(std::string, target);
    FakeExchange get("GET", target);
    get.field("user-agent", "tester/1").field("Cookie", "a=1; b=2");
    exchange(get);
    QTEST(get.body, "body");
}

void EchoUpstreamTest::answersStatus_data()
{
    QTest::addColumn<std::string>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<std::string>("field");
    const auto row = [](const char *code, int status, const char *field = "") {
        QTest::newRow(code) << std::string(code) << status << std::string(field);
    };
    row("200", 200);
    row("204", 204);
    row("418", 418);
    row("503", 503);
    row("599", 599);
    row("500,500", 500);
    row("302", 302, "Location");
    row("401", 401, "WWW-Authenticate");
    row("407", 407, "Proxy-Authenticate");
    row("101", 400);
    row("600", 400);
    row("-1", 400);
    row("abc", 400);
    row("200,x", 400);
    row("99999999999999999999", 400);
}

void EchoUpstreamTest::answersStatus()
{
    QFETCH(std::string, code);
    QFETCH(std::string, field);
    FakeExchange request("PATCH", "/status/" + code);
    exchange(request);
    QVERIFY(request.isOver);
    QTEST(request.status(), "status");
    QVERIFY(field.empty() || !request.answerField(field).empty());
}

void EchoUpstreamTest::redirects()
{
    for (const auto &[target, location] :
         {std::pair("/redirect/3", "/relative-redirect/2"),
          std::pair("/relative-redirect/2", "/relative-redirect/1"),
          std::pair("/redirect/1", "/get")}) {
        FakeExchange get("GET", target);
        exchange(get);
        QCOMPARE(get.status(), 302);
        QCOMPARE(get.answerField("Location"), location);
    }
    FakeExchange none("GET", "/redirect/0");
    exchange(none);
    QCOMPARE(none.status(), 400);
}

void EchoUpstreamTest::setsCookies()
{
    FakeExchange set("GET", "/cookies/set?a=1&bad%0d%0a=x&b=2%3b%20Secure&c=3");
    exchange(set);
    QCOMPARE(set.status(), 302);
    QCOMPARE(set.answerField("Location"), "/cookies");
    QCOMPARE(set.response().fields.count("Set-Cookie"), 2U);
    QCOMPARE(set.answerField("Set-Cookie"), "a=1; Path=/");

    FakeExchange one("GET", "/cookies/set/name/value");
    exchange(one);
    QCOMPARE(one.answerField("Set-Cookie"), "name=value; Path=/");

    FakeExchange gone("GET", "/cookies/delete?a");
    exchange(gone);
    QCOMPARE(gone.answerField("Set-Cookie"), "a=; Max-Age=0; Path=/");
}

void EchoUpstreamTest::setsResponseFields()
{
    FakeExchange get("GET", "/response-headers?X-One=1&X-One=2&Content-Length=1&"
                            "Transfer-Encoding=chunked&X%0aBad=1&X-Bad=a%0d%0ab");
    exchange(get);
    QCOMPARE(get.response().fields.count("X-One"), 2U);
    QVERIFY(!get.response().fields.contains("Content-Length"));
    QVERIFY(!get.response().fields.contains("Transfer-Encoding"));
    QVERIFY(!get.response().fields.contains("X-Bad"));
    const QJsonObject json = jsonOf(get);
    QCOMPARE(json[u"X-One"].toArray().size(), 2);
    QCOMPARE(json[u"Content-Length"].toString(), QString::number(get.body.size()));
    QCOMPARE(json[u"Content-Type"].toString(), QStringLiteral("application/json"));
}

void EchoUpstreamTest::asksForCredentials()
{
    FakeExchange none("GET", "/basic-auth/us%65r/pass");
    exchange(none);
    QCOMPARE(none.status(), 401);
    QVERIFY(none.answerField("WWW-Authenticate").starts_with("Basic realm="));

    for (const char *field :
         {"Basic dXNlcjpwYXNzZQ==", "Basic !", "Bearer dXNlcjpwYXNz", "Basic"}) {
        FakeExchange wrong("GET", "/basic-auth/user/pass");
        wrong.field("Authorization", field);
        exchange(wrong);
        QCOMPARE(wrong.status(), 401);
    }

    FakeExchange right("GET", "/basic-auth/user/pass");
    right.field("Authorization", "basic dXNlcjpwYXNz");
    exchange(right);
    QCOMPARE(right.body, "{\n  \"authenticated\": true,\n  \"user\": \"user\"\n}\n");
}

void EchoUpstreamTest::compresses()
{
    FakeExchange get("GET", "/gzip");
    exchange(get);
    QCOMPARE(get.answerField("Content-Encoding"), "gzip");
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc")});
    gzip.write(get.body.data(), qint64(get.body.size()));
    gzip.closeWriteChannel();
    QVERIFY(gzip.waitForFinished());
    QCOMPARE(gzip.exitCode(), 0);
    const QJsonObject json = QJsonDocument::fromJson(gzip.readAllStandardOutput()).object();
    QCOMPARE(json[u"gzipped"].toBool(), true);
    QCOMPARE(json[u"method"].toString(), QStringLiteral("GET"));
}

void EchoUpstreamTest::answersHead()
{
    for (const char *target : {"/get", "/bytes/100", "/stream/3", "/sse"}) {
        FakeExchange head("HEAD", target);
        exchange(head);
        QVERIFY(head.isOver);
        QCOMPARE(head.status(), 200);
        QCOMPARE(head.pieces, 0);
    }
}

void EchoUpstreamTest::knowsNothingElse_data()
{
    QTest::addColumn<std::string>("target");
    for (const char *target : {"/nowhere", "/get/more", "/status", "/bytes", "/basic-auth/u",
                               "/cookies/set/a", "/GET"}) {
        QTest::newRow(target) << std::string(target);
    }
}

void EchoUpstreamTest::knowsNothingElse()
{
    QFETCH(std::string, target);
    FakeExchange get("GET", target);
    exchange(get);
    QCOMPARE(get.status(), 404);
    QVERIFY(get.isOver);
}

void EchoUpstreamTest::listsItsEndpoints()
{
    FakeExchange get("GET", "/");
    exchange(get);
    QCOMPARE(get.status(), 200);
    QVERIFY(get.body.find("/anything") != std::string::npos);
}

GW_TEST(EchoUpstreamTest)
#include "echo_upstream_test.moc"
