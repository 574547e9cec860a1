// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/go_to_anything.h"

#include "look/icons.h"
#include "models/navigator_model.h"
#include "window/main_window.h"
#include "window/pane_dock.h"
#include "window/quick_open.h"
#include "window/tab_area.h"

#include <QPointer>

namespace gw::window {

namespace {

QList<QuickEntry> entriesOf(const models::NavigatorModel &model, const QModelIndex &parent,
                            PageOpener &opener)
{
    using models::NavigatorModel;
    QList<QuickEntry> places;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const PageAddress address{index.data(NavigatorModel::KindRole).toString(),
                                  index.data(NavigatorModel::SubjectRole).toString()};
        if (!address.kind.isEmpty() && address.kind != models::kCommandEntry) {
            places.append({.text = index.data().toString(),
                           .detail = parent.data().toString(),
                           .icon = index.data(Qt::DecorationRole).value<QIcon>(),
                           .run = [&opener, address] {
                               opener.open(address);
                           }});
        }
        places.append(entriesOf(model, index, opener));
    }
    return places;
}

} // namespace

GoToAnything::GoToAnything(MainWindow &window, ActionRegistry &actions, QuickOpen &quickOpen)
    : QObject(&window)
    , m_window(window)
    , m_actions(actions)
    , m_quickOpen(quickOpen)
{
}

void GoToAnything::ask()
{
    const QPointer<Page> page = m_window.tabs().current();
    const bool hasLines = page != nullptr && !page->placesOf(QStringLiteral(":1")).isEmpty();
    const int question = m_quickOpen.ask(
        hasLines ? tr("Go to anything; in this tab: :12 is a line, /name a JSON pointer")
                 : tr("Go to an API, a request, a plugin, a pane, a setting"),
        openPages() + entriesOf(m_window.navigatorModel(), {}, m_window) + panes() +
            m_window.placesOfPages(),
        [page](const QString &typed) {
            return page == nullptr ? QList<QuickEntry>() : page->placesOf(typed);
        });
    for (Pane *pane : m_window.panes().panes()) {
        pane->offerPlaces(
            [open = QPointer(&m_quickOpen), question](const QList<QuickEntry> &entries) {
                if (open != nullptr) {
                    open->add(question, entries);
                }
            });
    }
}

QList<QuickEntry> GoToAnything::openPages() const
{
    QList<QuickEntry> entries;
    for (Page *page : m_window.tabs().pages()) {
        entries.append({.text = page->title(),
                        .detail = tr("open"),
                        .icon = page->icon(),
                        .run = [this, page = QPointer(page)] {
                            if (page != nullptr) {
                                m_window.tabs().raise(page);
                            }
                        }});
    }
    return entries;
}

QList<QuickEntry> GoToAnything::panes() const
{
    QList<QuickEntry> entries;
    for (QAction *action : m_actions.actions()) {
        if (ActionRegistry::idOf(*action).startsWith(QLatin1String("go.pane."))) {
            entries.append({.text = ActionRegistry::nameOf(*action),
                            .detail = action->shortcut().toString(QKeySequence::NativeText),
                            .icon = look::icon(QStringLiteral("view-list-details")),
                            .run = [action] {
                                action->trigger();
                            }});
        }
    }
    return entries;
}

} // namespace gw::window
