// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/quick_entry.h"

#include <functional>
#include <string>

// Where the words that are typed after Ctrl+K lead within a text.
namespace gw::definition {

// ":120"; the last line when there are fewer. Nothing for other words.
[[nodiscard]] QList<window::QuickEntry> linePlaces(const QString &typed, int lines,
                                                   const std::function<void(int line)> &go);

// "/listen_path": the values of a JSON text whose pointers contain this, with what they are; first
// those that begin with it. Nothing for other words, and for a text that is no JSON.
[[nodiscard]] QList<window::QuickEntry>
pointerPlaces(const QString &typed, const std::string &text,
              const std::function<void(const std::string &pointer)> &go);

} // namespace gw::definition
