// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/plugin/loaded_hook.h"
#include "plugin/plugin_catalog.h"

#include <QTest>

#include <fstream>
#include <thread>

using namespace gw::plugin;
namespace fs = std::filesystem;
using Kind = gw::request::StepResult::Kind;

class PluginCatalogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loadsOnceAndInitialisesOnce()
    {
        PluginBench bench;
        const auto first = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        const auto second = bench.hook("TellVersion", HookKind::Request, fixture("good_1"));
        QVERIFY(first && second);
        QCOMPARE(&first->library(), &second->library());
        QCOMPARE(count(bench, "good.init"), 1);
        QCOMPARE(count(bench, "good.shutdown"), 0);
    }

    void shutsDownWithTheLastUser()
    {
        PluginBench bench;
        auto first = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        auto second = first;
        first.reset();
        QCOMPARE(count(bench, "good.shutdown"), 0);
        second.reset();
        QCOMPARE(count(bench, "good.shutdown"), 1);
        QVERIFY(bench.hook("Nothing", HookKind::Request, fixture("good_1")));
        QCOMPARE(count(bench, "good.init"), 2);
    }

    void shutsDownOnItsOwnThread()
    {
        PluginBench bench;
        auto hook = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        std::thread([&hook] { hook.reset(); }).join();
        QCOMPARE(count(bench, "good.shutdown"), 0);
        QCoreApplication::processEvents();
        QCOMPARE(count(bench, "good.shutdown"), 1);
    }

    void aRebuiltFileIsANewGeneration()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        auto old = bench.hook("TellVersion", HookKind::Request, file);
        QCOMPARE(version(bench, *old), std::string("1"));

        replaceFile(bench, "good_2");
        const auto fresh = bench.hook("TellVersion", HookKind::Request, file);
        QCOMPARE(version(bench, *fresh), std::string("2"));
        QCOMPARE(version(bench, *old), std::string("1")); // requests in flight
        QCOMPARE(bench.catalog->list().front().generation, 2U);
        QCOMPARE(count(bench, "good.init"), 2);
        old.reset();
        QCOMPARE(count(bench, "good.shutdown"), 1);

        replaceFile(bench, "good_1"); // any number of times
        QCOMPARE(version(bench, *bench.hook("TellVersion", HookKind::Request, file)),
                 std::string("1"));
        QCOMPARE(bench.catalog->generations(file.string()).size(), std::size_t(3));
    }

    void aFileThatIsOverwrittenInPlaceDoesNotHurt()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        const auto hook = bench.hook("TellVersion", HookKind::Request, file);
        std::ofstream(file, std::ios::in | std::ios::out) << std::string(100'000, 'x');
        QCOMPARE(version(bench, *hook), std::string("1"));
        QVERIFY(!bench.hook("TellVersion", HookKind::Request, file));
    }

    void samePathSameContentIsTheSameGeneration()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        const auto before = bench.hook("Nothing", HookKind::Request, file);
        replaceFile(bench, "good_1"); // touched
        const auto after = bench.hook("Nothing", HookKind::Request, file);
        QCOMPARE(&before->library(), &after->library());
        QCOMPARE(bench.catalog->list().front().generation, 1U);
    }

    void twoPathsDoNotShareState()
    {
        PluginBench bench;
        const fs::path folder = fs::path(bench.state.path().toStdString()) / "other";
        fs::create_directory(folder);
        const fs::path other = folder / "good_1.so"; // the same name and content
        fs::copy_file(fixture("good_1"), other);
        const auto one = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        const auto two = bench.hook("Nothing", HookKind::Request, other);
        const HookEntry entry{"Nothing", GW_REQUEST_HOOK, 0};
        QVERIFY(one->library().function(entry).value() != two->library().function(entry).value());
        QCOMPARE(count(bench, "good.init"), 2);
    }

    void rollsBackUntilTheFileChanges()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        QVERIFY(!bench.catalog->rollBack(file.string()));
        auto one = bench.hook("TellVersion", HookKind::Request, file);
        QVERIFY(!bench.catalog->rollBack(file.string())); // nothing before it
        replaceFile(bench, "good_2");
        auto two = bench.hook("TellVersion", HookKind::Request, file);
        one.reset();

        QCOMPARE(bench.catalog->rollBack(file.string()).value(), 1U);
        QCOMPARE(version(bench, *bench.hook("TellVersion", HookKind::Request, file)),
                 std::string("1"));
        QCOMPARE(version(bench, *bench.hook("TellVersion", HookKind::Request, file)),
                 std::string("1"));
        QCOMPARE(bench.catalog->rollBack(file.string(), 2).value(), 2U);
        QCOMPARE(version(bench, *bench.hook("TellVersion", HookKind::Request, file)),
                 std::string("2"));
        QVERIFY(!bench.catalog->rollBack(file.string(), 9));
    }

    void refusesWithTheReason_data()
    {
        QTest::addColumn<QString>("library");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no file") << QStringLiteral("absent")
                                 << QStringLiteral("plugin file not found");
        QTest::newRow("no plugin")
            << QStringLiteral("no_note") << QStringLiteral("no Gatewright plugin");
        QTest::newRow("wrong major")
            << QStringLiteral("wrong_major") << QStringLiteral("plugin ABI 2.7");
        QTest::newRow("init") << QStringLiteral("init_fails")
                              << QStringLiteral("gw_plugin_init failed: cannot reach the database");
        QTest::newRow("unresolved")
            << QStringLiteral("unresolved")
            << QStringLiteral("Uses the symbol function_that_nobody_defines");
        QTest::newRow("library") << QStringLiteral("needs_library")
                                 << QStringLiteral("Needs the library libgw_absent.so");
        QTest::newRow("hook") << QStringLiteral("hooks") << QStringLiteral("No hook Nothing");
    }
    void refusesWithTheReason()
    {
        QFETCH(const QString, library);
        QFETCH(const QString, reason);
        PluginBench bench;
        const auto hook = bench.catalog->hook({fixture(library.toStdString()).string(), "Nothing",
                                               HookKind::Request, FileNames::Exact});
        QVERIFY(!hook);
        const QString text = QString::fromStdString(hook.error().text());
        QVERIFY2(text.contains(reason), qPrintable(text));
        const auto list = bench.catalog->list();
        QCOMPARE(list.size(), std::size_t(1));
        QVERIFY(!list.front().isLoaded);
        QCOMPARE(list.front().reason, hook.error().text());
    }

    void loadsWhatWasMended()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "no_note");
        QVERIFY(!bench.hook("Nothing", HookKind::Request, file));
        replaceFile(bench, "good_1");
        QVERIFY(bench.hook("Nothing", HookKind::Request, file));
        QVERIFY(bench.catalog->list().front().isLoaded);
        QCOMPARE(bench.catalog->list().front().reason, std::string());
    }

    void unloadsWhatAllowsIt()
    {
        PluginBench bench;
        auto hook = bench.hook("Nothing", HookKind::Request, fixture("unloadable"));
        QVERIFY(hook);
        QVERIFY(isMapped("unloadable.so"));
        hook.reset();
        QVERIFY(!isMapped("unloadable.so"));
        auto stays = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        stays.reset();
        QVERIFY(isMapped("good_1.so"));
    }

    void listsWhatItKnows()
    {
        PluginBench bench;
        const auto hook = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        FakeRequest request(bench.worker);
        QCOMPARE(hook->run(request).kind(), Kind::Continue);
        const auto list = bench.catalog->list();
        QCOMPARE(list.size(), std::size_t(1));
        const PluginReport &report = list.front();
        QCOMPARE(report.symbol, std::string("Nothing"));
        QCOMPARE(report.abi, std::string("1.0"));
        QCOMPARE(report.buildId, std::string("good-1"));
        QCOMPARE(report.generation, 1U);
        QCOMPARE(report.users, std::size_t(1));
        QCOMPARE(report.totals.calls, 1U);
        QVERIFY(report.isLoaded);
    }

private:
    // Puts a fixture under a path of its own, as a compiler does: a new file that takes the old
    // one's name.
    static fs::path replaceFile(PluginBench &bench, const std::string &name)
    {
        const fs::path file = fs::path(bench.state.path().toStdString()) / "plugin.so";
        const fs::path draft = file.string() + ".new";
        fs::copy_file(fixture(name), draft, fs::copy_options::overwrite_existing);
        fs::rename(draft, file);
        return file;
    }

    static int count(PluginBench &bench, const char *key)
    {
        return std::stoi(bench.worker.store.get(key).value_or("0"));
    }

    static std::string version(PluginBench &bench, const PluginHook &hook)
    {
        FakeRequest request(bench.worker);
        return hook.run(request).kind() == Kind::Continue
                   ? std::string(request.exchange.response().fields.value("X-Version"))
                   : "failed";
    }

    static bool isMapped(const std::string &name)
    {
        std::ifstream maps("/proc/self/maps");
        const std::string text((std::istreambuf_iterator<char>(maps)),
                               std::istreambuf_iterator<char>());
        return text.find("/" + name) != std::string::npos;
    }
};

QTEST_GUILESS_MAIN(PluginCatalogTest)
#include "plugin_catalog_test.moc"
