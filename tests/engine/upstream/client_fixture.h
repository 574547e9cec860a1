// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/timer_wheel.h"
#include "engine/base/use_epoll_dispatcher.h"
#include "engine/upstream/lying_origin.h"
#include "engine/upstream/recorder.h"
#include "net/resolver.h"
#include "support/room_test.h"
#include "upstream/http_client.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <string>

namespace gw::test {

inline constexpr const char *kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// Runs the event loop at full speed (QTest::qWaitFor sleeps between its rounds) until the condition
// holds; false after a minute. The condition may depend on other threads.
template <typename Condition>
[[nodiscard]] bool waitUntil(Condition condition)
{
    QTimer tick; // ends the wait of a round
    tick.start(5);
    const QDeadlineTimer deadline(60'000);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

// A client and what it needs, on the thread of the test.
struct ClientFixture {
    TimerWheel timers;
    net::Resolver resolver{loopbackNames()};
    upstream::HttpClient client{timers, resolver};
    http::Arena arena;
    http::FieldList noFields{arena};

    // Names that end in ".example" are this machine; there are no others.
    static net::Resolver::Options loopbackNames()
    {
        net::Resolver::Options options;
        options.lookUp = [](const std::string &host) -> Expected<std::vector<net::IpAddress>> {
            if (!host.ends_with(".example")) {
                return failure("Name or service not known", host);
            }
            return std::vector{*net::IpAddress::parse("127.0.0.1")};
        };
        return options;
    }

    static std::shared_ptr<upstream::Origin> origin(std::uint16_t port,
                                                    const std::string &host = "127.0.0.1")
    {
        auto result = std::make_shared<upstream::Origin>();
        result->host = host;
        result->port = port;
        result->authority = host + ':' + std::to_string(port);
        result->key = "http " + result->authority;
        return result;
    }

    // One that is known to speak HTTP/2.
    static std::shared_ptr<upstream::Origin> http2Origin(std::uint16_t port)
    {
        auto result = origin(port);
        result->speaksHttp2 = true;
        return result;
    }

    upstream::OutgoingRequest request(std::string_view method = "GET",
                                      std::string_view target = "/") const
    {
        upstream::OutgoingRequest result;
        result.method = method;
        result.target = target;
        result.host = "origin.example";
        result.fields = &noFields;
        return result;
    }

    // One exchange without a request body, to its end.
    void run(const std::shared_ptr<upstream::Origin> &to, Recorder &recorder,
             std::string_view method = "GET")
    {
        (void)client.start(to, request(method), recorder);
        (void)finish(recorder);
    }

    [[nodiscard]] static bool finish(const Recorder &recorder)
    {
        return waitUntil([&] { return recorder.isOver(); });
    }
};

} // namespace gw::test
