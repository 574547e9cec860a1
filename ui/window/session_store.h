// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QJsonObject>
#include <QLockFile>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>

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

    // Empty when there is no file. Fails when there is one that cannot be read; it is set aside
    // then, so that nothing in it is overwritten.
    [[nodiscard]] Expected<QJsonObject> load() const;
    [[nodiscard]] const QString &file() const { return m_file; }

    void scheduleWrite();
    // Returns when it is on disk, or why it is not.
    [[nodiscard]] Expected<void> writeNow();

Q_SIGNALS:
    void failed(const gw::Error &why);

private:
    void claim(const QString &wanted);
    [[nodiscard]] Error setAside(const std::string &why) const;
    void write();

    QString m_file;
    std::unique_ptr<QLockFile> m_lock; // on m_file, while this is there
    std::function<QJsonObject()> m_collect;
    QTimer m_timer;
    QThreadPool m_pool; // its own: what others compute does not hold back a write
    bool m_isWriting = false;
    bool m_isWanted = false; // something changed while one was being written
};

} // namespace gw::window
