// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_session.h"
#include "toolchain/project_template.h"
#include "window/page_opener.h"

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gw::libraries {

// Makes a plugin project from the templates of `gatewright plugin new` among the workspace's plugin
// sources, and opens its source. Thread: GUI; the files are written on the thread pool.
class NewPluginPage final : public window::Page {
    Q_OBJECT

public:
    NewPluginPage(session::EngineSession &session, window::PageOpener &opener,
                  QWidget *parent = nullptr);

    [[nodiscard]] static window::PageAddress pageAddress();
    [[nodiscard]] window::PageAddress address() const override { return pageAddress(); }
    [[nodiscard]] QString title() const override { return tr("New plugin"); }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

private:
    void build();
    void refresh();
    void create();
    void show(const Expected<std::filesystem::path> &folder);
    [[nodiscard]] toolchain::ProjectRequest request() const;

    session::EngineSession &m_session;
    window::PageOpener &m_opener;
    QLineEdit *m_name;
    QComboBox *m_language;
    QList<QCheckBox *> m_hooks; // in the order of toolchain::HookPlace
    QLabel *m_outcome;
    QLabel *m_message;
    QPushButton *m_create;
    bool m_isMaking = false;
};

// Thread: GUI.
class NewPluginPageFactory final : public window::PageFactory {
public:
    NewPluginPageFactory(session::EngineSession &session, window::PageOpener &opener)
        : m_session(session)
        , m_opener(opener)
    {
    }

    [[nodiscard]] QString kind() const override { return NewPluginPage::pageAddress().kind; }
    [[nodiscard]] window::Page *create(const window::PageAddress &, QWidget *parent) override
    {
        return new NewPluginPage(m_session, m_opener, parent);
    }

private:
    session::EngineSession &m_session;
    window::PageOpener &m_opener;
};

} // namespace gw::libraries
