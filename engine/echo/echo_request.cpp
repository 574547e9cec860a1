// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/echo_request.h"

#include <algorithm>
#include <charconv>

namespace gw::echo {

Pairs argsOf(const http::Exchange &exchange)
{
    return formPairs(exchange.request().query());
}

Pairs fieldsOf(const http::Exchange &exchange)
{
    Pairs pairs;
    for (const http::Field &field : exchange.request().fields) {
        const std::string name = canonicalFieldName(field.name);
        const auto same = std::find_if(pairs.begin(), pairs.end(),
                                       [&](const auto &pair) { return pair.first == name; });
        if (same == pairs.end()) {
            pairs.emplace_back(name, field.value);
        } else {
            same->second.append(",").append(field.value);
        }
    }
    return pairs;
}

Pairs cookiesOf(const http::Exchange &exchange)
{
    return cookiePairs(exchange.request().fields.value("Cookie"));
}

std::string originOf(const http::Exchange &exchange)
{
    const std::string_view forwarded = exchange.request().fields.value("X-Forwarded-For");
    return forwarded.empty() ? exchange.peer().address : std::string(forwarded);
}

std::string urlOf(const http::Exchange &exchange)
{
    const http::RequestHead &request = exchange.request();
    std::string_view scheme = request.fields.value("X-Forwarded-Proto");
    if (scheme.empty()) {
        scheme = exchange.peer().isTls ? "https" : "http";
    }
    std::string url(scheme);
    return url.append("://").append(request.fields.value("Host")).append(request.target);
}

std::vector<std::string> segmentsOf(const http::Exchange &exchange)
{
    std::vector<std::string> segments;
    std::string_view path = exchange.request().path();
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        if (end > 0) {
            segments.push_back(percentDecoded(path.substr(0, end), PlusSign::IsPlus));
        }
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return segments;
}

std::string argument(const http::Exchange &exchange, std::string_view name)
{
    for (auto &[each, value] : argsOf(exchange)) {
        if (each == name) {
            return value;
        }
    }
    return {};
}

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t value = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || text.front() == '-' || error != std::errc() || stop != end) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> positiveNumber(std::string_view text)
{
    double value = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (text.empty() || error != std::errc() || stop != end || !(value >= 0)) {
        return std::nullopt;
    }
    return value;
}

} // namespace gw::echo
