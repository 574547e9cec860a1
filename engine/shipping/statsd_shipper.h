// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gw {
class Log;
}

namespace gw::telemetry {
class TimingRing;
}

namespace gw::shipping {

// How the times of steps are called (reference H3).
enum class StatsdNames : std::uint8_t {
    Tyk,        // as its code does: "GoPluginMiddleware: /p/x.so:F.executed.exec_time"
    Documented, // as its plugin page says: "GoPluginMiddleware:/p/x.so:F.exec_time"
};

// Tyk's instrumentation: sends the workers' step times, the calls of the control API and the load
// to a StatsD server, on a thread of its own. Thread: control.
class StatsdShipper final {
public:
    struct Parts {
        std::string target; // "host:port"
        std::string prefix;
        StatsdNames names = StatsdNames::Tyk;
        std::vector<telemetry::TimingRing *> rings;   // outlive this
        std::function<std::uint64_t()> requestsSoFar; // called on the shipping thread
        Log &log;
    };

    explicit StatsdShipper(Parts parts);
    ~StatsdShipper(); // sends what there is
    StatsdShipper(const StatsdShipper &) = delete;
    StatsdShipper &operator=(const StatsdShipper &) = delete;

    // A call of the control API was answered.
    void noteControlCall(int status, std::chrono::nanoseconds time);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gw::shipping
