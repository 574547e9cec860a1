// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/plugin_client.h"
#include "models/hooks_model.h"
#include "session/engine_session.h"
#include "window/page_opener.h"

namespace gw::window {
class ElidedLabel;
}

class QLabel;
class QPushButton;
class QTableView;
class QTreeWidget;

namespace gw::pages {

class TimeHistogram;

// One plugin library: its hooks, who uses them and what they cost, its generations; reload, roll
// back, and whether the engine watches its plugin files. Thread: GUI.
class PluginPage final : public window::Page {
    Q_OBJECT

public:
    PluginPage(session::EngineSession &session, window::PageOpener &opener, QString path,
               QWidget *parent);

    [[nodiscard]] window::PageAddress address() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString detail() const override { return m_path; }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] QList<QAction *> pageActions() override;

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void refresh();
    [[nodiscard]] QWidget *tables();
    void loadTimes();
    void loadWatch();
    void setWatch(bool isOn);
    void loadGenerations();
    void showGenerations(const QList<client::PluginGeneration> &generations);
    void run(client::Reply<client::PluginSwap> reply, const QString &what);
    void rollBack();
    void refreshEnabled();
    [[nodiscard]] QString factsText(const QList<client::PluginHook> &hooks) const;

    session::EngineSession &m_session;
    window::PageOpener &m_opener;
    QString m_path;
    models::HooksModel m_hooks;
    QAction *m_reload;
    QAction *m_rollBack;
    QAction *m_watch;
    window::ElidedLabel *m_title;
    QLabel *m_facts;
    QLabel *m_message;
    QTableView *m_table;
    QLabel *m_timesTitle;
    TimeHistogram *m_times;
    bool m_isLoadingTimes = false;
    QTreeWidget *m_generations;
};

class PluginPageFactory final : public window::PageFactory {
public:
    PluginPageFactory(session::EngineSession &session, window::PageOpener &opener)
        : m_session(session)
        , m_opener(opener)
    {
    }

    [[nodiscard]] QString kind() const override { return QStringLiteral("plugin"); }
    [[nodiscard]] window::Page *create(const window::PageAddress &address,
                                       QWidget *parent) override;

private:
    session::EngineSession &m_session;
    window::PageOpener &m_opener;
};

} // namespace gw::pages
