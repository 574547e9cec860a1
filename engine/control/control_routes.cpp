// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/control_routes.h"

#include <algorithm>

namespace gw::control {

namespace {

std::vector<std::string_view> split(std::string_view path)
{
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1); // the slash
        const std::string_view segment = path.substr(0, path.find('/'));
        segments.push_back(segment);
        path.remove_prefix(segment.size());
    }
    return segments;
}

bool isVariable(std::string_view segment)
{
    return segment.starts_with('{');
}

} // namespace

ControlRoutes::Path &ControlRoutes::pathOf(std::string_view pattern)
{
    const std::vector<std::string_view> views = split(pattern);
    const std::vector<std::string> segments(views.begin(), views.end());
    const auto found = std::ranges::find(m_paths, segments, &Path::segments);
    if (found != m_paths.end()) {
        return *found;
    }
    const bool hasVariable = std::ranges::any_of(views, isVariable);
    const auto place = hasVariable ? m_paths.end() : m_paths.begin();
    return *m_paths.insert(place, Path{.segments = segments, .routes = {}});
}

void ControlRoutes::add(Method method, std::string_view pattern, DirectRoute route)
{
    addDeferred(method, pattern,
                [route = std::move(route)](const ControlRequest &request, const Answer &answer) {
                    answer(route(request));
                });
}

void ControlRoutes::addDeferred(Method method, std::string_view pattern, RouteFunction route)
{
    pathOf(pattern).routes.emplace_back(method, std::move(route));
}

void ControlRoutes::setWrongMethodText(std::string_view pattern, std::string_view text)
{
    pathOf(pattern).wrongMethodText = text;
}

bool ControlRoutes::matches(const Path &path, const std::vector<std::string_view> &segments)
{
    return std::ranges::equal(path.segments, segments,
                              [](std::string_view wanted, std::string_view given) {
                                  return isVariable(wanted) ? !given.empty() : wanted == given;
                              });
}

ControlReply ControlRoutes::wrongMethod(const Path &path)
{
    std::string allowed;
    for (const auto &[method, route] : path.routes) {
        allowed += (allowed.empty() ? "" : ", ") + std::string(toString(method));
    }
    ControlReply reply = messageReply(405, path.wrongMethodText);
    reply.fields.emplace_back("Allow", allowed);
    return reply;
}

void ControlRoutes::dispatch(ControlRequest request, const Answer &answer) const
{
    const std::vector<std::string_view> segments = split(request.path);
    const auto path = std::ranges::find_if(
        m_paths, [&segments](const Path &candidate) { return matches(candidate, segments); });
    if (path == m_paths.end()) {
        answer(notFoundReply());
        return;
    }
    const auto route =
        std::ranges::find(path->routes, request.method, &std::pair<Method, RouteFunction>::first);
    if (route == path->routes.end()) {
        answer(wrongMethod(*path));
        return;
    }
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (isVariable(path->segments[i])) {
            request.variables.push_back(percentDecoded(segments[i]));
        }
    }
    route->second(request, answer);
}

} // namespace gw::control
