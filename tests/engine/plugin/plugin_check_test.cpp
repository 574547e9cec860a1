// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/plugin/fixtures.h"
#include "plugin/plugin_check.h"
#include "support/room_test.h"

using namespace gw::plugin;

class PluginCheckTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsWhatAPluginOffers()
    {
        const auto check = checkFile(fixture("good_1"), {GW_PROBE});
        QVERIFY2(check, check ? "" : check.error().text().c_str());
        QCOMPARE(check->sdkVersion, std::string(GW_SDK_VERSION));
        QCOMPARE(check->buildId, std::string("good-1"));
        const std::string text = check->text();
        for (const char *part :
             {"plugin ABI 1.0", "libc.so.6", "Nothing  request",
              "ReadsBodies  response, blocking, reads the request body, reads the response body"}) {
            QVERIFY2(text.find(part) != std::string::npos, text.c_str());
        }
    }

    void warnsOfVariablesThatAllBuildsShare()
    {
        const auto shared = checkFile(fixture("process_wide"), {GW_PROBE});
        QVERIFY2(shared, shared ? "" : shared.error().text().c_str());
        QVERIFY(shared->text().find("-fvisibility=hidden") != std::string::npos);
        const auto hidden = checkFile(fixture("good_1"), {GW_PROBE});
        QVERIFY(hidden && hidden->text().find("warning") == std::string::npos);
    }

    void refusesWithTheReason_data()
    {
        QTest::addColumn<QString>("library");
        QTest::addColumn<QString>("reason");
        QTest::newRow("missing library")
            << QStringLiteral("needs_library")
            << QStringLiteral("Needs the library libgw_absent.so, not found");
        QTest::newRow("unresolved")
            << QStringLiteral("unresolved")
            << QStringLiteral("Uses the symbol function_that_nobody_defines");
        QTest::newRow("crash") << QStringLiteral("crashes_at_load") << QStringLiteral("crashed");
        QTest::newRow("no plugin")
            << QStringLiteral("no_note") << QStringLiteral("no Gatewright plugin");
        QTest::newRow("no file") << QStringLiteral("absent")
                                 << QStringLiteral("plugin file not found");
    }
    void refusesWithTheReason()
    {
        QFETCH(const QString, library);
        QFETCH(const QString, reason);
        const auto check = checkFile(fixture(library.toStdString()), {GW_PROBE});
        QVERIFY(!check);
        const QString text = QString::fromStdString(check.error().text());
        QVERIFY2(text.contains(reason), qPrintable(text));
        QVERIFY2(text.contains(library + QStringLiteral(".so")), qPrintable(text));
    }

    void killsAChildThatHangs()
    {
        const auto check =
            checkFile(fixture("hangs_at_load"), {GW_PROBE}, std::chrono::milliseconds(300));
        QVERIFY(!check);
        QVERIFY2(check.error().what.find("longer than 300 ms") != std::string::npos,
                 check.error().what.c_str());
    }

    // The child runs code that nobody vouches for: secrets are none of its business.
    void keepsTheEnvironmentFromTheChild()
    {
        qputenv("GW_TEST_SECRET", "leaked");
        const auto check = checkFile(
            fixture("good_1"), {"/bin/sh", "-c",
                                R"(printf '{"ok":"yes","sdk_version":"%s","build_id":"%s"}\n' )"
                                R"("$GW_TEST_SECRET" "$PATH")"});
        qunsetenv("GW_TEST_SECRET");
        QVERIFY2(check, check ? "" : check.error().text().c_str());
        QCOMPARE(check->sdkVersion, std::string());
        QCOMPARE(check->buildId, qEnvironmentVariable("PATH").toStdString());
    }

    void saysThatTheProbeIsMissing()
    {
        const auto check = checkFile(fixture("good_1"), {"/nowhere/gatewright", "plugin", "probe"});
        QVERIFY(!check);
        QVERIFY2(check.error().what.find("Cannot start") != std::string::npos,
                 check.error().what.c_str());
    }

    void readsOnlyWithoutAProbe() { QVERIFY(checkFile(fixture("unresolved"), {})); }
};

GW_TEST(PluginCheckTest)
#include "plugin_check_test.moc"
