// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace gw::bundle::test {

// A bundle that nobody should install, written byte by byte.
struct HostileBundle {
    std::string name;
    std::string zip;
    std::string reason; // words that the refusal has
};
[[nodiscard]] std::vector<HostileBundle> hostileBundles();

// What they are made from: hook.so with kGoodCode, and its manifest.
inline constexpr auto kGoodCode = "the code of a plugin";
[[nodiscard]] std::string goodBundle();
// Go's zip writer does not know sizes before it has written a file.
[[nodiscard]] std::string bundleAsGoWritesIt();

} // namespace gw::bundle::test
