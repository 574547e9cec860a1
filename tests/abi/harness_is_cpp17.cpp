// SPDX-License-Identifier: GPL-3.0-or-later
// testing.hpp is C++17, alone and beside the plugin's own header.
#include <gatewright/testing.hpp>
// clang-format keeps this order: the plugin's header must work behind the harness too.
#include <gatewright/plugin.hpp>

void Nothing(gw::ResponseWriter &, gw::Request &) {}
GW_EXPORT_HOOK(Nothing)
GW_HOOK_UNDER_TEST(Nothing)
