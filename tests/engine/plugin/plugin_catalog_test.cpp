// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/plugin/loaded_hook.h"
#include "plugin/plugin_catalog.h"
#include "support/room_test.h"

#include <algorithm>
#include <fstream>
#include <thread>

using namespace gw::plugin;
namespace fs = std::filesystem;
using Kind = gw::request::StepResult::Kind;
using Outcome = PluginChange::Outcome;

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
        auto old = bench.reloaded("TellVersion", file);
        QCOMPARE(version(bench, *old), std::string("1"));

        replaceFile(bench, "good_2");
        // Until somebody reloads, hooks come from what is in force.
        QCOMPARE(version(bench, *bench.hook("TellVersion", HookKind::Request, file)),
                 std::string("1"));
        const auto fresh = bench.reloaded("TellVersion", file);
        QCOMPARE(version(bench, *fresh), std::string("2"));
        QCOMPARE(version(bench, *old), std::string("1")); // requests in flight
        QCOMPARE(bench.changes.size(), std::size_t(1));
        QCOMPARE(bench.changes.front().outcome, Outcome::Taken);
        QCOMPARE(bench.changes.front().previousGeneration, 1U);
        QCOMPARE(bench.changes.front().buildId, std::string("good-2"));
        QCOMPARE(bench.catalog->list().front().generation, 2U);
        QCOMPARE(count(bench, "good.init"), 2);
        old.reset();
        QCOMPARE(count(bench, "good.shutdown"), 1);

        replaceFile(bench, "good_1"); // any number of times
        QCOMPARE(version(bench, *bench.reloaded("TellVersion", file)), std::string("1"));
        QCOMPARE(bench.catalog->generations(file.string()).size(), std::size_t(3));
    }

    void aFileThatIsOverwrittenInPlaceDoesNotHurt()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        const auto hook = bench.hook("TellVersion", HookKind::Request, file);
        std::ofstream(file, std::ios::in | std::ios::out) << std::string(100'000, 'x');
        QCOMPARE(version(bench, *hook), std::string("1"));
        QCOMPARE(version(bench, *bench.reloaded("TellVersion", file)), std::string("1"));
        QCOMPARE(bench.changes.front().outcome, Outcome::Refused);
    }

    void samePathSameContentIsTheSameGeneration()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        const auto before = bench.reloaded("Nothing", file);
        replaceFile(bench, "good_1"); // touched
        const auto after = bench.reloaded("Nothing", file);
        QCOMPARE(&before->library(), &after->library());
        QCOMPARE(bench.changes.size(), std::size_t(0));
        QCOMPARE(bench.catalog->list().front().generation, 1U);
    }

    void aFileThatIsNotAsGoodLeavesTheOldInForce_data()
    {
        QTest::addColumn<QString>("library");
        QTest::addColumn<QString>("reason");
        QTest::newRow("removed") << QString() << QStringLiteral("plugin file not found");
        QTest::newRow("no plugin")
            << QStringLiteral("no_note") << QStringLiteral("no Gatewright plugin");
        QTest::newRow("init") << QStringLiteral("init_fails")
                              << QStringLiteral("gw_plugin_init failed: cannot reach the database");
        QTest::newRow("unresolved")
            << QStringLiteral("unresolved")
            << QStringLiteral("Uses the symbol function_that_nobody_defines");
        QTest::newRow("without a hook in use")
            << QStringLiteral("hooks") << QStringLiteral("No hook Nothing");
    }
    void aFileThatIsNotAsGoodLeavesTheOldInForce()
    {
        QFETCH(const QString, library);
        QFETCH(const QString, reason);
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        const auto old = bench.reloaded("Nothing", file);
        if (library.isEmpty()) {
            fs::remove(file);
        } else {
            replaceFile(bench, library.toStdString());
        }
        const auto kept = bench.reloaded("Nothing", file);
        QCOMPARE(&kept->library(), &old->library());
        QCOMPARE(bench.changes.front().outcome, Outcome::Refused);
        const QString text = QString::fromStdString(bench.changes.front().reason);
        QVERIFY2(text.contains(reason), qPrintable(text));
        QCOMPARE(bench.catalog->refusalOf(file.string()), bench.changes.front().reason);
        const auto list = bench.catalog->list();
        QVERIFY(list.front().isLoaded);
        QCOMPARE(list.front().reason, bench.changes.front().reason);
        QCOMPARE(list.front().generation, 1U);

        replaceFile(bench, "good_2"); // mended
        QCOMPARE(bench.reloaded("Nothing", file)->library().buildId(), std::string("good-2"));
        QCOMPARE(bench.catalog->list().front().reason, std::string());
        QCOMPARE(bench.catalog->refusalOf(file.string()), std::string());
    }

    // A definition that is only checked asks for hooks too, and lets go of them at once.
    void aCheckDoesNotEndTheUseOfAHook()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        const auto served = bench.reloaded("Nothing", file);
        QVERIFY(bench.hook("Nothing", HookKind::Request, file) != nullptr);
        replaceFile(bench, "hooks"); // without Nothing
        const auto kept = bench.reloaded("Nothing", file);
        QVERIFY(kept);
        QCOMPARE(&kept->library(), &served->library());
        QCOMPARE(bench.changes.front().outcome, Outcome::Refused);
    }

    void theOldContentEndsTheAlarm()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        const auto old = bench.reloaded("TellVersion", file);
        replaceFile(bench, "no_note");
        QVERIFY(bench.reloaded("TellVersion", file));
        QVERIFY(!bench.catalog->refusalOf(file.string()).empty());
        replaceFile(bench, "good_1");
        QCOMPARE(&bench.reloaded("TellVersion", file)->library(), &old->library());
        QCOMPARE(bench.catalog->refusalOf(file.string()), std::string());
    }

    // What no definition names any more must not keep a file from being taken.
    void aHookThatNobodyNamesMayGo()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        const auto one = bench.hook("Nothing", HookKind::Request, file);
        const auto two = bench.hook("TellVersion", HookKind::Request, file);
        replaceFile(bench, "unloadable"); // has Nothing only
        const auto isNamed = [](std::string_view, std::string_view symbol) {
            return symbol == "Nothing";
        };
        const auto changes = bench.catalog->refresh(isNamed);
        QCOMPARE(changes.size(), std::size_t(1));
        QCOMPARE(changes.front().outcome, Outcome::Taken);
        QVERIFY(std::ranges::count(changes.front().removedHooks, "TellVersion") == 1);
        bench.catalog->settle(isNamed, {});
        QCOMPARE(bench.catalog->list().size(), std::size_t(1));
    }

    void forgetsWhatNobodyNames()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        auto hook = bench.reloaded("Nothing", file);
        const auto nothing = [](std::string_view, std::string_view) {
            return false;
        };
        bench.catalog->settle(nothing, {});
        QCOMPARE(bench.catalog->list().size(), std::size_t(0));
        QCOMPARE(copies(bench), 1); // a request still uses it
        hook.reset();
        bench.catalog->settle(nothing, {});
        QCOMPARE(copies(bench), 0);
        QVERIFY(bench.catalog->generations(file.string()).empty());
    }

    // Two libraries of one copy would share their static variables: the shutdown of the old one
    // would tear down what the new one has set up.
    void oldCodeThatIsStillInUseIsNotSetUpAgain()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        auto request = bench.reloaded("Nothing", file);
        replaceFile(bench, "good_2");
        auto second = bench.reloaded("Nothing", file);
        second.reset();
        QCOMPARE(count(bench, "good.shutdown"), 1);
        bench.catalog->settle([](std::string_view, std::string_view) { return false; }, {});
        QVERIFY(bench.catalog->list().empty()); // forgotten, and the request goes on

        replaceFile(bench, "good_1");
        const auto again = bench.reloaded("Nothing", file);
        QCOMPARE(&again->library(), &request->library());
        QCOMPARE(count(bench, "good.init"), 2); // once for each content
        request.reset();
        QCOMPARE(count(bench, "good.shutdown"), 1);
    }

    void anInitThatDoesNotReturnIsLeftBehind()
    {
        PluginBench bench;
        bench.setInitPatience(std::chrono::milliseconds(50));
        const PluginCatalog::Wanted wanted{fixture("init_hangs").string(), "Nothing",
                                           HookKind::Request, FileNames::Exact};
        const auto first = bench.catalog->hook(wanted);
        QVERIFY(!first);
        QVERIFY2(first.error().what.find("not returned within 50 ms") != std::string::npos,
                 first.error().what.c_str());
        QCOMPARE(first.error().where, wanted.path);
        QVERIFY(bench.catalog->hasStuckInit());

        const auto second = bench.catalog->hook(wanted); // not a second one beside it
        QVERIFY(!second);
        QCOMPARE(count(bench, "hangs.init"), 1);
        QVERIFY(bench.worker.store.set("let-go", "1", std::chrono::seconds(60)));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.catalog->hasStuckInit(), 20'000);
        QVERIFY(bench.catalog->hook(wanted));
        QCOMPARE(count(bench, "hangs.init"), 2);
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

    void twoEnginesOfOneStateDoNotShareIt()
    {
        PluginBench bench;
        const auto one = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        const auto firstCatalog = std::move(bench.catalog);
        bench.setInitPatience(PluginLibrary::kInitPatience);
        const auto two = bench.hook("Nothing", HookKind::Request, fixture("good_1"));
        const HookEntry entry{"Nothing", GW_REQUEST_HOOK, 0};
        QVERIFY(one->library().function(entry).value() != two->library().function(entry).value());
        QCOMPARE(count(bench, "good.init"), 2);
    }

    void rollsBackUntilTheFileChanges()
    {
        PluginBench bench;
        const auto named = PluginBench::everythingIsNamed;
        const fs::path file = replaceFile(bench, "good_1");
        QVERIFY(!bench.catalog->rollBack(file.string(), 0, named));
        auto one = bench.reloaded("TellVersion", file);
        QVERIFY(!bench.catalog->rollBack(file.string(), 0, named)); // nothing before it
        replaceFile(bench, "good_2");
        auto two = bench.reloaded("TellVersion", file);
        one.reset();

        const auto back = bench.catalog->rollBack(file.string(), 0, named);
        QVERIFY(back);
        QCOMPARE(back->outcome, Outcome::RolledBack);
        QCOMPARE(back->generation, 1U);
        auto again = bench.reloaded("TellVersion", file);
        QCOMPARE(version(bench, *again), std::string("1"));
        QVERIFY(bench.catalog->list().front().isRolledBack);
        replaceFile(bench, "good_2"); // copied once more: the content that was rolled back
        again = bench.reloaded("TellVersion", file);
        QCOMPARE(version(bench, *again), std::string("1"));
        QCOMPARE(bench.catalog->refreshPath(file.string(), named)->outcome, Outcome::Unchanged);

        QCOMPARE(bench.catalog->rollBack(file.string(), 2, named)->generation, 2U);
        again = bench.reloaded("TellVersion", file);
        QCOMPARE(version(bench, *again), std::string("2"));
        QVERIFY(!bench.catalog->list().front().isRolledBack);
        QVERIFY(!bench.catalog->rollBack(file.string(), 9, named));

        QVERIFY(bench.catalog->rollBack(file.string(), 1, named));
        again = bench.reloaded("TellVersion", file);
        rebuild(file, 7); // another content
        again = bench.reloaded("TellVersion", file);
        QVERIFY(!bench.catalog->list().front().isRolledBack);
        QCOMPARE(bench.catalog->list().front().generation, 3U);
        // What served before it, not the content that somebody rolled back from.
        QCOMPARE(bench.catalog->rollBack(file.string(), 0, named)->generation, 1U);
    }

    void doesNotRollBackToWhatLacksAHook()
    {
        PluginBench bench;
        const auto named = PluginBench::everythingIsNamed;
        const fs::path file = replaceFile(bench, "unloadable");
        const auto old = bench.reloaded("Nothing", file);
        replaceFile(bench, "good_1");
        QVERIFY(bench.reloaded("Nothing", file));
        const auto more = bench.hook("TellVersion", HookKind::Request, file);
        const auto back = bench.catalog->rollBack(file.string(), 0, named);
        QVERIFY(!back);
        QVERIFY(back.error().text().find("TellVersion") != std::string::npos);
        QCOMPARE(bench.catalog->list().front().generation, 2U);
    }

    void keepsTheLastCopies()
    {
        PluginBench bench;
        const fs::path file = replaceFile(bench, "good_1");
        std::shared_ptr<const PluginHook> hook = bench.reloaded("TellVersion", file);
        for (int build = 1; build <= 6; ++build) {
            rebuild(file, build);
            hook = bench.reloaded("TellVersion", file);
        }
        QCOMPARE(copies(bench), 4); // the current one and three before it
        const auto named = PluginBench::everythingIsNamed;
        QCOMPARE(bench.catalog->generations(file.string()).size(), std::size_t(4));
        QVERIFY(!bench.catalog->rollBack(file.string(), 3, named));
        QCOMPARE(bench.catalog->rollBack(file.string(), 4, named)->generation, 4U);

        // A next run starts with the file, and clears what it cannot go back to.
        bench.catalog->settle(PluginBench::everythingIsNamed, {});
        hook.reset();
        bench.catalog.reset();
        PluginCatalog::Settings settings;
        settings.stateFolder = bench.state.path().toStdString();
        settings.generationsKept = 1;
        bench.catalog = std::make_unique<PluginCatalog>(settings, bench.services);
        hook = bench.reloaded("TellVersion", file);
        QCOMPARE(bench.catalog->list().front().generation, 1U);
        QCOMPARE(copies(bench), 2);
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

    // The same code with other bytes behind it: another content.
    static void rebuild(const fs::path &file, int build)
    {
        const fs::path draft = file.string() + ".new";
        fs::copy_file(file, draft, fs::copy_options::overwrite_existing);
        std::ofstream(draft, std::ios::app) << "build " << build;
        fs::rename(draft, file);
    }

    // Private copies on the disk.
    static int copies(const PluginBench &bench)
    {
        const fs::directory_iterator folder(fs::path(bench.state.path().toStdString()) / "plugins");
        return static_cast<int>(std::distance(begin(folder), end(folder)));
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

GW_TEST(PluginCatalogTest)
#include "plugin_catalog_test.moc"
