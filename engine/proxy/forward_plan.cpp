// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/forward_plan.h"

#include "http/uri_path.h"
#include "spec/api_definition.h"
#include "upstream/http_proxy.h"
#include "upstream/origin_url.h"

namespace gw::proxy {

namespace {

using http::Arena;
using request::RequestContext;

constexpr std::string_view kLoopScheme = "tyk://";

std::string_view trimRightSlashes(std::string_view text)
{
    while (text.ends_with('/')) {
        text.remove_suffix(1);
    }
    return text;
}

std::string_view trimLeftSlashes(std::string_view text)
{
    while (text.starts_with('/')) {
        text.remove_prefix(1);
    }
    return text;
}

std::string_view withQuery(Arena &arena, std::string_view path, std::string_view first,
                           std::string_view second)
{
    if (first.empty() && second.empty()) {
        return path;
    }
    std::string_view query = first.empty() ? second : first;
    if (!first.empty() && !second.empty()) {
        query = arena.concat(arena.concat(first, "&"), second);
    }
    return arena.concat(arena.concat(path, "?"), query);
}

// Removes so much of its decoded form from a path; the rest starts with a slash.
std::string_view strip(RequestContext &context, std::string_view rawPath, std::size_t decodedLength)
{
    const std::string_view rest =
        rawPath.substr(std::min(rawPath.size(), http::rawLength(rawPath, decodedLength)));
    return rest.starts_with('/') ? rest : context.exchange.arena().concat("/", rest);
}

std::size_t strippedLength(const RequestContext &context)
{
    return context.listenPathLength +
           (context.stripsVersionSegment ? context.versionSegmentLength : 0);
}

// A rewritten path may name the listen path and the version or leave them out; only what is there
// is stripped.
std::string_view stripRewritten(RequestContext &context, std::string_view rawPath)
{
    const std::string_view decoded = http::decodePath(context.exchange.arena(), rawPath);
    const std::size_t whole = strippedLength(context);
    if (whole > context.listenPathLength &&
        decoded.starts_with(context.decodedPath.substr(0, whole)) &&
        (decoded.size() == whole || decoded[whole] == '/')) {
        return strip(context, rawPath, whole);
    }
    const std::string_view listenPath = context.decodedPath.substr(0, context.listenPathLength);
    return !listenPath.empty() && decoded.starts_with(listenPath)
               ? strip(context, rawPath, listenPath.size())
               : rawPath;
}

// An API whose target is another API.
ForwardPlan planLoop(Arena &arena, std::string_view loopTarget, std::string_view path,
                     std::string_view query)
{
    ForwardPlan plan;
    std::string own(loopTarget);
    plan.loopControls = request::takeLoopControls(own);
    const std::string_view target = arena.copy(own);
    const auto mark = target.find('?');
    const std::string_view ownQuery =
        mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    plan.loopUrl =
        withQuery(arena, joinPaths(arena, target.substr(0, mark), path, false), {}, ownQuery);
    plan.loopQuery = query;
    return plan;
}

// To the API that is the request's version, with what steps and hooks have left of the URL behind
// listen path and version.
ForwardPlan planVersionLoop(RequestContext &context)
{
    Arena &arena = context.exchange.arena();
    const http::RequestHead &request = context.exchange.request();
    const std::string_view path =
        strip(context, request.path(), context.listenPathLength + context.versionSegmentLength);
    ForwardPlan plan;
    plan.loopUrl = arena.concat(arena.concat(kLoopScheme, context.versionApi), path);
    plan.loopQuery = request.query();
    plan.isVersionLoop = true;
    return plan;
}

// A rewritten URL that names another host than the client asked for is taken as it is.
Expected<ForwardPlan> planAbsolute(RequestContext &context, const Api &api, std::string_view url)
{
    const auto parsed = upstream::parseOriginUrl(url);
    if (!parsed) {
        return tl::unexpected(parsed.error());
    }
    Arena &arena = context.exchange.arena();
    const Forwarding &forwarding = api.forwarding;
    if (parsed->scheme == upstream::OriginScheme::Https && forwarding.tls == nullptr) {
        return failure("The rewritten URL needs TLS, for which API " + api.facts.id +
                           " is not set up",
                       {}, "Give the API a target_url with https://");
    }
    ForwardPlan plan;
    plan.origin = upstream::makeOrigin(
        *parsed, {forwarding.tls, forwarding.tlsKey, forwarding.maxIdleConnections,
                  forwarding.proxies ? forwarding.proxies->find(*parsed) : nullptr});
    const std::string_view path = parsed->basePath.empty() ? "/" : arena.copy(parsed->basePath);
    plan.target = withQuery(arena, path, {}, arena.copy(parsed->baseQuery));
    plan.host = arena.copy(parsed->authority);
    return plan;
}

bool isAbsolute(std::string_view url)
{
    const auto mark = url.find("://");
    return mark != std::string_view::npos && url.find_first_of("/?") == mark + 1;
}

const upstream::Target *chooseTarget(const RequestContext &context, const Forwarding &forwarding)
{
    if (context.version != nullptr && !forwarding.byVersion.empty()) {
        const auto place = forwarding.byVersion.find(context.version->key);
        if (place != forwarding.byVersion.end()) {
            return place->second->next();
        }
    }
    return forwarding.targets ? forwarding.targets->next() : nullptr;
}

} // namespace

std::string_view joinPaths(Arena &arena, std::string_view targetPath, std::string_view requestPath,
                           bool disableStripSlash)
{
    if (disableStripSlash && (requestPath.empty() || requestPath == "/")) {
        return targetPath.empty() ? std::string_view("/") : targetPath;
    }
    const std::string_view left = trimRightSlashes(targetPath);
    const std::string_view right = trimLeftSlashes(requestPath);
    if (left.empty() && requestPath.starts_with('/') && requestPath.size() == right.size() + 1) {
        return requestPath; // nothing to join
    }
    if (right.empty()) {
        return left.empty() ? std::string_view("/") : left;
    }
    return arena.concat(arena.concat(left, "/"), right);
}

Expected<ForwardPlan> planForward(RequestContext &context, const Api &api)
{
    Arena &arena = context.exchange.arena();
    const http::RequestHead &request = context.exchange.request();
    std::string_view path = request.path();
    std::string_view query = request.query();

    if (!context.versionApi.empty()) {
        return planVersionLoop(context);
    }
    if (context.rewrittenUrl) {
        const std::string_view url = *context.rewrittenUrl;
        if (url.starts_with(kLoopScheme)) {
            ForwardPlan plan;
            plan.loopUrl = url;
            plan.loopControls = context.loopControls;
            return plan;
        }
        if (isAbsolute(url)) {
            return planAbsolute(context, api, url);
        }
        const auto mark = url.find('?');
        path = url.substr(0, mark);
        query = mark == std::string_view::npos ? std::string_view() : url.substr(mark + 1);
        if (api.forwarding.stripListenPath) {
            path = stripRewritten(context, path);
        }
    } else if (api.forwarding.stripListenPath) {
        path = strip(context, path, strippedLength(context));
    }

    const upstream::Target *target = chooseTarget(context, api.forwarding);
    if (target == nullptr) {
        if (!api.forwarding.loopTarget.empty()) {
            return planLoop(arena, api.forwarding.loopTarget, path, query);
        }
        if (api.forwarding.targets != nullptr) {
            ForwardPlan plan;
            plan.areAllDown = true;
            return plan;
        }
        return failure("API " + api.facts.id + " has no target", {}, "Set proxy.target_url");
    }
    if (api.forwarding.escapesPath) {
        path = http::escapeForeignBytes(arena, path);
    }
    ForwardPlan plan;
    plan.origin = target->origin;
    plan.target =
        withQuery(arena, joinPaths(arena, target->basePath, path, api.forwarding.disableStripSlash),
                  target->baseQuery, query);
    plan.host =
        api.forwarding.preserveHost ? request.fields.value("Host") : target->origin->authority;
    return plan;
}

} // namespace gw::proxy
