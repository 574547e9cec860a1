// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace gw::models {

// A text as a cell of a CSV file, RFC 4180. Clients choose much of what stands in exports: a text
// that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP says (CSV
// injection). Not for numbers of ours: they stay numbers.
[[nodiscard]] QByteArray csvCell(const QString &text);

} // namespace gw::models
