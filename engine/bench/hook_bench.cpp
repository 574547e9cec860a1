// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/hook_bench.h"

#include "bench/bench_worker.h"
#include "chain/step_tracer.h"
#include "plugin/plugin_file.h"
#include "plugin/plugin_hook.h"
#include "runtime/api_facts.h"
#include "runtime/memory_exchange.h"
#include "spec/api_definition.h"
#include "spec/definition_reader.h"
#include "spec/json_document.h"
#include "spec/regular_file.h"
#include "telemetry/analytics_record.h"

#include <QEventLoop>

#include <algorithm>
#include <array>
#include <dlfcn.h>

namespace gw::bench {

namespace {

using plugin::HookKind;
using request::StepResult;
using Kind = StepResult::Kind;

// Calls beyond this many only go on while memory for their times is there.
constexpr std::size_t kMostCalls = 20'000'000;
constexpr int kWarmUpCalls = 200;
const http::Peer kPeer{"192.0.2.1", 4711, false, {}};

using AllocationCount = std::uint64_t (*)();

// Of the preloaded allocation_counter.c.
AllocationCount findAllocationCount()
{
    return reinterpret_cast<AllocationCount>(dlsym(RTLD_DEFAULT, "gw_allocation_count"));
}

struct Parts {
    const BenchOptions &options;
    BenchWorker &worker;
    const plugin::PluginHook &hook;
    request::ApiFacts facts;
};

// One request on its way through the hook.
class BenchCall final : public request::RequestContext,
                        private request::Continuation,
                        private runtime::MemoryExchange::Listener {
public:
    explicit BenchCall(const Parts &parts)
        : RequestContext(m_exchange, parts.worker.services())
        , m_hook(parts.hook)
        , m_exchange(kPeer, parts.options.request.body, *this)
        , m_response(m_exchange.arena())
    {
        const BenchRequest &wanted = parts.options.request;
        continuation = this;
        api = &parts.facts;
        requestId = "bench";
        clientAddress = kPeer.address;
        exchange.request().method = wanted.method;
        exchange.request().target = wanted.target;
        for (const auto &[name, value] : wanted.fields) {
            exchange.request().fields.add(name, value);
        }
        decodedPath = exchange.request().path();
        if (m_hook.needsRequestBody()) {
            requestBody = {true, false, wanted.body};
        }
        if (m_hook.kind() == HookKind::Response) {
            addResponse();
        }
    }

    // To the end, through all suspensions.
    [[nodiscard]] StepResult run()
    {
        StepResult result = m_hook.run(*this);
        if (result.kind() != Kind::Suspend) {
            return result;
        }
        m_hasWaited = true;
        QEventLoop loop;
        m_loop = &loop;
        loop.exec(); // until resume(), which never comes before
        return *m_result;
    }
    [[nodiscard]] bool hasWaited() const { return m_hasWaited; }

private:
    void addResponse()
    {
        constexpr std::string_view kBody = R"({"hello":"world"})";
        m_response.head.status = 200;
        m_response.head.fields.add("Content-Type", "application/json");
        m_response.bodyLength = kBody.size();
        if (m_hook.needsResponseBody()) {
            m_response.body = {true, false, std::string(kBody)};
        }
        upstreamResponse = &m_response;
    }
    void resume(request::RequestContext &, StepResult result) override
    {
        m_result = std::move(result);
        m_loop->quit();
    }
    void onAnswered() override {}

    const plugin::PluginHook &m_hook;
    runtime::MemoryExchange m_exchange;
    request::UpstreamResponse m_response;
    std::optional<StepResult> m_result;
    QEventLoop *m_loop = nullptr; // runs while the hook waits
    bool m_hasWaited = false;
};

telemetry::AnalyticsRecord sampleRecord(const BenchRequest &request)
{
    telemetry::AnalyticsRecord record;
    record.method = request.method;
    record.path = request.target;
    record.responseCode = 200;
    record.apiKey = "00000000";
    record.ipAddress = kPeer.address;
    record.rawRequest = "R0VUIC8gSFRUUC8xLjE=";
    return record;
}

// What an analytics hook changed in the members that such hooks are written for.
std::vector<telemetry::TraceChange> changesOf(const telemetry::AnalyticsRecord &before,
                                              const telemetry::AnalyticsRecord &after)
{
    using Record = telemetry::AnalyticsRecord;
    const std::array<std::pair<const char *, std::string Record::*>, 7> members = {{
        {"Method", &Record::method},
        {"Path", &Record::path},
        {"APIKey", &Record::apiKey},
        {"IPAddress", &Record::ipAddress},
        {"Alias", &Record::alias},
        {"RawRequest", &Record::rawRequest},
        {"RawResponse", &Record::rawResponse},
    }};
    std::vector<telemetry::TraceChange> changes;
    for (const auto &[name, member] : members) {
        if (before.*member != after.*member) {
            changes.push_back({telemetry::TraceChange::Kind::Changed, "record field", name,
                               before.*member, after.*member});
        }
    }
    return changes;
}

Expected<std::shared_ptr<const plugin::PluginHook>> load(const BenchOptions &options,
                                                         BenchWorker &worker)
{
    const std::string path = options.file.string();
    const auto file = plugin::readPluginFile(options.file);
    if (!file) {
        return tl::unexpected(file.error());
    }
    auto manifest = plugin::readManifest(file->bytes, path);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    const plugin::HookEntry *known = manifest->find(options.symbol);
    HookKind kind = HookKind::Request;
    for (const HookKind possible : {HookKind::Analytics, HookKind::Response, HookKind::Request}) {
        if (known != nullptr && (known->kinds & plugin::kindBit(possible)) != 0) {
            kind = possible;
        }
    }
    auto entry = plugin::chooseHook(*manifest, options.symbol, kind, path);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    const std::filesystem::path whole = std::filesystem::absolute(options.file);
    auto library = plugin::PluginLibrary::load(
        {whole, path, file->sha256, std::move(*manifest)},
        std::make_shared<plugin::PluginHost>(worker.pluginServices(), path));
    if (!library) {
        return tl::unexpected(library.error());
    }
    const auto function = (*library)->function(*entry);
    if (!function) {
        return tl::unexpected(function.error());
    }
    plugin::PluginHook::Parts parts;
    parts.library = std::move(*library);
    parts.function = *function;
    parts.entry = std::move(*entry);
    parts.kind = kind;
    parts.stats = std::make_shared<plugin::HookStats>();
    return std::make_shared<const plugin::PluginHook>(std::move(parts));
}

Expected<request::ApiFacts> readApi(const std::filesystem::path &file)
{
    if (file.empty()) {
        return {};
    }
    const auto text = spec::readRegularFile(file.string(), spec::JsonDocument::kMaxBytes);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const auto document = spec::JsonDocument::parse(*text, file.string());
    if (!document) {
        return tl::unexpected(document.error());
    }
    auto definition = spec::readDefinition(*document);
    if (!definition) {
        return tl::unexpected(definition.error());
    }
    return runtime::makeFacts(std::make_shared<const spec::ApiDefinition>(std::move(*definition)),
                              *text, std::make_shared<request::GatewaySettings>());
}

// What two readings of the clock take, in the middle of many.
std::int64_t clockCost()
{
    std::array<std::int64_t, 1001> costs = {};
    for (std::int64_t &cost : costs) {
        const Clock::time_point start = Clock::now();
        cost = std::chrono::nanoseconds(Clock::now() - start).count();
    }
    std::ranges::sort(costs);
    return costs[costs.size() / 2];
}

class Measurement final {
public:
    explicit Measurement(const Parts &parts)
        : m_parts(parts)
        , m_allocations(findAllocationCount())
    {
        m_times.reserve(1'000'000);
    }

    // The first call, traced.
    [[nodiscard]] Expected<void> lookOnce(BenchReport &report)
    {
        if (m_parts.hook.kind() == HookKind::Analytics) {
            const auto before = sampleRecord(m_parts.options.request);
            auto record = sampleRecord(m_parts.options.request);
            report.isRecordDropped = !m_parts.hook.edit(record);
            report.first.outcome = "continue";
            report.first.changes = changesOf(before, record);
            return {};
        }
        BenchCall call(m_parts);
        call.startedAt = Clock::now();
        call.trace = std::make_unique<telemetry::Trace>();
        chain::StepTracer tracer;
        tracer.begin(call, m_parts.hook.stepName(), "request");
        const StepResult result = call.run();
        tracer.end(call, result.kind() == Kind::Respond ? "respond" : "continue");
        report.first = call.trace->steps.back();
        if (result.kind() == Kind::Fail) {
            return failure("The hook failed: " + report.first.note, m_parts.hook.path(),
                           "Mend it, or give it a request that it expects (--request)");
        }
        return {};
    }

    void measure(BenchReport &report)
    {
        for (int i = 0; i < kWarmUpCalls; ++i) {
            (void)once();
        }
        m_times.clear();
        m_allocated = 0;
        m_waited = 0;
        const Clock::time_point end = Clock::now() + m_parts.options.duration;
        do {
            m_times.push_back(once());
        } while (Clock::now() < end && m_times.size() < kMostCalls);
        summarise(report);
    }

private:
    [[nodiscard]] std::int64_t once()
    {
        if (m_parts.hook.kind() == HookKind::Analytics) {
            auto record = sampleRecord(m_parts.options.request);
            return timed([&] { (void)m_parts.hook.edit(record); });
        }
        BenchCall call(m_parts);
        const std::int64_t time = timed([&] { (void)call.run(); });
        m_waited += call.hasWaited() ? 1 : 0;
        return time;
    }
    template <typename Work>
    [[nodiscard]] std::int64_t timed(Work work)
    {
        const std::uint64_t before = m_allocations == nullptr ? 0 : m_allocations();
        const Clock::time_point start = Clock::now();
        work();
        const Clock::time_point end = Clock::now();
        m_allocated += m_allocations == nullptr ? 0 : m_allocations() - before;
        return std::chrono::nanoseconds(end - start).count();
    }
    void summarise(BenchReport &report)
    {
        std::ranges::sort(m_times);
        report.clockNs = clockCost();
        const auto at = [&](double share) {
            const auto last = static_cast<double>(m_times.size() - 1);
            const std::int64_t time = m_times[static_cast<std::size_t>(share * last)];
            return std::max<std::int64_t>(time - report.clockNs, 0);
        };
        report.calls = m_times.size();
        report.suspended = m_waited;
        report.p50Ns = at(0.5);
        report.p90Ns = at(0.9);
        report.p99Ns = at(0.99);
        report.maxNs = at(1);
        if (m_allocations != nullptr) {
            report.allocationsPerCall =
                static_cast<double>(m_allocated) / static_cast<double>(m_times.size());
        }
    }

    const Parts &m_parts;
    const AllocationCount m_allocations;
    std::vector<std::int64_t> m_times;
    std::uint64_t m_allocated = 0;
    std::uint64_t m_waited = 0;
};

} // namespace

Expected<BenchReport> benchHook(const BenchOptions &options)
{
    BenchWorker worker;
    const auto hook = load(options, worker);
    if (!hook) {
        return tl::unexpected(hook.error());
    }
    BenchReport report;
    report.hook = {(*hook)->symbol(), plugin::kindBit((*hook)->kind()), (*hook)->flags()};
    auto facts = readApi(options.api);
    if (!facts) {
        return tl::unexpected(facts.error());
    }
    const Parts parts{options, worker, **hook, std::move(*facts)};
    Measurement measurement(parts);
    if (const auto looked = measurement.lookOnce(report); !looked) {
        return tl::unexpected(looked.error());
    }
    measurement.measure(report);
    return report;
}

} // namespace gw::bench
