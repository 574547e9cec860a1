// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_message.h"
#include "http/exchange.h"

namespace gw::control {

// Answers an exchange directly, without QtHttpServer. The exchange must not be touched afterwards.
void sendReply(http::Exchange &exchange, const ControlReply &reply);

} // namespace gw::control
