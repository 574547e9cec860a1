// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"

#include <QDialog>
#include <QStringList>

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

    // What the secret's field shows for a URL: from the keychain.
    void setSecret(const QString &secret);

Q_SIGNALS:
    void urlChosen(const QString &url);
    // The engine answered and took the secret.
    void connectWanted(const gw::client::EngineAddress &address);

private:
    void test();
    void say(const QString &text, bool isBad);
    [[nodiscard]] client::EngineAddress entered() const;

    QComboBox *m_url;
    QLineEdit *m_secret;
    QLabel *m_result;
    QPushButton *m_connect;
    std::unique_ptr<client::EngineClient> m_client;
};

} // namespace gw::window
