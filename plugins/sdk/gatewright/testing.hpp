// SPDX-License-Identifier: MIT
#pragma once

// Unit tests of plugins without a gateway: an in-memory host that answers as the gateway does.
// C++17, header-only. Plugins in any language can be tested, as the libraries that they are.
//
//     #include <gatewright/testing.hpp>
//
//     using namespace gw::testing;
//
//     int main()
//     {
//         Gateway gateway;
//         Plugin plugin(gateway, "post.so");
//         const Result result = plugin.run("AddFooBarHeader", Request("GET", "/get"));
//         GW_EXPECT(!result.hasAnswered);
//         GW_EXPECT(result.request.headers.get("Foo") == "Bar");
//         return exitCode();
//     }
//
//     c++ -std=c++17 -o post_test post_test.cpp && ./post_test
//
// Or the plugin's sources are linked into the test, which debuggers and sanitizers like better:
// write GW_HOOK_UNDER_TEST(AddFooBarHeader) at namespace scope, make it `Plugin plugin(gateway)`,
// and compile both files: c++ -std=c++17 -o post_test post_test.cpp post.cpp.
//
// Request, Response and Record are what goes in; Result is what comes out; Gateway holds the log,
// the numbers, the key-value store and the clock, and answers calls to other services. Hooks run on
// the calling thread, also blocking ones; a suspended hook is called again when it is resumed.

#ifndef GW_TYPES_ONLY
#define GW_TYPES_ONLY
#include <gatewright/plugin.h>
#undef GW_TYPES_ONLY
#endif

#include <gatewright/detail/testing/expect.hpp>
#include <gatewright/detail/testing/plugin.hpp>
