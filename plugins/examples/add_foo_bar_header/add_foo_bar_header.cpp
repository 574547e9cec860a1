// SPDX-License-Identifier: MIT
// The first plugin: every request reaches the upstream with "Foo: Bar".
#include <gatewright/plugin.hpp>

void AddFooBarHeader(gw::ResponseWriter &, gw::Request &r)
{
    r.headers().add("Foo", "Bar");
}
GW_EXPORT_HOOK(AddFooBarHeader)

// The same, with a line in the gateway's log.
void AddFooBarHeaderAndLog(gw::ResponseWriter &, gw::Request &r)
{
    r.log().info("Processing HTTP request in plugin!!");
    r.headers().add("Foo", "Bar");
}
GW_EXPORT_HOOK(AddFooBarHeaderAndLog)
