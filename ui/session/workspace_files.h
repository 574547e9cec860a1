// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/loaded_files.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace gw::session {

// Notices what others do to the files of a workspace: definitions, plugin libraries, settings,
// collections. Thread: GUI.
class WorkspaceFiles final : public QObject {
    Q_OBJECT

public:
    explicit WorkspaceFiles(QObject *parent = nullptr);

    // definitions: folder of the API definitions. Empty folders: nothing is watched.
    void follow(const QString &folder, const QString &definitions);
    [[nodiscard]] const QString &folder() const { return m_folder; }
    using Hashes = LoadedFiles::Hashes;
    // What the engine has read of definitions, by file name, and of the libraries that it uses, by
    // path below the folder.
    void noteLoaded(const Hashes &definitions);
    void noteLibraries(const Hashes &libraries);
    // Those that differ from it now.
    [[nodiscard]] QStringList changedDefinitions() const { return m_definitions.changed(); }
    [[nodiscard]] QStringList changedLibraries() const { return m_libraries.changed(); }

Q_SIGNALS:
    void definitionsWritten(); // a file of these is new, gone or another; perhaps by the engine
    void definitionsChanged(); // changedDefinitions() has other names, or they other contents
    void librariesChanged();   // likewise
    void collectionsChanged(); // files or folders came or went
    void pluginsChanged();     // libraries or sources of them did
    void requestChanged(const QString &path); // it is new, or another
    void requestGone(const QString &path);
    void settingsChanged();

private:
    using Stamps = QHash<QString, QString>; // by path

    void look();
    void watch();
    void tellRequests();
    [[nodiscard]] LoadedFiles::Files definitions() const;
    [[nodiscard]] LoadedFiles::Files libraries() const;
    [[nodiscard]] Stamps requests() const;
    [[nodiscard]] QStringList plugins() const;
    [[nodiscard]] QString settings() const;

    QString m_folder;
    QString m_definitionsFolder;
    LoadedFiles m_definitions;
    LoadedFiles m_libraries;
    QStringList m_used; // libraries, by path below the folder
    Stamps m_requests;
    QString m_settings;
    QStringList m_plugins;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; // writers may take several steps
};

} // namespace gw::session
