// SPDX-License-Identifier: GPL-3.0-or-later
// plugin.h and plugin.hpp are C++17, whole and in any order.
#include <gatewright/plugin.h>
#include <gatewright/plugin.hpp>

void Nothing(gw::ResponseWriter &, gw::Request &) {}
GW_EXPORT_HOOK(Nothing)

namespace inside {
gw::Flow Other(gw::ResponseWriter &, gw::Response &, gw::Request &)
{
    return gw::Flow::Continue;
}
GW_EXPORT_BLOCKING_HOOK(Other, GW_READS_REQUEST_BODY | GW_READS_RESPONSE_BODY)
} // namespace inside
