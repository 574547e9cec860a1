// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/action_registry.h"

#include <functional>

namespace gw::window {

// A command that every page of a class has. It is told before there is such a page, so that its
// keys can be chosen.
template <typename PageType>
struct PageCommand {
    ActionSpec spec;
    std::function<void(PageType &)> run;
};

template <typename PageType>
[[nodiscard]] QList<ActionSpec> specsOf(const QList<PageCommand<PageType>> &commands)
{
    QList<ActionSpec> specs;
    for (const PageCommand<PageType> &command : commands) {
        specs.append(command.spec);
    }
    return specs;
}

// The page's own, in the order of the commands. The window gives them the keys that are chosen.
// Their keys work in the widget that they are added to.
template <typename PageType>
[[nodiscard]] QList<QAction *> makeActions(PageType &page,
                                           const QList<PageCommand<PageType>> &commands)
{
    QList<QAction *> actions;
    for (const PageCommand<PageType> &command : commands) {
        QAction *action = ActionRegistry::make(command.spec, page);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        QObject::connect(action, &QAction::triggered, &page,
                         [&page, run = command.run] { run(page); });
        actions.append(action);
    }
    return actions;
}

} // namespace gw::window
