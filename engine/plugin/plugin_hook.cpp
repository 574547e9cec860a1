// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_hook.h"

#include "base/log.h"
#include "plugin/hook_slot.h"
#include "plugin/suspended_calls.h"

#include <array>

namespace gw::plugin {

using request::RequestContext;
using request::StepResult;

namespace {

constexpr std::string_view kInternalError = "Internal Server Error";

// A hook may have left exceptions of its own kinds; its codes become words.
std::string describe(const gw_call &call, gw_status status)
{
    if (!call.failure.empty()) {
        return call.failure;
    }
    if (status == GW_SUSPEND) {
        return "returned GW_SUSPEND without a ticket of this call";
    }
    return "returned status " + std::to_string(status);
}

} // namespace

// A blocking hook on its way through the pool. Shared by the two functions that carry it.
struct PluginHook::PooledRun {
    PooledRun(const PluginHook &hook, RequestContext &context)
        : call(hook, context)
    {
    }

    gw_call call;
    gw_status status = GW_OK;
};

PluginHook::PluginHook(Parts parts)
    : m_library(std::move(parts.library))
    , m_function(parts.function)
    , m_host(&m_library->host())
    , m_entry(std::move(parts.entry))
    , m_kind(parts.kind)
    , m_stats(std::move(parts.stats))
    , m_slowThreshold(parts.slowThreshold)
    , m_path(parts.path.empty() ? m_library->path() : std::move(parts.path))
    , m_stepName("GoPluginMiddleware:" + m_path + ":" + m_entry.name)
{
}

StepResult PluginHook::run(RequestContext &context) const
{
    if (!context.services.runsHooks) {
        return fail(context, 503, "hooks that do not return hold all workers");
    }
    if (isBlocking()) {
        return runOnPool(context);
    }
    gw_call call(*this, context);
    return conclude(call, invoke(call));
}

gw_status PluginHook::invoke(gw_call &call) const
{
    const Clock::time_point start = Clock::now();
    gw_status status = GW_OK;
    {
        const HookSlot::Visit visit(call, start);
        status = m_function(m_host, &call);
    }
    const std::chrono::nanoseconds time = Clock::now() - start;

    using Outcome = HookStats::Outcome;
    const bool isSuspended = status == GW_SUSPEND && call.ticket != 0;
    const Outcome outcome = isSuspended       ? Outcome::Suspended
                            : status == GW_OK ? Outcome::Done
                                              : Outcome::Failed;
    m_stats->record(static_cast<std::uint64_t>(time.count()), outcome);
    if (time > m_slowThreshold && !isBlocking()) {
        warnSlow(call, time);
    }
    return status;
}

StepResult PluginHook::conclude(gw_call &call, gw_status status) const
{
    RequestContext &context = *call.context;
    SuspendedCalls &suspended = m_host->services.suspended;
    if (status == GW_SUSPEND && call.ticket != 0) {
        auto waiting = std::make_unique<gw_call>(std::move(call));
        waiting->hookWhileWaiting = shared_from_this();
        suspended.wait(std::move(waiting));
        return StepResult::suspend();
    }
    if (call.ticket != 0) {
        suspended.revoke(context, call.ticket);
    }
    if (status != GW_OK) {
        return fail(context, 500, describe(call, status));
    }
    if (!call.hasAnswered) {
        return StepResult::proceed();
    }
    context.exchange.response().status = call.answerStatus;
    context.exchange.response().reason = {};
    context.replyBody = std::move(call.answerBody);
    context.note = "answered " + std::to_string(call.answerStatus);
    if (call.answerStatus >= 400) {
        logErrorAnswer(context, call.answerStatus);
    }
    return StepResult::respond();
}

StepResult PluginHook::runOnPool(RequestContext &context) const
{
    auto run = std::make_shared<PooledRun>(*this, context);
    const bool isTaken = context.services.blocking.submit([self = shared_from_this(), run] {
        run->status = self->invoke(run->call);
        run->call.context->services.worker.post([self, run] {
            RequestContext &resumed = *run->call.context;
            StepResult result = self->conclude(run->call, run->status);
            run->call.dropWord();
            resumed.resume(std::move(result));
        });
    });
    if (!isTaken) {
        m_stats->recordFailure();
        return fail(context, 503, "the queue of the blocking pool is full");
    }
    return StepResult::suspend();
}

bool PluginHook::edit(telemetry::AnalyticsRecord &record) const
{
    gw_call call(*this, record);
    const gw_status status = invoke(call);
    if (status != GW_OK) {
        // Half of what it hides may be hidden.
        logFailure(describe(call, status) + "; the analytics record is dropped", nullptr);
        return false;
    }
    return !call.isDropped;
}

void PluginHook::goOn(std::unique_ptr<gw_call> call)
{
    const std::shared_ptr<const PluginHook> hook = call->hook->shared_from_this();
    RequestContext &context = *call->context;
    call->ticket = 0;
    StepResult result = StepResult::proceed();
    if (context.isAbandoned) {
        context.note = "the client left while the hook waited";
        result = StepResult::fail(499, "Client closed the connection");
    } else {
        result = hook->conclude(*call, hook->invoke(*call));
    }
    call.reset(); // its word is released before the request goes on
    if (result.kind() != StepResult::Kind::Suspend) {
        context.resume(std::move(result));
    }
}

void PluginHook::giveUp(std::unique_ptr<gw_call> call)
{
    const std::shared_ptr<const PluginHook> hook = call->hook->shared_from_this();
    RequestContext &context = *call->context;
    hook->m_stats->recordFailure();
    StepResult result = hook->fail(context, 504, "suspended the request and never resumed it");
    call.reset();
    context.resume(std::move(result));
}

StepResult PluginHook::fail(RequestContext &context, int status, const std::string &why) const
{
    logFailure(why, &context);
    context.note = why;
    context.error = "plugin " + path() + ":" + symbol() + ": " + why;
    if (status == 503) {
        return StepResult::fail(status, "Service Unavailable");
    }
    return StepResult::fail(status, status == 504 ? "Gateway Timeout" : kInternalError);
}

void PluginHook::logFailure(const std::string &why, const RequestContext *context) const
{
    const bool hasApi = context != nullptr && context->api != nullptr;
    const std::array<LogField, 6> fields = {
        LogField{"prefix", std::string_view("plugin")},
        LogField{"mwPath", std::string_view(path())},
        LogField{"mwSymbolName", std::string_view(symbol())},
        LogField{"error", std::string_view(why)},
        LogField{"api_id", hasApi ? std::string_view(context->api->id) : std::string_view()},
        LogField{"request_id", context != nullptr ? context->requestId : std::string_view()},
    };
    m_host->services.log.write(LogLevel::Error, "Plugin hook failed",
                               std::span(fields).first(context != nullptr ? 6 : 4));
}

// Tyk's line for it (reference A5).
void PluginHook::logErrorAnswer(RequestContext &context, int status) const
{
    context.error = "plugin function sent error response code: " + std::to_string(status);
    m_host->services.log.error(context.error, {{"prefix", std::string_view("plugin")},
                                               {"mwPath", std::string_view(path())},
                                               {"mwSymbolName", std::string_view(symbol())},
                                               {"api_id", std::string_view(context.api->id)},
                                               {"request_id", context.requestId},
                                               {"code", std::int64_t(status)}});
}

void PluginHook::warnSlow(const gw_call &call, std::chrono::nanoseconds time) const
{
    if (!m_stats->mayWarn(Clock::now().time_since_epoch().count())) {
        return;
    }
    const RequestContext *const context = call.context;
    const bool hasApi = context != nullptr && context->api != nullptr;
    const double milliseconds = std::chrono::duration<double, std::milli>(time).count();
    m_host->services.log.warning(
        "Plugin hook held up its worker; export it with GW_EXPORT_BLOCKING_HOOK",
        {{"prefix", std::string_view("plugin")},
         {"mwPath", std::string_view(path())},
         {"mwSymbolName", std::string_view(symbol())},
         {"api_id", hasApi ? std::string_view(context->api->id) : std::string_view()},
         {"request_id", context != nullptr ? context->requestId : std::string_view()},
         {"ms", milliseconds}});
}

} // namespace gw::plugin
