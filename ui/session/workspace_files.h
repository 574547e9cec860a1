// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <optional>

namespace gw::session {

// Notices what others do to the files of a workspace: definitions, settings, collections. Whether a
// file was written is seen by size and time; a definition is then read, on the pool, for only its
// content tells whether it is the one that the engine has. Thread: GUI.
class WorkspaceFiles final : public QObject {
    Q_OBJECT

public:
    explicit WorkspaceFiles(QObject *parent = nullptr);

    // definitions: folder of the API definitions. Empty folders: nothing is watched.
    void follow(const QString &folder, const QString &definitions);
    [[nodiscard]] const QString &folder() const { return m_folder; }
    // Files by name, each with the SHA-256 of its text, in lower-case hex; empty: not readable.
    using Hashes = QHash<QString, QString>;
    // What the engine has read; before the first call no definition is known to differ.
    void noteLoaded(const Hashes &definitions);
    // Names of definitions that are there, are gone or have another content since then.
    [[nodiscard]] const QStringList &changedDefinitions() const { return m_changed; }

Q_SIGNALS:
    void definitionsWritten(); // a file of these is new, gone or another; perhaps by the engine
    void definitionsChanged(); // changedDefinitions() has other names
    void collectionsChanged(); // files or folders came or went
    void pluginsChanged();     // libraries or sources of them did
    void requestChanged(const QString &path); // it is new, or another
    void requestGone(const QString &path);
    void settingsChanged();

private:
    using Stamps = QHash<QString, QString>; // by path
    struct Content {
        QString stamp; // of the file before it was read
        QString hash;
    };
    using Contents = QHash<QString, Content>; // by path

    void look();
    void watch();
    void compareDefinitions();
    void tellChanges(const Stamps &now);
    [[nodiscard]] static Contents read(const Stamps &files);
    [[nodiscard]] Stamps definitions() const;
    [[nodiscard]] Stamps requests() const;
    [[nodiscard]] QStringList plugins() const;
    [[nodiscard]] QString settings() const;

    QString m_folder;
    QString m_definitionsFolder;
    std::optional<Hashes> m_loaded;
    Contents m_contents;
    bool m_isReading = false;
    bool m_isWanted = false; // another comparison, after the one that is under way
    Stamps m_requests;
    QString m_settings;
    QStringList m_plugins;
    QStringList m_changed;
    Stamps m_told; // of definitionsWritten()
    QFileSystemWatcher m_watcher;
    QTimer m_settle; // writers may take several steps
};

} // namespace gw::session
