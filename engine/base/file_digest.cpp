// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file_digest.h"

#include <QCryptographicHash>
#include <QFile>

namespace gw {

QByteArray fileDigest(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex()
                                                                 : QByteArray();
}

} // namespace gw
