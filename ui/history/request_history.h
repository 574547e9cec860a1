// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "history/history_entry.h"

#include <QList>
#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace gw::history {

class HistoryDatabase;

// The history of the workspace that is open. Nothing here waits for the disk: answers come later,
// none after this is gone. Where the history cannot be used, requests are sent all the same.
// Thread: GUI, with one of its own for the database.
class RequestHistory final : public QObject {
    Q_OBJECT

public:
    // folder: where the files of all workspaces are.
    explicit RequestHistory(QString folder, QObject *parent = nullptr);
    // Waits until what was added is written.
    ~RequestHistory() override;

    // The workspace's folder, or the address of an engine; empty: none, and nothing is kept.
    void use(const QString &subject);
    [[nodiscard]] const QString &subject() const { return m_subject; }

    // Of a request that has ended; whenAdded hears its id.
    void add(requests::Entry request, requests::HttpRequest sent,
             std::shared_ptr<const requests::TransferResult> result,
             std::function<void(qint64 id)> whenAdded = {});
    void find(const QString &words, std::function<void(QList<HistoryRow>)> whenFound);
    void read(qint64 id, std::function<void(Expected<HistoryEntry>)> whenRead);
    void remove(const QList<qint64> &ids);
    void clear();
    // Brings back what these two took; see clearedCountChanged.
    void undoClear();

Q_SIGNALS:
    void changed();
    // How many requests undoClear() would bring back.
    void clearedCountChanged(qint64 count);
    // Once for each cause: it was set aside, or cannot be used.
    void problemRaised(const gw::Error &problem);

private:
    // take: on the database's thread.
    void takeAway(std::function<Expected<qint64>(HistoryDatabase &)> take);
    // On the database's thread; null: there is none.
    void run(std::function<void(HistoryDatabase *)> work);
    void tell(const Error &problem); // from the database's thread
    void later(std::function<void()> call);

    QString m_folder;
    QString m_subject;
    QThread m_thread;
    QObject m_worker;                            // lives on the thread
    std::unique_ptr<HistoryDatabase> m_database; // the thread's
    QString m_lastProblem;
};

} // namespace gw::history
