// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "look/appearance.h"
#include "window/action_registry.h"
#include "window/page_opener.h"

class QComboBox;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace gw::window {

// Colours, and the keyboard shortcut of every command. Changes hold at once. Thread: GUI.
class SettingsPage final : public Page {
    Q_OBJECT

public:
    SettingsPage(ActionRegistry &actions, look::Appearance &appearance, QWidget *parent);

    [[nodiscard]] PageAddress address() const override;
    [[nodiscard]] QString title() const override { return tr("Settings"); }
    [[nodiscard]] QIcon icon() const override;

    void showColours();
    // Selects the command, so that its keys can be chosen.
    void showCommand(const QString &id);

private:
    void prepareColours();
    void prepareShortcuts();
    [[nodiscard]] QLayout *keyLine();
    void applyFilter();
    void refreshRow(QTreeWidgetItem &row);
    void showCurrent();
    void setCurrent(const QKeySequence &keys);
    [[nodiscard]] QString currentId() const;

    ActionRegistry &m_actions;
    look::Appearance &m_appearance;
    QComboBox *m_colours;
    QLineEdit *m_filter;
    QTreeWidget *m_list;
    QKeySequenceEdit *m_keys;
    QLabel *m_conflict;
    bool m_isShowing = false;
};

class SettingsPageFactory final : public PageFactory {
public:
    SettingsPageFactory(ActionRegistry &actions, look::Appearance &appearance)
        : m_actions(actions)
        , m_appearance(appearance)
    {
    }

    [[nodiscard]] QString kind() const override { return QStringLiteral("settings"); }
    [[nodiscard]] QList<QuickEntry> places(PageOpener &opener) const override;
    [[nodiscard]] Page *create(const PageAddress &address, QWidget *parent) override;

private:
    ActionRegistry &m_actions;
    look::Appearance &m_appearance;
};

} // namespace gw::window
