// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/host_checker.h"

#include "base/log.h"
#include "net/tls_context.h"

#include <utility>

namespace gw::runtime {

namespace {

constexpr const char *kPrefix = "host-check-mgr";

// "tcp://host:1" and "host:1" name the same host as "http://host:1".
Expected<upstream::OriginUrl> hostOf(const spec::UptimeCheck &check)
{
    if (!isConnectionTest(check)) {
        return upstream::parseOriginUrl(check.url, "http");
    }
    std::string_view url = check.url;
    const auto mark = url.find("://");
    url.remove_prefix(mark == std::string_view::npos ? 0 : mark + 3);
    return upstream::parseOriginUrl(url, check.protocol == "tls" ? "https" : "http");
}

} // namespace

HostChecker::HostChecker(const Options &options, upstream::HostHealth &health, Log &log)
    : m_options(options)
    , m_health(health)
    , m_log(log)
{
    m_timer.setInterval(m_options.interval);
    connect(&m_timer, &QTimer::timeout, this, &HostChecker::startRound);
}

HostChecker::~HostChecker() = default;

void HostChecker::setChecks(const std::vector<spec::UptimeCheck> &checks)
{
    std::map<std::string, Host> hosts;
    bool hasNew = false;
    for (const spec::UptimeCheck &check : checks) {
        const auto url = hostOf(check);
        if (!m_options.isEnabled || !url) {
            if (!url) {
                m_log.error("[HOST CHECKER] " + url.error().text(), {{"prefix", kPrefix}});
            }
            continue;
        }
        const auto known = m_hosts.find(check.url);
        Host host = known == m_hosts.end() ? Host() : known->second;
        hasNew = hasNew || known == m_hosts.end();
        host.check = check;
        host.url = *url;
        hosts.emplace(check.url, std::move(host));
    }
    for (const auto &[url, host] : m_hosts) {
        if (host.isDown && !hosts.contains(url)) {
            m_health.setDown(host.url.host, host.url.port, false);
        }
    }
    m_hosts = std::move(hosts);
    if (m_hosts.empty()) {
        m_timer.stop();
    } else if (hasNew) {
        startRound();
        m_timer.start();
    }
}

void HostChecker::startRound()
{
    for (auto &[url, host] : m_hosts) {
        if (!std::exchange(host.isBusy, true)) {
            m_waiting.push_back(url);
        }
    }
    startWaiting();
}

void HostChecker::startWaiting()
{
    while (m_underTest < m_options.atOnce && !m_waiting.empty()) {
        const std::string url = std::move(m_waiting.front());
        m_waiting.pop_front();
        const auto place = m_hosts.find(url);
        if (place == m_hosts.end()) {
            continue;
        }
        ++m_underTest;
        test(place->second);
    }
}

void HostChecker::test(const Host &host)
{
    if (m_probes == nullptr) {
        m_probes = std::make_unique<HostProbes>();
    }
    const bool hasOwnTimeout = host.check.timeout > std::chrono::milliseconds::zero();
    HostTest test{host.check, host.url, hasOwnTimeout ? host.check.timeout : m_options.timeout,
                  host.url.scheme == upstream::OriginScheme::Https ? tls() : nullptr};
    m_probes->start(std::move(test), [this, url = host.check.url](const HostVerdict &verdict) {
        QMetaObject::invokeMethod(
            this, [this, url, verdict] { finish(url, verdict); }, Qt::QueuedConnection);
    });
}

std::shared_ptr<const net::TlsClientContext> HostChecker::tls()
{
    if (m_tls == nullptr) {
        net::TlsClientContext::Options options;
        options.isInsecure = m_options.isInsecure;
        auto context = net::TlsClientContext::create(options);
        if (context) {
            m_tls = std::move(*context);
        } else {
            m_log.error("[HOST CHECKER] " + context.error().text(), {{"prefix", kPrefix}});
        }
    }
    return m_tls;
}

void HostChecker::finish(const std::string &url, const HostVerdict &verdict)
{
    --m_underTest;
    const auto place = m_hosts.find(url);
    if (place != m_hosts.end()) {
        place->second.isBusy = false;
        note(place->second, verdict);
    }
    startWaiting();
}

void HostChecker::note(Host &host, const HostVerdict &verdict)
{
    const auto change = [&](bool isDown, const char *what) {
        host.isDown = isDown;
        m_health.setDown(host.url.host, host.url.port, isDown);
        // Neither the query nor anything else that may be secret.
        m_log.warning("[HOST CHECKER] [" + std::string(what) + "]: " + host.url.authority +
                          host.url.basePath,
                      {{"prefix", kPrefix}, {"error", verdict.reason}});
    };
    if (!host.isDown) {
        host.failures = verdict.isUp ? 0 : host.failures + 1;
        if (host.failures >= m_options.failureLimit) {
            change(true, "HOST DOWN");
        }
        return;
    }
    host.failures = verdict.isUp ? host.failures - 1 : m_options.failureLimit;
    if (host.failures <= 0) {
        change(false, "HOST UP");
    }
}

} // namespace gw::runtime
