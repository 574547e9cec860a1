// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/control_access.h"

#include "base/ascii.h"
#include "base/log.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <algorithm>

namespace gw::control {

namespace {

constexpr std::chrono::seconds kLogInterval{60};

bool isLoopback(std::string_view address)
{
    return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

// A page of the same origin: "http://127.0.0.1:8080" for Host "127.0.0.1:8080".
bool isSameOrigin(std::string_view origin, std::string_view host)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (origin.starts_with(scheme)) {
            return lowerAscii(origin.substr(scheme.size())) == lowerAscii(host);
        }
    }
    return false;
}

// Types that a page may send anywhere without asking first (Fetch standard, CORS-safelisted).
bool isBrowserSimple(std::string_view contentType)
{
    std::string type = lowerAscii(contentType.substr(0, contentType.find(';')));
    type.erase(type.find_last_not_of(" \t") + 1);
    return type.empty() || type == "text/plain" || type == "multipart/form-data" ||
           type == "application/x-www-form-urlencoded";
}

bool changesState(Method method)
{
    return method != Method::Get && method != Method::Head && method != Method::Options;
}

} // namespace

ControlAccess::ControlAccess(const ControlOptions &options, FailureLimit &failures, Log &log)
    : m_log(log)
    , m_hosts(options.boundAddresses, options.allowedHosts)
    , m_healthPath("/" + options.healthName)
    , m_readinessPath("/" + options.readinessName)
    , m_limit(failures)
{
    for (const std::string &secret : options.secrets) {
        if (secret.empty()) {
            continue;
        }
        Digest &digest = m_secrets.emplace_back();
        SHA256(reinterpret_cast<const unsigned char *>(secret.data()), secret.size(),
               digest.data());
    }
}

AccessNeed ControlAccess::needOf(std::string_view path, std::string_view peerAddress) const
{
    if (path == m_healthPath || path == m_readinessPath) {
        return AccessNeed::Nothing;
    }
    if (path == "/metrics" && isLoopback(peerAddress)) {
        return AccessNeed::Host;
    }
    return AccessNeed::Secret;
}

std::optional<ControlReply> ControlAccess::refuse(const AccessQuery &query, AccessNeed need,
                                                  TimePoint now)
{
    if (need == AccessNeed::Nothing) {
        return std::nullopt;
    }
    if (auto refusal = refuseBrowser(query)) {
        return refusal;
    }
    if (need == AccessNeed::Host) {
        return std::nullopt;
    }
    // On this machine the right secret always passes: one script with a wrong secret must not lock
    // its owner's console out. From elsewhere an exhausted address learns nothing more.
    const bool isExhausted = m_limit.isExhausted(query.peerAddress, now);
    if ((!isExhausted || isLoopback(query.peerAddress)) && hasSecret(query)) {
        return std::nullopt;
    }
    noteFailure(query, now);
    if (isExhausted) {
        ControlReply reply = messageReply(429, "Too many failed attempts: try again in a minute");
        reply.fields.emplace_back("Retry-After", "60");
        return reply;
    }
    return messageReply(403, "Attempted administrative access with invalid or missing key!");
}

std::optional<ControlReply> ControlAccess::refuseBrowser(const AccessQuery &query) const
{
    if (!m_hosts.allows(query.host)) {
        return messageReply(
            403, "The control API does not answer to this Host: use a loopback name, or add "
                 "it to gatewright.allowed_hosts");
    }
    const std::string site = lowerAscii(query.secFetchSite);
    if (site == "cross-site" || site == "same-site") {
        return messageReply(403, "The control API does not answer to other web sites");
    }
    if (query.origin.empty()) {
        return std::nullopt;
    }
    if (!isSameOrigin(query.origin, query.host)) {
        return messageReply(403, "The control API does not answer to other web sites");
    }
    if (changesState(query.method) && isBrowserSimple(query.contentType)) {
        return messageReply(403, "A web page must send Content-Type: application/json");
    }
    return std::nullopt;
}

bool ControlAccess::hasSecret(const AccessQuery &query) const
{
    if (query.secretCount != 1) {
        return false;
    }
    Digest given;
    SHA256(reinterpret_cast<const unsigned char *>(query.secret.data()), query.secret.size(),
           given.data());
    bool isGood = false;
    for (const Digest &digest : m_secrets) { // all of them: the time tells nothing
        isGood |= CRYPTO_memcmp(given.data(), digest.data(), digest.size()) == 0;
    }
    return isGood;
}

void ControlAccess::noteFailure(const AccessQuery &query, TimePoint now)
{
    m_limit.addFailure(query.peerAddress, now);
    ++m_unlogged;
    if (m_lastLogged && now - *m_lastLogged < kLogInterval) {
        return;
    }
    m_log.warning("Attempted administrative access with invalid or missing key!",
                  {{"prefix", "api"},
                   {"origin", std::string_view(query.peerAddress)},
                   {"attempts", static_cast<std::int64_t>(m_unlogged)}});
    m_lastLogged = now;
    m_unlogged = 0;
}

} // namespace gw::control
