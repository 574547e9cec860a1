// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/support/scripted_origin.h"
#include "requests/repeat_run.h"
#include "support/room_test.h"

#include <QObject>
#include <QTest>

#include <atomic>

using gw::e2e::ScriptedOrigin;
using gw::e2e::Socket;
using gw::requests::HttpRequest;
using gw::requests::RepeatFigures;
using gw::requests::RepeatRun;

namespace {

constexpr int kPatience = 30'000;

} // namespace

class RepeatRunTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsAsManyAsPlanned();
    void countsErrors();
    void cancels();
};

void RepeatRunTest::sendsAsManyAsPlanned()
{
    std::atomic<int> count = 0;
    const ScriptedOrigin origin([&count](Socket &connection) {
        while (connection.receiveUntil("\r\n\r\n")) {
            const char *status = ++count % 5 == 0 ? "503 Busy" : "200 OK";
            if (!connection.send("HTTP/1.1 " + std::string(status) +
                                 "\r\nContent-Length: 1\r\n\r\nx")) {
                return;
            }
        }
    });
    HttpRequest request;
    request.url = origin.url();
    const RepeatRun run(request, {50, 4});
    QTRY_VERIFY_WITH_TIMEOUT(run.figures().isEnded, kPatience);
    const RepeatFigures figures = run.figures();
    QCOMPARE(figures.done, 50);
    QCOMPARE(count.load(), 50);
    QCOMPARE(figures.failed, 0);
    QCOMPARE(figures.statuses.at(200), 40);
    QCOMPARE(figures.statuses.at(503), 10);
    QVERIFY(figures.p50.count() > 0);
    QVERIFY(figures.p50 <= figures.p90 && figures.p90 <= figures.p99);
    QVERIFY(figures.p99 <= figures.slowest);
    QVERIFY(figures.perSecond() > 0);
    QVERIFY(!figures.isCancelled);
}

void RepeatRunTest::countsErrors()
{
    HttpRequest request;
    request.url = "http://127.0.0.1:1/";
    const RepeatRun run(request, {7, 3});
    QTRY_VERIFY_WITH_TIMEOUT(run.figures().isEnded, kPatience);
    QCOMPARE(run.figures().failed, 7);
    QVERIFY(!run.figures().firstError.empty());
    QCOMPARE(run.figures().p99.count(), 0);
}

void RepeatRunTest::cancels()
{
    const ScriptedOrigin origin([](Socket &connection) {
        static_cast<void>(connection.receiveUntil("\r\n\r\n"));
        static_cast<void>(connection.receiveUntil("never")); // until the other side goes
    });
    HttpRequest request;
    request.url = origin.url();
    RepeatRun run(request, {1000, 2});
    QVERIFY(!run.figures().isEnded);
    run.cancel();
    QTRY_VERIFY_WITH_TIMEOUT(run.figures().isEnded, kPatience);
    QVERIFY(run.figures().isCancelled);
    QCOMPARE(run.figures().done, 0);
}

GW_TEST(RepeatRunTest)
#include "repeat_run_test.moc"
