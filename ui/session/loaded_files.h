// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace gw::session {

// Tells which files of one kind hold something else than what the engine has read of them. Whether
// a file was written is seen by size and time; it is then read, on the pool, for only its content
// tells. Thread: GUI.
class LoadedFiles final : public QObject {
    Q_OBJECT

public:
    struct File {
        QString path;
        QString stamp; // size and time

        bool operator==(const File &) const = default;
    };
    using Files = QHash<QString, File>; // by name
    // Files by name, each with the SHA-256 of its content, in lower-case hex; empty: not readable.
    using Hashes = QHash<QString, QString>;
    // Instead of a hash: the engine has read what is there now, if anything; nobody knows more.
    static constexpr QLatin1StringView kAsItIs{"as it is"};

    // files: those that are there now.
    explicit LoadedFiles(std::function<Files()> files, QObject *parent);

    // Forgets what it knows: these are files of another workspace.
    void reset();
    // What the engine has read; before the first call nothing is known to differ, but what was
    // written is told.
    void noteLoaded(const Hashes &loaded);
    // Looks again, as soon as it can.
    void compare();
    // Names of files that are there, are gone or have another content since then.
    [[nodiscard]] QStringList changed() const;

Q_SIGNALS:
    void written(); // a file is new, gone or another; perhaps by the engine
    void changesChanged();

private:
    struct Content {
        QString stamp; // of the file before it was read
        QString hash;
    };
    using Contents = QHash<QString, Content>; // by path

    [[nodiscard]] static Contents read(const Files &files);
    void learn(const Files &now);
    void tell(const Files &now);
    void tellWritten(const Files &now);

    std::function<Files()> m_files;
    std::optional<Hashes> m_loaded; // with what was learnt of files that are as they are
    Hashes m_toldLoaded;            // without
    Contents m_contents;
    Hashes m_changed;
    Files m_told;        // of written()
    int m_workspace = 0; // counts them
    bool m_isReading = false;
    bool m_isWanted = false; // another comparison, after the one that is under way
};

} // namespace gw::session
