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

// What somebody wrote ("localhost:8080") as the URL of an engine; empty when it cannot be one.
[[nodiscard]] inline QUrl engineUrl(const QString &written)
{
    const QUrl url = QUrl::fromUserInput(written.trimmed());
    QUrl engine;
    if (url.isValid() && !url.host().isEmpty() && url.scheme().startsWith(QLatin1String("http"))) {
        engine.setScheme(url.scheme());
        engine.setHost(url.host());
        engine.setPort(url.port());
    }
    return engine;
}

} // namespace gw::client
