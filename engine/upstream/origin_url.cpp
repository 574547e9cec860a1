// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/origin_url.h"

#include "base/ascii.h"
#include "http/field_list.h"
#include "upstream/http_proxy.h"

#include <QString>
#include <QUrl>

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>

namespace gw::upstream {

namespace {

constexpr std::size_t kLongestHost = 253;
constexpr std::size_t kLongestLabel = 63;

struct KnownScheme {
    std::string_view name;
    OriginScheme scheme;
    bool wantsHttp2;
};

constexpr KnownScheme kSchemes[] = {
    {"http", OriginScheme::Http, false}, {"https", OriginScheme::Https, false},
    {"ws", OriginScheme::Http, false},   {"wss", OriginScheme::Https, false},
    {"h2c", OriginScheme::Http, true},
};

// The error names the URL; its query may hold secrets, so that part stays out.
tl::unexpected<Error> refuse(std::string what, std::string_view url, std::string remedy)
{
    return failure(std::move(what), std::string(url.substr(0, url.find('?'))), std::move(remedy));
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

std::string escaped(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    constexpr std::string_view kUnsafe = " \"<>\\^`{|}";
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && kUnsafe.find(c) == std::string_view::npos) {
            result += c;
            continue;
        }
        result += '%';
        result += kDigits[byte >> 4];
        result += kDigits[byte & 15];
    }
    return result;
}

bool isHostName(std::string_view host)
{
    if (host.ends_with('.')) {
        host.remove_suffix(1);
    }
    if (host.empty() || host.size() > kLongestHost) {
        return false;
    }
    std::size_t labelLength = 0;
    for (const char c : host) {
        const bool isPlain =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (c == '.' ? labelLength == 0 : !isPlain || labelLength == kLongestLabel) {
            return false;
        }
        labelLength = c == '.' ? 0 : labelLength + 1;
    }
    return labelLength > 0;
}

bool isIpv6Address(const std::string &host)
{
    in6_addr address;
    return inet_pton(AF_INET6, host.substr(0, host.find('%')).c_str(), &address) == 1;
}

// "fe80::1%25eth0" (RFC 6874) names a zone, which only this machine understands.
std::string withDecodedZone(std::string host)
{
    if (const auto zone = host.find("%25"); zone != std::string::npos) {
        host.erase(zone + 1, 2);
    }
    return host;
}

struct HostPort {
    std::string_view host;
    std::string_view port;
    bool isBracketed = false;
    bool isValid = false;
};

HostPort splitAuthority(std::string_view authority)
{
    HostPort parts;
    std::string_view rest;
    if (authority.starts_with('[')) {
        const auto end = authority.find(']');
        if (end == std::string_view::npos) {
            return parts;
        }
        parts.isBracketed = true;
        parts.host = authority.substr(1, end - 1);
        rest = authority.substr(end + 1);
    } else {
        const auto colon = std::min(authority.find(':'), authority.size());
        parts.host = authority.substr(0, colon);
        rest = authority.substr(colon);
    }
    parts.isValid = rest.empty() || rest.front() == ':';
    parts.port = rest.empty() ? rest : rest.substr(1);
    return parts;
}

Expected<void> readAuthority(std::string_view authority, std::string_view url, OriginUrl &result)
{
    if (authority.find('@') != std::string_view::npos) {
        return refuse("The URL holds user information", url.substr(0, url.find("://")),
                      "Send credentials in a header, such as Authorization");
    }
    const HostPort parts = splitAuthority(authority);
    if (parts.isBracketed) {
        result.host = withDecodedZone(lowerAscii(parts.host));
    } else {
        const QString name = QString::fromUtf8(parts.host.data(), qsizetype(parts.host.size()));
        const bool isAscii = std::none_of(parts.host.begin(), parts.host.end(),
                                          [](char c) { return (c & 0x80) != 0; });
        result.host = isAscii ? lowerAscii(parts.host) : QUrl::toAce(name).toStdString();
    }
    const bool isHostValid =
        parts.isBracketed ? isIpv6Address(result.host) : isHostName(result.host);
    if (!parts.isValid || !isHostValid) {
        return refuse("The URL has no valid host", url, "Write it as http://host:port/path");
    }
    std::string name = result.host.substr(0, result.host.find('%'));
    result.authority = parts.isBracketed ? '[' + name + ']' : std::move(name);
    if (parts.port.empty()) {
        return {};
    }
    const char *end = parts.port.data() + parts.port.size();
    const auto [stop, error] = std::from_chars(parts.port.data(), end, result.port);
    if (error != std::errc() || stop != end || result.port == 0) {
        return refuse("The URL has no valid port", url, "Give a port from 1 to 65535");
    }
    result.authority += ':' + std::to_string(result.port);
    return {};
}

} // namespace

Expected<OriginUrl> parseOriginUrl(std::string_view text, std::string_view defaultScheme)
{
    if (std::any_of(text.begin(), text.end(), isControl)) {
        return failure("The URL holds control characters", {}, "Remove them");
    }
    const auto mark = text.find("://");
    const bool hasScheme =
        mark != std::string_view::npos && mark < std::min(text.find_first_of("/?#"), text.size());
    const std::string_view name = hasScheme ? text.substr(0, mark) : defaultScheme;
    const auto *known =
        std::find_if(std::begin(kSchemes), std::end(kSchemes), [&](const KnownScheme &each) {
            return http::equalsIgnoreCase(each.name, name);
        });
    if (known == std::end(kSchemes)) {
        return refuse(name.empty() ? "The URL has no scheme" : "The URL's scheme is not known",
                      text, "Start it with http://, https://, ws://, wss:// or h2c://");
    }

    OriginUrl result;
    result.scheme = known->scheme;
    result.wantsHttp2 = known->wantsHttp2;
    result.port = known->scheme == OriginScheme::Https ? 443 : 80;

    std::string_view rest = hasScheme ? text.substr(mark + 3) : text;
    rest = rest.substr(0, rest.find('#'));
    const auto pathStart = std::min(rest.find_first_of("/?"), rest.size());
    if (const auto done = readAuthority(rest.substr(0, pathStart), text, result); !done) {
        return tl::unexpected(done.error());
    }
    rest.remove_prefix(pathStart);
    const auto query = std::min(rest.find('?'), rest.size());
    result.basePath = escaped(rest.substr(0, query));
    result.baseQuery = escaped(rest.substr(std::min(query + 1, rest.size())));
    return result;
}

std::shared_ptr<const Origin> makeOrigin(const OriginUrl &url, const OriginOptions &options)
{
    auto origin = std::make_shared<Origin>();
    const bool isTls = url.scheme == OriginScheme::Https;
    origin->host = url.host;
    origin->port = url.port;
    origin->tls = isTls ? options.tls : nullptr;
    origin->authority = url.authority;
    origin->speaksHttp2 = url.wantsHttp2;
    const std::string_view scheme = isTls ? "https " : url.wantsHttp2 ? "h2c " : "http ";
    origin->key = std::string(scheme) + url.host + ' ' + std::to_string(url.port);
    if (isTls) {
        origin->key += ' ' + options.tlsKey;
    }
    if (options.proxy != nullptr) {
        const HttpProxy &proxy = *options.proxy;
        origin->key +=
            " by " + proxy.authority + ' ' + std::to_string(proxy.port) + ' ' + proxy.authorization;
        origin->proxy = options.proxy;
    }
    origin->maxIdleConnections = options.maxIdleConnections;
    return origin;
}

} // namespace gw::upstream
