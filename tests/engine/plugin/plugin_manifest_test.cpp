// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/plugin/fixtures.h"
#include "plugin/plugin_manifest.h"
#include "support/room_test.h"

#include <algorithm>

using namespace gw::plugin;

namespace {

QString reasonOf(const gw::Expected<PluginManifest> &manifest)
{
    return manifest ? QStringLiteral("loads") : QString::fromStdString(manifest.error().text());
}

} // namespace

class PluginManifestTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsHooksWithKindAndFlags()
    {
        const auto manifest = readManifest(bytesOf(fixture("good_1")), "good.so");
        QVERIFY2(manifest, qPrintable(reasonOf(manifest)));
        QCOMPARE(manifest->abi(), std::string("1.0"));
        QCOMPARE(manifest->hooks.size(), std::size_t(4));
        const HookEntry *nothing = manifest->find("Nothing");
        QVERIFY(nothing != nullptr);
        QCOMPARE(nothing->kinds, std::uint32_t(GW_REQUEST_HOOK));
        QCOMPARE(nothing->flags, 0U);
        const HookEntry *bodies = manifest->find("ReadsBodies");
        QVERIFY(bodies != nullptr);
        QCOMPARE(bodies->kinds, std::uint32_t(GW_RESPONSE_HOOK));
        QCOMPARE(bodies->flags,
                 std::uint32_t(GW_BLOCKING | GW_READS_REQUEST_BODY | GW_READS_RESPONSE_BODY));
        QCOMPARE(manifest->find("Analytics")->kinds, std::uint32_t(GW_ANALYTICS_HOOK));
        QCOMPARE(manifest->libraryFlags, 0U);
        QCOMPARE(manifest->linkId.size(), std::size_t(40));
    }

    void findsVariablesThatAllBuildsShare()
    {
        const auto manifest = readManifest(bytesOf(fixture("process_wide")), "process_wide.so");
        QVERIFY2(manifest, qPrintable(reasonOf(manifest)));
        QVERIFY(std::ranges::count(manifest->processWideVariables, "calls") == 1);
        const auto hidden = readManifest(bytesOf(fixture("good_1")), "good.so");
        QVERIFY(hidden && hidden->processWideVariables.empty());
    }

    void readsTheUnloadableMark()
    {
        const auto manifest = readManifest(bytesOf(fixture("unloadable")), "unloadable.so");
        QVERIFY(manifest);
        QCOMPARE(manifest->libraryFlags, std::uint32_t(GW_UNLOADABLE_FLAG));
    }

    void readsLibrariesInOtherLanguages_data()
    {
        QTest::addColumn<QString>("library");
        QTest::addColumn<QString>("hook");
        QTest::newRow("C") << QStringLiteral("c_header") << QStringLiteral("AddHeaderInC");
        if (std::filesystem::exists(example("rust_header"))) {
            QTest::newRow("Rust") << QStringLiteral("rust_header")
                                  << QStringLiteral("AddHeaderInRust");
        }
    }
    void readsLibrariesInOtherLanguages()
    {
        QFETCH(const QString, library);
        QFETCH(const QString, hook);
        const auto manifest = readManifest(bytesOf(example(library.toStdString())), "x.so");
        QVERIFY2(manifest, qPrintable(reasonOf(manifest)));
        QVERIFY(manifest->find(hook.toStdString()) != nullptr);
    }

    void refusesWithTheReason_data()
    {
        QTest::addColumn<QString>("library");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no note") << QStringLiteral("no_note")
                                 << QStringLiteral("no Gatewright plugin");
        QTest::newRow("wrong major")
            << QStringLiteral("wrong_major")
            << QStringLiteral("Built for plugin ABI 2.7, this gateway speaks 1.0");
        QTest::newRow("hidden hook")
            << QStringLiteral("hidden_hook") << QStringLiteral("does not export gw_hook_Hidden");
    }
    void refusesWithTheReason()
    {
        QFETCH(const QString, library);
        QFETCH(const QString, reason);
        const auto manifest = readManifest(bytesOf(fixture(library.toStdString())), "x.so");
        QVERIFY2(reasonOf(manifest).contains(reason), qPrintable(reasonOf(manifest)));
        QVERIFY(reasonOf(manifest).startsWith(QStringLiteral("x.so: ")));
    }

    void recognisesGoPlugins()
    {
        auto bytes = bytesOf(fixture("no_note"));
        for (const char c : std::string_view("\xff Go buildinf:")) {
            bytes.push_back(static_cast<std::byte>(c));
        }
        const auto manifest = readManifest(bytes, "go.so");
        QVERIFY2(reasonOf(manifest).contains(QStringLiteral("A Go plugin")),
                 qPrintable(reasonOf(manifest)));
    }

    void choosesAHook_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("answer");
        const int request = static_cast<int>(HookKind::Request);
        const int response = static_cast<int>(HookKind::Response);
        QTest::newRow("there") << QStringLiteral("Nothing") << request << QString();
        QTest::newRow("wrong kind")
            << QStringLiteral("Nothing") << response
            << QStringLiteral("Nothing is a hook of kind request, used as response");
        QTest::newRow("misspelt") << QStringLiteral("Nothng") << request
                                  << QStringLiteral("Did you mean Nothing?");
        QTest::newRow("case") << QStringLiteral("tellversion") << request
                              << QStringLiteral("Did you mean TellVersion?");
        QTest::newRow("unlike any")
            << QStringLiteral("AddFooBarHeader") << request
            << QStringLiteral("exports Analytics, Nothing, ReadsBodies, TellVersion");
    }
    void choosesAHook()
    {
        QFETCH(const QString, name);
        QFETCH(const int, kind);
        QFETCH(const QString, answer);
        const auto manifest = readManifest(bytesOf(fixture("good_1")), "good.so");
        QVERIFY(manifest);
        const auto hook =
            chooseHook(*manifest, name.toStdString(), static_cast<HookKind>(kind), "good.so");
        QCOMPARE(hook.has_value(), answer.isEmpty());
        if (!hook) {
            const QString text = QString::fromStdString(hook.error().text());
            QVERIFY2(text.contains(answer), qPrintable(text));
        }
    }
};

GW_TEST(PluginManifestTest)
#include "plugin_manifest_test.moc"
