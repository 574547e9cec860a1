// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/message.hpp>

// What a hook has changed, in words.
namespace gw::testing::detail {

using Lines = std::vector<std::string>;

inline void compareText(Lines &lines, const std::string &what, const std::string &before,
                        const std::string &after)
{
    if (before != after) {
        lines.push_back(what + " changed from " + (before.empty() ? "nothing" : before) + " to " +
                        (after.empty() ? "nothing" : after));
    }
}

inline void compareBody(Lines &lines, const std::string &what, const std::string &before,
                        const std::string &after)
{
    if (before != after) {
        lines.push_back(what + " changed from " + std::to_string(before.size()) + " to " +
                        std::to_string(after.size()) + " bytes");
    }
}

inline std::string joined(const std::vector<std::string> &values)
{
    std::string text;
    for (const std::string &value : values) {
        text += (text.empty() ? "" : ", ") + value;
    }
    return text;
}

inline void compareFields(Lines &lines, const std::string &what, const Fields &before,
                          const Fields &after)
{
    Fields seen;
    for (const Fields *fields : {&before, &after}) {
        for (const auto &[name, value] : fields->all) {
            if (seen.has(name)) {
                continue;
            }
            seen.all.emplace_back(name, std::string());
            const auto old = before.getAll(name);
            const auto fresh = after.getAll(name);
            if (old == fresh) {
                continue;
            }
            const std::string start = what + " " + name + ": ";
            if (old.empty()) {
                lines.push_back(start + joined(fresh) + " added");
            } else if (fresh.empty()) {
                lines.push_back(start + joined(old) + " removed");
            } else {
                lines.push_back(start + joined(old) + " became " + joined(fresh));
            }
        }
    }
}

template <typename Map>
void compareMaps(Lines &lines, const std::string &what, const Map &before, const Map &after)
{
    for (const auto &[name, value] : after) {
        const auto old = before.find(name);
        if (old == before.end() || old->second != value) {
            lines.push_back(what + " " + name + " set to " + value);
        }
    }
}

inline void compareRequests(Lines &lines, const Request &before, const Request &after)
{
    compareText(lines, "method", before.method, after.method);
    compareText(lines, "target", before.target, after.target);
    compareFields(lines, "request header", before.headers, after.headers);
    compareBody(lines, "request body", before.body, after.body);
    compareText(lines, "session", before.session.value_or(""), after.session.value_or(""));
    if (before.key != after.key) {
        lines.emplace_back("key set"); // it is a secret
    }
    compareMaps(lines, "value", before.values, after.values);
}

inline void compareResponses(Lines &lines, const Response &before, const Response &after)
{
    compareText(lines, "response status", std::to_string(before.status),
                std::to_string(after.status));
    compareFields(lines, "response header", before.headers, after.headers);
    compareBody(lines, "response body", before.body, after.body);
}

} // namespace gw::testing::detail
