// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QString>

namespace gw::session {

// What the user deletes is put aside, so that it can come back after the message that offers it is
// gone: WORKSPACE/state/trash, without a workspace the console's own folder.

// A free path for something of this name in the trash, whose folder is made.
[[nodiscard]] Expected<QString> trashPlace(const QString &workspace, const QString &name);
// Moves a file or a folder there; where it is then.
[[nodiscard]] Expected<QString> moveToTrash(const QString &workspace, const QString &path);
// Moves it back. Fails where something of the name stands by now.
[[nodiscard]] Expected<void> bringBack(const QString &kept, const QString &path);

} // namespace gw::session
