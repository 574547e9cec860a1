// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace gw::session {
class Environments;
}

namespace gw::window {

// Chooses the environment that requests are sent with; all boxes show the same one. The last row
// asks for the page that edits them. Thread: GUI.
class EnvironmentBox final : public QComboBox {
    Q_OBJECT

public:
    // The environments must outlive the box.
    explicit EnvironmentBox(session::Environments &environments, QWidget *parent = nullptr);

Q_SIGNALS:
    void editWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void refresh();
    void choose(int row);

    session::Environments &m_environments;
    bool m_isStepping = false; // through the names, without the list being open
};

} // namespace gw::window
