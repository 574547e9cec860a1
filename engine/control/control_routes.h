// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_message.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::control {

// Takes the one answer of a request, at once or later. Thread: control.
using Answer = std::function<void(ControlReply)>;
using RouteFunction = std::function<void(const ControlRequest &, const Answer &)>;
// The common case: the answer is known when the function returns.
using DirectRoute = std::function<ControlReply(const ControlRequest &)>;

// Which function answers which method and path. Built once; then read. Thread: control.
class ControlRoutes final {
public:
    // pattern: "/tyk/apis/{id}"; a part in braces stands for one segment that is not empty.
    void add(Method method, std::string_view pattern, DirectRoute route);
    void addDeferred(Method method, std::string_view pattern, RouteFunction route);
    // What a known path answers to a method that it does not know. Without: "Method not supported".
    void setWrongMethodText(std::string_view pattern, std::string_view text);

    // Calls the route, or answers 404 or 405. Fills request.variables.
    void dispatch(ControlRequest request, const Answer &answer) const;

private:
    struct Path {
        std::vector<std::string> segments;
        std::vector<std::pair<Method, RouteFunction>> routes;
        std::string wrongMethodText = "Method not supported";
    };

    [[nodiscard]] Path &pathOf(std::string_view pattern);
    [[nodiscard]] static bool matches(const Path &path,
                                      const std::vector<std::string_view> &segments);
    [[nodiscard]] static ControlReply wrongMethod(const Path &path);

    std::vector<Path> m_paths; // literal ones before those with variables that match the same
};

} // namespace gw::control
