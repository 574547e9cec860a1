// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/action_registry.h"
#include "window/quick_entry.h"

#include <QAction>
#include <QIcon>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

namespace gw::window {

// One of the lists below the centre: Traffic, Logs, Problems. Thread: GUI.
class Pane : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString id() const = 0; // for the session store: "traffic"
    [[nodiscard]] virtual QString title() const = 0;
    // What stands behind the title in its tab: "3" problems; empty: nothing.
    [[nodiscard]] virtual QString badge() const { return {}; }
    // Widgets at the right of the tabs while the pane is shown: filter, Follow. Owned by the pane.
    [[nodiscard]] virtual QWidget *tools() { return nullptr; }
    // What the inspector shows while the pane has the focus. Owned by the pane; null: nothing.
    [[nodiscard]] virtual QWidget *inspectorWidget() { return nullptr; }

    // Those of its rows that can be gone to: the newest. They may come later.
    virtual void offerPlaces(const QuickOffer &offer) { Q_UNUSED(offer) }

    // What was made a command of this pane, in that order.
    [[nodiscard]] const QList<QAction *> &paneActions() const { return m_actions; }
    [[nodiscard]] QList<ActionSpec> commands() const;

    [[nodiscard]] virtual QJsonObject saveState() const { return {}; }
    virtual void restoreState(const QJsonObject &state) { Q_UNUSED(state) }

Q_SIGNALS:
    void badgeChanged();
    void inspectorWanted(); // something was selected: show inspectorWidget()
    void raiseWanted();     // something happened that the user should see
    void stateChanged();
    // Something was taken away that can come back; the words say what.
    void undoOffered(const QString &words, const std::function<void()> &undo);
    void undoEnded(); // it cannot any more

protected:
    // Lets the settings choose the action's keys, and the palette offer it. The keys work while the
    // keyboard is in the pane. id: within this pane, "follow".
    void makeCommand(QAction *action, const QString &id, const QKeySequence &keys = {});

private:
    QList<QAction *> m_actions;
};

} // namespace gw::window
