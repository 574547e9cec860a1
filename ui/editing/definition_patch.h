// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "editing/text_edit.h"

#include <functional>

// Edits of a definition at JSON pointers, as the smallest change of its text: order of keys,
// layout, spelling and unknown members of the rest stay. Each fails when the text is no JSON or the
// pointer leads nowhere.
namespace gw::editing {

// A change that is worked out on the text as it is when the change is made.
using Patch = std::function<Expected<TextEdit>(std::string_view text)>;

// Replaces, or inserts together with the objects that are missing on the way. An equal value is an
// empty edit.
[[nodiscard]] Expected<TextEdit> setValue(std::string_view text, std::string_view pointer,
                                          std::string_view json);
[[nodiscard]] Expected<TextEdit> removeValue(std::string_view text, std::string_view pointer);
// Puts an element before the one at the index, or behind the last; makes the array when it is
// missing or null.
[[nodiscard]] Expected<TextEdit> insertElement(std::string_view text, std::string_view arrayPointer,
                                               std::size_t index, std::string_view json);
// The element keeps its text; `to` is its index afterwards.
[[nodiscard]] Expected<TextEdit> moveElement(std::string_view text, std::string_view arrayPointer,
                                             std::size_t from, std::size_t to);
// Takes an element out of one array and puts it into another, before the one at the index; the
// array is made when it is missing.
[[nodiscard]] Expected<TextEdit> carryElement(std::string_view text,
                                              std::string_view elementPointer,
                                              std::string_view arrayPointer, std::size_t index);
// Refuses a name that stands in the same object already.
[[nodiscard]] Expected<TextEdit> renameKey(std::string_view text, std::string_view pointer,
                                           std::string_view newKey);

} // namespace gw::editing
