// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/log_model.h"
#include "session/engine_session.h"
#include "window/pane.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QTimer;

namespace gw::widgets {
class ElidedLabel;
}

namespace gw::panes {

class FileExport;
class Follow;
class ListView;
class MatchDelegate;
class PaneTools;
class SavedFilters;

// The engine's log, live. Thread: GUI.
class LogPane final : public window::Pane {
    Q_OBJECT

public:
    explicit LogPane(session::EngineSession &session, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("logs"); }
    [[nodiscard]] QString title() const override { return tr("Logs"); }
    [[nodiscard]] QWidget *tools() override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    [[nodiscard]] models::LogModel &model() { return m_model; }

Q_SIGNALS:
    void messageRaised(const QString &text);
    void olderWanted();      // model().older() has lines
    void newRequestWanted(); // there is nothing to show

private:
    void buildTools();
    void buildFilters();
    void fillSources();
    void applyFilter();
    void nameEngine();
    void refreshCounts();
    void refreshEmpty();
    void copy();

    session::EngineSession &m_session;
    models::LogModel m_model;
    ListView *m_view;
    MatchDelegate *m_matches;
    Follow *m_follow;
    FileExport *m_export;
    PaneTools *m_tools;
    QComboBox *m_level;
    QComboBox *m_source; // its rows hold sources; the first one is empty
    QString m_wanted;    // the source that was chosen
    QString m_engine;    // whose lines came last
    bool m_isNew = true; // the engine was connected to since
    QLineEdit *m_filter;
    QLabel *m_filterWords; // what is wrong with it
    SavedFilters *m_saved = nullptr;
    widgets::ElidedLabel *m_counts;
    QTimer *m_filterPause;
    QAction *m_older = nullptr;
    QAction *m_showAll; // ends the filter
    QAction *m_newRequest;
};

} // namespace gw::panes
