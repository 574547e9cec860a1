// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_session.h"

#include <QStatusBar>

class QLabel;
class QToolButton;

namespace gw::window {

// The window's lowest line: which engine, how many APIs and plugins, how busy it is. Thread: GUI.
class StatusLine final : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(session::EngineSession &session, QWidget *parent = nullptr);

    // For a few seconds, at the left.
    void say(const QString &text);
    // How many requests breakpoints hold; 0 is not shown.
    void showPaused(int count);

    struct Kept {
        std::uint64_t rows = 0;
        std::uint64_t bytes = 0;
        std::uint64_t bound = 0; // of the bytes
    };
    // Of the traffic. Where the line has no room for all of it the number of rows is enough.
    void showTraffic(const Kept &kept);

Q_SIGNALS:
    void pausedClicked();
    void stuckClicked();
    void engineClicked();
    void generationClicked();
    void apisClicked();
    void pluginsClicked();
    void loadClicked();
    void trafficClicked();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *addButton(const QString &name, void (StatusLine::*clicked)());
    void refreshEngine();
    void refreshPlugins();
    void refreshStuck();
    void refreshLoad();
    void refreshTraffic();

    session::EngineSession &m_session;
    QToolButton *m_stuck;
    QToolButton *m_paused;
    QToolButton *m_engine;
    QToolButton *m_generation;
    QToolButton *m_apis;
    QToolButton *m_plugins;
    QToolButton *m_load;
    QToolButton *m_traffic;
    Kept m_kept;
    std::uint64_t m_lastRequests = 0;
    double m_lastUptime = 0;
};

} // namespace gw::window
