// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/log_spill.h"
#include "window/page_commands.h"
#include "window/page_opener.h"

namespace gw::widgets {
class BodyView;
class WorkBar;
} // namespace gw::widgets

class QLabel;

namespace gw::panes {

// Log lines for which the Logs pane has no room, as they were when the page was opened: page by
// page, with search and save. Thread: GUI.
class OlderLogPage final : public window::Page {
    Q_OBJECT

public:
    // size: in bytes, of what there is to read.
    OlderLogPage(const window::PageAddress &address, const models::LogSpill::Reader &reader,
                 quint64 size, QWidget *parent = nullptr);
    ~OlderLogPage() override;

    [[nodiscard]] static QList<window::PageCommand<OlderLogPage>> commands();

    // A page of its own for each time that it is asked for.
    [[nodiscard]] static window::PageAddress newAddress();
    [[nodiscard]] window::PageAddress address() const override { return m_address; }
    [[nodiscard]] QString title() const override { return tr("Older log lines"); }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] QList<QAction *> pageActions() override { return m_actions; }
    [[nodiscard]] const widgets::BodyView &view() const { return *m_view; }

private:
    void show(const Expected<models::LogSpill::Text> &text);

    window::PageAddress m_address;
    std::shared_ptr<requests::WorkState> m_state;
    widgets::WorkBar *m_work;
    QLabel *m_note;
    widgets::BodyView *m_view;
    QList<QAction *> m_actions;
};

// Thread: GUI.
class OlderLogPageFactory final : public window::PageFactory {
public:
    // older: outlives this.
    explicit OlderLogPageFactory(models::LogSpill &older)
        : m_older(older)
    {
    }

    [[nodiscard]] QString kind() const override { return OlderLogPage::newAddress().kind; }
    [[nodiscard]] QList<window::ActionSpec> commands() const override
    {
        return window::specsOf(OlderLogPage::commands());
    }
    [[nodiscard]] window::Page *create(const window::PageAddress &address, QWidget *parent) override
    {
        return new OlderLogPage(address, m_older.reader(), m_older.byteCount(), parent);
    }

private:
    models::LogSpill &m_older;
};

} // namespace gw::panes
