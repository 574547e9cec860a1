// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

#include <cstdint>

namespace gw::look {

// What an icon's colour says; each takes the scheme that is in use when it is painted.
enum class Tint : std::uint8_t { Text, Secondary, Accent, OnAccent, Good, Warn, Bad, Info, Plugin };

[[nodiscard]] QColor colorOf(Tint tint);

// An icon of Breeze by its name ("document-save"), drawn in one colour. A name that Breeze does not
// have gives an empty icon.
[[nodiscard]] QIcon icon(const QString &name, Tint tint = Tint::Text);

// A small disc, for states that stand beside their word.
[[nodiscard]] QIcon dot(Tint tint);

} // namespace gw::look
