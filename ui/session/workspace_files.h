// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace gw::session {

// Notices what others do to the files of a workspace: definitions, settings, collections. Files are
// told apart by size and time, not read. Thread: GUI.
class WorkspaceFiles final : public QObject {
    Q_OBJECT

public:
    explicit WorkspaceFiles(QObject *parent = nullptr);

    // definitions: folder of the API definitions. Empty folders: nothing is watched.
    void follow(const QString &folder, const QString &definitions);
    [[nodiscard]] const QString &folder() const { return m_folder; }
    // The engine has just read the definitions as they are.
    void noteLoaded();
    // Names of definitions that came, went or changed since then.
    [[nodiscard]] const QStringList &changedDefinitions() const { return m_changed; }

Q_SIGNALS:
    void definitionsChanged(); // changedDefinitions() has other names
    void collectionsChanged(); // files or folders came or went
    void requestChanged(const QString &path);
    void settingsChanged();

private:
    using Stamps = QHash<QString, QString>; // by path

    void look();
    void watch();
    void compareDefinitions();
    [[nodiscard]] Stamps definitions() const;
    [[nodiscard]] Stamps requests() const;
    [[nodiscard]] QString settings() const;

    QString m_folder;
    QString m_definitionsFolder;
    Stamps m_loaded;
    Stamps m_requests;
    QString m_settings;
    QStringList m_changed;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; // writers may take several steps
};

} // namespace gw::session
