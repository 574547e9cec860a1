// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"

#include <QDialog>
#include <QStringList>
#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gw::window {

// Asks for an engine to attach to, and tries it before it closes. Thread: GUI.
class ConnectDialog final : public QDialog {
    Q_OBJECT

public:
    // recent: URLs of engines, the last one first.
    explicit ConnectDialog(const QStringList &recent, QWidget *parent = nullptr);

    [[nodiscard]] QString url() const;
    // What the keychain has for the URL. Left alone when the dialog shows another URL by then, or
    // the user has typed a secret: none goes to an engine that it is not of.
    void setSecret(const QString &url, const QString &secret);

Q_SIGNALS:
    void urlChosen(const QString &url); // when it is no longer being typed
    // The engine answered and took the secret.
    void connectWanted(const gw::client::EngineAddress &address);

private:
    void test();
    void say(const QString &text, bool isBad);
    [[nodiscard]] client::EngineAddress entered() const;

    QComboBox *m_url;
    QLineEdit *m_secret;
    bool m_isTyped = false; // the secret, by the user
    QTimer m_settle;
    QLabel *m_result;
    QPushButton *m_connect;
    std::unique_ptr<client::EngineClient> m_client;
};

} // namespace gw::window
