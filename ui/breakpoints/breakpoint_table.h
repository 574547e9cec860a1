// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/breakpoint_model.h"

#include <QWidget>

class QAction;
class QSpinBox;

namespace gw::session {
class Breakpoints;
class EngineSession;
} // namespace gw::session
namespace gw::widgets {
class RowTable;
}

namespace gw::breakpoints {

// The rules of breakpoints: each cell is edited in its place. Thread: GUI.
class BreakpointTable final : public QWidget {
    Q_OBJECT

public:
    // Both must outlive this.
    BreakpointTable(session::EngineSession &session, session::Breakpoints &breakpoints,
                    QWidget *parent = nullptr);

    void setRemoveKeys(const QString &keys); // as people read them

private:
    void buildTable();
    [[nodiscard]] QLayout *head();
    void addRule();
    void refresh();

    session::EngineSession &m_session;
    session::Breakpoints &m_breakpoints;
    models::BreakpointModel m_model;
    widgets::RowTable *m_table;
    QSpinBox *m_time;
    QAction *m_add;
    QAction *m_remove;
};

} // namespace gw::breakpoints
