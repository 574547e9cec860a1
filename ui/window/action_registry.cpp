// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/action_registry.h"

#include "look/icons.h"

#include <algorithm>

namespace gw::window {

namespace {

constexpr const char *kCategory = "gatewrightCategory";
constexpr const char *kScope = "gatewrightScope";

bool holds(const QString &outer, const QString &scope)
{
    return outer.isEmpty() || scope == outer || scope.startsWith(outer + QLatin1Char('.'));
}

bool canMeet(const QAction &one, const QAction &other)
{
    const QString mine = one.property(kScope).toString();
    const QString theirs = other.property(kScope).toString();
    return holds(mine, theirs) || holds(theirs, mine);
}

} // namespace

ActionRegistry::ActionRegistry(QObject *parent)
    : QObject(parent)
{
}

QAction *ActionRegistry::make(const ActionSpec &spec, QObject &owner)
{
    auto *action = new QAction(spec.text, &owner);
    action->setObjectName(spec.id);
    action->setShortcut(spec.shortcut);
    action->setCheckable(spec.isCheckable);
    if (!spec.icon.isEmpty()) {
        action->setIcon(look::icon(spec.icon));
    }
    return action;
}

QAction *ActionRegistry::insert(const ActionSpec &spec)
{
    Q_ASSERT(!m_byId.contains(spec.id));
    QAction *action = make(spec, *this);
    action->setProperty(kCategory, spec.category);
    action->setProperty(kScope, spec.scope);
    m_actions.append(action);
    m_byId.insert(spec.id, action);
    m_defaults.insert(spec.id, spec.shortcut);
    return action;
}

QAction *ActionRegistry::add(const ActionSpec &spec, const std::function<void(bool isChecked)> &run)
{
    QAction *action = insert(spec);
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, run);
    return action;
}

QAction *ActionRegistry::declare(const ActionSpec &spec)
{
    QAction *action = insert(spec);
    action->setEnabled(false);
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

QString ActionRegistry::scopeOf(const QAction &action)
{
    return action.property(kScope).toString();
}

QString ActionRegistry::nameOf(const QAction &action)
{
    QString name = action.text().section(QLatin1Char('\t'), 0, 0); // behind it: keys, for a menu
    name.remove(QLatin1Char('&'));
    while (name.endsWith(QLatin1Char('.')) || name.endsWith(QChar(0x2026))) {
        name.chop(1);
    }
    return name;
}

QString ActionRegistry::keysOf(const QString &id) const
{
    const QAction *found = action(id);
    return found == nullptr ? QString() : found->shortcut().toString(QKeySequence::NativeText);
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
        return other != one && other->shortcut() == one->shortcut() && canMeet(*one, *other);
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
