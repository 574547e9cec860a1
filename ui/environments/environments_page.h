// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/draft.h"
#include "window/page_commands.h"
#include "window/page_opener.h"

#include <QMap>

class QListWidget;
class QListWidgetItem;

namespace gw::session {
class Environments;
}

namespace gw::window {
class Banner;
}

namespace gw::environments {

class EnvironmentEditor;

// The environments of the workspace: their names at the left, the variables of one at the right.
// Names are changed on the disk at once, variables when the page is saved. Thread: GUI.
class EnvironmentsPage final : public window::Page {
    Q_OBJECT

public:
    explicit EnvironmentsPage(session::Environments &environments, QWidget *parent = nullptr);
    ~EnvironmentsPage() override;

    [[nodiscard]] static QList<window::PageCommand<EnvironmentsPage>> commands();

    [[nodiscard]] static window::PageAddress pageAddress();
    [[nodiscard]] window::PageAddress address() const override { return pageAddress(); }
    [[nodiscard]] QString title() const override { return tr("Environments"); }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] bool isModified() const override;
    void save() override;
    [[nodiscard]] QList<QAction *> pageActions() override { return m_commands; }
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    void showEnvironment(const QString &name);
    [[nodiscard]] const QString &shown() const { return m_shown; }

private:
    // One file as far as it was looked at.
    struct Kept {
        QString name;
        std::string text;       // as it is here
        window::DraftBase base; // what it was made from

        [[nodiscard]] bool isModified() const { return window::DraftBase::of(text, {}) != base; }
    };

    void build();
    void fillList();
    void refresh();
    void noteModified();
    void takeEdit();
    void lookAtFiles();
    void offerOutside(const QString &path, const std::string &theirs);
    void put(const QString &path, const std::string &text);
    void make(const QString &wanted, const std::string &text);
    void rename(const QString &name, const QString &wanted);
    void remove();
    void undoRemove(const QString &kept, const Kept &before, bool wasCurrent);
    [[nodiscard]] Kept *keptOf(const QString &name); // read now at the latest; null: unreadable

    session::Environments &m_environments;
    window::Banner *m_banner;
    QListWidget *m_list;
    EnvironmentEditor *m_editor;
    QList<QAction *> m_commands;
    QMap<QString, Kept> m_kept; // by path
    QString m_shown;            // name; empty: none
    bool m_wasModified = false;
    bool m_isFilling = false; // the list
};

// Thread: GUI.
class EnvironmentsPageFactory final : public window::PageFactory {
public:
    explicit EnvironmentsPageFactory(session::Environments &environments)
        : m_environments(environments)
    {
    }

    [[nodiscard]] QString kind() const override { return EnvironmentsPage::pageAddress().kind; }
    [[nodiscard]] QList<window::ActionSpec> commands() const override
    {
        return window::specsOf(EnvironmentsPage::commands());
    }
    [[nodiscard]] window::Page *create(const window::PageAddress &, QWidget *parent) override
    {
        return new EnvironmentsPage(m_environments, parent);
    }

private:
    session::Environments &m_environments;
};

} // namespace gw::environments
