// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDevice>

#include <string_view>

namespace gw::requests {

// A disk that fills up takes a part, which Qt calls an unknown error or none at all; it says what
// it is of the next attempt. So both of these try again.

// False: the disk did not take all of it.
[[nodiscard]] inline bool writeWhole(QFileDevice &file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const qint64 written = file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        if (written <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// Why a file could not be written.
[[nodiscard]] inline QString writeError(QFileDevice &file)
{
    if (file.isOpen()) {
        file.flush();
    }
    return file.errorString();
}

} // namespace gw::requests
