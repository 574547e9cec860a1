// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/reload_model.h"
#include "session/engine_session.h"
#include "window/page_opener.h"

class QLabel;
class QTableView;

namespace gw::definition {

// What the engine made of each file when it loaded them last. Thread: GUI.
class ReloadPage final : public window::Page {
    Q_OBJECT

public:
    // Both must outlive this.
    ReloadPage(session::EngineSession &session, window::PageOpener &opener,
               QWidget *parent = nullptr);

    [[nodiscard]] static window::PageAddress pageAddress()
    {
        return {QStringLiteral("reload"), {}};
    }
    [[nodiscard]] window::PageAddress address() const override { return pageAddress(); }
    [[nodiscard]] QString title() const override { return tr("Last reload"); }
    [[nodiscard]] QIcon icon() const override;

private:
    void refresh();

    session::EngineSession &m_session;
    models::ReloadModel m_model;
    QLabel *m_summary;
    QTableView *m_table;
};

// Thread: GUI.
class ReloadPageFactory final : public window::PageFactory {
public:
    // Both must outlive this.
    ReloadPageFactory(session::EngineSession &session, window::PageOpener &opener)
        : m_session(session)
        , m_opener(opener)
    {
    }

    [[nodiscard]] QString kind() const override { return ReloadPage::pageAddress().kind; }
    [[nodiscard]] window::Page *create(const window::PageAddress &, QWidget *parent) override
    {
        return new ReloadPage(m_session, m_opener, parent);
    }

private:
    session::EngineSession &m_session;
    window::PageOpener &m_opener;
};

} // namespace gw::definition
