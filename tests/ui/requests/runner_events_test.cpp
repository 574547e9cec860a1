// SPDX-License-Identifier: GPL-3.0-or-later
// What a runner tells before a request has ended.
#include "e2e/support/scripted_origin.h"
#include "requests/request_runner.h"
#include "support/room_test.h"

#include <future>

using namespace gw::requests;
using gw::e2e::ScriptedOrigin;
using gw::e2e::Socket;

class RunnerEventsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsThePortBeforeTheAnswer();
    void tellsTheHeadBeforeTheBody();
};

void RunnerEventsTest::tellsThePortBeforeTheAnswer()
{
    std::promise<void> told;
    const ScriptedOrigin origin([&told](Socket &connection) {
        static_cast<void>(connection.receiveUntil("\r\n\r\n"));
        told.get_future().wait_for(std::chrono::seconds(20));
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
        static_cast<void>(connection.receiveUntil("\r\n\r\n"));
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo");
    });
    RequestRunner runner;
    HttpRequest request;
    request.url = origin.url();
    std::vector<int> ports;
    for (const bool isFirst : {true, false}) { // the second one on the same connection
        std::promise<TransferResult> promise;
        auto future = promise.get_future();
        runner.start(request,
                     {{},
                      [&promise](TransferResult result) { promise.set_value(std::move(result)); },
                      [&](int port) {
                          ports.push_back(port);
                          if (isFirst) {
                              told.set_value();
                          }
                      }});
        const TransferResult result = future.get();
        QCOMPARE(result.status(), 200);
        QVERIFY(!ports.empty());
        QCOMPARE(ports.back(), result.connection.localPort);
    }
    QCOMPARE(ports.size(), 2U);
    QCOMPARE(ports[0], ports[1]);
}

void RunnerEventsTest::tellsTheHeadBeforeTheBody()
{
    std::promise<void> told;
    const ScriptedOrigin origin([&told](Socket &connection) {
        static_cast<void>(connection.receiveUntil("\r\n\r\n"));
        connection.send("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 5\r\n\r\nmoved");
        static_cast<void>(connection.receiveUntil("\r\n\r\n"));
        connection.send("HTTP/1.1 103 Early Hints\r\nLink: </s>\r\n\r\n"
                        "HTTP/1.1 200 OK\r\nX-Up: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
        told.get_future().wait_for(std::chrono::seconds(20));
        connection.send("3\r\none\r\n0\r\nX-Behind: 1\r\n\r\n");
    });
    RequestRunner runner;
    HttpRequest request;
    request.url = origin.url();
    request.options.followRedirects = true;
    std::vector<std::string> events;
    std::promise<TransferResult> promise;
    auto future = promise.get_future();
    runner.start(request,
                 {{},
                  [&promise](TransferResult result) { promise.set_value(std::move(result)); },
                  {},
                  [&](const ResponseHead &head) {
                      events.push_back(std::to_string(head.status));
                      if (head.status == 200) {
                          events.push_back(head.find("X-Up") == nullptr ? "" : "X-Up");
                          told.set_value();
                      }
                  },
                  [&](std::string_view bytes) {
                      events.emplace_back(bytes);
                  }});
    QVERIFY(!future.get().error);
    QCOMPARE(events, (std::vector<std::string>{"302", "200", "X-Up", "one"}));
}

GW_TEST(RunnerEventsTest)
#include "runner_events_test.moc"
