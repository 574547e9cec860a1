// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/tls_context.h"
#include "plugin/service_caller.h"

#include <memory>
#include <mutex>

namespace gw::runtime {

// Carries a plugin's calls to other services over the worker's HTTP client. Answers over 8 MiB
// fail. Thread: start() on each worker.
class ServiceClient final : public plugin::ServiceCaller {
public:
    void start(const request::WorkerServices &services, plugin::ServiceRequest request,
               std::function<void(plugin::ServiceReply)> whenDone) override;

private:
    [[nodiscard]] Expected<std::shared_ptr<const net::TlsClientContext>> tls();

    std::mutex m_mutex; // taken once for each call to an https service
    std::shared_ptr<const net::TlsClientContext> m_tls;
};

} // namespace gw::runtime
