// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace gw::client {

// What a step did to the request or the response.
struct TraceChange {
    enum class Kind : std::uint8_t { Added, Removed, Changed };

    Kind kind = Kind::Changed;
    QString subject; // "request header", "request body", "path", ...
    QString name;    // of the header; may be empty
    QString before;
    QString after;
};

struct TraceStep {
    QString name;    // "GoPluginMiddleware:/p/post.so:AddFooBarHeader"
    QString phase;   // "request" or "response"
    QString outcome; // "continue", "respond", "fail", ...
    QString note;
    std::chrono::nanoseconds start{0}; // since the request's first byte
    std::chrono::nanoseconds duration{0};
    QList<TraceChange> changes;

    [[nodiscard]] bool isOfPlugin() const
    {
        return name.startsWith(QLatin1String("GoPluginMiddleware:"));
    }
    // "/p/post.so" of a plugin's step; else nothing.
    [[nodiscard]] QString pluginPath() const
    {
        return isOfPlugin() ? name.section(QLatin1Char(':'), 1, -2) : QString();
    }
    // "AddFooBarHeader" of a plugin's step; else the name.
    [[nodiscard]] QString shortName() const
    {
        return isOfPlugin() ? name.section(QLatin1Char(':'), -1) : name;
    }
};

// One request that an engine served.
struct TrafficRecord {
    std::uint64_t sequence = 0;
    QDateTime time;
    QString method;
    QString host;
    QString path;    // as it reached the API
    QString rawPath; // as the client sent it
    QString rawQuery;
    int status = 0;
    QString apiId;
    QString apiName;
    QString apiVersion;
    QString apiKey;
    QString clientAddress;
    int clientPort = 0; // of the socket that the request came from
    QString upstreamAddress;
    QString userAgent;
    QString requestId;
    QString error;
    QStringList tags;
    QByteArray rawRequest;  // only with detailed recording
    QByteArray rawResponse; // only with detailed recording
    std::chrono::nanoseconds total{0};
    std::chrono::nanoseconds upstream{0};
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
    bool isClientGone = false;
    QList<TraceStep> trace; // empty unless tracing was on

    // Until the answer's head was ready: behind its last step the body is on its way. Without a
    // trace nobody knows; then it is the total.
    [[nodiscard]] std::chrono::nanoseconds untilAnswer() const
    {
        std::chrono::nanoseconds end{0};
        for (const TraceStep &step : trace) {
            end = std::max(end, step.start + step.duration);
        }
        return trace.isEmpty() ? total : std::min(end, total);
    }
    // Neither the upstream's nor the body's, as far as that is known.
    [[nodiscard]] std::chrono::nanoseconds gateway() const
    {
        return std::max(std::chrono::nanoseconds{0}, untilAnswer() - upstream);
    }
};

} // namespace gw::client
