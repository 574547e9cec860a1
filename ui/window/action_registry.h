// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace gw::window {

// How an action is declared.
struct ActionSpec {
    QString id;       // "file.save"; never changes: shortcuts are stored by it
    QString text;     // "&Save"
    QString category; // menu that it belongs to, shown in the palette: "File"
    QKeySequence shortcut = {};
    QString icon = {}; // Breeze's name
    bool isCheckable = false;
};

// Every command of the console by its id: menus, palette and shortcut settings take them from here.
// Thread: GUI.
class ActionRegistry final : public QObject {
    Q_OBJECT

public:
    explicit ActionRegistry(QObject *parent = nullptr);

    // The action is the registry's; `run` is called when it is triggered.
    QAction *add(const ActionSpec &spec, const std::function<void(bool isChecked)> &run);
    // Null when nothing has this id.
    [[nodiscard]] QAction *action(const QString &id) const;
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; } // as added
    [[nodiscard]] static QString idOf(const QAction &action);
    [[nodiscard]] static QString categoryOf(const QAction &action);
    // "Save", without the mark of the mnemonic and the dots of a dialog.
    [[nodiscard]] static QString nameOf(const QAction &action);

    [[nodiscard]] QKeySequence defaultShortcut(const QString &id) const;
    void setShortcut(const QString &id, const QKeySequence &shortcut);
    // Other actions with the same shortcut.
    [[nodiscard]] QList<QAction *> conflictsOf(const QString &id) const;

    // Only what differs from the defaults: id to portable text.
    [[nodiscard]] QHash<QString, QString> changedShortcuts() const;
    void applyShortcuts(const QHash<QString, QString> &changed);

Q_SIGNALS:
    void shortcutsChanged();

private:
    QList<QAction *> m_actions;
    QHash<QString, QAction *> m_byId;
    QHash<QString, QKeySequence> m_defaults;
};

} // namespace gw::window
