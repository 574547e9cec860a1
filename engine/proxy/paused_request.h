// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "chain/breakpoints.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gw::proxy {

// In wire order, without framing fields.
using FieldTexts = std::vector<std::pair<std::string, std::string>>;

// One message of a paused request as it may be shown: UTF-8, credentials veiled.
struct PausedMessage {
    enum class BodyState : std::uint8_t {
        None,
        Whole,
        Streams, // of unknown length, or too long: goes on as it comes
        Binary,  // no UTF-8: there, but not shown
    };

    std::string method;         // of a request
    std::string target;         // of a request
    bool isTargetFixed = false; // by a rewrite to another host or API
    int status = 0;             // of a response
    FieldTexts fields;
    std::string body; // when it is Whole
    BodyState bodyState = BodyState::None;
};

// A request that waits at a breakpoint. Thread: any (immutable).
struct PausedRequest {
    enum class Phase : std::uint8_t { Request, Response };

    std::uint64_t id = 0;   // given by the desk
    std::string breakpoint; // id of the rule
    std::string requestId;
    std::string apiId;
    std::string apiName;
    Phase phase = Phase::Request;
    std::string step;
    chain::When when = chain::When::Before;
    std::chrono::system_clock::time_point pausedAt;
    std::chrono::system_clock::time_point continuesAt;
    std::string client; // "127.0.0.1:4444"
    PausedMessage request;
    std::optional<PausedMessage> response;
};

// What is to become of a message; absent members stay as they are.
struct MessageEdit {
    std::optional<std::string> method = {}; // of a request
    std::optional<std::string> target = {}; // of a request
    std::optional<int> status = {};         // of a response
    std::optional<FieldTexts> fields = {};  // all of them
    std::optional<std::string> body = {};

    [[nodiscard]] bool isEmpty() const { return !method && !target && !status && !fields && !body; }
};

// How a pause ended.
enum class ReleaseReason : std::uint8_t {
    Continued,
    Edited,
    Answered,
    TimedOut,
    ClientGone,
    SwitchedOff,
};
// "continued", "edited", "answered", "timeout", "client gone", "switched off".
[[nodiscard]] std::string_view toString(ReleaseReason reason);

struct PauseEnd {
    ReleaseReason reason = ReleaseReason::Continued;
    MessageEdit request = {};
    MessageEdit response = {}; // of Answered: the answer
};

// Why an end cannot be that of a paused request: what is wrong, where ("request.headers[2]"), the
// way out. Empty members of a right one are fine.
[[nodiscard]] Expected<void> checkPauseEnd(const PausedRequest &request, const PauseEnd &end);

} // namespace gw::proxy
