// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/engine_parts.h"

#include "base/log.h"
#include "net/address.h"
#include "net/socket.h"
#include "net/tls_context.h"
#include "runtime/process_memory.h"
#include "runtime/snapshot_draft.h"
#include "runtime/tls_protocol.h"
#include "spec/api_definition.h"
#include "spec/gateway_config.h"

#include <algorithm>
#include <filesystem>

namespace gw::runtime {

namespace {

// Go's zero value stands for Tyk's default.
std::chrono::seconds orTyksDefault(std::chrono::seconds timeout)
{
    constexpr std::chrono::seconds kDefault{120};
    return timeout.count() == 0 ? kDefault : timeout;
}

http::ConnectionLimits limitsFrom(const spec::GatewayConfig &config)
{
    http::ConnectionLimits limits;
    const spec::EngineOptions &own = config.gatewright;
    limits.head = own.headerTimeout;
    limits.bodyStall = own.bodyTimeout;
    limits.bodyTotal = orTyksDefault(config.httpServerOptions.readTimeout);
    limits.bodyRate = static_cast<std::uint64_t>(own.minBodyRate);
    limits.idle = own.idleTimeout;
    limits.tunnelIdle = own.relayIdleTimeout;
    limits.handshake = own.handshakeTimeout;
    limits.writeStall = orTyksDefault(config.httpServerOptions.writeTimeout);
    // A client that closes its side has left, as for Go's server and nginx: its upstream work ends.
    limits.halfClose = http::HalfClose::Abort;
    limits.requestBody = static_cast<std::uint64_t>(config.httpServerOptions.maxRequestBodySize);
    limits.connections = static_cast<std::size_t>(own.maxConnections);
    limits.parser.headBytes = static_cast<std::size_t>(own.maxHeadBytes);
    limits.parser.fields = static_cast<std::size_t>(own.maxHeaderFields);
    return limits;
}

HostChecker::Options hostCheckOptions(const spec::GatewayConfig &config)
{
    const spec::UptimeTestSettings &tests = config.uptimeTests.config;
    HostChecker::Options options;
    options.isEnabled = !config.uptimeTests.disable;
    options.isInsecure = config.proxySslInsecureSkipVerify;
    // Go's zero value stands for Tyk's default.
    options.interval = tests.timeWait.count() > 0 ? tests.timeWait : options.interval;
    options.failureLimit =
        tests.failureTriggerSampleSize > 0 ? tests.failureTriggerSampleSize : options.failureLimit;
    options.atOnce = tests.checkerPoolSize > 0 ? tests.checkerPoolSize : options.atOnce;
    return options;
}

std::vector<spec::UptimeCheck> uptimeChecks(const Snapshot &snapshot)
{
    std::vector<spec::UptimeCheck> checks;
    for (const LoadedApi &api : snapshot.apis) {
        const spec::ApiDefinition &definition = *api.api->facts.definition;
        if (!definition.uptimeTestsDisabled) {
            checks.insert(checks.end(), definition.uptimeTests.begin(),
                          definition.uptimeTests.end());
        }
    }
    return checks;
}

std::string definitionFolder(const EngineOptions &options, const spec::GatewayConfig &config)
{
    return (std::filesystem::path(options.workspaceFolder) / config.appPath).string();
}

// Without a server to send to, nothing is timed (reference H3).
bool isInstrumented(const EngineOptions &options, const spec::GatewayConfig &config, Log &log)
{
    if (options.isInstrumented && config.statsdConnectionString.empty()) {
        log.error("Instrumentation is enabled, but no connectionstring set for statsd",
                  {{"prefix", "main"}});
    }
    return options.isInstrumented && !config.statsdConnectionString.empty();
}

} // namespace

Engine::Private::Private(EngineOptions engineOptions,
                         std::shared_ptr<const spec::GatewayConfig> gatewayConfig, Log &engineLog)
    : options(std::move(engineOptions))
    , config(std::move(gatewayConfig))
    , log(engineLog)
    , schema(std::make_shared<const spec::DefinitionSchema>(
          spec::DefinitionSchema::ofApiDefinitions()))
    , folder(definitionFolder(options, *config),
             SnapshotBuilder::secretSources(*config, options.workspaceFolder), schema)
    , suspended(config->gatewright.pluginSuspendTimeout)
    , plugins({options.stateFolder, GATEWRIGHT_VERSION, options.probeCommand,
               config->gatewright.pluginSlowThreshold,
               static_cast<std::size_t>(config->gatewright.pluginGenerationsKept),
               config->gatewright.pluginInitTimeout},
              {log, store, pluginMetrics, suspended, &serviceCaller})
    , hooks(plugins, options.workspaceFolder)
    , watcher([this] { return plugins.files(); }, log)
    , bundles(bundleSettings(options, *config), log)
    , builder({config,
               options.workspaceFolder,
               schema,
               {options.environmentSecrets, config->secrets},
               hooks,
               bundles,
               sessions,
               health,
               std::make_shared<const upstream::ProxyRules>(options.proxies),
               log,
               isInstrumented(options, *config, log) ? &eventNames : nullptr})
    , hostChecker(hostCheckOptions(*config), health, log)
    , blocking({std::max(1, config->gatewright.blockingThreads),
                static_cast<std::size_t>(config->gatewright.blockingQueue)})
    , shared{log,
             blocking,
             store,
             suspended,
             sessions,
             limitsFrom(*config),
             static_cast<std::uint64_t>(config->gatewright.maxBufferedBodies),
             nullptr,
             {}}
    , records(shared.recordInterest, log)
    , watchdog(log)
{
    shared.pauses = &pauses;
    shared.wantsTrace = config->gatewright.trace;
    records.setTracing(config->gatewright.trace);
    shared.servesControlOnTraffic = options.control.empty() || options.keepsControlOnTraffic;
    shared.isInstrumented = options.isInstrumented && !config->statsdConnectionString.empty();
}

void Engine::Private::startShipper()
{
    if (!shared.isInstrumented) {
        return;
    }
    std::vector<telemetry::TimingRing *> rings;
    std::vector<const telemetry::WorkerCounters *> counted;
    for (const auto &worker : workers) {
        rings.push_back(worker->timings());
        counted.push_back(&worker->counters());
    }
    const auto requestsSoFar = [counted = std::move(counted)] {
        std::uint64_t sum = 0;
        for (const telemetry::WorkerCounters *one : counted) {
            sum += one->requests.load(std::memory_order_relaxed);
        }
        return sum;
    };
    const bool isDocumented = config->gatewright.statsdNames == "documented";
    shipper = std::make_unique<shipping::StatsdShipper>(shipping::StatsdShipper::Parts{
        config->statsdConnectionString, config->statsdPrefix,
        isDocumented ? shipping::StatsdNames::Documented : shipping::StatsdNames::Tyk,
        std::move(rings), requestsSoFar, log});
}

Expected<void> Engine::Private::prepareTls()
{
    const spec::HttpServerOptions &server = config->httpServerOptions;
    if (!server.useSsl && server.certificates.empty()) {
        return {};
    }
    const std::filesystem::path workspace(options.workspaceFolder);
    net::TlsServerContext::Options tls;
    for (const spec::ServerCertificate &certificate : server.certificates) {
        tls.certificates.push_back({(workspace / certificate.certFile).string(),
                                    (workspace / certificate.keyFile).string()});
    }
    tls.protocol = tlsProtocol(server.minVersion, server.maxVersion, server.sslCiphers);
    auto context = net::TlsServerContext::create(tls);
    if (!context && server.useSsl) {
        return tl::unexpected(context.error());
    }
    if (!context) { // it is for ports alone that definitions may name
        tlsProblem = context.error().text();
        return {};
    }
    shared.portTls = *context;
    shared.tls = server.useSsl ? *context : nullptr;
    return {};
}

std::vector<std::uint16_t> Engine::Private::ownPorts() const
{
    std::vector<std::uint16_t> ports{static_cast<std::uint16_t>(config->listenPort)};
    for (const std::string &text : addresses) {
        ports.push_back(net::Address::parse(text).value_or(net::Address()).port());
    }
    return ports;
}

Expected<std::vector<std::vector<WorkerSocket>>> Engine::Private::bindSockets(int workerCount)
{
    const auto count = static_cast<std::size_t>(workerCount);
    std::vector<std::vector<WorkerSocket>> sockets(count + 1);
    // For `number` workers from the one on that is named.
    const auto bind = [&](const std::string &text, std::size_t first,
                          std::size_t number) -> Expected<std::string> {
        const auto address = net::Address::parse(text);
        if (!address) {
            return tl::unexpected(address.error());
        }
        auto descriptors = net::listenTogether(*address, number);
        if (!descriptors) {
            return tl::unexpected(descriptors.error());
        }
        const std::string bound = net::boundAddress(descriptors->front().get()).toString();
        for (std::size_t i = 0; i < number; ++i) {
            sockets[first + i].push_back({std::move((*descriptors)[i]), first == count});
        }
        return bound;
    };
    for (const std::string &text : options.listen) {
        auto bound = bind(text, 0, count);
        if (!bound) {
            return tl::unexpected(bound.error());
        }
        addresses.push_back(*bound);
    }
    if (!options.control.empty()) {
        auto bound = bind(options.control, count, 1);
        if (!bound) {
            return tl::unexpected(bound.error());
        }
        controlAddress = *bound;
    }
    return sockets;
}

void Engine::Private::publish(BuiltSnapshot built, Clock::time_point started)
{
    snapshot = std::move(built.snapshot);
    if (!isStopping) {
        servicePorts.open(*snapshot, built.report);
    }
    keepBundlesInUse();
    for (const auto &worker : workers) {
        worker->publish(snapshot);
    }
    if (!isStopping) {
        if (!workers.empty()) {
            servicePorts.handOver();
        }
        servicePorts.close(*snapshot);
    }
    report = std::move(built.report);
    report.duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started);
    hostChecker.setChecks(uptimeChecks(*snapshot));
    logReport();
    reloadListeners.tell(report);
}

ReloadReport Engine::Private::refuseReload(const Error &error)
{
    log.error("reload failed: " + error.text(), {{"prefix", "main"}});
    if (snapshot == nullptr) {
        publish(builder.build({}, nullptr, {}), Clock::now());
    }
    ReloadReport refused = report;
    // What the last refused reload said is over.
    std::erase_if(refused.apis, [](const ApiReport &api) {
        return api.apiId.empty() && api.file.empty() && api.state == ApiState::Failed;
    });
    refused.hasFailures = true;
    ApiReport row;
    row.state = ApiState::Failed;
    row.problems = {error.text()};
    refused.apis.push_back(std::move(row));
    report = refused;
    reloadListeners.tell(report);
    return refused;
}

void Engine::Private::logReport() const
{
    for (const ApiReport &api : report.apis) {
        const Log::Fields fields = {
            {"prefix", "main"}, {"api_id", api.apiId}, {"api_name", api.name}, {"path", api.file}};
        if (api.state == ApiState::Loaded) {
            log.info("API Loaded", fields);
        } else if (isFailure(api) && !api.isMoved) {
            log.error("API " + std::string(toString(api.state)), fields);
        }
        if (api.state == ApiState::Unchanged && !api.isMoved) {
            continue; // what there is to remark was logged when it was loaded
        }
        for (const std::string &problem : api.problems) {
            log.write(isFailure(api) ? LogLevel::Error : LogLevel::Warning, problem,
                      std::vector<LogField>(fields));
        }
    }
    log.info("API reload complete", {{"prefix", "main"},
                                     {"generation", static_cast<std::int64_t>(report.generation)},
                                     {"apis", static_cast<std::int64_t>(snapshot->apis.size())},
                                     {"us", report.duration.count()}});
}

std::vector<StoredDefinition> Engine::Private::storedDefinitions() const
{
    std::vector<StoredDefinition> stored;
    for (const LoadedApi &api : snapshot->apis) {
        stored.push_back(
            {api.api->facts.id, api.file, *api.api->facts.definitionJson, api.textHash});
    }
    return stored;
}

Expected<spec::StoredDefinition> Engine::Private::fileOf(std::string_view apiId) const
{
    const std::vector<spec::StoredDefinition> files = folder.readAllOf(apiId);
    if (files.empty()) {
        return failure("API not found", std::string(apiId));
    }
    // With the text that it has; a new one may be good.
    const auto isRefused = [this](const spec::StoredDefinition &file) {
        return std::ranges::any_of(report.apis, [&file](const ApiReport &row) {
            return row.state == ApiState::Failed && row.file == nameOf(file) &&
                   row.textHash == file.hash;
        });
    };
    const auto served = snapshot->byId.find(std::string(apiId));
    if (served == snapshot->byId.end() || !isRefused(files.front())) {
        return files.front();
    }
    const std::string &name = snapshot->apis[served->second].file;
    auto file = std::ranges::find(files, name, nameOf);
    if (file == files.end()) { // it may have another name now
        file = std::ranges::find_if_not(files, isRefused);
    }
    return file == files.end() ? files.front() : *file;
}

EngineCounters Engine::Private::sumCounters() const
{
    EngineCounters sum;
    const auto addLatency = [](telemetry::Histogram::Summary &into,
                               const telemetry::Histogram::Summary &one) {
        into.count += one.count;
        into.sumNs += one.sumNs;
        into.p50Ns = std::max(into.p50Ns, one.p50Ns);
        into.p90Ns = std::max(into.p90Ns, one.p90Ns);
        into.p99Ns = std::max(into.p99Ns, one.p99Ns);
        into.maxNs = std::max(into.maxNs, one.maxNs);
    };
    for (const auto &worker : workers) {
        const telemetry::WorkerCounters &one = worker->counters();
        sum.requests += one.requests.load(std::memory_order_relaxed);
        sum.responses2xx += one.responsesByClass[2].load(std::memory_order_relaxed);
        sum.responses3xx += one.responsesByClass[3].load(std::memory_order_relaxed);
        sum.responses4xx += one.responsesByClass[4].load(std::memory_order_relaxed);
        sum.responses5xx += one.responsesByClass[5].load(std::memory_order_relaxed);
        sum.upstreamFailures += one.upstreamFailures.load(std::memory_order_relaxed);
        sum.activeRequests += one.activeRequests.load(std::memory_order_relaxed);
        sum.recordsDropped += worker->records().dropped();
        sum.openConnections += worker->openConnections();
        sum.idleUpstreamConnections += worker->idleUpstreamConnections();
        addLatency(sum.requestTime, one.requestTime.summary());
        addLatency(sum.upstreamTime, one.upstreamTime.summary());
    }
    for (plugin::PluginMetrics::Sample &sample : pluginMetrics.samples()) {
        sum.ofPlugins.push_back({std::move(sample.name), std::move(sample.explanation),
                                 sample.isCounter, sample.value});
    }
    sum.recordsLost = records.lostRecords();
    sum.redis = records.redis();
    sum.residentBytes = residentBytes();
    sum.uptimeSeconds = std::chrono::duration<double>(Clock::now() - startedAt).count();
    return sum;
}

} // namespace gw::runtime
