// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"

#include <limits>

// Edits of a definition's custom middleware, as the smallest change of its text.
namespace gw::editing {

inline constexpr std::size_t kLastPlace = std::numeric_limits<std::size_t>::max();

// One more hook before that place of a slot, or at its end: "pre", "post_key_auth", "post",
// "response"; "auth_check" has one only, which is replaced. "driver": "goplugin" is written where
// no driver is named: it is needed as soon as there is a hook.
[[nodiscard]] Patch addHook(const std::string &slot, const std::string &path,
                            const std::string &symbol, std::size_t index = kLastPlace);

// Takes each hook of the library away, at endpoints too, however it is spelt: paths are meant from
// the workspace.
[[nodiscard]] Patch removeHooksOf(const std::string &library, const std::string &workspace);

} // namespace gw::editing
