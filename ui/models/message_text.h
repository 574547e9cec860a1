// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "client/breakpoint_values.h"

#include <string>
#include <string_view>

namespace gw::models {

// A paused message as one text to be edited: "GET /orders?x=1" or "HTTP 200", then the headers a
// line each, an empty line, the body. A body with CR LF has them in the head too. Thread: any.
[[nodiscard]] std::string messageText(const client::PausedMessage &message);

// What the text says now; shown is the message that it was made from. The body stays the engine's
// where the text has not changed it. Fails for what is not in that form, with the line.
[[nodiscard]] Expected<client::Release> readMessage(std::string_view text,
                                                    const client::PausedMessage &shown);

// The text of an answer to begin with.
[[nodiscard]] client::PausedMessage answerTemplate();

} // namespace gw::models
