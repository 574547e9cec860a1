// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/page_address.h"

#include <QJsonObject>
#include <QWidget>

class QLineEdit;
class QMenu;
class QModelIndex;
class QTreeView;

namespace gw::models {
class NavigatorModel;
}

namespace gw::window {

// The tree at the left: APIs, collections, plugins; with a filter. Thread: GUI.
class Navigator final : public QWidget {
    Q_OBJECT

public:
    explicit Navigator(models::NavigatorModel &model, QWidget *parent = nullptr);

    void focusFilter();
    // Selects the entry, without opening it.
    void reveal(const PageAddress &address);
    // Of the entry that is selected; empty when there is none.
    [[nodiscard]] PageAddress current() const;
    void editName(); // of the selected entry, in its place

    [[nodiscard]] QJsonObject saveState() const; // which sections are closed
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    // Also for a command, see models::kCommandEntry.
    void openWanted(const gw::window::PageAddress &address);
    // Another entry is current.
    void selected(const gw::window::PageAddress &address);
    void revealed(); // by reveal(), which is not said by selected()
    // Fill the menu for the entry; one that stays empty is not shown.
    void menuWanted(const gw::window::PageAddress &address, QMenu *menu);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open(const QModelIndex &index);
    void click(const QModelIndex &index);
    void applyFilter();
    void filterRows(const QModelIndex &parent, int first, int last);
    bool showMatches(const QModelIndex &parent, int first, int last, const QString &words);
    [[nodiscard]] static bool isMatch(const QModelIndex &entry, const QString &words);
    [[nodiscard]] QString words() const;
    void showMenu(const QPoint &at);
    void noteClosed(const QModelIndex &section, bool isClosed);
    [[nodiscard]] static PageAddress addressOf(const QModelIndex &index);

    models::NavigatorModel &m_model;
    QLineEdit *m_filter;
    QTreeView *m_tree;
    QStringList m_closed;    // keys of the sections that the user closed
    bool m_isDouble = false; // click, whose first half ran the command
};

} // namespace gw::window
