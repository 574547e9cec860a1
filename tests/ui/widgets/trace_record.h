// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"

#include <chrono>

namespace gw::test {

// The demo's request: a plugin that adds a header, then the upstream.
inline client::TrafficRecord tracedRecord()
{
    using Kind = client::TraceChange::Kind;
    client::TrafficRecord record;
    record.sequence = 1042;
    record.total = std::chrono::microseconds(1840);
    record.status = 200;
    record.trace = {
        {QStringLiteral("VersionCheck"),
         QStringLiteral("request"),
         QStringLiteral("continue"),
         {},
         std::chrono::microseconds(10),
         std::chrono::microseconds(4),
         {}},
        {QStringLiteral("GoPluginMiddleware:/p/post.so:AddFooBarHeader"),
         QStringLiteral("request"),
         QStringLiteral("continue"),
         {},
         std::chrono::microseconds(40),
         std::chrono::microseconds(80),
         {{Kind::Added,
           QStringLiteral("request header"),
           QStringLiteral("Foo"),
           {},
           QStringLiteral("Bar")}}},
        {QStringLiteral("upstream"),
         QStringLiteral("upstream"),
         QStringLiteral("continue"),
         {},
         std::chrono::microseconds(150),
         std::chrono::microseconds(1520),
         {}},
        {QStringLiteral("HeaderInject"),
         QStringLiteral("response"),
         QStringLiteral("continue"),
         {},
         std::chrono::microseconds(1700),
         std::chrono::microseconds(20),
         {{Kind::Added,
           QStringLiteral("response header"),
           QStringLiteral("X-Up"),
           {},
           QStringLiteral("1")},
          {Kind::Removed,
           QStringLiteral("response header"),
           QStringLiteral("Server"),
           QStringLiteral("x"),
           {}},
          {Kind::Changed,
           QStringLiteral("status"),
           {},
           QStringLiteral("200"),
           QStringLiteral("201")}}},
    };
    return record;
}

} // namespace gw::test
