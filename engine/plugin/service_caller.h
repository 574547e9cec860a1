// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request/services.h"

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace gw::plugin {

// A call of a hook to another service.
struct ServiceRequest {
    std::string method;
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::chrono::milliseconds timeout{10'000};
};

struct ServiceReply {
    enum class Outcome : std::uint8_t { Arrived, TimedOut, Failed };

    Outcome outcome = Outcome::Failed;
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string error; // why nothing arrived
};

// Carries such calls. Thread: start() on the worker whose services are given; whenDone is called
// there, once, never before start() has returned.
class ServiceCaller {
public:
    virtual void start(const request::WorkerServices &services, ServiceRequest request,
                       std::function<void(ServiceReply)> whenDone) = 0;

protected:
    ~ServiceCaller() = default;
};

} // namespace gw::plugin
