// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/hook_call.h"
#include "plugin/hook_stats.h"
#include "plugin/plugin_library.h"
#include "plugin/plugin_manifest.h"
#include "request/step_result.h"
#include "telemetry/record_editor.h"

#include <chrono>
#include <memory>
#include <string>

namespace gw::plugin {

// One hook of one loaded library, ready to run. The snapshot holds it, and with it the library: a
// request ends on the generation that it started with. Thread: any worker (immutable but for its
// counters).
class PluginHook final : public telemetry::RecordEditor,
                         public std::enable_shared_from_this<PluginHook> {
public:
    struct Parts {
        std::shared_ptr<const PluginLibrary> library;
        gw_hook_function function = nullptr;
        HookEntry entry;
        HookKind kind = HookKind::Request;
        std::shared_ptr<HookStats> stats;
        std::chrono::nanoseconds slowThreshold{std::chrono::milliseconds(10)};
        std::string path = {}; // as the API definition has it; empty: the library's
    };
    explicit PluginHook(Parts parts);

    // "GoPluginMiddleware:<path>:<symbol>", the name in traces and metrics; the path as the API
    // definition spells it.
    [[nodiscard]] const std::string &stepName() const { return m_stepName; }
    [[nodiscard]] const std::string &path() const { return m_path; }
    [[nodiscard]] const std::string &symbol() const { return m_entry.name; }
    [[nodiscard]] HookKind kind() const { return m_kind; }
    [[nodiscard]] std::uint32_t flags() const { return m_entry.flags; }
    [[nodiscard]] bool isBlocking() const { return (m_entry.flags & GW_BLOCKING) != 0; }
    // The bodies that must be buffered before run().
    [[nodiscard]] bool needsRequestBody() const
    {
        return (m_entry.flags & GW_READS_REQUEST_BODY) != 0;
    }
    [[nodiscard]] bool needsResponseBody() const
    {
        return (m_entry.flags & GW_READS_RESPONSE_BODY) != 0;
    }
    [[nodiscard]] const std::shared_ptr<HookStats> &stats() const { return m_stats; }
    [[nodiscard]] const PluginLibrary &library() const { return *m_library; }
    [[nodiscard]] const std::shared_ptr<const PluginLibrary> &sharedLibrary() const
    {
        return m_library;
    }

    // Runs a request or response hook. Respond: the answer is in exchange.response() and
    // context.replyBody. Suspend: context.resume() follows on the worker. Fail (500, 503, 504):
    // logged, counted, and told in context.error. A call that waits keeps its hook alive; context
    // and exchange must live until it resumes.
    [[nodiscard]] request::StepResult run(request::RequestContext &context) const;

    // Runs an analytics hook. False: the record shall not be kept. A failure leaves the record as
    // it is. Thread: the one that owns the record.
    [[nodiscard]] bool edit(telemetry::AnalyticsRecord &record) const override;

    // Runs a call again whose ticket was resumed, or ends one that nobody resumed, and resumes its
    // request. Thread: the request's worker.
    static void goOn(std::unique_ptr<gw_call> call);
    static void giveUp(std::unique_ptr<gw_call> call);

private:
    struct PooledRun;

    [[nodiscard]] gw_status invoke(gw_call &call) const;
    [[nodiscard]] request::StepResult conclude(gw_call &call, gw_status status) const;
    [[nodiscard]] request::StepResult runOnPool(request::RequestContext &context) const;
    [[nodiscard]] request::StepResult fail(request::RequestContext &context, int status,
                                           const std::string &why) const;
    void logFailure(const std::string &why, const request::RequestContext *context) const;
    void logErrorAnswer(request::RequestContext &context, int status) const;
    void warnSlow(const gw_call &call, std::chrono::nanoseconds time) const;

    std::shared_ptr<const PluginLibrary> m_library;
    gw_hook_function m_function;
    const PluginHost *m_host;
    HookEntry m_entry;
    HookKind m_kind;
    std::shared_ptr<HookStats> m_stats;
    std::chrono::nanoseconds m_slowThreshold;
    std::string m_path;
    std::string m_stepName;
};

} // namespace gw::plugin
