// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/exchange_reply.h"

namespace gw::control {

void sendReply(http::Exchange &exchange, const ControlReply &reply)
{
    http::ResponseHead &head = exchange.response();
    head.status = reply.status;
    head.fields.set("Content-Type", reply.contentType);
    head.fields.set("Cache-Control", "no-store");
    head.fields.set("X-Content-Type-Options", "nosniff");
    for (const auto &[name, value] : reply.fields) {
        head.fields.set(name, value);
    }
    exchange.respond(reply.body);
}

} // namespace gw::control
