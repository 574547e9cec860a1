// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// What a SpecPage's banner speaks of: one text each.
namespace gw::definition::topic {

inline const QString kOutside = QStringLiteral("outside"); // somebody else changed it
inline const QString kProblem = QStringLiteral("problem");
inline const QString kDraft = QStringLiteral("draft"); // of an API that is not made yet
inline const QString kUnawaited = QStringLiteral("unawaited");

} // namespace gw::definition::topic
