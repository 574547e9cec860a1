// SPDX-License-Identifier: GPL-3.0-or-later
#include <gatewright/testing.hpp>

using namespace gw::testing;

int main()
{
    Gateway gateway;
    Plugin plugin(gateway, GW_PLUGIN_FILE);
    GW_EXPECT(plugin.run("AddFooBarHeader", Request()).request.headers.get("Foo") == "Bar");
    return exitCode();
}
