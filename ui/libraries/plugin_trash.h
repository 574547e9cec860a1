// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/expected.h"
#include "editing/plugin_sources.h"

#include <QObject>
#include <QString>

#include <optional>

namespace gw::session {
class EngineSession;
}

namespace gw::libraries {

// A library, a source or a project's folder that was deleted.
struct DeletedPlugin {
    QString path; // where it was
    QString copy; // where it is kept
};

// Moves plugin libraries and their sources out of the workspace that is open here, into its trash,
// and back. Thread: GUI.
class PluginTrash final : public QObject {
    Q_OBJECT

public:
    // session: outlives this.
    explicit PluginTrash(session::EngineSession &session, QObject *parent = nullptr);

    // Why the library cannot be deleted, and the way out; empty when nothing is known against it.
    [[nodiscard]] QString whyKept(const QString &library) const;
    // Ends in deleted() or failed(): also where a definition on the disk names it, served or not.
    void deleteLibrary(const QString &library);
    // The source of a library, or a source itself, as the navigator names it; likewise. A project
    // goes as a whole.
    void deleteSource(const QString &subject);
    // Fails where something of the name stands by now.
    [[nodiscard]] Expected<void> bringBack(const DeletedPlugin &deleted);

Q_SIGNALS:
    void deleted(const gw::libraries::DeletedPlugin &deleted);
    void failed(const gw::Error &why); // nothing was changed
    void changed();                    // a file came or went by this

private:
    [[nodiscard]] QString fileOf(const QString &library) const;
    [[nodiscard]] std::optional<editing::PluginSource> sourceOf(const QString &subject) const;
    void remove(const QString &workspace, const QString &path);

    session::EngineSession &m_session;
};

} // namespace gw::libraries
