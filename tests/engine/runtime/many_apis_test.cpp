// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/engine_under_test.h"
#include "support/room_test.h"

#include <QElapsedTimer>

using namespace gw::runtime::test;
using gw::test::LyingOrigin;

// Ten thousand definition files; times are printed for people, not judged.
class ManyApisTest : public QObject {
    Q_OBJECT

    static constexpr int kApis = 10'000;

private Q_SLOTS:
    void servesEachOfThem()
    {
        LyingOrigin even({named("even")});
        LyingOrigin odd({named("odd")});
        EngineUnderTest gateway;
        for (int i = 0; i < kApis; ++i) {
            const std::string number = std::to_string(i);
            gateway.write(
                {"api-" + number, "/service-" + number + "/", originUrl(i % 2 == 0 ? even : odd)});
        }
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(gateway.start(), std::string());
        qInfo("%d definitions loaded in %lld ms", kApis, timer.elapsed());
        QCOMPARE(gateway.engine().lastReport().apis.size(), std::size_t(kApis));
        QVERIFY(!gateway.engine().lastReport().hasFailures);
        for (int i = 0; i < kApis; i += 997) {
            const std::string path = "/service-" + std::to_string(i);
            QVERIFY(
                gateway.get(path + "/x").ends_with(i % 2 == 0 ? "\r\n\r\neven" : "\r\n\r\nodd"));
            QVERIFY(gateway.get(path).starts_with("HTTP/1.1 404 "));
        }
        QVERIFY(gateway.get("/api-9999/x").ends_with("\r\n\r\nodd")); // by id
        QVERIFY(gateway.get("/service-10000/").starts_with("HTTP/1.1 404 "));

        gateway.write({"api-17", "/renamed-17/", originUrl(odd)});
        timer.start();
        const auto report = gateway.engine().reload();
        qInfo("reloaded with one change in %lld ms", timer.elapsed());
        QCOMPARE(std::count_if(report.apis.begin(), report.apis.end(),
                               [](const gw::runtime::ApiReport &row) {
                                   return row.state == gw::runtime::ApiState::Loaded;
                               }),
                 1);
        QVERIFY(gateway.get("/renamed-17/x").ends_with("odd"));
        QVERIFY(gateway.get("/service-17/x").starts_with("HTTP/1.1 404 "));
        QVERIFY(gateway.get("/service-18/x").ends_with("even"));
    }
};

GW_TEST(ManyApisTest)
#include "many_apis_test.moc"
