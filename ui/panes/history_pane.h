// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history_model.h"
#include "window/pane.h"

class QAction;
class QLabel;
class QLineEdit;
class QTimer;

namespace gw::history {
class RequestHistory;
}

namespace gw::panes {

class ListView;
class PaneTools;

// What was sent from here, also before the last start. Thread: GUI.
class HistoryPane final : public window::Pane {
    Q_OBJECT

public:
    // The history must outlive the pane.
    explicit HistoryPane(history::RequestHistory &history, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("history"); }
    [[nodiscard]] QString title() const override { return tr("History"); }
    [[nodiscard]] QWidget *tools() override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;
    void offerPlaces(const window::QuickOffer &offer) override;

    [[nodiscard]] const models::HistoryModel &model() const { return m_model; }

Q_SIGNALS:
    void openWanted(qint64 id);
    void compareWanted(qint64 older, qint64 newer);
    void newRequestWanted(); // there is nothing to show

private:
    void buildTools();
    void refresh();
    void refreshActions();
    void openCurrent();
    void compareChosen();
    void removeChosen();
    void showMenu(const QPoint &at);

    history::RequestHistory &m_history;
    models::HistoryModel m_model;
    ListView *m_view;
    PaneTools *m_tools;
    QLineEdit *m_search;
    QLabel *m_count;
    QTimer *m_pause;
    QAction *m_open;
    QAction *m_compare;
    QAction *m_remove;
    QAction *m_clearSearch;
    QAction *m_newRequest;
};

} // namespace gw::panes
