// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QString;

namespace gw {

// SHA-256 of a file's content in lower-case hex; empty: it cannot be read. Thread: any; blocks on
// the disk.
[[nodiscard]] QByteArray fileDigest(const QString &path);

} // namespace gw
