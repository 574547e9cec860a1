// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gw::window {

// What a page is about. Kinds that exist: "api" (subject: API id, or "new:ID" for a draft),
// "new-api", "request" (path of a Hurl file, or "untitled:N"), "plugin" (path of a library),
// "environments", "breakpoints", "settings", "welcome".
struct PageAddress {
    QString kind;
    QString subject;

    bool operator==(const PageAddress &) const = default;
};

} // namespace gw::window
