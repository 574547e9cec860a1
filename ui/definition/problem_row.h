// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/diagnostics.h"
#include "editing/text_place.h"
#include "models/problems_model.h"

namespace gw::definition {

// What was found in a file's text as a row of Problems, without the page that shows it and without
// the fix. lines: of the text. Thread: any.
[[nodiscard]] models::Problem problemRow(const editing::Diagnostic &found,
                                         editing::LineCounter &lines, const QString &file);

} // namespace gw::definition
