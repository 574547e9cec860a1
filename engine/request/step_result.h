// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gw::request {

// What a chain step decides.
class StepResult final {
public:
    enum class Kind : std::uint8_t {
        Continue,
        Respond, // answer with exchange.response() and context.replyBody as they are
        Suspend, // the step calls context.resume() later, on the worker
        Fail,    // answer the gateway's error document (reference A6) with status and message
    };

    [[nodiscard]] static StepResult proceed() { return StepResult(Kind::Continue); }
    [[nodiscard]] static StepResult respond() { return StepResult(Kind::Respond); }
    [[nodiscard]] static StepResult suspend() { return StepResult(Kind::Suspend); }
    [[nodiscard]] static StepResult fail(int status, std::string_view message)
    {
        StepResult result(Kind::Fail);
        result.m_status = status;
        result.m_message = message;
        return result;
    }

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] int status() const { return m_status; }
    [[nodiscard]] const std::string &message() const { return m_message; }

private:
    explicit StepResult(Kind kind)
        : m_kind(kind)
    {
    }

    Kind m_kind;
    int m_status = 0;
    std::string m_message;
};

} // namespace gw::request
