// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>
#include <QString>

#include <memory>
#include <optional>

namespace gw::models {

// An entry of the navigator on its way to the place where it is dropped. It never leaves this
// program: what another one drags is not taken for one, whatever it says.
struct DraggedEntry {
    QString kind;        // of the page that it opens: "request", "plugin"
    QString subject;     // path of the file
    QString symbol = {}; // of a plugin; empty: the library

    [[nodiscard]] std::unique_ptr<QMimeData> toMime() const;
    [[nodiscard]] static std::optional<DraggedEntry> from(const QMimeData &data);

    static constexpr const char *kMimeType = "application/x-gatewright-entry";
};

} // namespace gw::models
