// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_message.h"
#include "control/control_options.h"
#include "control/failure_limit.h"
#include "control/host_list.h"

#include <array>
#include <optional>
#include <vector>

namespace gw {
class Log;
}

namespace gw::control {

// What a path demands of the one who calls it.
enum class AccessNeed : std::uint8_t {
    Nothing, // health checks: load balancers call them under any name
    Host,    // no secret, but not from a web page
    Secret,
};

// What is looked at to decide about a request.
struct AccessQuery {
    Method method = Method::Get;
    std::string peerAddress;
    std::string host;
    std::string origin;
    std::string secFetchSite;
    std::string contentType;
    std::string secret;          // X-Tyk-Authorization
    std::size_t secretCount = 0; // how many fields of that name
};

// Decides who may use the control API (reference E7, reliability-research section 5). Each worker
// has its own: a refused request costs the control thread nothing. Failed attempts are counted for
// all of them. Thread: its worker.
class ControlAccess final {
public:
    using TimePoint = FailureLimit::TimePoint;

    // failures: of all workers; it lives longer.
    ControlAccess(const ControlOptions &options, FailureLimit &failures, Log &log);

    // Which need a path has. Metrics ask for the secret except from this machine.
    [[nodiscard]] AccessNeed needOf(std::string_view path, std::string_view peerAddress) const;

    // The answer for a request that must not pass; no value: it may.
    [[nodiscard]] std::optional<ControlReply> refuse(const AccessQuery &query, AccessNeed need,
                                                     TimePoint now);

private:
    using Digest = std::array<unsigned char, 32>; // SHA-256

    [[nodiscard]] std::optional<ControlReply> refuseBrowser(const AccessQuery &query) const;
    [[nodiscard]] bool hasSecret(const AccessQuery &query) const;
    void noteFailure(const AccessQuery &query, TimePoint now);

    Log &m_log;
    HostList m_hosts;
    std::vector<Digest> m_secrets;
    std::string m_healthPath;
    std::string m_readinessPath;
    FailureLimit &m_limit;
    std::optional<TimePoint> m_lastLogged;
    std::uint64_t m_unlogged = 0; // failures since the last log line
};

} // namespace gw::control
