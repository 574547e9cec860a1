// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/definition_history.h"
#include "editing/definition_templates.h"
#include "editing/diagnostics.h"
#include "editing/openapi_import.h"
#include "spec/definition_reader.h"
#include "support/room_test.h"

#include <QTemporaryDir>

using namespace gw;
using namespace gw::editing;

namespace {

class NewDefinitionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void templatesAreSound_data();
    void templatesAreSound();
    void takesAUrl();
    void makesIds_data();
    void makesIds();
    void duplicates();
    void importsOpenApi();
    void keepsOpenApiProtected_data();
    void keepsOpenApiProtected();
    void namesWhatOpenApiLoses();
    void importsOpenApiInYaml();
    void stopsAnImport();
    void refusesOtherDocuments_data();
    void refusesOtherDocuments();
    void keepsHistory();
    void boundsHistory();
    void refusesIdsThatAreNoFileNames();
};

void NewDefinitionTest::templatesAreSound_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const Template &entry : templates()) {
        QTest::newRow(entry.id.c_str()) << QByteArray::fromStdString(entry.id);
    }
}

void NewDefinitionTest::templatesAreSound()
{
    QFETCH(QByteArray, id);
    const auto text = fromTemplate(id.toStdString(), {"My orders", {}, {}, {}});
    QVERIFY(text);
    DiagnosticsInput input;
    input.text = *text;
    for (const Diagnostic &diagnostic :
         diagnose(input, spec::DefinitionSchema::ofApiDefinitions())) {
        QFAIL(diagnostic.message.c_str());
    }
    const auto api = spec::readDefinition(*text, "new");
    QVERIFY(api);
    QCOMPARE(api->apiId, std::string("my-orders"));
    QCOMPARE(api->proxy.listenPath, std::string("/my-orders/"));
}

void NewDefinitionTest::takesAUrl()
{
    const auto text = fromUrl(" https://api.example.com/v1?x=1 ");
    QVERIFY(text);
    const auto api = spec::readDefinition(*text, "new");
    QCOMPARE(api->name, std::string("api.example.com"));
    QCOMPARE(api->proxy.targetUrl, std::string("https://api.example.com/v1"));
    QVERIFY(!fromUrl("ftp://host/"));
    QVERIFY(!fromUrl("host"));
    QVERIFY(!fromUrl("http://"));
}

void NewDefinitionTest::makesIds_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("plain") << QByteArray("Orders") << QByteArray("orders");
    QTest::newRow("blanks") << QByteArray("My  new API") << QByteArray("my-new-api");
    QTest::newRow("category") << QByteArray("Orders #shop") << QByteArray("orders");
    QTest::newRow("nothing left") << QByteArray("\xC3\xA9 !") << QByteArray("api");
    QTest::newRow("dots") << QByteArray("..api.v1.") << QByteArray("api.v1");
}

void NewDefinitionTest::makesIds()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, id);
    QCOMPARE(QByteArray::fromStdString(idFrom(name.toStdString())), id);
    QCOMPARE(freeId("a", {"a", "a-2"}), std::string("a-3"));
    QCOMPARE(freeId("b", {"a"}), std::string("b"));
}

void NewDefinitionTest::duplicates()
{
    const std::string text = R"({ "name":"A", "own" : [1], "api_id":"a",
 "proxy":{"listen_path":"/a/"} })";
    const auto copy = duplicated(text, {"A copy", "a-2", {}, {}});
    QVERIFY(copy);
    QCOMPARE(*copy, std::string(R"({ "name":"A copy", "own" : [1], "api_id":"a-2",
 "proxy":{"listen_path":"/a-2/"} })"));
}

void NewDefinitionTest::importsOpenApi()
{
    const auto imported = fromOpenApi(R"({
        "openapi": "3.0.3",
        "info": {"title": "Pet store"},
        "servers": [{"url": "https://{env}.example.com/v1",
                     "variables": {"env": {"default": "prod"}}}, {"url": "http://other/"}],
        "paths": {
            "/pets/{petId}": {"get": {}, "delete": {}, "parameters": []},
            "/a.b": {"post": {}},
            "/elsewhere": {"$ref": "other.json"}
        }})");
    QVERIFY2(imported, imported ? "" : imported.error().text().c_str());
    const auto api = spec::readDefinition(imported->definition, "imported");
    QVERIFY(api);
    QCOMPARE(api->name, std::string("Pet store"));
    QCOMPARE(api->proxy.targetUrl, std::string("https://prod.example.com/v1"));
    const auto &list = api->versionData.versions.front().extendedPaths.whiteList;
    QCOMPARE(list.size(), std::size_t(3));
    QCOMPARE(list[0].path, std::string("^/pets/{petId}$"));
    QCOMPARE(list[0].method, std::string("GET"));
    QCOMPARE(list[1].method, std::string("DELETE"));
    QCOMPARE(list[2].path, std::string("^/a\\.b$"));
    QCOMPARE(imported->notes.size(), std::size_t(2));
    DiagnosticsInput input;
    input.text = imported->definition;
    for (const Diagnostic &diagnostic :
         diagnose(input, spec::DefinitionSchema::ofApiDefinitions())) {
        QFAIL(diagnostic.message.c_str());
    }
}

void NewDefinitionTest::keepsOpenApiProtected_data()
{
    QTest::addColumn<QByteArray>("security"); // members of the document
    QTest::addColumn<QByteArray>("token");    // empty: open
    QTest::addColumn<QStringList>("notes");
    const QByteArray schemes = R"("components": {"securitySchemes": {
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "param": {"type": "apiKey", "in": "query", "name": "k"},
        "cookie": {"type": "apiKey", "in": "cookie", "name": "sid"},
        "jwt": {"type": "http", "scheme": "Bearer", "bearerFormat": "JWT"},
        "login": {"type": "http", "scheme": "basic"},
        "petstore": {"type": "oauth2", "flows": {}}}})";
    const auto row = [&schemes](const char *name, const char *security, const char *token,
                                const QStringList &notes) {
        QTest::newRow(name) << schemes + ", \"security\": " + security << QByteArray(token)
                            << notes;
    };
    const QString wants = QStringLiteral("Callers need a key that a plugin has stored: ");
    row("header", R"([{"key": []}])", "X-Key", {wants + QStringLiteral("header X-Key")});
    row("parameter", R"([{"param": []}])", "-,k", {wants + QStringLiteral("parameter k")});
    row("cookie", R"([{"cookie": []}])", "-,,sid", {wants + QStringLiteral("cookie sid")});
    row("bearer", R"([{"jwt": []}])", "Authorization",
        {wants + QStringLiteral("header Authorization")});
    row("one of several", R"([{"key": []}, {"param": []}])", "X-Key,k",
        {wants + QStringLiteral("header X-Key, parameter k")});
    row("two at once", R"([{"key": [], "param": []}])", "X-Key",
        {wants + QStringLiteral("header X-Key"), QStringLiteral("Left out: apiKey (param)")});
    row("none that is known", R"([{"petstore": ["read"]}, {"login": []}, {"gone": []}])",
        "Authorization",
        {wants + QStringLiteral("header Authorization"),
         QStringLiteral("Left out: oauth2 (petstore), http basic (login), gone")});
    row("not for all", R"([{}, {"key": []}])", "X-Key",
        {wants + QStringLiteral("header X-Key"),
         QStringLiteral("Left out, that these need no key: GET /a")});
    row("for nobody", "[]", "",
        {QStringLiteral("The API is open: no operation asks for what the document defines: "
                        "key, param, cookie, jwt, login, petstore")});
}

void NewDefinitionTest::keepsOpenApiProtected()
{
    QFETCH(QByteArray, security);
    QFETCH(QByteArray, token);
    QFETCH(QStringList, notes);
    const QByteArray text = R"({"openapi": "3.0.3", "info": {"title": "Pets"},
        "servers": [{"url": "http://host/"}], "paths": {"/a": {"get": {}}}, )" +
                            security + '}';
    const auto imported = fromOpenApi(text.toStdString());
    QVERIFY2(imported, imported ? "" : imported.error().text().c_str());
    const auto api = spec::readDefinition(imported->definition, "imported");
    QVERIFY(api);
    QCOMPARE(api->authentication.useKeyless, token.isEmpty());
    QCOMPARE(api->authentication.useStandardAuth, !token.isEmpty());
    if (!token.isEmpty()) {
        const auto &config = api->authentication.authConfigs.at("authToken");
        QByteArrayList places = token.split(',');
        places.resize(3);
        QCOMPARE(config.disableHeader, places[0] == "-");
        QCOMPARE(config.authHeaderName,
                 config.disableHeader ? std::string() : places[0].toStdString());
        QCOMPARE(config.useParam, !places[1].isEmpty());
        QCOMPARE(config.paramName, places[1].toStdString());
        QCOMPARE(config.useCookie, !places[2].isEmpty());
        QCOMPARE(config.cookieName, places[2].toStdString());
    }
    QStringList said;
    for (const std::string &note : imported->notes) {
        said.append(QString::fromStdString(note));
    }
    QCOMPARE(said, notes);
}

// One operation is enough; what else the document says is named.
void NewDefinitionTest::namesWhatOpenApiLoses()
{
    const auto imported = fromOpenApi(R"({
        "openapi": "3.1.0",
        "info": {"title": "Pets"},
        "servers": [{"url": "http://host/"}],
        "components": {"securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
        "webhooks": {},
        "paths": {
            "/open": {"get": {"parameters": [{"name": "a", "in": "query"}]}, "parameters": []},
            "/closed": {"put": {"security": [{"key": []}], "callbacks": {}}, "servers": []}
        }})");
    QVERIFY2(imported, imported ? "" : imported.error().text().c_str());
    const auto api = spec::readDefinition(imported->definition, "imported");
    QVERIFY(!api->authentication.useKeyless);
    const std::vector<std::string> notes = {
        "Callers need a key that a plugin has stored: header X-Key",
        "Left out, that these need no key: GET /open",
        "Left out: checks of parameters and bodies, servers of single paths, callbacks, webhooks"};
    QCOMPARE(imported->notes, notes);
}

void NewDefinitionTest::importsOpenApiInYaml()
{
    const auto imported = fromOpenApi(R"(# The usual example.
openapi: 3.0.0
info:
  version: 1.0.0
  title: Swagger Petstore
servers:
  - url: http://petstore.swagger.io/v1
paths:
  /pets:
    get:
      summary: List all pets
      responses:
        '200': &ok
          description: A paged array of pets
        default: *ok
    post: {operationId: createPets, tags: [pets]}
  /pets/{petId}:
    get:
      responses:
        200: *ok
)");
    QVERIFY2(imported, imported ? "" : imported.error().text().c_str());
    const auto api = spec::readDefinition(imported->definition, "imported");
    QVERIFY(api);
    QCOMPARE(api->name, std::string("Swagger Petstore"));
    QCOMPARE(api->proxy.targetUrl, std::string("http://petstore.swagger.io/v1"));
    const auto &list = api->versionData.versions.front().extendedPaths.whiteList;
    QCOMPARE(list.size(), std::size_t(3));
    QCOMPARE(list[1].method, std::string("POST"));
    QCOMPARE(list[2].path, std::string("^/pets/{petId}$"));
}

void NewDefinitionTest::stopsAnImport()
{
    constexpr std::string_view kDocument = R"({"openapi": "3.0.0", "paths": {"/a": {"get": {}}}})";
    std::stop_source stop;
    QVERIFY(fromOpenApi(kDocument, stop.get_token()));
    stop.request_stop();
    const auto imported = fromOpenApi(kDocument, stop.get_token());
    QVERIFY(!imported);
    QCOMPARE(imported.error().what, std::string("The import was cancelled"));
}

void NewDefinitionTest::refusesOtherDocuments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("version 2") << QByteArray(R"({"swagger":"2.0","paths":{"/a":{"get":{}}}})");
    QTest::newRow("yaml without paths") << QByteArray("openapi: 3.0.0\n");
    QTest::newRow("no yaml") << QByteArray("openapi: [3.0.0\n");
    QTest::newRow("a text") << QByteArray("hello");
    QTest::newRow("no paths") << QByteArray(R"({"openapi":"3.1.0"})");
}

void NewDefinitionTest::refusesOtherDocuments()
{
    QFETCH(QByteArray, text);
    const auto imported = fromOpenApi(text.toStdString());
    QVERIFY(!imported);
    QVERIFY(!imported.error().what.empty());
}

void NewDefinitionTest::keepsHistory()
{
    QTemporaryDir folder;
    DefinitionHistory history(folder.path());
    QVERIFY(history.versions(QStringLiteral("a")).empty());
    const QDateTime noon(QDate(2030, 1, 2), QTime(12, 0), QTimeZone::UTC);
    QVERIFY(history.add(QStringLiteral("a"), "one", 1, noon));
    QVERIFY(history.add(QStringLiteral("a"), "two", 2, noon.addMSecs(1)));
    QVERIFY(history.add(QStringLiteral("a"), "two", 3, noon.addMSecs(2)));
    const std::vector<AppliedVersion> versions = history.versions(QStringLiteral("a"));
    QCOMPARE(versions.size(), std::size_t(2));
    QCOMPARE(versions[0].generation, 2);
    history.use(QStringLiteral("/another/workspace"));
    QVERIFY(history.versions(QStringLiteral("a")).empty());
    QCOMPARE(versions[0].time, noon.addMSecs(1));
    QCOMPARE(*history.read(versions[1]), std::string("one"));
    QVERIFY(history.versions(QStringLiteral("b")).empty());
}

void NewDefinitionTest::boundsHistory()
{
    QTemporaryDir folder;
    DefinitionHistory history(folder.path());
    const QDateTime start(QDate(2030, 1, 2), QTime(12, 0), QTimeZone::UTC);
    for (int i = 0; i < DefinitionHistory::kKept + 3; ++i) {
        QVERIFY(history.add(QStringLiteral("a"), std::to_string(i), i, start.addSecs(i)));
    }
    const std::vector<AppliedVersion> versions = history.versions(QStringLiteral("a"));
    QCOMPARE(static_cast<qsizetype>(versions.size()), DefinitionHistory::kKept);
    QCOMPARE(versions.front().generation, DefinitionHistory::kKept + 2);
    QCOMPARE(versions.back().generation, 3);
}

void NewDefinitionTest::refusesIdsThatAreNoFileNames()
{
    QTemporaryDir folder;
    DefinitionHistory history(folder.path());
    QVERIFY(!history.add(QStringLiteral("../a"), "x", 1, QDateTime::currentDateTimeUtc()));
    QVERIFY(!history.add(QString(), "x", 1, QDateTime::currentDateTimeUtc()));
}

} // namespace

GW_TEST(NewDefinitionTest)
#include "new_definition_test.moc"
