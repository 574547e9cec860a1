// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/free_path.h"

#include <QDir>
#include <QFileInfo>

namespace gw::session {

QString freePath(const QString &folder, const QString &name, const QString &suffix)
{
    QString path = QDir(folder).filePath(name + suffix);
    for (int number = 2; QFileInfo::exists(path); ++number) {
        path = QDir(folder).filePath(
            QStringLiteral("%1 %2%3").arg(name, QString::number(number), suffix));
    }
    return path;
}

} // namespace gw::session
