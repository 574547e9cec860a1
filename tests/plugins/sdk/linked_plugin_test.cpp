// SPDX-License-Identifier: GPL-3.0-or-later
// A plugin whose sources are linked into its test, as its author may do: C++17, no framework.
#include <gatewright/testing.hpp>

using namespace gw::testing;

GW_HOOK_UNDER_TEST(MyProcessRequest)

int main()
{
    for (int round = 0; round < 2; ++round) {
        Gateway gateway;
        Plugin plugin(gateway);
        GW_EXPECT(plugin.hooks().size() == 1);
        const Result result = plugin.run("MyProcessRequest", Request("GET", "/hits"));
        GW_EXPECT(result.hasAnswered);
        GW_EXPECT(result.status == 200);
        GW_EXPECT(result.body.find("\"endpoint\":\"GET /hits\"") != std::string::npos);
        GW_EXPECT(gateway.counter("hit_counter_hits_total") == 1);
    }
    return exitCode();
}
