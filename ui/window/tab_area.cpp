// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/tab_area.h"

#include "look/format.h"
#include "window/action_registry.h"
#include "window/tab_names.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QMenu>
#include <QSplitter>
#include <QStackedLayout>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

#include <utility>

namespace gw::window {

namespace {

constexpr int kMaxGroups = 3;
constexpr int kMostLetters = 40; // of a tab; its tool tip has all of them

// Both ends of a long name stay: paths differ at their ends.
QString shortened(const QString &name, const QFontMetrics &metrics)
{
    return metrics.elidedText(name, Qt::ElideMiddle, kMostLetters * metrics.averageCharWidth());
}

QString toolTipOf(const Page &page)
{
    const QString detail = page.detail();
    return detail.isEmpty() ? page.title() : page.title() + u'\n' + detail;
}

QJsonArray sizesOf(const QSplitter &splitter)
{
    QJsonArray sizes;
    for (const int size : splitter.sizes()) {
        sizes.append(size);
    }
    return sizes;
}

} // namespace

TabArea::TabArea(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    m_splitter->setChildrenCollapsible(false);
    m_stack->addWidget(m_splitter);
    m_active = addGroup();
    connect(m_splitter, &QSplitter::splitterMoved, this, &TabArea::layoutChanged);
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { follow(now); });
}

// A window takes the focus with it when it goes.
TabArea::~TabArea()
{
    qApp->disconnect(this);
}

void TabArea::setEmptyState(QWidget *widget)
{
    m_stack->addWidget(widget);
    m_stack->setCurrentIndex(pages().isEmpty() ? 1 : 0);
}

void TabArea::setTools(const QList<QAction *> &tools)
{
    m_tools = tools;
    for (QTabWidget *group : std::as_const(m_groups)) {
        addTools(group);
    }
}

void TabArea::addTools(QTabWidget *group)
{
    auto *corner = new QWidget(group);
    auto *layout = new QHBoxLayout(corner);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    for (QAction *tool : std::as_const(m_tools)) {
        auto *button = new QToolButton(corner);
        button->setDefaultAction(tool);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(ActionRegistry::nameOf(*tool));
        connect(button, &QToolButton::pressed, this, [this, group] { activate(group); });
        layout->addWidget(button);
    }
    group->setCornerWidget(corner);
    corner->show();
}

void TabArea::add(Page *page)
{
    connect(page, &Page::titleChanged, this, &TabArea::refreshTabs);
    connect(page, &Page::modifiedChanged, this, &TabArea::refreshTabs);
    connect(page, &Page::closeWanted, this, [this, page] { drop(page); });
    place(page, m_active);
    m_stack->setCurrentIndex(0);
    raise(page);
    Q_EMIT pagesChanged();
}

void TabArea::place(Page *page, QTabWidget *group)
{
    group->addTab(page, page->icon(), page->title());
    refreshTabs();
}

void TabArea::raise(Page *page)
{
    QTabWidget *group = groupOf(page);
    if (group == nullptr) {
        return;
    }
    m_active = group;
    group->setCurrentWidget(page);
    page->setFocus();
    if (m_current != page) {
        m_current = page;
        Q_EMIT currentChanged(page);
    }
}

void TabArea::close(Page *page)
{
    if (page->isModified()) {
        Q_EMIT askedToDrop(page);
        return;
    }
    drop(page);
}

void TabArea::drop(Page *page)
{
    QTabWidget *group = groupOf(page);
    if (group == nullptr) {
        return;
    }
    page->disconnect(this);
    group->removeTab(group->indexOf(page));
    refreshTabs();
    page->deleteLater();
    if (m_current == page) {
        m_current = nullptr;
    }
    removeEmptyGroups();
    auto *next = qobject_cast<Page *>(m_active->currentWidget());
    if (m_current == nullptr) {
        m_current = next;
        Q_EMIT currentChanged(next);
    }
    if (next == nullptr && m_stack->count() > 1) {
        m_stack->setCurrentIndex(1);
    }
    Q_EMIT pagesChanged();
}

Page *TabArea::current() const
{
    return m_current;
}

QList<Page *> TabArea::pages() const
{
    QList<Page *> all;
    for (const QTabWidget *group : m_groups) {
        for (int at = 0; at < group->count(); ++at) {
            all.append(qobject_cast<Page *>(group->widget(at)));
        }
    }
    return all;
}

PageAddress TabArea::untitled(const QString &kind) const
{
    PageAddress address;
    for (int number = 1; number == 1 || find(address) != nullptr; ++number) {
        address = {kind, QStringLiteral("untitled:%1").arg(number)};
    }
    return address;
}

Page *TabArea::find(const PageAddress &address) const
{
    for (Page *page : pages()) {
        if (page->address() == address) {
            return page;
        }
    }
    return nullptr;
}

void TabArea::moveRight()
{
    Page *page = m_current;
    if (page == nullptr) {
        return;
    }
    QTabWidget *from = groupOf(page);
    const qsizetype at = m_groups.indexOf(from);
    const bool isLast = at + 1 == m_groups.size();
    if (isLast && (from->count() < 2 || m_groups.size() >= kMaxGroups)) {
        return; // nothing would stay at the left
    }
    QTabWidget *to = isLast ? addGroup() : m_groups[at + 1];
    from->removeTab(from->indexOf(page));
    place(page, to);
    removeEmptyGroups();
    raise(page);
    Q_EMIT layoutChanged();
}

void TabArea::step(int distance)
{
    const int count = m_active->count();
    if (count > 1) {
        m_active->setCurrentIndex((m_active->currentIndex() + distance + count) % count);
    }
}

QJsonObject TabArea::saveLayout() const
{
    QJsonArray groups;
    int at = 0;
    for (const QTabWidget *group : m_groups) {
        groups.append(QJsonObject{{QStringLiteral("count"), group->count()},
                                  {QStringLiteral("current"), group->currentIndex()}});
        at += group->count();
    }
    return {{QStringLiteral("groups"), groups},
            {QStringLiteral("sizes"), sizesOf(*m_splitter)},
            {QStringLiteral("active"), m_groups.indexOf(m_active)}};
}

void TabArea::restoreLayout(const QJsonObject &layout)
{
    const QList<Page *> all = pages();
    const QJsonArray groups = layout.value(QLatin1String("groups")).toArray();
    qsizetype next = 0;
    for (qsizetype at = 0; at < groups.size() && at < kMaxGroups; ++at) {
        const int count = groups[at].toObject().value(QLatin1String("count")).toInt();
        QTabWidget *group = at < m_groups.size() ? m_groups[at] : addGroup();
        for (int taken = 0; taken < count && next < all.size(); ++taken, ++next) {
            if (QTabWidget *from = groupOf(all[next]); from != group) {
                from->removeTab(from->indexOf(all[next]));
                place(all[next], group);
            }
        }
        group->setCurrentIndex(groups[at].toObject().value(QLatin1String("current")).toInt());
    }
    removeEmptyGroups();
    QList<int> sizes;
    for (const QJsonValue &size : layout.value(QLatin1String("sizes")).toArray()) {
        sizes.append(size.toInt());
    }
    m_splitter->setSizes(sizes);
    const int active = layout.value(QLatin1String("active")).toInt();
    m_active = m_groups.value(active, m_groups.first());
    if (auto *page = qobject_cast<Page *>(m_active->currentWidget())) {
        raise(page);
    }
}

QTabWidget *TabArea::addGroup()
{
    auto *group = new QTabWidget(m_splitter);
    group->setDocumentMode(true);
    group->setTabsClosable(true);
    group->setMovable(true);
    group->setElideMode(Qt::ElideNone); // a title says something only when it is whole
    group->setUsesScrollButtons(true);
    group->setAccessibleName(tr("Open pages"));
    group->tabBar()->setExpanding(false);
    group->tabBar()->setContextMenuPolicy(Qt::CustomContextMenu);
    m_splitter->addWidget(group);
    m_groups.append(group);
    connect(group, &QTabWidget::tabCloseRequested, this,
            [this, group](int at) { close(qobject_cast<Page *>(group->widget(at))); });
    connect(group, &QTabWidget::currentChanged, this, [this, group](int at) {
        auto *page = qobject_cast<Page *>(group->widget(at));
        if (group == m_active && page != nullptr && page != m_current) {
            m_current = page;
            Q_EMIT currentChanged(page);
        }
    });
    connect(group->tabBar(), &QTabBar::tabMoved, this, &TabArea::layoutChanged);
    connect(group->tabBar(), &QWidget::customContextMenuRequested, this,
            [this, group](const QPoint &at) { showTabMenu(group, at); });
    if (!m_tools.isEmpty()) {
        addTools(group);
    }
    return group;
}

QTabWidget *TabArea::groupOf(const Page *page) const
{
    for (QTabWidget *group : m_groups) {
        if (group->indexOf(const_cast<Page *>(page)) >= 0) {
            return group;
        }
    }
    return nullptr;
}

void TabArea::removeEmptyGroups()
{
    const QList<QTabWidget *> groups = m_groups;
    for (QTabWidget *group : groups) {
        if (group->count() == 0 && m_groups.size() > 1) {
            m_groups.removeOne(group);
            group->hide();
            group->deleteLater();
        }
    }
    if (!m_groups.contains(m_active)) {
        m_active = m_groups.first();
    }
}

// All of them: a title that comes or goes may tell others apart.
void TabArea::refreshTabs()
{
    const QList<Page *> all = pages();
    QList<TabSubject> subjects;
    for (const Page *page : all) {
        subjects.append({page->title(), page->detail()});
    }
    const QStringList names = tabNames(subjects);
    for (qsizetype number = 0; number < all.size(); ++number) {
        const Page *page = all[number];
        QTabWidget *group = groupOf(page);
        const int at = group->indexOf(page);
        QString text = shortened(look::straightText(names[number]), group->fontMetrics());
        text.replace(u'&', QStringLiteral("&&")); // it is no key
        group->setTabText(at, page->isModified() ? text + QStringLiteral(" *") : text);
        group->setTabIcon(at, page->icon());
        group->setTabToolTip(at, toolTipOf(*page));
    }
}

// The group where the user works is the active one.
void TabArea::follow(QWidget *focus)
{
    for (QTabWidget *group : m_groups) {
        if (focus != nullptr && group->isAncestorOf(focus)) {
            activate(group);
            return;
        }
    }
}

void TabArea::activate(QTabWidget *group)
{
    if (group != m_active) {
        m_active = group;
        m_current = qobject_cast<Page *>(group->currentWidget());
        Q_EMIT currentChanged(m_current);
    }
}

void TabArea::showTabMenu(QTabWidget *group, const QPoint &at)
{
    auto *page = qobject_cast<Page *>(group->widget(group->tabBar()->tabAt(at)));
    if (page == nullptr) {
        return;
    }
    raise(page);
    QMenu menu(this);
    menu.addAction(tr("&Close"), this, [this, page] { close(page); });
    menu.addAction(tr("Close &Others"), this, [this, page] {
        for (Page *other : pages()) {
            if (other != page) {
                close(other);
            }
        }
    });
    menu.addSeparator();
    menu.addAction(tr("Move to the &Right"), this, &TabArea::moveRight);
    menu.exec(group->tabBar()->mapToGlobal(at));
}

} // namespace gw::window
