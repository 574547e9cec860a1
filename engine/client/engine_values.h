// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>

namespace gw::client {

// What the control API tells, as values; engine/control/README.md describes each.

enum class ApiState : std::uint8_t {
    Loaded,
    Unchanged,
    Degraded,
    KeptOld,
    Failed,
    Removed,
    NotLoaded, // a file that no engine has read: none tells of this one
};

struct ApiReport {
    QString apiId; // empty where the file could not be read that far
    QString name;
    QString file; // inside the workspace's apps folder
    QString listenPath;
    ApiState state = ApiState::Loaded;
    QStringList problems;
    int listenPort = 0;    // of its own; 0: it is served at the engine's
    QString protocol = {}; // there: "http", "https"; "tcp" and "tls" carry bytes of any kind
    QString sha256 = {};   // of the file's text as the engine has read it; empty: it could not
    // Of one that is Loaded and was there before, what is new: "definition", "plugin a.so, ..."
    QStringList changes = {};
    QStringList steps = {}; // that serve, as traces and breakpoints call them

    [[nodiscard]] bool takesRequests() const
    {
        return protocol != QLatin1String("tcp") && protocol != QLatin1String("tls");
    }
    // Whether requests are answered as the file says.
    [[nodiscard]] bool isServing() const
    {
        return state == ApiState::Loaded || state == ApiState::Unchanged;
    }
};

struct ReloadReport {
    std::uint64_t generation = 0;
    std::chrono::microseconds duration{0};
    int failures = 0;
    QList<ApiReport> apis;
};

struct TimeSummary {
    std::uint64_t count = 0;
    std::chrono::nanoseconds sum{0};
    std::chrono::nanoseconds p50{0};
    std::chrono::nanoseconds p90{0};
    std::chrono::nanoseconds p99{0};
    std::chrono::nanoseconds max{0};
};

enum class PluginState : std::uint8_t {
    Loaded,
    KeptOld, // the file's newer content is refused, the one before serves on
    Failed,  // requests get 500
};

// One hook that an API asks for.
struct PluginHook {
    QString path; // as the definition names it
    QString file; // the copy that is loaded
    QString symbol;
    QString kind; // "request", "response", ...
    QString abi;
    QString sha256;
    QString buildId;
    std::uint64_t generation = 0;
    bool isBlocking = false;
    bool isRolledBack = false; // the file holds a later generation than the one that serves
    PluginState state = PluginState::Failed;
    QString reason; // why it is not loaded
    QStringList users;
    std::uint64_t calls = 0;
    std::uint64_t failures = 0;
    TimeSummary time;

    [[nodiscard]] bool isLoaded() const { return state == PluginState::Loaded; }
};

// A hook that does not give its thread back.
struct StuckHook {
    QString path;
    QString symbol;
    QString apiId; // empty in analytics hooks
    QString requestId;
    int worker = -1;         // -1: it holds a thread of the blocking pool
    bool isTakenOver = true; // false: all workers are stuck; what needs a hook is answered 503
    QDateTime since;

    bool operator==(const StuckHook &) const = default;
};

struct EngineMetrics {
    std::uint64_t requests = 0;
    std::uint64_t responses2xx = 0;
    std::uint64_t responses3xx = 0;
    std::uint64_t responses4xx = 0;
    std::uint64_t responses5xx = 0;
    std::uint64_t upstreamFailures = 0;
    std::uint64_t recordsDropped = 0;
    std::int64_t activeRequests = 0;
    std::int64_t openConnections = 0;
    std::int64_t idleUpstreamConnections = 0;
    TimeSummary requestTime;
    TimeSummary upstreamTime;
    std::uint64_t residentBytes = 0;
    double uptimeSeconds = 0;
};

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };

struct LogLine {
    std::uint64_t sequence = 0; // counts from the engine's start; 0: it does not number lines
    QDateTime time;
    LogLevel level = LogLevel::Info;
    QString message;
    QList<std::pair<QString, QString>> fields;
};

} // namespace gw::client
