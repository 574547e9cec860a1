// SPDX-License-Identifier: MIT
// A plugin in C11.
#include <gatewright/plugin.h>

static gw_counter *calls;

gw_status gw_plugin_init(const gw_host *host)
{
    calls =
        host->counter(host, GW_STRING("c_header_calls_total"), GW_STRING("Calls of AddHeaderInC"));
    return calls ? GW_OK : GW_ERROR;
}

GW_HOOK(AddHeaderInC, GW_REQUEST_HOOK, 0)
{
    host->counter_add(calls, 1);
    return host->header_add(call, GW_REQUEST_HEADERS, GW_STRING("X-From"), GW_STRING("C"));
}
