// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/paused_model.h"
#include "window/page_commands.h"
#include "window/page_opener.h"

#include <QTimer>

class QCheckBox;
class QLabel;
class QPushButton;
class QSplitter;
class QTableView;

namespace gw::session {
class Breakpoints;
class EngineSession;
} // namespace gw::session

namespace gw::breakpoints {

class BreakpointTable;
class PausedEditor;

// Which requests stop and where, those that do, and one of them to be edited. Thread: GUI.
class BreakpointsPage final : public window::Page {
    Q_OBJECT

public:
    // Both must outlive this.
    BreakpointsPage(session::EngineSession &session, session::Breakpoints &breakpoints,
                    QWidget *parent = nullptr);

    [[nodiscard]] static QList<window::PageCommand<BreakpointsPage>> commands();
    [[nodiscard]] static window::PageAddress pageAddress()
    {
        return {QStringLiteral("breakpoints"), {}};
    }
    [[nodiscard]] window::PageAddress address() const override { return pageAddress(); }
    [[nodiscard]] QString title() const override { return tr("Breakpoints"); }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] QList<QAction *> pageActions() override { return m_actions; }
    void nameKeys(const window::KeysOf &keysOf) override;

    // Selects that request; of none, the first.
    void showPaused(const QString &id);
    [[nodiscard]] PausedEditor &editor() { return *m_editor; }

private:
    [[nodiscard]] QLayout *head();
    [[nodiscard]] QWidget *pausedPart();
    void dressTable();
    void refreshState();
    void refreshPaused();
    void selectRow(int row);
    void goOn();

    session::EngineSession &m_session;
    session::Breakpoints &m_breakpoints;
    models::PausedModel m_model;
    QCheckBox *m_switch;
    QLabel *m_state;
    BreakpointTable *m_rules;
    QTableView *m_table;
    QPushButton *m_continueAll;
    PausedEditor *m_editor;
    QTimer m_clock;
    QList<QAction *> m_actions;
};

// Thread: GUI.
class BreakpointsPageFactory final : public window::PageFactory {
public:
    // Both must outlive this.
    BreakpointsPageFactory(session::EngineSession &session, session::Breakpoints &breakpoints)
        : m_session(session)
        , m_breakpoints(breakpoints)
    {
    }

    [[nodiscard]] QString kind() const override { return BreakpointsPage::pageAddress().kind; }
    [[nodiscard]] QList<window::ActionSpec> commands() const override
    {
        return window::specsOf(BreakpointsPage::commands());
    }
    [[nodiscard]] window::Page *create(const window::PageAddress &, QWidget *parent) override
    {
        return new BreakpointsPage(m_session, m_breakpoints, parent);
    }

private:
    session::EngineSession &m_session;
    session::Breakpoints &m_breakpoints;
};

} // namespace gw::breakpoints
