// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace gw::session {
class Environments;
}

namespace gw::window {

// Chooses the environment that requests are sent with; all boxes show the same one. Thread: GUI.
class EnvironmentBox final : public QComboBox {
    Q_OBJECT

public:
    // The environments must outlive the box.
    explicit EnvironmentBox(session::Environments &environments, QWidget *parent = nullptr);

private:
    void refresh();

    session::Environments &m_environments;
};

} // namespace gw::window
