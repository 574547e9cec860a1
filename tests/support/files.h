// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QString>

namespace gw::test {

// Makes the folders above too. What stood there is replaced, never written into: somebody may be
// reading it, or have it loaded.
inline void writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile draft(path + QLatin1String(".part"));
    if (!draft.open(QIODevice::WriteOnly) || draft.write(content) != content.size()) {
        qFatal("cannot write %s", qPrintable(path));
    }
    draft.close();
    QFile::remove(path);
    if (!draft.rename(path)) {
        qFatal("cannot rename to %s", qPrintable(path));
    }
}

// Empty where there is no such file.
[[nodiscard]] inline QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace gw::test
