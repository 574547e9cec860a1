// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/keychain.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>

namespace gw::session {

// Secrets of engines: in the desktop's keychain, and in memory for as long as this is there. Where
// the keychain does not do its part the user is told, once, and types a secret again after the next
// start. Thread: GUI.
class SecretStore final : public QObject {
    Q_OBJECT

public:
    explicit SecretStore(std::unique_ptr<Keychain> keychain, QObject *parent = nullptr);

    // Calls back once: with the secret, or with an empty text when none is known. At once for one
    // that is in memory, else perhaps much later.
    void read(const QString &url, const std::function<void(const QString &secret)> &whenRead);
    void write(const QString &url, const QString &secret);
    void keepInMemory(const QString &url, const QString &secret);

Q_SIGNALS:
    // The first time that the keychain fails.
    void problemRaised(const gw::Error &problem);
    // That was for want of a secret, which has been typed now.
    void problemSettled();

private:
    void tell(Error problem, const QString &remedy);

    std::unique_ptr<Keychain> m_keychain;
    QHash<QString, QString> m_inMemory; // by URL
    bool m_isTold = false;
    QString m_missing; // the URL whose secret that was about
};

} // namespace gw::session
