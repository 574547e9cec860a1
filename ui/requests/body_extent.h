// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/hurl_file.h"
#include "requests/text_cursor.h"

namespace gw::requests {

// The kind of the body that begins at the cursor; empty when none does.
[[nodiscard]] std::optional<BodyKind> bodyKindAt(const TextCursor &cursor);
// Moves behind the body, whose last byte is that of its closing mark. Fails when it is not closed.
[[nodiscard]] Expected<void> skipBody(TextCursor &cursor, BodyKind kind);

} // namespace gw::requests
