// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "look/tokens.h"

#include <QFont>
#include <QPalette>

namespace gw::look {

[[nodiscard]] QPalette paletteOf(Scheme scheme);

// The desktop's fixed font, at the interface's size.
[[nodiscard]] QFont fixedFont();
// One point smaller, for what stands in the second row.
[[nodiscard]] QFont secondaryFont();
// Three points larger and semi-bold, for a page's title.
[[nodiscard]] QFont titleFont();
// The interface's font, semi-bold: panel titles.
[[nodiscard]] QFont strongFont();

} // namespace gw::look
