// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"

#include <QList>
#include <QString>

namespace gw::session {

// What stands in a workspace's folder, for the time when no engine tells of it. Both block on the
// disk. Thread: any.

// Folder of the API definitions, as app_path of the settings says, whatever else is wrong with
// them. Empty without a workspace.
[[nodiscard]] QString definitionsOf(const QString &workspace);

// The definitions in that folder, in the order of an engine's reports; of a text that is no JSON
// only the file is known. Files that an engine would pass over are left out.
[[nodiscard]] QList<client::ApiReport> apisOnDisk(const QString &definitions);

} // namespace gw::session
