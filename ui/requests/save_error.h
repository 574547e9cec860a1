// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSaveFile>

namespace gw::requests {

// Why a file could not be written. A disk that fills up takes a part of a block, which Qt calls an
// unknown error; it says what it is of the next attempt.
[[nodiscard]] inline QString saveError(QSaveFile &file)
{
    if (file.isOpen()) {
        file.flush();
    }
    return file.errorString();
}

} // namespace gw::requests
