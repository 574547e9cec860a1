// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/test_results_model.h"
#include "window/page_address.h"
#include "window/pane.h"

class QLabel;

namespace gw::session {
class EngineSession;
class Environments;
} // namespace gw::session

namespace gw::panes {

class ListView;
class PaneTools;

// Runs request files and lists what came of it. Thread: GUI.
class TestPane final : public window::Pane {
    Q_OBJECT

public:
    // Both must outlive the pane.
    TestPane(session::EngineSession &session, session::Environments &environments,
             QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("tests"); }
    [[nodiscard]] QString title() const override { return tr("Test results"); }
    [[nodiscard]] QString badge() const override;
    [[nodiscard]] QWidget *tools() override;

    // Files, or folders of them; raises the pane.
    void run(const QStringList &paths);
    [[nodiscard]] const models::TestResultsModel &model() const { return m_model; }

Q_SIGNALS:
    // line: of the request or the check; 0: the file.
    void openWanted(const gw::window::PageAddress &address, int line);
    void messageRaised(const QString &text);

private:
    void buildTools();
    void refresh();
    [[nodiscard]] QString outcome() const;

    session::EngineSession &m_session;
    session::Environments &m_environments;
    session::TestRun m_run;
    models::TestResultsModel m_model;
    QStringList m_paths; // of the last run
    bool m_isStopped = false;
    ListView *m_view;
    PaneTools *m_tools;
    QLabel *m_summary;
    QAction *m_all;
    QAction *m_again; // while it runs: stops it
};

} // namespace gw::panes
