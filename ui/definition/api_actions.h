// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "definition/definition_drafts.h"
#include "window/action_registry.h"

#include <QObject>

namespace gw::definition {

class SpecPage;

// The commands on whole APIs: new, duplicate, rename, delete; the last two act at once. They are
// about the API that is selected in the navigator. Of a workspace whose engine does not run they
// work on the files. Thread: GUI.
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
        QString origin;  // see EngineSession::origin()
        QString subject; // its id, or its file
        QString name;
        QString path = {}; // of the file that was moved; empty when an engine of others deleted it
        QByteArray text = {};    // of one that an engine of others deleted; else empty
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
    // Of a workspace: only that file, whatever others have the same id.
    void removeFile(const QString &subject);
    [[nodiscard]] bool isUnmodified(const QString &subject) const; // an open page of it
    // What is stored of an API, in the engine or, without one, in its file.
    using UseStored = std::function<void(const client::StoredDefinition &)>;
    void readStored(const QString &apiId, const UseStored &use);
    void write(const QString &apiId, const std::string &text, const QByteArray &etag,
               const std::function<void()> &whenDone);
    [[nodiscard]] QString pathOf(const QString &subject) const; // of a workspace; else empty
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
