// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace gw::editing {

// One version of a definition that was applied.
struct AppliedVersion {
    QString path; // of the stored file
    QDateTime time;
    qint64 generation = 0;
};

// Versions of definitions that engines served, one file each in a folder for each API:
// "<folder>/<origin>/<api id>/<UTC time>-<generation>.json". The newest kKept of an API stay.
// Thread: one at a time; blocks on the disk, briefly.
class DefinitionHistory final {
public:
    static constexpr qsizetype kKept = 50;

    explicit DefinitionHistory(QString folder);

    // Whose definitions these are from now on: a workspace, or an engine. APIs of the same id in
    // two of them have nothing to do with each other.
    void use(const QString &origin);

    // A text that equals the newest version of the API is not stored again.
    [[nodiscard]] Expected<void> add(const QString &apiId, const std::string &text,
                                     qint64 generation, const QDateTime &time);
    // Newest first.
    [[nodiscard]] std::vector<AppliedVersion> versions(const QString &apiId) const;
    [[nodiscard]] Expected<std::string> read(const AppliedVersion &version) const;

private:
    [[nodiscard]] QString folderOf(const QString &apiId) const;

    QString m_folder;
    QString m_part = QStringLiteral("none"); // of the folder, for the origin
};

} // namespace gw::editing
