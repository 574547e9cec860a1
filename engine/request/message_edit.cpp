// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/message_edit.h"

#include "http/query_text.h"

#include <algorithm>
#include <array>

namespace gw::request {

bool isFramingField(std::string_view name)
{
    constexpr std::array<std::string_view, 3> kNames = {"Content-Length", "Transfer-Encoding",
                                                        "Connection"};
    return std::ranges::any_of(
        kNames, [name](std::string_view own) { return http::equalsIgnoreCase(own, name); });
}

bool isTarget(std::string_view text)
{
    return text.starts_with('/') && std::ranges::all_of(text, [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte > 0x20 && byte < 0x7f && c != '#';
           });
}

bool isMethod(std::string_view text)
{
    constexpr std::size_t kLongest = 32;
    return text.size() <= kLongest && http::isFieldName(text) &&
           !http::equalsIgnoreCase(text, "CONNECT");
}

bool isFinalStatus(int status)
{
    return status >= 200 && status <= 599;
}

void changeTarget(RequestContext &context, std::string_view target)
{
    http::Arena &arena = context.exchange.arena();
    context.exchange.request().target = target;
    const std::string_view before = context.decodedPath;
    context.decodedPath =
        arena.copy(http::percentDecoded(context.exchange.request().path(), http::Plus::IsPlus));
    const std::size_t known = context.listenPathLength + context.versionSegmentLength;
    if (context.decodedPath.substr(0, known) != before.substr(0, known)) {
        context.listenPathLength = 0;
        context.versionSegmentLength = 0;
    }
}

void changePath(RequestContext &context, std::string_view target)
{
    changeTarget(context, target);
    context.rewrittenUrl.reset();
}

} // namespace gw::request
