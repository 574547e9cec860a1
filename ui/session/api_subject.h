// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"

#include <QStringList>

namespace gw::session {

// What names an API to pages: its id. Where the file could not be read that far, or another file
// has the same id, kFileMark and the file.
inline constexpr QStringView kFileMark = u"file:"; // no id begins like this

// One for each row, in order; empty for a row that is about no file.
[[nodiscard]] QStringList apiSubjects(const QList<client::ApiReport> &apis);
[[nodiscard]] QString apiSubject(const QList<client::ApiReport> &apis,
                                 const client::ApiReport &row);
// The other way; null when there is none.
[[nodiscard]] const client::ApiReport *findApi(const QList<client::ApiReport> &apis,
                                               const QString &subject);

} // namespace gw::session
