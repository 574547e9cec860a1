// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "definition/definition_drafts.h"
#include "window/action_registry.h"

#include <QObject>

namespace gw::definition {

class SpecPage;

// The commands on whole APIs: new, duplicate, rename, delete; the last two act at once, through the
// control API. They are about the API that is selected in the navigator. Thread: GUI.
class ApiActions final : public QObject {
    Q_OBJECT

public:
    // The window takes it.
    ApiActions(session::EngineSession &session, window::MainWindow &window,
               window::ActionRegistry &actions);

Q_SIGNALS:
    void requestWanted(const gw::client::ApiReport &api); // a new one, to that API

private:
    // All that brings a deleted API back.
    struct Deleted {
        client::EngineAddress engine;
        QString subject; // its id, or its file
        QString name;
        QString path = {}; // of its file on this machine; empty when the console is only attached
        QByteArray text = {};
        QString copy = {};       // where it was put aside
        bool closesPage = false; // its page has nothing that would be lost
    };

    void refreshEnabled();
    // See session::apiSubject(); empty when no API is selected.
    [[nodiscard]] QString targetSubject() const;
    [[nodiscard]] SpecPage *pageOf(const QString &subject) const;
    [[nodiscard]] QString nameOf(const QString &apiId) const;
    void duplicate(const QString &apiId);
    void rename(const QString &apiId, const QString &name);
    void remove(const QString &subject);
    // Of a file that has no id of its own, which the engine could be asked by.
    void removeFile(const QString &subject);
    [[nodiscard]] bool isUnmodified(const QString &subject) const; // an open page of it
    void renameStored(const QString &apiId, const QString &before, const QString &name);
    void offerOldName(const QString &apiId, const QString &before, const QString &name);
    void offerUndo(const Deleted &deleted);
    void undoFile(const Deleted &deleted);
    void undo(const Deleted &deleted);
    void failUndo(const Deleted &deleted, const Error &problem);
    void fail(const Error &problem);

    session::EngineSession &m_session;
    window::MainWindow &m_window;
    window::ActionRegistry &m_actions;
    DefinitionDrafts m_drafts;
};

} // namespace gw::definition
