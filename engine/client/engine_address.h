// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace gw::client {

// Where an engine's control API is, and what opens it.
struct EngineAddress {
    QUrl url; // "http://127.0.0.1:8080", without a path
    QString secret;

    [[nodiscard]] bool isEmpty() const { return url.isEmpty(); }
    bool operator==(const EngineAddress &) const = default;
};

} // namespace gw::client
