// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"

#include <optional>
#include <string>
#include <vector>

namespace gw::chain {

// Writes one TraceStep for each step of a request: how long it took and what it changed. Only made
// while tracing is on; copying views of the heads is what it costs.
// Thread: the request's worker.
class StepTracer final {
public:
    void begin(const RequestContext &context, std::string_view name, std::string_view phase);
    // outcome: "continue", "respond", "fail"
    void end(RequestContext &context, std::string_view outcome);

    // A step that is not a chain step, with its own clock readings ("upstream").
    static void add(RequestContext &context, telemetry::TraceStep step);

private:
    struct Before {
        std::string name;
        std::string phase;
        Clock::time_point start;
        std::string_view method;
        std::string_view target;
        std::string rewrittenUrl;
        std::vector<http::Field> requestFields;
        std::vector<http::Field> replyFields;
        int upstreamStatus = 0;
        std::vector<http::Field> upstreamFields;
        std::size_t requestBodySize = 0;
        std::size_t responseBodySize = 0;
        std::string session;
        std::vector<std::pair<std::string, std::string>> values;
        std::vector<std::string> keys; // as the request presents them, checked or not
    };
    [[nodiscard]] static Before capture(const RequestContext &context);

    std::optional<Before> m_before;
};

} // namespace gw::chain
