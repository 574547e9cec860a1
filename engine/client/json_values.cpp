// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/json_values.h"

#include "client/words.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace gw::client {

namespace {

std::uint64_t countOf(const QJsonObject &json, QLatin1String name)
{
    return static_cast<std::uint64_t>(json.value(name).toInteger());
}

std::chrono::nanoseconds nanosecondsOf(const QJsonObject &json, QLatin1String name)
{
    return std::chrono::nanoseconds(json.value(name).toInteger());
}

QString textOf(const QJsonObject &json, QLatin1String name)
{
    return json.value(name).toString();
}

QStringList textsOf(const QJsonObject &json, QLatin1String name)
{
    QStringList texts;
    for (const QJsonValue &value : json.value(name).toArray()) {
        texts.append(value.toString());
    }
    return texts;
}

QDateTime timeOf(const QJsonObject &json, QLatin1String name)
{
    return QDateTime::fromString(textOf(json, name), Qt::ISODateWithMs);
}

ApiState apiStateOf(const QString &word)
{
    static const QList<std::pair<QString, ApiState>> kWords{
        {QStringLiteral("loaded"), ApiState::Loaded},
        {QStringLiteral("unchanged"), ApiState::Unchanged},
        {QStringLiteral("degraded"), ApiState::Degraded},
        {QStringLiteral("kept_old"), ApiState::KeptOld},
        {QStringLiteral("failed"), ApiState::Failed},
        {QStringLiteral("removed"), ApiState::Removed},
    };
    for (const auto &[text, state] : kWords) {
        if (text == word) {
            return state;
        }
    }
    return ApiState::Failed; // a state that this console does not know is not taken for a good one
}

PluginState pluginStateOf(const QString &word)
{
    if (word == QLatin1String("loaded")) {
        return PluginState::Loaded;
    }
    return word == QLatin1String("kept_old") ? PluginState::KeptOld : PluginState::Failed;
}

LogLevel logLevelOf(const QString &word)
{
    if (word == QLatin1String("error")) {
        return LogLevel::Error;
    }
    if (word == QLatin1String("warn") || word == QLatin1String("warning")) {
        return LogLevel::Warning;
    }
    return word == QLatin1String("debug") ? LogLevel::Debug : LogLevel::Info;
}

TimeSummary summaryOf(const QJsonObject &json)
{
    return {
        .count = countOf(json, QLatin1String("count")),
        .sum = nanosecondsOf(json, QLatin1String("sum_ns")),
        .p50 = nanosecondsOf(json, QLatin1String("p50_ns")),
        .p90 = nanosecondsOf(json, QLatin1String("p90_ns")),
        .p99 = nanosecondsOf(json, QLatin1String("p99_ns")),
        .max = nanosecondsOf(json, QLatin1String("max_ns")),
    };
}

TraceChange changeOf(const QJsonObject &json)
{
    TraceChange change;
    const QString kind = textOf(json, QLatin1String("kind"));
    if (kind == QLatin1String("added")) {
        change.kind = TraceChange::Kind::Added;
    } else if (kind == QLatin1String("removed")) {
        change.kind = TraceChange::Kind::Removed;
    }
    change.subject = textOf(json, QLatin1String("subject"));
    change.name = textOf(json, QLatin1String("name"));
    change.before = textOf(json, QLatin1String("before"));
    change.after = textOf(json, QLatin1String("after"));
    return change;
}

TraceStep stepOf(const QJsonObject &json)
{
    TraceStep step;
    step.name = textOf(json, QLatin1String("name"));
    step.phase = textOf(json, QLatin1String("phase"));
    step.outcome = textOf(json, QLatin1String("outcome"));
    step.note = textOf(json, QLatin1String("note"));
    step.start = nanosecondsOf(json, QLatin1String("start_ns"));
    step.duration = nanosecondsOf(json, QLatin1String("duration_ns"));
    for (const QJsonValue &change : json.value(QLatin1String("changes")).toArray()) {
        step.changes.append(changeOf(change.toObject()));
    }
    return step;
}

TrafficRecord recordOf(const QJsonObject &json)
{
    TrafficRecord record;
    record.sequence = countOf(json, QLatin1String("sequence"));
    record.time = timeOf(json, QLatin1String("timestamp"));
    record.method = textOf(json, QLatin1String("method"));
    record.host = textOf(json, QLatin1String("host"));
    record.path = textOf(json, QLatin1String("path"));
    record.rawPath = textOf(json, QLatin1String("raw_path"));
    record.rawQuery = textOf(json, QLatin1String("raw_query"));
    record.status = json.value(QLatin1String("response_code")).toInt();
    record.apiId = textOf(json, QLatin1String("api_id"));
    record.apiName = textOf(json, QLatin1String("api_name"));
    record.apiVersion = textOf(json, QLatin1String("api_version"));
    record.apiKey = textOf(json, QLatin1String("api_key"));
    record.clientAddress = textOf(json, QLatin1String("ip_address"));
    record.upstreamAddress = textOf(json, QLatin1String("upstream_address"));
    record.clientPort = json.value(QLatin1String("client_port")).toInt();
    record.userAgent = textOf(json, QLatin1String("user_agent"));
    record.requestId = textOf(json, QLatin1String("request_id"));
    record.error = textOf(json, QLatin1String("error"));
    record.tags = textsOf(json, QLatin1String("tags"));
    record.rawRequest =
        QByteArray::fromBase64(textOf(json, QLatin1String("raw_request")).toLatin1());
    record.rawResponse =
        QByteArray::fromBase64(textOf(json, QLatin1String("raw_response")).toLatin1());
    record.total = nanosecondsOf(json, QLatin1String("total_ns"));
    record.upstream = nanosecondsOf(json, QLatin1String("upstream_ns"));
    record.bytesIn = countOf(json, QLatin1String("bytes_in"));
    record.bytesOut = countOf(json, QLatin1String("bytes_out"));
    record.isClientGone = json.value(QLatin1String("client_gone")).toBool();
    record.trace = traceOf(json.value(QLatin1String("trace")).toArray());
    return record;
}

PluginHook hookOf(const QJsonObject &json)
{
    PluginHook hook;
    hook.path = textOf(json, QLatin1String("path"));
    hook.file = textOf(json, QLatin1String("file"));
    hook.symbol = textOf(json, QLatin1String("symbol"));
    hook.kind = textOf(json, QLatin1String("kind"));
    hook.abi = textOf(json, QLatin1String("abi"));
    hook.sha256 = textOf(json, QLatin1String("sha256"));
    hook.buildId = textOf(json, QLatin1String("build_id"));
    hook.generation = countOf(json, QLatin1String("generation"));
    hook.isBlocking = json.value(QLatin1String("blocking")).toBool();
    hook.isRolledBack = json.value(QLatin1String("rolled_back")).toBool();
    hook.state = pluginStateOf(textOf(json, QLatin1String("state")));
    hook.reason = textOf(json, QLatin1String("reason"));
    hook.users = textsOf(json, QLatin1String("users"));
    hook.calls = countOf(json, QLatin1String("calls"));
    hook.failures = countOf(json, QLatin1String("failures"));
    hook.time = summaryOf(json.value(QLatin1String("time")).toObject());
    return hook;
}

StuckHook stuckHookOf(const QJsonObject &json)
{
    StuckHook hook;
    hook.path = textOf(json, QLatin1String("path"));
    hook.symbol = textOf(json, QLatin1String("symbol"));
    hook.apiId = textOf(json, QLatin1String("api_id"));
    hook.requestId = textOf(json, QLatin1String("request_id"));
    hook.worker = json.value(QLatin1String("worker")).toInt(-1);
    hook.isTakenOver = json.value(QLatin1String("taken_over")).toBool(true);
    hook.since = timeOf(json, QLatin1String("since"));
    return hook;
}

LogLine logLineOf(const QJsonObject &json)
{
    LogLine line;
    line.sequence = countOf(json, QLatin1String("sequence"));
    line.time = timeOf(json, QLatin1String("time"));
    line.level = logLevelOf(textOf(json, QLatin1String("level")));
    line.message = textOf(json, QLatin1String("message"));
    const QJsonObject fields = json.value(QLatin1String("fields")).toObject();
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        line.fields.append({field.key(), field.value().toString()});
    }
    return line;
}

template <typename T>
QList<T> listOf(const QJsonObject &json, QLatin1String name, T (*convert)(const QJsonObject &))
{
    const QJsonArray array = json.value(name).toArray();
    QList<T> list;
    list.reserve(array.size());
    for (const QJsonValue &value : array) {
        list.append(convert(value.toObject()));
    }
    return list;
}

} // namespace

ApiReport apiReportOf(const QJsonObject &json)
{
    return {
        .apiId = textOf(json, QLatin1String("api_id")),
        .name = textOf(json, QLatin1String("name")),
        .file = textOf(json, QLatin1String("file")),
        .listenPath = textOf(json, QLatin1String("listen_path")),
        .state = apiStateOf(textOf(json, QLatin1String("state"))),
        .problems = textsOf(json, QLatin1String("problems")),
        .listenPort = json.value(QLatin1String("listen_port")).toInt(),
        .protocol = textOf(json, QLatin1String("protocol")),
        .sha256 = textOf(json, QLatin1String("sha256")),
        .changes = textsOf(json, QLatin1String("changes")),
        .steps = textsOf(json, QLatin1String("steps")),
    };
}

ReloadReport reloadReportOf(const QJsonObject &json)
{
    return {
        .generation = countOf(json, QLatin1String("generation")),
        .duration = std::chrono::microseconds(json.value(QLatin1String("duration_us")).toInteger()),
        .failures = json.value(QLatin1String("failures")).toInt(),
        .apis = listOf(json, QLatin1String("apis"), apiReportOf),
    };
}

QList<StuckHook> stuckHooksOf(const QJsonObject &json)
{
    return listOf(json, QLatin1String("stuck"), stuckHookOf);
}

QList<PluginHook> pluginHooksOf(const QJsonObject &json)
{
    return listOf(json, QLatin1String("plugins"), hookOf);
}

QList<TrafficRecord> trafficOf(const QJsonObject &json)
{
    return listOf(json, QLatin1String("records"), recordOf);
}

QList<TraceStep> traceOf(const QJsonArray &json)
{
    QList<TraceStep> trace;
    trace.reserve(json.size());
    for (const QJsonValue &step : json) {
        trace.append(stepOf(step.toObject()));
    }
    return trace;
}

QList<LogLine> logLinesOf(const QJsonObject &json)
{
    return listOf(json, QLatin1String("lines"), logLineOf);
}

EngineMetrics metricsOf(const QJsonObject &json)
{
    EngineMetrics metrics;
    metrics.requests = countOf(json, QLatin1String("requests"));
    metrics.responses2xx = countOf(json, QLatin1String("responses_2xx"));
    metrics.responses3xx = countOf(json, QLatin1String("responses_3xx"));
    metrics.responses4xx = countOf(json, QLatin1String("responses_4xx"));
    metrics.responses5xx = countOf(json, QLatin1String("responses_5xx"));
    metrics.upstreamFailures = countOf(json, QLatin1String("upstream_failures"));
    metrics.recordsDropped = countOf(json, QLatin1String("records_dropped"));
    metrics.activeRequests = json.value(QLatin1String("active_requests")).toInteger();
    metrics.openConnections = json.value(QLatin1String("open_connections")).toInteger();
    metrics.idleUpstreamConnections =
        json.value(QLatin1String("idle_upstream_connections")).toInteger();
    metrics.requestTime = summaryOf(json.value(QLatin1String("request_time")).toObject());
    metrics.upstreamTime = summaryOf(json.value(QLatin1String("upstream_time")).toObject());
    metrics.residentBytes = countOf(json, QLatin1String("resident_bytes"));
    metrics.uptimeSeconds = json.value(QLatin1String("uptime_seconds")).toDouble();
    return metrics;
}

Expected<QJsonObject> objectOf(const QByteArray &text)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (!document.isObject()) {
        return tl::unexpected(said(
            ClientWords::tr("The engine's answer is not a JSON object: %1")
                .arg(problem.errorString()),
            {},
            ClientWords::tr("Is there something else than a Gatewright engine at this address?")));
    }
    return document.object();
}

} // namespace gw::client
