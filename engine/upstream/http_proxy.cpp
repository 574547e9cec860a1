// SPDX-License-Identifier: GPL-3.0-or-later
#include "upstream/http_proxy.h"

#include "base/ascii.h"
#include "http/query_text.h"
#include "upstream/origin_url.h"

#include <QByteArray>

#include <algorithm>
#include <charconv>

namespace gw::upstream {

namespace {

constexpr std::string_view kHttp = "http://";

// "Basic ..." from "user:password" with percent-encoded parts.
std::string basicAuthorization(std::string_view userInfo)
{
    const auto colon = std::min(userInfo.find(':'), userInfo.size());
    const auto decoded = [](std::string_view text) {
        return http::percentDecoded(text, http::Plus::IsPlus);
    };
    const std::string credentials = decoded(userInfo.substr(0, colon)) + ':' +
                                    decoded(userInfo.substr(std::min(colon + 1, userInfo.size())));
    return "Basic " + QByteArray::fromStdString(credentials).toBase64().toStdString();
}

// Takes ":port" off the end, but not a part of an IPv6 address.
std::uint16_t takePort(std::string_view &text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || (text.find(':') != colon && text[colon - 1] != ']')) {
        return 0;
    }
    std::uint16_t port = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, port);
    if (error != std::errc() || stop != end) {
        return 0;
    }
    text = text.substr(0, colon);
    return port;
}

bool isThisMachine(const std::string &host)
{
    const auto address = net::IpAddress::parse(host);
    return host == "localhost" || (address && address->isLoopback());
}

} // namespace

Expected<std::shared_ptr<const HttpProxy>> parseHttpProxy(std::string_view url)
{
    const auto mark = url.find("://");
    if (mark != std::string_view::npos && !http::equalsIgnoreCase(url.substr(0, mark + 3), kHttp)) {
        return failure("A proxy of the scheme " + std::string(url.substr(0, mark)) +
                           " is not supported",
                       {}, "Give the URL of an HTTP proxy: http://host:port");
    }
    std::string_view rest = mark == std::string_view::npos ? url : url.substr(mark + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    const auto at = rest.rfind('@');
    auto proxy = std::make_shared<HttpProxy>();
    if (at != std::string_view::npos) {
        proxy->authorization = basicAuthorization(rest.substr(0, at));
        rest.remove_prefix(at + 1);
    }
    const auto parsed = parseOriginUrl(rest, "http");
    if (!parsed) {
        return failure("The proxy's URL has no valid host or port", {},
                       "Write it as http://host:port");
    }
    proxy->host = parsed->host;
    proxy->port = parsed->port;
    proxy->authority = parsed->authority;
    return proxy;
}

Expected<ProxyRules> ProxyRules::forAll(std::string_view proxyUrl)
{
    auto proxy = parseHttpProxy(proxyUrl);
    if (!proxy) {
        return tl::unexpected(proxy.error());
    }
    ProxyRules rules;
    rules.m_forHttp = rules.m_forHttps = std::move(*proxy);
    return rules;
}

Expected<ProxyRules> ProxyRules::fromEnvironment(const Environment &environment)
{
    ProxyRules rules;
    rules.m_skipsThisMachine = true;
    const auto read = [](const char *name, const std::string &url,
                         std::shared_ptr<const HttpProxy> &into) -> Expected<void> {
        if (url.empty()) {
            return {};
        }
        auto proxy = parseHttpProxy(url);
        if (!proxy) {
            Error error = proxy.error();
            error.where = name;
            return tl::unexpected(std::move(error));
        }
        into = std::move(*proxy);
        return {};
    };
    if (auto done = read("HTTP_PROXY", environment.httpProxy, rules.m_forHttp); !done) {
        return tl::unexpected(done.error());
    }
    if (auto done = read("HTTPS_PROXY", environment.httpsProxy, rules.m_forHttps); !done) {
        return tl::unexpected(done.error());
    }
    std::string_view rest = environment.noProxy;
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        rules.addException(trimmed(rest.substr(0, comma)));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return rules;
}

void ProxyRules::addException(std::string_view text)
{
    if (text.empty()) {
        return;
    }
    if (text == "*") {
        m_skipsEverything = true;
        return;
    }
    Exception exception;
    if (const auto whole = net::IpNetwork::parse(text)) {
        exception.networks.push_back(*whole);
        m_exceptions.push_back(std::move(exception));
        return;
    }
    exception.port = takePort(text);
    if (text.starts_with('[') && text.ends_with(']')) {
        text = text.substr(1, text.size() - 2);
    }
    if (const auto address = net::IpNetwork::parse(text)) {
        exception.networks.push_back(*address);
    } else {
        text.remove_prefix(text.starts_with("*.") ? 1 : 0);
        const bool isBelowOnly = text.starts_with('.');
        exception.suffix = lowerAscii(isBelowOnly ? text : "." + std::string(text));
        exception.name = isBelowOnly ? std::string() : lowerAscii(text);
    }
    m_exceptions.push_back(std::move(exception));
}

bool ProxyRules::isException(const OriginUrl &url) const
{
    if (m_skipsEverything || (m_skipsThisMachine && isThisMachine(url.host))) {
        return true;
    }
    const auto address = net::IpAddress::parse(url.host);
    return std::ranges::any_of(m_exceptions, [&](const Exception &exception) {
        if (exception.port != 0 && exception.port != url.port) {
            return false;
        }
        if (!exception.networks.empty()) {
            return address && exception.networks.front().contains(*address);
        }
        return (!exception.name.empty() && url.host == exception.name) ||
               url.host.ends_with(exception.suffix);
    });
}

std::shared_ptr<const HttpProxy> ProxyRules::find(const OriginUrl &url) const
{
    const auto &proxy = url.scheme == OriginScheme::Https ? m_forHttps : m_forHttp;
    return proxy == nullptr || isException(url) ? nullptr : proxy;
}

} // namespace gw::upstream
