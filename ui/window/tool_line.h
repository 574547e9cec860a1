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
    // Its own buttons follow by themselves.
    void narrowChanged(bool isNarrow);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    bool m_isNarrow = false;
    int m_wordsWidth = 0; // that it needs with all of them
};

} // namespace gw::window
