// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/end_to_end.h"

#include <algorithm>
#include <array>

namespace gw::proxy {

namespace {

using http::equalsIgnoreCase;

constexpr std::string_view kForwardedFor = "X-Forwarded-For";
constexpr std::string_view kUserAgent = "User-Agent";
constexpr std::string_view kOwnUserAgent = "Gatewright/" GATEWRIGHT_VERSION;

bool isAnyOf(std::string_view name, std::span<const std::string_view> names)
{
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view other) { return equalsIgnoreCase(name, other); });
}

bool isHopByHop(std::string_view name)
{
    static constexpr std::array<std::string_view, 9> kNames = {"Connection",
                                                               "Proxy-Connection",
                                                               "Keep-Alive",
                                                               "Proxy-Authenticate",
                                                               "Proxy-Authorization",
                                                               "TE",
                                                               "Trailer",
                                                               "Transfer-Encoding",
                                                               "Content-Length"};
    return isAnyOf(name, kNames);
}

// Calls `use` for each element of a comma-separated list (RFC 9110 section 5.6.1).
template <typename Use>
void forEachElement(std::string_view list, Use use)
{
    while (!list.empty()) {
        const auto comma = list.find(',');
        std::string_view element = list.substr(0, comma);
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
        while (!element.empty() && (element.front() == ' ' || element.front() == '\t')) {
            element.remove_prefix(1);
        }
        while (!element.empty() && (element.back() == ' ' || element.back() == '\t')) {
            element.remove_suffix(1);
        }
        if (!element.empty()) {
            use(element);
        }
    }
}

// Options that are no names of fields, or whose fields are treated on their own.
bool isKnownOption(std::string_view option)
{
    return equalsIgnoreCase(option, "close") || equalsIgnoreCase(option, "keep-alive") ||
           equalsIgnoreCase(option, "upgrade");
}

void dropWhatConnectionNames(std::string_view connection, http::FieldList &fields)
{
    forEachElement(connection, [&](std::string_view option) {
        if (!isKnownOption(option)) {
            fields.remove(option);
        }
    });
}

// What the Connection fields of a message name, of its own fields.
void dropWhatConnectionNames(const http::FieldList &from, http::FieldList &fields)
{
    for (const http::Field &field : from) {
        if (equalsIgnoreCase(field.name, "Connection")) {
            dropWhatConnectionNames(field.value, fields);
        }
    }
}

void appendForwardedFor(const http::RequestHead &from, std::string_view address, http::Arena &arena,
                        http::FieldList &to)
{
    std::string_view chain;
    for (const http::Field &field : from.fields) {
        if (equalsIgnoreCase(field.name, kForwardedFor)) {
            chain =
                chain.empty() ? field.value : arena.concat(arena.concat(chain, ", "), field.value);
        }
    }
    const std::string_view value =
        chain.empty() ? address : arena.concat(arena.concat(chain, ", "), address);
    to.addView({kForwardedFor, value});
}

} // namespace

void copyRequestFields(const http::RequestHead &from, const RequestFieldRules &rules,
                       http::Arena &arena, http::FieldList &to)
{
    bool hasUserAgent = false;
    bool takesTrailers = false;
    for (const http::Field &field : from.fields) {
        const std::string_view name = field.name;
        if (equalsIgnoreCase(name, "TE")) {
            forEachElement(field.value, [&](std::string_view element) {
                takesTrailers = takesTrailers || equalsIgnoreCase(element, "trailers");
            });
        }
        if (isHopByHop(name) || equalsIgnoreCase(name, "Host") ||
            equalsIgnoreCase(name, "Expect") || equalsIgnoreCase(name, kForwardedFor) ||
            (equalsIgnoreCase(name, "Upgrade") && !rules.keepsUpgrade)) {
            continue;
        }
        hasUserAgent = hasUserAgent || equalsIgnoreCase(name, kUserAgent);
        to.addView(field);
    }
    dropWhatConnectionNames(from.fields, to);
    if (takesTrailers) {
        to.addView({"TE", "trailers"}); // Connection names it, and it goes on all the same
    }
    if (!hasUserAgent) {
        to.addView({kUserAgent, kOwnUserAgent});
    }
    if (!rules.omitForwardedFor) {
        appendForwardedFor(from, rules.clientAddress, arena, to);
    }
}

void dropConnectionOptions(http::RequestHead &request)
{
    bool namesFields = false;
    for (const http::Field &field : request.fields) {
        if (equalsIgnoreCase(field.name, "Connection")) {
            forEachElement(field.value, [&](std::string_view option) {
                namesFields = namesFields || !isKnownOption(option);
            });
        }
    }
    if (!namesFields) {
        return;
    }
    const bool isUpgrade = asksForUpgrade(request);
    http::FieldList before = request.fields;
    dropWhatConnectionNames(before, request.fields);
    request.fields.remove("Connection");
    if (isUpgrade) {
        request.fields.addView({"Connection", "Upgrade"});
    }
}

void copyResponseFields(const http::FieldList &from, bool keepsUpgrade, http::FieldList &to)
{
    for (const http::Field &field : from) {
        if (isHopByHop(field.name) || (equalsIgnoreCase(field.name, "Upgrade") && !keepsUpgrade)) {
            continue;
        }
        to.add(field.name, field.value);
    }
    dropWhatConnectionNames(from, to);
}

void mergeIntoReply(const http::FieldList &upstream, http::FieldList &reply)
{
    static constexpr std::array<std::string_view, 6> kCorsNames = {
        "Access-Control-Allow-Origin",  "Access-Control-Expose-Headers",
        "Access-Control-Max-Age",       "Access-Control-Allow-Credentials",
        "Access-Control-Allow-Methods", "Access-Control-Allow-Headers"};
    const std::size_t ownFields = reply.size();
    const auto isOwn = [&](std::string_view name) {
        const auto own = reply.all().first(ownFields);
        return std::any_of(own.begin(), own.end(), [&](const http::Field &field) {
            return equalsIgnoreCase(field.name, name);
        });
    };
    for (const http::Field &field : upstream) {
        if (ownFields == 0 || !isAnyOf(field.name, kCorsNames) || !isOwn(field.name)) {
            reply.addView(field);
        }
    }
}

bool asksForUpgrade(const http::RequestHead &request)
{
    bool isAsked = false;
    bool hasProtocol = false;
    bool isStillHttp = false;
    for (const http::Field &field : request.fields) {
        if (equalsIgnoreCase(field.name, "Connection")) {
            forEachElement(field.value, [&](std::string_view option) {
                isAsked = isAsked || equalsIgnoreCase(option, "upgrade");
            });
        } else if (equalsIgnoreCase(field.name, "Upgrade")) {
            forEachElement(field.value, [&](std::string_view protocol) {
                const std::string_view name = protocol.substr(0, protocol.find('/'));
                hasProtocol = true;
                isStillHttp = isStillHttp || equalsIgnoreCase(name, "h2c") ||
                              equalsIgnoreCase(name, "h2") || equalsIgnoreCase(name, "HTTP") ||
                              equalsIgnoreCase(name, "TLS");
            });
        }
    }
    return isAsked && hasProtocol && !isStillHttp;
}

} // namespace gw::proxy
