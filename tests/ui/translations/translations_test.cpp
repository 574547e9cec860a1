// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/support/scripted_origin.h"
#include "editing/diagnostics.h"
#include "editing/field_help.h"
#include "editing/openapi_import.h"
#include "editing/translated_schema.h"
#include "models/traffic_filter.h"
#include "requests/curl_import.h"
#include "requests/hurl_reader.h"
#include "requests/request_options.h"
#include "requests/request_runner.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "session/trash.h"
#include "support/files.h"
#include "support/room_test.h"
#include "translations/translations.h"
#include "ui/session/answering_engine.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTranslator>

using gw::translations::install;

namespace {

// What may fail, and how it is said.
struct Failure {
    const char *name;
    gw::Error (*happen)();
    const char *what; // a part of it
    const char *remedy;
};

gw::Error refusedConnection()
{
    gw::requests::HttpRequest request;
    request.url = "http://127.0.0.1:" + std::to_string(gw::e2e::closedPort());
    return gw::requests::RequestRunner().perform(request).error.value();
}

// Of a console that connects to an engine.
gw::Error lostEngine(const QUrl &url)
{
    gw::session::EngineSession session(nullptr);
    QSignalSpy changed(&session, &gw::session::EngineSession::stateChanged);
    session.attach({url, QStringLiteral("secret")});
    while (session.state() != gw::session::EngineSession::State::Lost && changed.wait()) {
    }
    return session.problem();
}

gw::Error noEngine()
{
    return lostEngine(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(gw::e2e::closedPort())));
}

gw::Error answeredBy(int status, const QByteArray &body)
{
    gw::test::AnsweringEngine engine;
    engine.answer("GET /tyk/events", body, status);
    return lostEngine(engine.address().url);
}

gw::Error wrongSecret()
{
    return answeredBy(403, R"({"status": "error", "message": )"
                           R"("Attempted administrative access with invalid or missing key!"})");
}

gw::Error tooManySecrets()
{
    return answeredBy(429, R"({"status": "error", "message": "Too many failed attempts"})");
}

gw::Error otherServer()
{
    return answeredBy(404, "not here");
}

gw::Error badOption()
{
    gw::requests::Line line;
    line.name = "max-tme";
    line.value = "3s";
    return gw::requests::checkOption(line).error();
}

gw::Error badFilter()
{
    return gw::models::TrafficFilter::parse(QStringLiteral("dur>many")).error();
}

gw::Error badLine()
{
    return gw::requests::readHurl("GET http://a\nHTTP 200\n[Asserts]\nstatus\n").error();
}

gw::Error badCommand()
{
    return gw::requests::importCurl("curl http://a -d $(id)").error();
}

constexpr Failure kFailures[] = {
    {"a refused connection", &refusedConnection,
     "Keine Verbindung zum Server: ", "L\u00e4uft der Server? Stimmt der Port in der URL?"},
    {"no engine", &noEngine, "Die Engine antwortet nicht: dort lauscht nichts",
     "L\u00e4uft sie? Stimmt der Port? Mit control_api_port hat die Steuer-API einen eigenen"},
    {"a wrong secret", &wrongSecret, "Die Engine nimmt das Geheimnis nicht an",
     "Verbinden Sie sich neu, mit dem Geheimnis der Engine"},
    {"too many secrets", &tooManySecrets, "Zu viele Versuche mit falschem Geheimnis",
     "Warten Sie eine Minute und verbinden Sie sich dann neu"},
    {"another server", &otherServer, "Die Engine antwortete mit 404: not here", ""},
    {"an option", &badOption, "Unbekannte Option max-tme", "Meinten Sie max-time?"},
    {"a filter", &badFilter, "Das ist keine Zahl mit passender Einheit",
     "Schreiben Sie es wie 20ms"},
    {"a line of Hurl", &badLine, "Hier fehlt ein Pr\u00e4dikat",
     "Zum Beispiel: == 200, oder exists"},
    {"a curl command", &badCommand, "Der Befehl f\u00fchrt einen anderen aus",
     "Setzen Sie stattdessen dessen Ergebnis ein"},
};

} // namespace

class TranslationsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void speaksGerman();
    void saysProblemsInGerman();
    void helpsWithFieldsInGerman_data();
    void helpsWithFieldsInGerman();
    void saysWhatFilesRefuseInGerman();
    void saysFailuresInGerman_data();
    void saysFailuresInGerman();
    void saysWhatOfCurlIsLeftOutInGerman();
    void countsInGerman();
    void countsInEnglish_data();
    void countsInEnglish();
    void findsTextsOfEveryContext_data();
    void findsTextsOfEveryContext();
    void staysEnglishWithoutATranslation();
};

void TranslationsTest::cleanup()
{
    qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>());
    QLocale::setDefault(QLocale::c());
}

void TranslationsTest::speaksGerman()
{
    QVERIFY(install(QStringLiteral("de")));
    QCOMPARE(QCoreApplication::translate("gw::window::TourBar", "Next"), QStringLiteral("Weiter"));
    QCOMPARE(QCoreApplication::translate("gw::form::DefinitionForm", "Listen path"),
             QStringLiteral("Pfad am Gateway"));
    QCOMPARE(QLocale().toString(1234567), QStringLiteral("1.234.567"));
}

// What the rooms without widgets say. The engine's own words stay English.
void TranslationsTest::saysProblemsInGerman()
{
    QVERIFY(install(QStringLiteral("de")));
    const auto schema = gw::spec::DefinitionSchema::ofApiDefinitions();
    gw::editing::DiagnosticsInput input;
    input.text = R"({"name": "a",})";
    const auto problems = gw::editing::diagnose(input, schema);
    QVERIFY(!problems.empty() && !problems.front().fixes.empty());
    QCOMPARE(problems.front().fixes.front().title, std::string("Komma entfernen"));
    QCOMPARE(gw::editing::helpFor(schema, "/tags")->type, std::string("Liste von Texten"));
    const auto imported = gw::editing::fromOpenApi("a: 1");
    QVERIFY(!imported);
    QCOMPARE(imported.error().what, std::string("Kein Dokument in OpenAPI 3"));
}

void TranslationsTest::helpsWithFieldsInGerman_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<std::string>("listenPath");
    QTest::addColumn<std::string>("listenPort");
    const std::string german = "Entfernt listen_path, bevor der Upstream gefragt wird; fast immer "
                               "erw\u00fcnscht.";
    const std::string germanPort = "Port, an dem gelauscht wird. 0: ein freier.";
    const std::string english = "Removes listen_path before the upstream is asked; nearly always "
                                "wanted.";
    const std::string englishPort = "Port to listen on. 0: one that is free.";
    QTest::newRow("German") << QStringLiteral("de") << german << germanPort;
    QTest::newRow("of Austria") << QStringLiteral("de_AT") << german << germanPort;
    QTest::newRow("English") << QStringLiteral("en") << english << englishPort;
    QTest::newRow("no translation") << QStringLiteral("fr") << english << englishPort;
}

// In the language that the program speaks, whatever the system's is.
void TranslationsTest::helpsWithFieldsInGerman()
{
    QFETCH(QString, language);
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(install(language), language != QStringLiteral("fr"));
    const auto helpIn = [](const gw::spec::DefinitionSchema &schema, std::string_view pointer) {
        return gw::editing::helpFor(schema, pointer)->description;
    };
    QTEST(helpIn(gw::editing::apiDefinitionSchema(), "/proxy/strip_listen_path"), "listenPath");
    QTEST(helpIn(gw::editing::gatewayConfigSchema(), "/listen_port"), "listenPort");
}

void TranslationsTest::saysWhatFilesRefuseInGerman()
{
    QVERIFY(install(QStringLiteral("de")));
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a"));
    gw::test::writeFile(file, "x");
    const auto back = gw::session::bringBack(file, file);
    QVERIFY(!back);
    QCOMPARE(back.error().what, std::string("Es gibt schon etwas mit diesem Namen"));
    gw::session::EngineSession session(nullptr);
    gw::session::Environments environments(session);
    const auto written = environments.write(QStringLiteral("local"), "a=1");
    QVERIFY(!written);
    QCOMPARE(QString::fromStdString(written.error().remedy),
             QStringLiteral("\u00d6ffnen Sie den Arbeitsordner dieser Engine"));
    const auto imported = gw::editing::fromOpenApi(
        R"({"openapi": "3.0.0", "info": {}, "servers": [{"url": "http://a/"}],
            "paths": {"/a": {"get": {}}}})");
    QVERIFY2(imported, imported ? "" : imported.error().text().c_str());
    QVERIFY(imported->definition.find("\"Importierte API\"") != std::string::npos);
}

void TranslationsTest::saysFailuresInGerman_data()
{
    QTest::addColumn<int>("index");
    for (int index = 0; const Failure &failure : kFailures) {
        QTest::newRow(failure.name) << index++;
    }
}

void TranslationsTest::saysFailuresInGerman()
{
    QFETCH(int, index);
    const Failure &failure = kFailures[index];
    QVERIFY(install(QStringLiteral("de")));
    const gw::Error error = failure.happen();
    QVERIFY2(error.what.find(failure.what) != std::string::npos, error.what.c_str());
    QCOMPARE(QString::fromStdString(error.remedy), QString::fromUtf8(failure.remedy));
    cleanup();
    const gw::Error english = failure.happen();
    QVERIFY2(english.what.find(failure.what) == std::string::npos, english.what.c_str());
}

void TranslationsTest::saysWhatOfCurlIsLeftOutInGerman()
{
    QVERIFY(install(QStringLiteral("de")));
    const auto imported = gw::requests::importCurl("curl http://a --silent --no-such");
    QVERIFY(imported);
    QCOMPARE(imported->notes, (std::vector<std::string>{"--silent: betrifft die Ausgabe von curl",
                                                        "--no-such: unbekannt"}));
}

void TranslationsTest::countsInGerman()
{
    QVERIFY(install(QStringLiteral("de_AT")));
    const auto differing = [](int count) {
        return QCoreApplication::translate("gw::compare::CompareView", "%n line(s) differ", nullptr,
                                           count);
    };
    QCOMPARE(differing(1), QStringLiteral("1 Zeile weicht ab"));
    QCOMPARE(differing(2), QStringLiteral("2 Zeilen weichen ab"));
}

void TranslationsTest::countsInEnglish_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("asked for") << QStringLiteral("en");
    QTest::newRow("the system's") << QString(); // C, by cleanup()
}

void TranslationsTest::countsInEnglish()
{
    QFETCH(QString, language);
    QLocale::setDefault(QLocale::c());
    QVERIFY(install(language));
    const auto different = [](int count) {
        return QCoreApplication::translate("gw::compare::CompareView", "%n line(s) differ", nullptr,
                                           count);
    };
    QCOMPARE(different(1), QStringLiteral("1 line differs"));
    QCOMPARE(different(2), QStringLiteral("2 lines differ"));
}

void TranslationsTest::findsTextsOfEveryContext_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("german");
    QTest::newRow("class") << QByteArray("gw::models::ProblemsModel") << QByteArray("Where")
                           << QStringLiteral("Wo");
    QTest::newRow("function") << QByteArray("gw::models::NavigatorModel")
                              << QByteArray("Collections") << QStringLiteral("Sammlungen");
    QTest::newRow("unnamed namespace")
        << QByteArray("gw::request_form::OptionWords") << QByteArray("Follow redirects.")
        << QStringLiteral("Umleitungen folgen.");
    QTest::newRow("table") << QByteArray("gw::editing::Template") << QByteArray("Open proxy")
                           << QStringLiteral("Offener Proxy");
}

void TranslationsTest::findsTextsOfEveryContext()
{
    QFETCH(QByteArray, context);
    QFETCH(QByteArray, source);
    QVERIFY(install(QStringLiteral("de")));
    QTEST(QCoreApplication::translate(context.constData(), source.constData()), "german");
}

void TranslationsTest::staysEnglishWithoutATranslation()
{
    QVERIFY(install(QStringLiteral("en")));
    QVERIFY(!install(QStringLiteral("fr")));
    QCOMPARE(QCoreApplication::translate("gw::window::TourBar", "Next"), QStringLiteral("Next"));
}

GW_TEST(TranslationsTest)
#include "translations_test.moc"
