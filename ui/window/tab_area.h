// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/page.h"

#include <QList>
#include <QWidget>

class QAction;
class QSplitter;
class QStackedLayout;
class QTabWidget;

namespace gw::window {

// The centre: pages in tabs, side by side when split. Thread: GUI.
class TabArea final : public QWidget {
    Q_OBJECT

public:
    explicit TabArea(QWidget *parent = nullptr);
    ~TabArea() override;

    // Shown while no page is open. The area takes it.
    void setEmptyState(QWidget *widget);

    // Buttons beside the tabs of each group, which is the active one before they act.
    void setTools(const QList<QAction *> &tools);

    void add(Page *page); // into the active group; becomes current
    void raise(Page *page);
    // Asks pages that would lose something through askedToDrop(), else closes at once.
    void close(Page *page);
    // Without asking.
    void drop(Page *page);

    [[nodiscard]] Page *current() const;
    [[nodiscard]] QList<Page *> pages() const; // group by group, in the order of the tabs
    [[nodiscard]] Page *find(const PageAddress &address) const;
    // Of a new page without a file: the first "untitled:N" that is free.
    [[nodiscard]] PageAddress untitled(const QString &kind) const;

    // Moves the current page into a new group at the right, or into the group there.
    void moveRight();
    void step(int distance); // through the tabs of the active group

    // Groups with the indices of their pages (as in pages()), sizes, what is current.
    [[nodiscard]] QJsonObject saveLayout() const;
    void restoreLayout(const QJsonObject &layout);

Q_SIGNALS:
    void currentChanged(gw::window::Page *page);
    void pagesChanged();
    void layoutChanged();
    // The page holds unsaved changes: ask, then call drop().
    void askedToDrop(gw::window::Page *page);

private:
    QTabWidget *addGroup();
    void addTools(QTabWidget *group);
    void activate(QTabWidget *group);
    [[nodiscard]] QTabWidget *groupOf(const Page *page) const;
    void removeEmptyGroups();
    void refreshTabs();
    void place(Page *page, QTabWidget *group);
    void follow(QWidget *focus);
    void showTabMenu(QTabWidget *group, const QPoint &at);

    QStackedLayout *m_stack;
    QSplitter *m_splitter;
    QList<QTabWidget *> m_groups;
    QList<QAction *> m_tools;
    QTabWidget *m_active = nullptr;
    Page *m_current = nullptr;
};

} // namespace gw::window
