// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_writer.h"
#include "runtime/pause_desk.h"

#include <string_view>

// Breakpoints and paused requests in the words of the control API.
namespace gw::control {

// As members of an object that is open.
void writeBreakpointMembers(JsonWriter &json, const runtime::PauseDesk &desk);
void writePaused(JsonWriter &json, const proxy::PausedRequest &request);
// The data of the events "paused" and "released". Long bodies are left out: one pause must not
// crowd out other events.
void writePauseEvent(JsonWriter &json, const runtime::PauseEvent &event);

// The body of PUT /tyk/breakpoints. Error::where is the member that is wrong.
[[nodiscard]] Expected<runtime::PauseDesk::Settings> readBreakpoints(std::string_view body);
// The body of POST /tyk/paused/{id}. What fits the paused request is not looked at.
[[nodiscard]] Expected<proxy::PauseEnd> readPauseEnd(std::string_view body);

} // namespace gw::control
