// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QCoreApplication>

namespace gw::session {

// Folders that an engine of the console's own can serve. Thread: GUI; touches few small files.
class NewWorkspace final {
    Q_DECLARE_TR_FUNCTIONS(gw::session::NewWorkspace)

public:
    // Whether the folder has what a workspace has: settings or definitions.
    [[nodiscard]] static bool isThere(const QString &folder);
    // Makes an empty folder a workspace, for its owner only: folders, settings for this machine, an
    // environment. One that is a workspace stays as it is; any other is refused untouched.
    [[nodiscard]] static Expected<void> make(const QString &folder);
};

} // namespace gw::session
