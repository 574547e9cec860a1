// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/hooks_model.h"
#include "session/engine_session.h"
#include "window/page_opener.h"

class QLabel;
class QPushButton;
class QTableView;

namespace gw::pages {

// The inspector's picture of an API or a plugin that is selected in the navigator: its state, where
// it is, its hooks with their times. Follows the engine. Thread: GUI.
class SelectionSummary final : public QWidget {
    Q_OBJECT

public:
    // opener: outlives this.
    SelectionSummary(session::EngineSession &session, window::PageOpener &opener,
                     QWidget *parent = nullptr);

    // Whether it has something to say of it: an API or a plugin library.
    [[nodiscard]] static bool takes(const window::PageAddress &address);
    void show(const window::PageAddress &address);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showApi();
    void showPlugin();

    session::EngineSession &m_session;
    window::PageOpener &m_opener;
    window::PageAddress m_address;
    QLabel *m_title;
    QLabel *m_facts;
    QPushButton *m_open;
    QTableView *m_table;
    models::HooksModel m_hooks;
};

} // namespace gw::pages
