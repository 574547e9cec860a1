// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"
#include "window/keys_of.h"
#include "window/page_address.h"
#include "window/quick_entry.h"

#include <QAction>
#include <QIcon>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QWidget>

namespace gw::window {

// What fills a tab of the centre: a definition, a request, a plugin. The window asks and shows; the
// page owns its content. Thread: GUI.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    // Opening the address of an open page raises that page.
    [[nodiscard]] virtual PageAddress address() const = 0;
    [[nodiscard]] virtual QString title() const = 0; // of the tab: short
    [[nodiscard]] virtual QString detail() const
    {
        return {};
    } // tool tip of the tab: a file's path
    [[nodiscard]] virtual QIcon icon() const { return {}; }

    // Whether closing would lose something. The window keeps unsaved pages over a restart: it
    // asks when a tab is closed, and at the end of the program only when they could not be kept.
    [[nodiscard]] virtual bool isModified() const { return false; }
    // Begins to save; the page shows how it went. modifiedChanged() tells that it did.
    virtual void save() {}

    // What the inspector shows while this page is current. The page owns it; null: nothing.
    [[nodiscard]] virtual QWidget *inspectorWidget() { return nullptr; }
    // Commands of this page, shown in the menus while it is current.
    [[nodiscard]] virtual QList<QAction *> pageActions() { return {}; }

    // Texts of the page that name keys are written here: as it comes into the window, and whenever
    // the user chose others.
    virtual void nameKeys(const KeysOf &keysOf) { Q_UNUSED(keysOf) }

    // Where within the page the typed words lead: ":120" to a line, "/name" to a JSON pointer.
    [[nodiscard]] virtual QList<QuickEntry> placesOf(const QString &typed)
    {
        Q_UNUSED(typed)
        return {};
    }

    // All that is needed to have the page back as it was after a kill: unsaved text, caret, splits.
    // Kept small: it is written whenever stateChanged() was emitted.
    [[nodiscard]] virtual QJsonObject saveState() const { return {}; }
    virtual void restoreState(const QJsonObject &state) { Q_UNUSED(state) }

Q_SIGNALS:
    void titleChanged(); // title, detail or icon
    void modifiedChanged();
    void addressChanged(); // an untitled page got its file
    void inspectorChanged();
    void stateChanged();
    // For the status bar: what has just been done.
    void messageRaised(const QString &text);
    void closeWanted(); // its subject is gone
    // The gateway told what it did with a request that the user sent from this page.
    void answered(const gw::client::TrafficRecord &record);
    // The pane of this id tells more of it.
    void paneWanted(const QString &id);
};

} // namespace gw::window
