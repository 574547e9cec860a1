// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/request_context.h"

#include <algorithm>

namespace gw::request {

namespace {

// The rest of a path always starts with a slash (reference D2).
std::string_view behind(http::Arena &arena, std::string_view path, std::size_t length)
{
    const std::string_view rest = path.substr(std::min(length, path.size()));
    if (!rest.empty() && rest.front() == '/') {
        return rest;
    }
    if (length > 0 && length <= path.size() && path[length - 1] == '/') {
        return path.substr(length - 1);
    }
    return rest.empty() ? std::string_view("/") : arena.concat("/", rest);
}

} // namespace

const std::string *RequestContext::contextValue(std::string_view name) const
{
    const auto place = std::find_if(values.begin(), values.end(),
                                    [&](const auto &entry) { return entry.first == name; });
    return place == values.end() ? nullptr : &place->second;
}

void RequestContext::setContextValue(std::string_view name, std::string value)
{
    const auto place = std::find_if(values.begin(), values.end(),
                                    [&](const auto &entry) { return entry.first == name; });
    if (place == values.end()) {
        values.emplace_back(name, std::move(value));
    } else {
        place->second = std::move(value);
    }
}

std::string_view RequestContext::pathBehindVersion() const
{
    return behind(exchange.arena(), decodedPath, listenPathLength + versionSegmentLength);
}

std::string_view RequestContext::pathBehindListenPath() const
{
    return behind(exchange.arena(), decodedPath, listenPathLength);
}

std::string_view RequestContext::fullPath() const
{
    return decodedPath;
}

} // namespace gw::request
