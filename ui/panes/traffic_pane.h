// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"
#include "models/traffic_export.h"
#include "models/traffic_model.h"
#include "session/engine_session.h"
#include "window/pane.h"

class QLabel;
class QLineEdit;
class QMenu;
class QTimer;

namespace gw::widgets {
class ElidedLabel;
}

namespace gw::panes {

class FileExport;
class Follow;
class ListView;
class NoticeLine;
class PaneTools;
class SavedFilters;
class RecordDetail;

// Every request that the engine served, live. Thread: GUI.
class TrafficPane final : public window::Pane {
    Q_OBJECT

public:
    // bound: of the list.
    explicit TrafficPane(session::EngineSession &session, QWidget *parent = nullptr,
                         models::BoundedRows::Bound bound = {});
    ~TrafficPane() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("traffic"); }
    [[nodiscard]] QString title() const override { return tr("Traffic"); }
    [[nodiscard]] QWidget *tools() override;
    [[nodiscard]] QWidget *inspectorWidget() override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    void offerPlaces(const window::QuickOffer &offer) override;

    [[nodiscard]] models::TrafficModel &model() { return m_model; }
    [[nodiscard]] RecordDetail &detail() { return *m_detail; }

Q_SIGNALS:
    // Open it as a request to be edited, or send it again at once.
    void resendWanted(const gw::client::TrafficRecord &record);
    void replayWanted(const gw::client::TrafficRecord &record);
    void pluginWanted(const QString &path);
    // Requests like this one are to stop: before that step, or where they all come by.
    void breakWanted(const gw::client::TrafficRecord &record, const gw::client::TraceStep &step);
    void breakOnWanted(const gw::client::TrafficRecord &record);
    void compareWanted(const gw::client::TrafficRecord &older,
                       const gw::client::TrafficRecord &newer);
    void newRequestWanted();
    void metricsWanted(); // they count what the list lacks
    void messageRaised(const QString &text);

private:
    void buildTools();
    void buildMenu();
    // A command about chosen requests: it waits for one, and says so.
    void addRowCommand(QAction *action, const QString &id, const QKeySequence &keys = {});
    void refreshRowCommands();
    void startFresh();
    void applyFilter();
    void refreshCounts();
    void refreshEmpty();
    void followCapture();
    void showRow(int row);
    void goTo(const client::TrafficRecord *record);
    void withFirst(void (TrafficPane::*wanted)(const client::TrafficRecord &));
    void copyText(const QString &text, const QString &what);
    void compareChosen();
    void copyCurl();
    void copyRows();
    [[nodiscard]] std::vector<std::shared_ptr<const client::TrafficRecord>> chosen() const;
    [[nodiscard]] models::Origins origins() const;

    session::EngineSession &m_session;
    models::TrafficModel m_model;
    ListView *m_view;
    Follow *m_follow;
    FileExport *m_export;
    PaneTools *m_tools;
    QLineEdit *m_filter;
    QLabel *m_filterWords; // what is wrong with it
    SavedFilters *m_saved = nullptr;
    NoticeLine *m_missing;
    widgets::ElidedLabel *m_counts;
    QMenu *m_menu;
    QList<QAction *> m_rowCommands;
    QAction *m_compare;
    QAction *m_newRequest;
    QAction *m_showAll; // ends the filter
    QTimer *m_filterPause;
    std::unique_ptr<RecordDetail> m_detail;
    QString m_owner; // EngineSession::origin() that the rows are of
};

} // namespace gw::panes
