// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <functional>

namespace gw::models {

// A text for a file, made row by row: all of it may not fit into memory. It has all that it needs,
// and is written on another thread than the one that made it.
struct ExportText {
    QByteArray head;
    std::size_t rows = 0;
    std::function<QByteArray(std::size_t at)> row; // asked once for each, in order
    QByteArray end;
};

} // namespace gw::models
