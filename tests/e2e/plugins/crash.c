// SPDX-License-Identifier: GPL-3.0-or-later
// A hook that ends its process.
#include <gatewright/plugin.h>

#include <stdlib.h>

GW_HOOK(Crash, GW_REQUEST_HOOK, 0)
{
    (void)host;
    (void)call;
    abort();
}
