// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/new_definition.h"
#include "spec/definition_reader.h"
#include "support/room_test.h"

#include <QFile>
#include <QTemporaryDir>

using namespace gw;
using namespace gw::definition;

namespace {

class NewDefinitionPagesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesADefinition_data();
    void makesADefinition();
    void namesItInTheUsersLanguage();
    void takesWhatIsTyped();
    void readsAnOpenApiFile();
    void namesWhatACurlCommandLoses();
    void refuses_data();
    void refuses();
    void wantsATargetWhereThereIsNoEcho();
    void wantsATargetWhereTheEchoMoves();
};

void NewDefinitionPagesTest::makesADefinition_data()
{
    QTest::addColumn<DefinitionOrigin>("origin");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("template") << DefinitionOrigin::Template << QByteArray() << QByteArray("new-api")
                              << QByteArray("http://127.0.0.1:8081/");
    QTest::newRow("template with a target")
        << DefinitionOrigin::Template << QByteArray(" http://host/x ") << QByteArray("new-api")
        << QByteArray("http://host/x");
    QTest::newRow("url") << DefinitionOrigin::Url << QByteArray("https://api.example.com")
                         << QByteArray("api.example.com-2")
                         << QByteArray("https://api.example.com/");
    QTest::newRow("curl") << DefinitionOrigin::Curl
                          << QByteArray("\n curl example.org:81/v1/orders?x=1\n")
                          << QByteArray("example.org")
                          << QByteArray("http://example.org:81/v1/orders");
}

void NewDefinitionPagesTest::makesADefinition()
{
    QFETCH(DefinitionOrigin, origin);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, target);
    NewDefinitionInput input;
    input.origin = origin;
    input.source = source.toStdString();
    input.echo = "http://127.0.0.1:8081/";
    input.takenIds = {"api.example.com"};
    const auto made = makeDefinition(input);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    const auto api = spec::readDefinition(made->text, "new");
    QVERIFY(api);
    QCOMPARE(api->apiId, id.toStdString());
    QCOMPARE(api->apiId, made->apiId);
    QCOMPARE(api->name, made->name);
    QCOMPARE(api->proxy.listenPath, '/' + id.toStdString() + '/');
    QCOMPARE(api->proxy.targetUrl, target.toStdString());
    QVERIFY(made->notes.empty());
}

void NewDefinitionPagesTest::namesItInTheUsersLanguage()
{
    NewDefinitionInput input;
    input.unnamed = "Neue API";
    input.templateId = "mock"; // which needs no target
    const auto made = makeDefinition(input);
    QVERIFY(made);
    QCOMPARE(made->name, std::string("Neue API"));
    QCOMPARE(made->apiId, std::string("neue-api"));
}

void NewDefinitionPagesTest::takesWhatIsTyped()
{
    NewDefinitionInput input;
    input.templateId = "keyed";
    input.source = "http://host/";
    input.name = " My orders ";
    input.listenPath = "/v2/orders/";
    const auto made = makeDefinition(input);
    QVERIFY(made);
    const auto api = spec::readDefinition(made->text, "new");
    QCOMPARE(api->name, std::string("My orders"));
    QCOMPARE(api->apiId, std::string("my-orders"));
    QCOMPARE(api->proxy.listenPath, std::string("/v2/orders/"));
    QVERIFY(!api->authentication.useKeyless);
}

void NewDefinitionPagesTest::readsAnOpenApiFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("pets.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"openapi":"3.0.0","info":{"title":"Pets"},"paths":{"/a":{"get":{}}}})");
    file.close();
    NewDefinitionInput input;
    input.origin = DefinitionOrigin::OpenApi;
    input.source = path.toStdString();
    const auto made = makeDefinition(input);
    QVERIFY(made);
    QCOMPARE(made->apiId, std::string("pets"));
    QCOMPARE(made->notes.size(), std::size_t(1)); // it names no server

    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("openapi: 3.0.0");
    file.close();
    const auto refused = makeDefinition(input);
    QVERIFY(!refused);
    QVERIFY(refused.error().where.starts_with(path.toStdString()));
    QVERIFY(!refused.error().remedy.empty());
}

void NewDefinitionPagesTest::namesWhatACurlCommandLoses()
{
    NewDefinitionInput input;
    input.origin = DefinitionOrigin::Curl;
    input.source = "curl -X PUT https://host/a -H 'X-Key: secret' -d '{}' --no-such-option "
                   "--next https://host/b";
    const auto made = makeDefinition(input);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    std::string notes;
    for (const std::string &note : made->notes) {
        notes += note + '\n';
    }
    for (const char *part :
         {"method PUT", "header X-Key", "body", "--no-such-option", "request 2"}) {
        QVERIFY2(notes.find(part) != std::string::npos, (part + (": " + notes)).c_str());
    }
    QVERIFY(notes.find("secret") == std::string::npos);
}

void NewDefinitionPagesTest::refuses_data()
{
    QTest::addColumn<DefinitionOrigin>("origin");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("path");
    const QByteArray none;
    QTest::newRow("no URL") << DefinitionOrigin::Url << QByteArray("host") << none << none;
    QTest::newRow("target") << DefinitionOrigin::Template << QByteArray("host") << none << none;
    QTest::newRow("no curl") << DefinitionOrigin::Curl << QByteArray("wget http://h/") << none
                             << none;
    QTest::newRow("open quote") << DefinitionOrigin::Curl << QByteArray("curl 'http://h/") << none
                                << none;
    QTest::newRow("no file") << DefinitionOrigin::OpenApi << none << none << none;
    QTest::newRow("no such file") << DefinitionOrigin::OpenApi << QByteArray("/no/such/file")
                                  << none << none;
    QTest::newRow("id") << DefinitionOrigin::Template << none << QByteArray("../x") << none;
    QTest::newRow("taken id") << DefinitionOrigin::Template << none << QByteArray("taken") << none;
    QTest::newRow("path") << DefinitionOrigin::Template << none << none << QByteArray("orders");
}

void NewDefinitionPagesTest::refuses()
{
    QFETCH(DefinitionOrigin, origin);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, path);
    NewDefinitionInput input;
    input.origin = origin;
    input.source = source.toStdString();
    input.apiId = id.toStdString();
    input.listenPath = path.toStdString();
    input.echo = "http://127.0.0.1:8081/";
    input.takenIds = {"taken"};
    const auto made = makeDefinition(input);
    QVERIFY(!made);
    QVERIFY(!made.error().what.empty());
    QVERIFY(!made.error().remedy.empty());
}

void NewDefinitionPagesTest::wantsATargetWhereThereIsNoEcho()
{
    NewDefinitionInput input;
    const auto made = makeDefinition(input);
    QVERIFY(!made);
    QCOMPARE(made.error().what, std::string("No target URL is given"));
    QVERIFY(!made.error().remedy.empty());
    input.source = "http://host/";
    QVERIFY(makeDefinition(input));
}

// Its port is free by chance, and only for now.
void NewDefinitionPagesTest::wantsATargetWhereTheEchoMoves()
{
    NewDefinitionInput input;
    input.echo = "http://127.0.0.1:43210/";
    const auto made = makeDefinition(input);
    QVERIFY(!made);
    QCOMPARE(made.error().text(),
             std::string("http://127.0.0.1:43210/: No target URL is given, and the echo has "
                         "another port at the next start (Type a target, or take Mock)"));
    input.source = "http://host/";
    QVERIFY(makeDefinition(input));
    input.source.clear();
    input.templateId = "mock";
    const auto mock = makeDefinition(input);
    QVERIFY(mock);
    QVERIFY(mock->text.find("43210") == std::string::npos);
}

} // namespace

GW_TEST(NewDefinitionPagesTest)
#include "new_definition_test.moc"
