// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/control_access.h"
#include "requests/gateway_trace.h"
#include "requests/http_request.h"
#include "requests/transfer_result.h"

namespace gw::requests {

class RequestRunner;

// Finds the gateway's record of a request that was sent, by the port that it came from. The gateway
// sees nothing of it in the request itself. Thread: that of its run; blocks on the network.
class TraceSource final {
public:
    using Access = ControlAccess;

    // Both must outlive the source.
    TraceSource(RequestRunner &runner, Access access);
    // Turns tracing off again if it was off.
    ~TraceSource();
    TraceSource(const TraceSource &) = delete;
    TraceSource &operator=(const TraceSource &) = delete;

    // Turns tracing on. Fails when the engine cannot be reached or the secret is wrong.
    [[nodiscard]] Expected<void> open();
    // Waits until the record is there. Requests to the engine itself leave none.
    [[nodiscard]] Expected<TrafficRecord> find(const TransferResult &transfer,
                                               const std::string &method,
                                               std::chrono::milliseconds patience);

private:
    [[nodiscard]] HttpRequest question(const std::string &method, const std::string &path,
                                       const std::string &body) const;
    [[nodiscard]] Expected<std::string> ask(const std::string &method, const std::string &path,
                                            const std::string &body = {});
    [[nodiscard]] Expected<std::vector<TrafficRecord>> records(const std::string &query);

    RequestRunner &m_runner;
    Access m_access;
    std::uint64_t m_seen = 0; // sequence number of the newest record that is known
    bool m_wasOff = false;
};

} // namespace gw::requests
