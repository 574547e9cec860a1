// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gw::chain {

enum class When : std::uint8_t { Before, After };

// Where requests stop for a developer. Empty texts of api, method and path mean any.
struct Breakpoint {
    std::string id = {};
    bool isEnabled = true;
    std::string apiId = {};  // of the API whose chain runs
    std::string method = {}; // method and path are those that the client sent, whatever hooks make
    std::string path = {};   // of them: a glob over the decoded path, '*' stands for any characters
    std::string step = {};   // a step's name, a hook's symbol, a slot of hooks, or one of kPlaces
    When when = When::Before;
};

// Places that are no steps: all request steps are done; an answer is about to go out.
inline constexpr std::string_view kUpstreamPlace = "upstream";
inline constexpr std::string_view kClientPlace = "client";

// Thread: any (immutable).
struct BreakpointSet {
    std::vector<Breakpoint> breakpoints = {};
    std::chrono::seconds autoContinue{60}; // how long a request waits at most
};

[[nodiscard]] bool matchesGlob(std::string_view pattern, std::string_view text);

// How a step is called for a request: the symbol of a hook, else its name. nameFor: as
// Step::nameFor() has it.
[[nodiscard]] std::string_view shortName(const Step &step, std::string_view nameFor);

// The breakpoints that one request can meet. Thread: its worker.
class BreakpointWatch final {
public:
    // method, decodedPath: as the client sent them.
    BreakpointWatch(std::shared_ptr<const BreakpointSet> set, std::string_view method,
                    std::string_view decodedPath);

    [[nodiscard]] bool isEmpty() const { return m_possible.empty(); }
    [[nodiscard]] std::chrono::seconds autoContinue() const { return m_set->autoContinue; }

    // The first that the request meets there; null: none. It lives as long as the watch. nameFor:
    // as Step::nameFor() had it when the step began.
    [[nodiscard]] const Breakpoint *atStep(const RequestContext &context, const Step &step,
                                           std::string_view nameFor, When when) const;
    [[nodiscard]] const Breakpoint *atPlace(const RequestContext &context,
                                            std::string_view place) const;

private:
    std::shared_ptr<const BreakpointSet> m_set;
    std::vector<const Breakpoint *> m_possible;
};

} // namespace gw::chain
