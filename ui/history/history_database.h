// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "history/history_entry.h"

#include <QList>

#include <memory>

class QSqlDatabase;
class QSqlQuery;

namespace gw::history {

// The requests that were sent, in a file of SQLite. The oldest make room for new ones.
// Thread: one; blocks on the disk.
class HistoryDatabase final {
public:
    struct Bound {
        qint64 count = kKeptRequests;
        qint64 bytes = kKeptBytes; // of requests, heads and bodies
    };

    // A file that cannot be used is set aside under another name, and notice() says so. Fails when
    // no file can be made.
    [[nodiscard]] static Expected<std::unique_ptr<HistoryDatabase>> open(const QString &path,
                                                                         const Bound &bound);
    ~HistoryDatabase();
    HistoryDatabase(const HistoryDatabase &) = delete;
    HistoryDatabase &operator=(const HistoryDatabase &) = delete;

    // What the user should know of opening it; may be empty.
    [[nodiscard]] const QString &notice() const { return m_notice; }

    // Returns its id.
    [[nodiscard]] Expected<qint64> add(const HistoryEntry &entry);
    // The newest first; those that contain all the words, anywhere in them.
    [[nodiscard]] Expected<QList<HistoryRow>> find(const QString &words, int limit) const;
    [[nodiscard]] Expected<HistoryEntry> read(qint64 id) const;
    // How many can be had back: with those that were taken away earlier, up to the bound, until the
    // file is closed. 0: there was nothing to take away.
    [[nodiscard]] Expected<qint64> remove(const QList<qint64> &ids);
    [[nodiscard]] Expected<qint64> clear();
    [[nodiscard]] Expected<void> undoClear();

private:
    HistoryDatabase(QString path, const Bound &bound);

    [[nodiscard]] Expected<void> start();
    [[nodiscard]] Expected<void> check();
    // condition: "WHERE ..." of those that go.
    [[nodiscard]] Expected<qint64> takeAway(const QString &condition);
    [[nodiscard]] Expected<void> prune(const QString &table);
    [[nodiscard]] Expected<qint64> countIn(const QString &table) const;
    [[nodiscard]] Expected<void> run(const QString &statement) const;
    [[nodiscard]] Expected<void> runAll(const QStringList &statements) const;
    [[nodiscard]] Expected<void> execute(QSqlQuery &query) const;
    void close();

    QString m_path;
    QString m_connection;
    Bound m_bound;
    QString m_notice;
    bool m_isUnusable = false; // the file, as it is
};

} // namespace gw::history
