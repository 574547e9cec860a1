// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/action_registry.h"

#include "look/icons.h"

#include <algorithm>

namespace gw::window {

namespace {

constexpr const char *kCategory = "gatewrightCategory";

} // namespace

ActionRegistry::ActionRegistry(QObject *parent)
    : QObject(parent)
{
}

QAction *ActionRegistry::add(const ActionSpec &spec, const std::function<void(bool isChecked)> &run)
{
    Q_ASSERT(!m_byId.contains(spec.id));
    auto *action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    action->setProperty(kCategory, spec.category);
    action->setShortcut(spec.shortcut);
    action->setShortcutContext(Qt::WindowShortcut);
    action->setCheckable(spec.isCheckable);
    if (!spec.icon.isEmpty()) {
        action->setIcon(look::icon(spec.icon));
    }
    connect(action, &QAction::triggered, this, run);
    m_actions.append(action);
    m_byId.insert(spec.id, action);
    m_defaults.insert(spec.id, spec.shortcut);
    return action;
}

QAction *ActionRegistry::action(const QString &id) const
{
    return m_byId.value(id);
}

QString ActionRegistry::idOf(const QAction &action)
{
    return action.objectName();
}

QString ActionRegistry::categoryOf(const QAction &action)
{
    return action.property(kCategory).toString();
}

QString ActionRegistry::nameOf(const QAction &action)
{
    QString name = action.text();
    name.remove(QLatin1Char('&'));
    while (name.endsWith(QLatin1Char('.')) || name.endsWith(QChar(0x2026))) {
        name.chop(1);
    }
    return name;
}

QKeySequence ActionRegistry::defaultShortcut(const QString &id) const
{
    return m_defaults.value(id);
}

void ActionRegistry::setShortcut(const QString &id, const QKeySequence &shortcut)
{
    QAction *found = action(id);
    if (found != nullptr && found->shortcut() != shortcut) {
        found->setShortcut(shortcut);
        Q_EMIT shortcutsChanged();
    }
}

QList<QAction *> ActionRegistry::conflictsOf(const QString &id) const
{
    QList<QAction *> others;
    const QAction *one = action(id);
    if (one == nullptr || one->shortcut().isEmpty()) {
        return others;
    }
    std::ranges::copy_if(m_actions, std::back_inserter(others), [one](const QAction *other) {
        return other != one && other->shortcut() == one->shortcut();
    });
    return others;
}

QHash<QString, QString> ActionRegistry::changedShortcuts() const
{
    QHash<QString, QString> changed;
    for (const QAction *one : m_actions) {
        if (one->shortcut() != m_defaults.value(idOf(*one))) {
            changed.insert(idOf(*one), one->shortcut().toString(QKeySequence::PortableText));
        }
    }
    return changed;
}

void ActionRegistry::applyShortcuts(const QHash<QString, QString> &changed)
{
    for (QAction *one : m_actions) {
        const auto stored = changed.find(idOf(*one));
        one->setShortcut(stored == changed.end()
                             ? m_defaults.value(idOf(*one))
                             : QKeySequence(*stored, QKeySequence::PortableText));
    }
    Q_EMIT shortcutsChanged();
}

} // namespace gw::window
