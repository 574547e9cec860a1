// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gw::session {

// "name.hurl", "name 2.hurl", ... in the folder, the first that is free.
[[nodiscard]] QString freePath(const QString &folder, const QString &name, const QString &suffix);

} // namespace gw::session
