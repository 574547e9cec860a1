// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/pane.h"

namespace gw::window {

void Pane::makeCommand(QAction *action, const QString &id, const QKeySequence &keys)
{
    action->setObjectName(QStringLiteral("pane.%1.%2").arg(this->id(), id));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    m_actions.append(action);
}

QList<ActionSpec> Pane::commands() const
{
    QList<ActionSpec> commands;
    for (const QAction *action : m_actions) {
        commands.append({.id = action->objectName(),
                         .text = action->text(),
                         .category = title(),
                         .shortcut = action->shortcut()});
    }
    return commands;
}

} // namespace gw::window
