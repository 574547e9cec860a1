// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

namespace gw::window {

// A tool bar that leaves words away where they have no room. Thread: GUI.
class ToolLine final : public QToolBar {
    Q_OBJECT

public:
    explicit ToolLine(const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] bool isNarrow() const { return m_isNarrow; }

Q_SIGNALS:
    // Its own buttons follow by themselves; whoever listens changes what else has words at once.
    void narrowChanged(bool isNarrow);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void fit();
    void setNarrow(bool isNarrow);

    bool m_isNarrow = false;
};

} // namespace gw::window
