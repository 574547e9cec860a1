// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/metrics_routes.h"

#include "base/log.h"
#include "control/record_json.h"

#include <prometheus/text_serializer.h>

#include <array>
#include <limits>
#include <sstream>

namespace gw::control {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

constexpr double kNanosecond = 1e-9;

MetricFamily family(std::string name, std::string help, MetricType type)
{
    return {.name = std::move(name), .help = std::move(help), .type = type, .metric = {}};
}

void addCounter(MetricFamily &metrics, std::uint64_t value, Labels labels = {})
{
    ClientMetric metric;
    metric.label = std::move(labels);
    metric.counter.value = static_cast<double>(value);
    metrics.metric.push_back(std::move(metric));
}

void addGauge(MetricFamily &metrics, double value, Labels labels)
{
    ClientMetric metric;
    metric.label = std::move(labels);
    metric.gauge.value = value;
    metrics.metric.push_back(std::move(metric));
}

void addSummary(MetricFamily &metrics, const telemetry::Histogram::Summary &summary,
                Labels labels = {})
{
    ClientMetric metric;
    metric.label = std::move(labels);
    metric.summary.sample_count = summary.count;
    metric.summary.sample_sum = static_cast<double>(summary.sumNs) * kNanosecond;
    const std::array<std::pair<double, std::uint64_t>, 4> quantiles{
        {{0.5, summary.p50Ns}, {0.9, summary.p90Ns}, {0.99, summary.p99Ns}, {1.0, summary.maxNs}}};
    for (const auto &[quantile, nanoseconds] : quantiles) {
        metric.summary.quantile.push_back(
            {quantile, static_cast<double>(nanoseconds) * kNanosecond});
    }
    metrics.metric.push_back(std::move(metric));
}

void addHistogram(MetricFamily &metrics, const PluginRow &row, Labels labels)
{
    ClientMetric metric;
    metric.label = std::move(labels);
    metric.histogram.sample_count = row.time.count;
    metric.histogram.sample_sum = static_cast<double>(row.time.sumNs) * kNanosecond;
    for (const plugin::HookStats::Bucket &bucket : row.buckets) {
        metric.histogram.bucket.push_back(
            {bucket.count, static_cast<double>(bucket.upToNs) * kNanosecond});
    }
    metric.histogram.bucket.push_back({row.time.count, std::numeric_limits<double>::infinity()});
    metrics.metric.push_back(std::move(metric));
}

MetricFamily counter(std::string name, std::string help, std::uint64_t value)
{
    MetricFamily metrics = family(std::move(name), std::move(help), MetricType::Counter);
    addCounter(metrics, value);
    return metrics;
}

MetricFamily gauge(std::string name, std::string help, double value)
{
    MetricFamily metrics = family(std::move(name), std::move(help), MetricType::Gauge);
    metrics.metric.emplace_back().gauge.value = value;
    return metrics;
}

MetricFamily summary(std::string name, std::string help, const telemetry::Histogram::Summary &value)
{
    MetricFamily metrics = family(std::move(name), std::move(help), MetricType::Summary);
    addSummary(metrics, value);
    return metrics;
}

void addRedis(std::vector<MetricFamily> &out, const std::optional<runtime::RedisCounters> &redis)
{
    if (!redis) {
        return;
    }
    out.push_back(counter("gatewright_redis_records_sent_total",
                          "Analytics records that Redis has taken.", redis->sent));
    out.push_back(counter("gatewright_redis_records_dropped_total",
                          "Analytics records that Redis has not taken in time.", redis->dropped));
    out.push_back(gauge("gatewright_redis_records_waiting",
                        "Analytics records that wait for Redis.",
                        static_cast<double>(redis->waiting)));
    out.push_back(gauge("gatewright_redis_up", "0 when Redis takes no analytics records, else 1.",
                        redis->problem.empty() ? 1 : 0));
}

void addTraffic(std::vector<MetricFamily> &out, const runtime::EngineCounters &counters)
{
    out.push_back(counter("gatewright_requests_total", "Requests received.", counters.requests));
    MetricFamily responses = family("gatewright_responses_total",
                                    "Responses sent, by status class.", MetricType::Counter);
    addCounter(responses, counters.responses2xx, {{"class", "2xx"}});
    addCounter(responses, counters.responses3xx, {{"class", "3xx"}});
    addCounter(responses, counters.responses4xx, {{"class", "4xx"}});
    addCounter(responses, counters.responses5xx, {{"class", "5xx"}});
    out.push_back(std::move(responses));
    out.push_back(counter("gatewright_upstream_failures_total",
                          "Requests that no upstream answered.", counters.upstreamFailures));
    out.push_back(counter("gatewright_records_dropped_total",
                          "Analytics records lost to full rings.", counters.recordsDropped));
    out.push_back(counter("gatewright_records_lost_total",
                          "Analytics records that could not be written.", counters.recordsLost));
    addRedis(out, counters.redis);
    out.push_back(gauge("gatewright_active_requests", "Requests under way.",
                        static_cast<double>(counters.activeRequests)));
    out.push_back(gauge("gatewright_open_connections", "Open client connections.",
                        static_cast<double>(counters.openConnections)));
    out.push_back(gauge("gatewright_idle_upstream_connections", "Idle connections to upstreams.",
                        static_cast<double>(counters.idleUpstreamConnections)));
    out.push_back(
        summary("gatewright_request_duration_seconds", "Whole requests.", counters.requestTime));
    out.push_back(summary("gatewright_upstream_duration_seconds", "Round trips to upstreams.",
                          counters.upstreamTime));
    out.push_back(gauge("process_resident_memory_bytes", "Resident memory.",
                        static_cast<double>(counters.residentBytes)));
    out.push_back(gauge("gatewright_uptime_seconds", "Time since the engine started.",
                        counters.uptimeSeconds));
}

void addPluginSamples(std::vector<MetricFamily> &out, const runtime::EngineCounters &counters)
{
    for (const runtime::PluginSample &sample : counters.ofPlugins) {
        MetricFamily metrics = family("gatewright_plugin_" + sample.name, sample.explanation,
                                      sample.isCounter ? MetricType::Counter : MetricType::Gauge);
        ClientMetric &metric = metrics.metric.emplace_back();
        (sample.isCounter ? metric.counter.value : metric.gauge.value) = sample.value;
        out.push_back(std::move(metrics));
    }
}

void addApis(std::vector<MetricFamily> &out, const runtime::ReloadReport &report)
{
    out.push_back(gauge("gatewright_config_generation",
                        "Generation of the configuration that serves.",
                        static_cast<double>(report.generation)));
    MetricFamily states =
        family("gatewright_api_state", "1 for the state of each API definition at the last load.",
               MetricType::Gauge);
    for (const runtime::ApiReport &api : report.apis) {
        ClientMetric &metric = states.metric.emplace_back();
        metric.label = {
            {"api_id", api.apiId}, {"file", api.file}, {"state", std::string(toString(api.state))}};
        metric.gauge.value = 1;
    }
    out.push_back(std::move(states));
}

void addHooks(std::vector<MetricFamily> &out, const std::vector<PluginRow> &rows)
{
    MetricFamily calls =
        family("gatewright_hook_calls_total", "Calls of plugin hooks.", MetricType::Counter);
    MetricFamily failures =
        family("gatewright_hook_failures_total", "Plugin hooks that failed.", MetricType::Counter);
    MetricFamily loaded = family("gatewright_hook_loaded",
                                 "1 when the hook is loaded, 0 when it is not.", MetricType::Gauge);
    MetricFamily stuck = family("gatewright_hook_stuck_total",
                                "Times that a plugin hook did not give its thread back in time.",
                                MetricType::Counter);
    MetricFamily old = family("gatewright_hook_kept_old",
                              "1 when the plugin file's newer content cannot be used and the "
                              "generation before serves.",
                              MetricType::Gauge);
    MetricFamily generations =
        family("gatewright_hook_generation", "Generation of the plugin file that serves.",
               MetricType::Gauge);
    MetricFamily times =
        family("gatewright_hook_duration_seconds", "Time in plugin hooks.", MetricType::Histogram);
    for (const PluginRow &row : rows) {
        const Labels labels{{"path", row.path}, {"symbol", row.symbol}, {"kind", row.kind}};
        addCounter(calls, row.calls, labels);
        addCounter(failures, row.failures, labels);
        addCounter(stuck, row.stuck, labels);
        addHistogram(times, row, labels);
        ClientMetric &metric = loaded.metric.emplace_back();
        metric.label = labels;
        metric.gauge.value = row.isLoaded ? 1 : 0;
        addGauge(old, stateOf(row) == "kept_old" ? 1 : 0, labels);
        addGauge(generations, static_cast<double>(row.generation), labels);
    }
    for (MetricFamily *metrics : {&calls, &failures, &stuck, &loaded, &old, &generations, &times}) {
        out.push_back(std::move(*metrics));
    }
}

ControlReply metricsReply(const EnginePort &engine, const Log &log)
{
    std::vector<MetricFamily> families;
    const runtime::EngineCounters counters = engine.counters();
    addTraffic(families, counters);
    families.push_back(counter("gatewright_log_lines_dropped_total",
                               "Log lines lost to a full queue.", log.droppedLines()));
    addPluginSamples(families, counters);
    addApis(families, engine.lastReport());
    addHooks(families, engine.plugins());
    families.push_back(gauge("gatewright_hooks_stuck", "Plugin hooks that hold their thread now.",
                             static_cast<double>(engine.stuckHooks().size())));
    std::erase_if(families, [](const MetricFamily &metrics) { return metrics.metric.empty(); });

    std::ostringstream text;
    prometheus::TextSerializer().Serialize(text, families);
    ControlReply reply;
    reply.contentType = "text/plain; version=0.0.4; charset=utf-8";
    reply.body = text.str();
    return reply;
}

} // namespace

void addMetricsRoutes(ControlRoutes &routes, EnginePort &engine, const Log &log)
{
    routes.add(Method::Get, "/metrics",
               [&engine, &log](const ControlRequest &) { return metricsReply(engine, log); });
}

} // namespace gw::control
