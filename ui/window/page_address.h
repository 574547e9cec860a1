// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gw::window {

// What a page is about. The kind is that of its factory; the subject is of the kind: an API's
// session::apiSubject() or "new:ID" of a draft, a file's path, "untitled:N" of a request without
// one; empty where there is one page of its kind.
struct PageAddress {
    QString kind;
    QString subject;

    bool operator==(const PageAddress &) const = default;
};

} // namespace gw::window
