// SPDX-License-Identifier: GPL-3.0-or-later
// A plugin of another major version of the interface.
#define GW_TYPES_ONLY
#include <gatewright/plugin.h>

enum { OTHER_MAJOR = GW_ABI_MAJOR + 98 };

extern GW_EXPORT const gw_plugin_info gw_plugin_abi;
const gw_plugin_info gw_plugin_abi = {sizeof(gw_plugin_info), OTHER_MAJOR, 0,
                                      sizeof(gw_host),        "99.0.0",    ""};
static const gw_library_note library_note GW_NOTE = {GW_NOTE_HEAD(library_note, GW_NOTE_LIBRARY),
                                                     OTHER_MAJOR, 0, sizeof(gw_host),
                                                     sizeof(gw_plugin_info)};

GW_HOOK(AnyHook, GW_REQUEST_HOOK, 0)
{
    (void)host;
    (void)call;
    return GW_OK;
}
