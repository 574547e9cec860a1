// SPDX-License-Identifier: GPL-3.0-or-later
// plugin.h is C11 without extensions of the language, and its layout is what other languages rely
// on.
#include <gatewright/plugin.h>

#include <stddef.h>

_Static_assert(sizeof(gw_string) == 16, "gw_string");
_Static_assert(sizeof(gw_plugin_info) == 40, "gw_plugin_info");
_Static_assert(sizeof(gw_http_request) == 80, "gw_http_request");
_Static_assert(sizeof(gw_http_reply) == 32, "gw_http_reply");
_Static_assert(sizeof(gw_library_note) == 40, "gw_library_note");
// Functions of minor version 0 stay where they are for ever.
_Static_assert(offsetof(gw_host, method) == 16, "method");
_Static_assert(offsetof(gw_host, header_count) == 120, "header_count");
_Static_assert(offsetof(gw_host, header_add) == 152, "header_add");
_Static_assert(offsetof(gw_host, monotonic_time) == 592, "monotonic_time");

GW_HOOK(Nothing, GW_REQUEST_HOOK, 0)
{
    return GW_HAS(host, monotonic_time) && call ? GW_OK : GW_ERROR;
}
