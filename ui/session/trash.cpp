// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/trash.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace gw::session {

// What this says to people.
class TrashWords final {
    Q_DECLARE_TR_FUNCTIONS(gw::session::TrashWords)
};

namespace {

Expected<void> moveEntry(const QString &from, const QString &target)
{
    if (QFileInfo::exists(target)) {
        return failure(TrashWords::tr("There is one of this name already").toStdString(),
                       target.toStdString(),
                       TrashWords::tr("Rename or move that one first").toStdString());
    }
    if (QFileInfo(from).isDir()) {
        if (!QDir().rename(from, target)) {
            return failure(TrashWords::tr("The folder cannot be moved").toStdString(),
                           from.toStdString(),
                           TrashWords::tr("See whether its rights and those of its parent allow it")
                               .toStdString());
        }
        return {};
    }
    QFile file(from);
    if (!file.rename(target)) {
        return failure(file.errorString().toStdString(), from.toStdString());
    }
    return {};
}

} // namespace

Expected<QString> trashPlace(const QString &workspace, const QString &name)
{
    QString folder = workspace + QStringLiteral("/state/trash");
    if (workspace.isEmpty()) {
        folder = QStandardPaths::writableLocation(QStandardPaths::GenericStateLocation) +
                 QStringLiteral("/gatewright/trash");
    }
    if (!QDir().mkpath(folder)) {
        return failure(
            TrashWords::tr("The folder for what is deleted cannot be made").toStdString(),
            folder.toStdString());
    }
    const QString time =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'hhmmsszzz"));
    return folder + u'/' + time + u'-' + name;
}

Expected<QString> moveToTrash(const QString &workspace, const QString &path)
{
    Expected<QString> place = trashPlace(workspace, QFileInfo(path).fileName());
    if (!place) {
        return place;
    }
    if (const auto moved = moveEntry(path, *place); !moved) {
        return tl::unexpected(moved.error());
    }
    return place;
}

Expected<void> bringBack(const QString &kept, const QString &path)
{
    QDir().mkpath(QFileInfo(path).path());
    return moveEntry(kept, path);
}

} // namespace gw::session
