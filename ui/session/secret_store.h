// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>

namespace gw::session {

// Secrets of engines, in the desktop's keychain. Without a keychain nothing is kept, and the user
// types the secret again. Thread: GUI.
class SecretStore final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // Calls back once: with the secret, or with an empty text when none is known.
    void read(const QString &url, const std::function<void(const QString &secret)> &whenRead);
    void write(const QString &url, const QString &secret);
    // Found by read(), before that of the keychain, for as long as this is there.
    void keepInMemory(const QString &url, const QString &secret);

private:
    QHash<QString, QString> m_inMemory; // by URL
};

} // namespace gw::session
