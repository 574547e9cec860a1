// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"

// Edits of a definition's custom middleware, as the smallest change of its text.
namespace gw::editing {

// The edit, and "driver": "goplugin" where no driver is named: it is needed as soon as there is a
// hook.
[[nodiscard]] Expected<TextEdit> withDriver(std::string_view text, const Expected<TextEdit> &edit);

// One more hook at the end of a slot: "pre", "post_key_auth", "post", "response"; "auth_check" has
// one only, which is replaced.
[[nodiscard]] Patch addHook(const std::string &slot, const std::string &path,
                            const std::string &symbol);

// Takes each hook of the library away, at endpoints too, however it is spelt: paths are meant from
// the workspace.
[[nodiscard]] Patch removeHooksOf(const std::string &library, const std::string &workspace);

} // namespace gw::editing
