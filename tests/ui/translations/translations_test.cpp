// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/diagnostics.h"
#include "editing/field_help.h"
#include "editing/openapi_import.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "session/trash.h"
#include "support/files.h"
#include "support/room_test.h"
#include "translations/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTemporaryDir>
#include <QTranslator>

using gw::translations::install;

class TranslationsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void speaksGerman();
    void saysProblemsInGerman();
    void saysWhatFilesRefuseInGerman();
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
    QCOMPARE(QCoreApplication::translate("gw::pages::DefinitionForm", "Listen path"),
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
             QStringLiteral("\u00d6ffnen Sie den Arbeitsbereich dieser Engine"));
    const auto imported = gw::editing::fromOpenApi(
        R"({"openapi": "3.0.0", "info": {}, "servers": [{"url": "http://a/"}],
            "paths": {"/a": {"get": {}}}})");
    QVERIFY2(imported, imported ? "" : imported.error().text().c_str());
    QVERIFY(imported->definition.find("\"Importierte API\"") != std::string::npos);
}

void TranslationsTest::countsInGerman()
{
    QVERIFY(install(QStringLiteral("de_AT")));
    const auto differing = [](int count) {
        return QCoreApplication::translate("gw::pages::CompareView", "%n line(s) differ", nullptr,
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
        return QCoreApplication::translate("gw::pages::CompareView", "%n line(s) differ", nullptr,
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
