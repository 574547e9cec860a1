// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/timer_wheel.h"
#include "echo/echo_upstream.h"
#include "engine/echo/fake_exchange.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <string_view>

namespace gw::test {

// An echo upstream, without a network.
struct EchoFixture {
    TimerWheel timers;
    echo::EchoUpstream echo{timers};

    // Sends a request with its body and takes the answer.
    void exchange(FakeExchange &exchange, std::string_view body = {})
    {
        echo.onRequest(exchange);
        if (!exchange.isOver && exchange.isReadingBody()) {
            exchange.sendBody(body);
            exchange.endBody();
        }
    }
};

inline QJsonObject jsonOf(const FakeExchange &exchange)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(exchange.body)).object();
}

} // namespace gw::test
