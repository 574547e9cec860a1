// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"
#include "control/control_access.h"
#include "control/control_service.h"
#include "control/service_server.h"
#include "engine/control/fake_engine.h"

#include <QJsonObject>
#include <QThread>

#include <memory>
#include <string>

namespace gw::control::testing {

// A file that takes log lines nobody looks at.
[[nodiscard]] Log::Options quietLog();

struct HttpReply {
    int status = 0;
    std::string head; // with the status line
    std::string body;

    // Value of a header field, any case; empty when absent.
    [[nodiscard]] std::string field(std::string_view name) const;
};

// The body; empty where it is no JSON object.
[[nodiscard]] QJsonObject jsonOf(const HttpReply &reply);
// A member of the body that is a text.
[[nodiscard]] QString textOf(const HttpReply &reply, const char *member);

// The services of one worker, on a thread of their own, reached over loopback; the fake engine is
// on the test's thread. Thread: the test's.
class ServiceFixture final {
public:
    static constexpr std::string_view kSecret = "a-secret-of-some-length";

    explicit ServiceFixture(ControlOptions options = defaultOptions());
    ~ServiceFixture();

    [[nodiscard]] static ControlOptions defaultOptions();

    struct Call {
        std::string method = "GET";
        std::string target = {};
        std::string body = {};
        std::string fields = {}; // further lines, each ended by CRLF
        bool withSecret = true;
        std::string host = "127.0.0.1";
    };
    // Sends the request and waits for the answer; status 0 when none came.
    [[nodiscard]] HttpReply send(const Call &call);
    [[nodiscard]] HttpReply get(const std::string &target) { return send({.target = target}); }

    FakeEngine engine;
    Log log{quietLog()};
    ControlService service;

private:
    QThread m_worker;
    quint16 m_port = 0;
    std::unique_ptr<ControlAccess> m_access;
    std::unique_ptr<ServiceServer> m_server; // of the worker
};

} // namespace gw::control::testing
