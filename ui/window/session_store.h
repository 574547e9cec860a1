// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QDateTime>
#include <QJsonObject>
#include <QLockFile>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace gw::window {

// Keeps what the console needs to come back as it was, also after it was killed: written at most
// kDelay after a change, as a whole, by another thread. A console that runs beside another one has
// a file of its own, "NAME-2.json", so that neither writes over the other's drafts. Thread: GUI.
class SessionStore final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kDelay{1000};

    // collect is asked for the state when it is to be written.
    SessionStore(QString file, std::function<QJsonObject()> collect, QObject *parent = nullptr);
    ~SessionStore() override;

    struct Loaded {
        QJsonObject state; // empty: there was none, or none that can be read
        std::optional<Error> problem;
    };
    // A file that cannot be read is set aside. Where that fails it stays as it is, and the session
    // is another file's, from which the state comes then.
    [[nodiscard]] Loaded load();
    [[nodiscard]] const QString &file() const { return m_file; }

    // The console that runs already and has the first file. Empty: there is none.
    struct Other {
        qint64 process = 0;
        QDateTime since;
        QJsonObject state; // what it stored last
    };
    [[nodiscard]] const std::optional<Other> &other() const { return m_other; }

    void scheduleWrite();
    // Returns when it is on disk, or why it is not.
    [[nodiscard]] Expected<void> writeNow();

Q_SIGNALS:
    void failed(const gw::Error &why);

private:
    [[nodiscard]] QString fileOf(int number) const;
    void claim(int first);
    void lookAtOther(const QLockFile &lock);
    [[nodiscard]] Loaded giveUp(const std::string &why);
    [[nodiscard]] QString setAside() const; // its new name; empty: it could not be moved
    void write();

    QString m_wanted; // the file of the first console
    QString m_file;
    int m_number = 1;                  // of the console whose file it is
    std::unique_ptr<QLockFile> m_lock; // on m_file, while this is there
    std::optional<Other> m_other;
    std::function<QJsonObject()> m_collect;
    QTimer m_timer;
    QThreadPool m_pool; // its own: what others compute does not hold back a write
    bool m_isWriting = false;
    bool m_isWanted = false; // something changed while one was being written
};

} // namespace gw::window
