// SPDX-License-Identifier: GPL-3.0-or-later
#include <gatewright/plugin.hpp>

void AddFooBarHeader(gw::ResponseWriter &, gw::Request &r)
{
    r.headers().add("Foo", "Bar");
}
GW_EXPORT_HOOK(AddFooBarHeader)
