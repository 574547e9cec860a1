// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/epoll_dispatcher.h"
#include "bench/hook_bench.h"
#include "engine/base/use_epoll_dispatcher.h"
#include "support/room_test.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace gw::bench;

class HookBenchTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timesAHook()
    {
        const auto report = run("add_foo_bar_header", "AddFooBarHeader");
        QVERIFY2(report, report ? "" : report.error().text().c_str());
        QVERIFY(report->calls > 0);
        QVERIFY(report->p50Ns <= report->p90Ns && report->p90Ns <= report->p99Ns);
        QVERIFY(report->p99Ns <= report->maxNs);
        QCOMPARE(report->suspended, std::uint64_t(0));
        QVERIFY(!report->allocationsPerCall); // nothing is preloaded here
        QCOMPARE(report->first.outcome, std::string("continue"));
        QCOMPARE(report->first.changes.size(), std::size_t(1));
        QCOMPARE(report->first.changes[0].subject, std::string("request header"));
        QCOMPARE(report->first.changes[0].name, std::string("Foo"));
        QCOMPARE(report->first.changes[0].after, std::string("Bar"));
    }

    void takesTheRequestOfTheCaller()
    {
        BenchRequest request;
        request.target = "/get?get_time=1";
        const auto report = run("send_current_time", "SendCurrentTime", request);
        QVERIFY(report);
        QCOMPARE(report->first.outcome, std::string("respond"));
    }

    void timesEveryKind_data()
    {
        QTest::addColumn<QString>("library");
        QTest::addColumn<QString>("hook");
        QTest::addColumn<bool>("waits");
        QTest::newRow("response") << u"response_rewrite"_s << u"RewriteBody"_s << false;
        QTest::newRow("analytics") << u"analytics_mask"_s << u"MaskAnalytics"_s << false;
        QTest::newRow("blocking") << u"waiting"_s << u"WaitBlocking"_s << true;
        QTest::newRow("c") << u"c_header"_s << u"AddHeaderInC"_s << false;
    }
    void timesEveryKind()
    {
        QFETCH(const QString, library);
        QFETCH(const QString, hook);
        QFETCH(const bool, waits);
        const auto report = run(library.toStdString(), hook.toStdString());
        QVERIFY2(report, report ? "" : report.error().text().c_str());
        QVERIFY(report->calls > 0);
        QCOMPARE(report->suspended == report->calls, waits);
    }

    void tellsWhyItCannot_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("hook");
        QTest::addColumn<QString>("why");
        QTest::newRow("throws") << u"hooks"_s << u"ThrowStandard"_s << u"no database"_s;
        QTest::newRow("no such hook") << u"hooks"_s << u"EditHeader"_s << u"EditHeaders"_s;
        QTest::newRow("init") << u"init_fails"_s << u"Nothing"_s << u"cannot reach the database"_s;
        QTest::newRow("no file") << u"absent"_s << u"Nothing"_s << u"absent.so"_s;
    }
    void tellsWhyItCannot()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, hook);
        QFETCH(const QString, why);
        BenchOptions options;
        options.file = GW_FIXTURES "/" + file.toStdString() + ".so";
        options.symbol = hook.toStdString();
        const auto report = benchHook(options);
        QVERIFY(!report);
        const QString text = QString::fromStdString(report.error().text());
        QVERIFY2(text.contains(why), qPrintable(text));
    }

private:
    static gw::Expected<BenchReport> run(const std::string &library, const std::string &hook,
                                         const BenchRequest &request = {})
    {
        BenchOptions options;
        options.file = GW_EXAMPLES "/" + library + ".so";
        options.symbol = hook;
        options.request = request;
        options.duration = std::chrono::milliseconds(20);
        return benchHook(options);
    }
};

GW_TEST(HookBenchTest, gw::test::useEpollDispatcher)
#include "hook_bench_test.moc"
