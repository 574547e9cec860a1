// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QString>

#include <string>

// Definitions as files. Thread: any; blocks on the disk.
namespace gw::definition {

[[nodiscard]] Expected<std::string> readDefinitionFile(const QString &path);

// A definition that has a file now.
struct AddedDefinition {
    QString apiId;
    QString path;
};

// Writes a new definition into a folder that no engine works with, as an engine would: under its
// API id, durably. Fails for a text that no engine would read, and for an id that another file has.
[[nodiscard]] Expected<AddedDefinition> addDefinition(const QString &folder,
                                                      const std::string &text);

} // namespace gw::definition
