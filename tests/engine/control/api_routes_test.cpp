// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/service_fixture.h"
#include "support/room_test.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace gw;
using namespace gw::control;
using testing::HttpReply;
using testing::ServiceFixture;

namespace {

const std::string kOrders = R"({"name":"Orders","api_id":"orders","big":12345678901234567890})";

} // namespace

class ApiRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_service = std::make_unique<ServiceFixture>(); }
    void cleanup() { m_service.reset(); }

    void listsDefinitions();
    void getsADefinitionAsStored();
    void getsABrokenDefinitionAsText();
    void tellsErrorsAsTyk_data();
    void tellsErrorsAsTyk();
    void refusesIdsThatAreNoFileNames_data();
    void refusesIdsThatAreNoFileNames();
    void addsAndPublishes();
    void addsUnderAnyPath();
    void makesAnIdWhereNoneIsGiven_data();
    void makesAnIdWhereNoneIsGiven();
    void neverOverwritesWhenAskedNotTo();
    void changesADefinition();
    void changesOnlyWhatWasRead_data();
    void changesOnlyWhatWasRead();
    void doesNotOverwriteWhatIsNotServedYet();
    void deletesADefinition();
    void tellsWhyADefinitionIsRefused();
    void tellsWhenTheDiskFails();
    void tellsWhatIsServedAfterwards();
    void logsEveryChange();

private:
    HttpReply send(const std::string &method, const std::string &target,
                   const std::string &body = {}, const std::string &fields = {})
    {
        return m_service->send(
            {.method = method, .target = target, .body = body, .fields = fields});
    }

    std::unique_ptr<ServiceFixture> m_service;
};

void ApiRoutesTest::listsDefinitions()
{
    QCOMPARE(m_service->get("/tyk/apis").body, std::string("[]\n"));
    m_service->engine.store("orders", kOrders);
    m_service->engine.store("users", R"({"api_id":"users"})");
    const HttpReply reply = m_service->get("/tyk/apis/");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("Content-Type"), std::string("application/json"));
    QCOMPARE(reply.body, "[" + kOrders + R"(,{"api_id":"users"}])" + "\n");
}

void ApiRoutesTest::getsADefinitionAsStored()
{
    m_service->engine.store("orders", kOrders);
    const HttpReply reply = m_service->get("/tyk/apis/orders");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, kOrders + "\n");
    QCOMPARE(reply.field("ETag"), '"' + m_service->engine.stored["orders"].etag + '"');
    QCOMPARE(m_service->get("/tyk/apis/%6frders").status, 200); // one decoding
}

void ApiRoutesTest::getsABrokenDefinitionAsText()
{
    m_service->engine.store("orders", "{\"api_id\":");
    const HttpReply reply = m_service->get("/tyk/apis/orders");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, std::string("{\"api_id\":\n"));
    QCOMPARE(reply.field("Content-Type"), std::string("text/plain; charset=utf-8"));
}

void ApiRoutesTest::tellsErrorsAsTyk_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const QByteArray put("PUT");
    const QByteArray post("POST");
    const QByteArray oas(R"({"openapi":"3.0.3","x-tyk-api-gateway":{}})");
    const QString mismatch = QStringLiteral(
        "Request APIID does not match that in Definition! For Update operations these must match.");
    const QString oasOnly =
        QStringLiteral("this API endpoint only supports Tyk Classic APIs; please use the "
                       "appropriate Tyk OAS API endpoint");
    const QString malformed = QStringLiteral("Request malformed");
    const QString unknown = QStringLiteral("API not found");
    QTest::newRow("get unknown") << QByteArray("GET") << QByteArray("/tyk/apis/none")
                                 << QByteArray() << 404 << unknown;
    QTest::newRow("put unknown") << put << QByteArray("/tyk/apis/none") << QByteArray("{}") << 404
                                 << unknown;
    QTest::newRow("delete unknown")
        << QByteArray("DELETE") << QByteArray("/tyk/apis/none") << QByteArray() << 404 << unknown;
    QTest::newRow("put without id") << put << QByteArray("/tyk/apis") << QByteArray("{}") << 400
                                    << QStringLiteral("Must specify an apiID to update");
    QTest::newRow("delete without id")
        << QByteArray("DELETE") << QByteArray("/tyk/apis/") << QByteArray() << 400
        << QStringLiteral("Must specify an apiID to delete");
    QTest::newRow("wrong method") << QByteArray("PATCH") << QByteArray("/tyk/apis") << QByteArray()
                                  << 405 << QStringLiteral("Method not supported");
    QTest::newRow("wrong method of one")
        << QByteArray("OPTIONS") << QByteArray("/tyk/apis/orders") << QByteArray() << 405
        << QStringLiteral("Method not supported");
    QTest::newRow("other id in the body") << put << QByteArray("/tyk/apis/orders")
                                          << QByteArray(R"({"api_id":"users"})") << 400 << mismatch;
    QTest::newRow("no id in the body") << put << QByteArray("/tyk/apis/orders")
                                       << QByteArray(R"({"name":"x"})") << 400 << mismatch;
    QTest::newRow("put broken JSON")
        << put << QByteArray("/tyk/apis/orders") << QByteArray("{") << 400 << malformed;
    QTest::newRow("post broken JSON")
        << post << QByteArray("/tyk/apis") << QByteArray("{\"a\":1,}") << 400 << malformed;
    QTest::newRow("post nothing") << post << QByteArray("/tyk/apis") << QByteArray() << 400
                                  << malformed;
    QTest::newRow("post an array")
        << post << QByteArray("/tyk/apis") << QByteArray("[]") << 400 << malformed;
    QTest::newRow("post two values")
        << post << QByteArray("/tyk/apis") << QByteArray("{}{}") << 400 << malformed;
    QTest::newRow("post a key twice")
        << post << QByteArray("/tyk/apis") << QByteArray(R"({"api_id":"a","api_id":"b"})") << 400
        << malformed;
    QTest::newRow("post a number as id")
        << post << QByteArray("/tyk/apis") << QByteArray(R"({"api_id":7})") << 400 << malformed;
    QTest::newRow("post 100 levels")
        << post << QByteArray("/tyk/apis")
        << R"({"a":)" + QByteArray("[").repeated(100) + QByteArray("]").repeated(100) + "}" << 400
        << malformed;
    QTest::newRow("post OAS") << post << QByteArray("/tyk/apis") << oas << 400 << oasOnly;
    QTest::newRow("put OAS") << put << QByteArray("/tyk/apis/orders") << oas << 400 << oasOnly;
}

void ApiRoutesTest::tellsErrorsAsTyk()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, message);
    m_service->engine.store("orders", kOrders);
    const HttpReply reply = send(method.toStdString(), target.toStdString(), body.toStdString());
    QCOMPARE(reply.status, status);
    QCOMPARE(textOf(reply, "status"), QStringLiteral("error"));
    QCOMPARE(textOf(reply, "message"), message);
    QVERIFY(reply.body.ends_with("\n"));
    QCOMPARE(m_service->engine.stored.size(), 1U);
    QCOMPARE(m_service->engine.stored["orders"].text, kOrders);
}

void ApiRoutesTest::refusesIdsThatAreNoFileNames_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<int>("status");
    QTest::newRow("parent") << QByteArray("..") << 400;
    QTest::newRow("encoded parent") << QByteArray("%2e%2e") << 400;
    QTest::newRow("encoded slash") << QByteArray("..%2fetc") << 400;
    QTest::newRow("encoded twice") << QByteArray("%252e%252e") << 400;
    QTest::newRow("good only when decoded twice") << QByteArray("a%252db") << 400;
    QTest::newRow("backslash") << QByteArray("..%5cx") << 400;
    QTest::newRow("NUL") << QByteArray("orders%00") << 400;
    QTest::newRow("line end") << QByteArray("orders%0a") << 400;
    QTest::newRow("blank") << QByteArray("or%20ders") << 400;
    QTest::newRow("hidden") << QByteArray(".orders") << 400;
    QTest::newRow("option") << QByteArray("-orders") << 400;
    QTest::newRow("unicode") << QByteArray("%C3%A9") << 400;
    QTest::newRow("full width dot") << QByteArray("%EF%BC%8E%EF%BC%8E") << 400;
    QTest::newRow("bad escape") << QByteArray("%zz") << 400;
    QTest::newRow("129 letters") << QByteArray("a").repeated(129) << 400;
    QTest::newRow("128 letters") << QByteArray("a").repeated(128) << 404;
    QTest::newRow("all kinds") << QByteArray("A1_.-z") << 404;
    QTest::newRow("below one") << QByteArray("orders/../x") << 404;
}

void ApiRoutesTest::refusesIdsThatAreNoFileNames()
{
    QFETCH(QByteArray, id);
    QFETCH(int, status);
    const std::string target = "/tyk/apis/" + id.toStdString();
    for (const std::string method : {"GET", "PUT", "DELETE"}) {
        const HttpReply reply = send(method, target, method == "PUT" ? "{}" : "");
        QCOMPARE(reply.status, status);
        if (status == 400) {
            QCOMPARE(textOf(reply, "message"), QStringLiteral("Invalid API ID"));
        }
    }
    if (status == 400) {
        QJsonObject definition;
        definition[QLatin1StringView("api_id")] =
            QString::fromUtf8(QByteArray::fromPercentEncoding(id) + '/');
        const HttpReply reply =
            send("POST", "/tyk/apis", QJsonDocument(definition).toJson().toStdString());
        QCOMPARE(reply.status, 400);
        QCOMPARE(textOf(reply, "message"), QStringLiteral("Invalid API ID"));
    }
    QVERIFY(m_service->engine.stored.empty());
}

void ApiRoutesTest::addsAndPublishes()
{
    m_service->engine.report.generation = 6;
    const HttpReply reply = send("POST", "/tyk/apis", kOrders);
    QCOMPARE(reply.status, 200);
    const QJsonObject json = jsonOf(reply);
    QCOMPARE(textOf(reply, "key"), QStringLiteral("orders"));
    QCOMPARE(textOf(reply, "status"), QStringLiteral("ok"));
    QCOMPARE(textOf(reply, "action"), QStringLiteral("added"));
    QCOMPARE(json[QLatin1StringView("generation")].toInt(), 7);
    QCOMPARE(json[QLatin1StringView("api")].toObject()[QLatin1StringView("state")].toString(),
             QStringLiteral("loaded"));
    QCOMPARE(m_service->engine.stored["orders"].text, kOrders);
    QCOMPARE(reply.field("ETag"), '"' + m_service->engine.stored["orders"].etag + '"');
}

void ApiRoutesTest::addsUnderAnyPath()
{
    const HttpReply reply =
        send("POST", "/tyk/apis/whatever", kOrders, "Content-Type: text/plain\r\n");
    QCOMPARE(reply.status, 200);
    QCOMPARE(textOf(reply, "key"), QStringLiteral("orders"));
}

void ApiRoutesTest::makesAnIdWhereNoneIsGiven_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("absent") << QByteArray(R"({"name":"x","big":12345678901234567890})");
    QTest::newRow("empty") << QByteArray(R"({"API_ID":"","name":"x","big":12345678901234567890})");
    QTest::newRow("null") << QByteArray(R"({"api_id":null,"name":"x","big":12345678901234567890})");
    QTest::newRow("only that") << QByteArray(R"({"big":12345678901234567890})");
}

void ApiRoutesTest::makesAnIdWhereNoneIsGiven()
{
    QFETCH(QByteArray, body);
    const HttpReply reply = send("POST", "/tyk/apis", body.toStdString());
    QCOMPARE(reply.status, 200);
    const QString key = textOf(reply, "key");
    QVERIFY(QRegularExpression(QStringLiteral("^[0-9a-f]{32}$")).match(key).hasMatch());
    QCOMPARE(m_service->engine.stored.size(), 1U);
    const std::string &stored = m_service->engine.stored.begin()->second.text;
    QVERIFY(stored.find('"' + key.toStdString() + '"') != std::string::npos);
    QVERIFY(stored.find("12345678901234567890") != std::string::npos);
    QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(stored)).isObject());
    QVERIFY(textOf(send("POST", "/tyk/apis", body.toStdString()), "key") != key);
}

void ApiRoutesTest::neverOverwritesWhenAskedNotTo()
{
    m_service->engine.store("orders", "{}");
    QCOMPARE(send("POST", "/tyk/apis", kOrders, "If-None-Match: *\r\n").status, 412);
    QCOMPARE(m_service->engine.stored["orders"].text, std::string("{}"));
    QCOMPARE(send("POST", "/tyk/apis", kOrders).status, 200);
    QCOMPARE(m_service->engine.stored["orders"].text, kOrders);
}

void ApiRoutesTest::changesADefinition()
{
    m_service->engine.store("orders", "{}");
    const HttpReply reply = send("PUT", "/tyk/apis/orders", kOrders);
    QCOMPARE(reply.status, 200);
    QCOMPARE(textOf(reply, "key"), QStringLiteral("orders"));
    QCOMPARE(textOf(reply, "action"), QStringLiteral("modified"));
    QCOMPARE(m_service->engine.stored["orders"].text, kOrders);
}

void ApiRoutesTest::changesOnlyWhatWasRead_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<int>("status");
    QTest::newRow("none") << QByteArray() << 200;
    QTest::newRow("that tag") << QByteArray("\"TAG\"") << 200;
    QTest::newRow("in a list") << QByteArray("\"x\" , \"TAG\"") << 200;
    QTest::newRow("any") << QByteArray("*") << 200;
    QTest::newRow("another tag") << QByteArray("\"x\"") << 412;
    QTest::newRow("weak") << QByteArray("W/\"TAG\"") << 412;
    QTest::newRow("unquoted") << QByteArray("TAG") << 412;
    QTest::newRow("only a comma") << QByteArray(",") << 412;
}

void ApiRoutesTest::changesOnlyWhatWasRead()
{
    QFETCH(QByteArray, condition);
    QFETCH(int, status);
    m_service->engine.store("orders", "{}");
    const QByteArray tag = QByteArray::fromStdString(m_service->engine.stored["orders"].etag);
    condition.replace("TAG", tag);
    const std::string field =
        condition.isEmpty() ? std::string() : "If-Match: " + condition.toStdString() + "\r\n";
    QCOMPARE(send("PUT", "/tyk/apis/orders", kOrders, field).status, status);
    QCOMPARE(m_service->engine.stored["orders"].text == kOrders, status == 200);

    m_service->engine.store("orders", "{}");
    QCOMPARE(send("DELETE", "/tyk/apis/orders", {}, field).status, status);
    QCOMPARE(m_service->engine.stored.contains("orders"), status != 200);
}

void ApiRoutesTest::doesNotOverwriteWhatIsNotServedYet()
{
    m_service->engine.store("orders", "{}");
    m_service->engine.fileServed = false; // somebody has edited the file
    const std::string field = "If-Match: \"" + m_service->engine.stored["orders"].etag + "\"\r\n";
    const HttpReply reply = send("PUT", "/tyk/apis/orders", kOrders, field);
    QCOMPARE(reply.status, 412);
    QVERIFY(reply.body.find("reload") != std::string::npos);
    QCOMPARE(send("DELETE", "/tyk/apis/orders", {}, field).status, 412);
    QCOMPARE(m_service->engine.stored["orders"].text, std::string("{}"));
    QCOMPARE(send("PUT", "/tyk/apis/orders", kOrders).status, 200); // as Tyk, without a condition
}

void ApiRoutesTest::deletesADefinition()
{
    m_service->engine.store("orders", kOrders);
    const HttpReply reply = send("DELETE", "/tyk/apis/orders");
    QCOMPARE(reply.status, 200);
    QCOMPARE(textOf(reply, "key"), QStringLiteral("orders"));
    QCOMPARE(textOf(reply, "action"), QStringLiteral("deleted"));
    QCOMPARE(
        jsonOf(reply)[QLatin1StringView("api")].toObject()[QLatin1StringView("state")].toString(),
        QStringLiteral("removed"));
    QVERIFY(m_service->engine.stored.empty());
    QVERIFY(reply.field("ETag").empty());
}

void ApiRoutesTest::tellsWhyADefinitionIsRefused()
{
    m_service->engine.refusalText = "invalid IP/CIDR \"x\"";
    const HttpReply reply = send("POST", "/tyk/apis", kOrders);
    QCOMPARE(reply.status, 400);
    QCOMPARE(textOf(reply, "message"),
             QStringLiteral("Validation of API Definition failed. Reason: invalid IP/CIDR \"x\"."));
    QCOMPARE(textOf(reply, "reason"),
             QStringLiteral("orders.json/allowed_ips/0: invalid IP/CIDR \"x\" (Give an address)"));
    QVERIFY(m_service->engine.stored.empty());
}

void ApiRoutesTest::tellsWhenTheDiskFails()
{
    m_service->engine.writeFails = true;
    m_service->engine.removeFails = true;
    m_service->engine.store("orders", "{}");
    const HttpReply added = send("POST", "/tyk/apis", kOrders);
    QCOMPARE(added.status, 500);
    QCOMPARE(textOf(added, "message"), QStringLiteral("file object creation failed, write error"));
    QCOMPARE(textOf(added, "reason"),
             QStringLiteral("apps/x.json: No space left on device (Make room)"));
    QCOMPARE(send("PUT", "/tyk/apis/orders", kOrders).status, 500);
    const HttpReply deleted = send("DELETE", "/tyk/apis/orders");
    QCOMPARE(deleted.status, 500);
    QCOMPARE(textOf(deleted, "message"), QStringLiteral("Delete failed"));
}

void ApiRoutesTest::tellsWhatIsServedAfterwards()
{
    // The body of POST is what GET gives back, byte for byte.
    const std::string spaced = "{\n\t\"api_id\" : \"orders\",\n\t\"unknown\" : 1.0e2 }";
    QCOMPARE(send("POST", "/tyk/apis", spaced).status, 200);
    QCOMPARE(m_service->get("/tyk/apis/orders").body, spaced + "\n");
}

void ApiRoutesTest::logsEveryChange()
{
    std::vector<LogRecord> lines;
    const int listener =
        m_service->log.addListener([&lines](const LogRecord &line) { lines.push_back(line); });
    (void)send("POST", "/tyk/apis", kOrders);
    (void)send("DELETE", "/tyk/apis/orders");
    m_service->log.flush();
    m_service->log.removeListener(listener);
    QCOMPARE(lines.size(), 2U);
    QCOMPARE(lines[0].message, std::string("API definition added"));
    QVERIFY(std::ranges::any_of(lines[0].fields, [](const auto &field) {
        return field.first == "new_etag" && field.second.size() == 64;
    }));
    QCOMPARE(lines[1].message, std::string("API definition deleted"));
}

GW_TEST(ApiRoutesTest)
#include "api_routes_test.moc"
