// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_database.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

#include <utility>

using namespace Qt::StringLiterals;

namespace gw::history {

namespace {

struct HistoryWords {
    Q_DECLARE_TR_FUNCTIONS(HistoryWords)
};

constexpr int kVersion = 1; // of the tables
// SQLite's codes.
constexpr QLatin1StringView kCorrupt("11");
constexpr QLatin1StringView kNoDatabase("26");
const QString kRequests = u"main.requests"_s;
const QString kCleared = u"temp.cleared"_s;
const QString kRowColumns = u"id, at, method, url, status, error, total_us, size"_s;

HistoryRow rowOf(const QSqlQuery &query)
{
    return {query.value(0).toLongLong(),
            QDateTime::fromMSecsSinceEpoch(query.value(1).toLongLong()),
            query.value(2).toString(),
            query.value(3).toString(),
            query.value(4).toInt(),
            query.value(5).toString(),
            std::chrono::microseconds(query.value(6).toLongLong()),
            query.value(7).toULongLong()};
}

QString timingText(const requests::Timings &timings)
{
    QStringList numbers;
    for (const auto duration : {timings.queue, timings.redirects, timings.dns, timings.connect,
                                timings.tls, timings.send, timings.wait, timings.download}) {
        numbers.append(QString::number(duration.count()));
    }
    return numbers.join(u' ');
}

requests::Timings timingsOf(const QString &text, std::chrono::microseconds total)
{
    requests::Timings timings;
    const QStringList numbers = text.split(u' ');
    qsizetype at = 0;
    for (auto *duration : {&timings.queue, &timings.redirects, &timings.dns, &timings.connect,
                           &timings.tls, &timings.send, &timings.wait, &timings.download}) {
        *duration = std::chrono::microseconds(numbers.value(at++).toLongLong());
    }
    timings.total = total;
    return timings;
}

// Qt writes NULL for a null text, and nothing is ever found in what NULL is part of.
QString notNull(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

// For LIKE ... ESCAPE '!'.
QString pattern(QString word)
{
    word.replace(u"!"_s, u"!!"_s).replace(u"%"_s, u"!%"_s).replace(u"_"_s, u"!_"_s);
    return u'%' + word + u'%';
}

} // namespace

HistoryDatabase::HistoryDatabase(QString path, const Bound &bound)
    : m_path(std::move(path))
    , m_connection(QUuid::createUuid().toString())
    , m_bound(bound)
{
}

HistoryDatabase::~HistoryDatabase()
{
    close();
}

void HistoryDatabase::close()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Expected<std::unique_ptr<HistoryDatabase>> HistoryDatabase::open(const QString &path,
                                                                 const Bound &bound)
{
    std::unique_ptr<HistoryDatabase> database(new HistoryDatabase(path, bound));
    const auto started = database->start();
    if (started) {
        return database;
    }
    if (!database->m_isUnusable) {
        return tl::unexpected(started.error()); // such as a full disk: the file may be good
    }
    database->close();
    const QString aside =
        path + u".damaged-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-hhmmss"_s);
    for (const QString &part : {u""_s, u"-wal"_s, u"-shm"_s}) {
        QFile::rename(path + part, aside + part);
    }
    database->m_connection = QUuid::createUuid().toString();
    if (auto again = database->start(); !again) {
        return tl::unexpected(again.error());
    }
    database->m_notice = HistoryWords::tr("%1 It was set aside as %2, and a new history begins.")
                             .arg(QString::fromStdString(started.error().text()), aside);
    return database;
}

Expected<void> HistoryDatabase::start()
{
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    database.setDatabaseName(m_path);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
    if (!database.open()) {
        return failure(HistoryWords::tr("The history cannot be opened: %1")
                           .arg(database.lastError().text())
                           .toStdString(),
                       m_path.toStdString());
    }
    // It names hosts and holds bodies: nobody else reads it.
    QFile::setPermissions(m_path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (auto checked = check(); !checked) {
        return checked;
    }
    for (const QString &statement :
         {u"PRAGMA auto_vacuum = FULL"_s, u"PRAGMA journal_mode = WAL"_s,
          u"PRAGMA synchronous = NORMAL"_s, u"PRAGMA temp_store = MEMORY"_s,
          u"CREATE TABLE IF NOT EXISTS requests (id INTEGER PRIMARY KEY AUTOINCREMENT, "
          u"at INTEGER NOT NULL, method TEXT, url TEXT, status INTEGER, error TEXT, "
          u"total_us INTEGER, size INTEGER, bytes INTEGER NOT NULL, timing TEXT, request TEXT, "
          u"head TEXT, body BLOB)"_s,
          u"PRAGMA user_version = %1"_s.arg(kVersion)}) {
        if (auto done = run(statement); !done) {
            return done;
        }
    }
    return prune(kRequests);
}

Expected<void> HistoryDatabase::check()
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    const bool isDone = query.exec(u"PRAGMA quick_check(1)"_s) && query.next();
    const QString code = query.lastError().nativeErrorCode();
    if (!isDone && code != kCorrupt && code != kNoDatabase) {
        return execute(query);
    }
    m_isUnusable = !isDone || query.value(0).toString() != u"ok";
    if (m_isUnusable) {
        return failure(HistoryWords::tr("The history is damaged.").toStdString(),
                       m_path.toStdString());
    }
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next()) {
        return execute(query);
    }
    m_isUnusable = query.value(0).toInt() > kVersion;
    if (m_isUnusable) {
        return failure(
            HistoryWords::tr("The history was written by a newer version.").toStdString(),
            m_path.toStdString());
    }
    return {};
}

Expected<void> HistoryDatabase::execute(QSqlQuery &query) const
{
    if (!query.exec()) {
        return failure(HistoryWords::tr("The history cannot be used: %1")
                           .arg(query.lastError().text())
                           .toStdString(),
                       m_path.toStdString());
    }
    return {};
}

Expected<void> HistoryDatabase::run(const QString &statement) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    query.prepare(statement);
    return execute(query);
}

// All of them or none.
Expected<void> HistoryDatabase::runAll(const QStringList &statements) const
{
    QSqlDatabase database = QSqlDatabase::database(m_connection);
    database.transaction();
    for (const QString &statement : statements) {
        if (auto done = run(statement); !done) {
            database.rollback();
            return done;
        }
    }
    if (!database.commit()) {
        Error error{HistoryWords::tr("The history cannot be changed: %1")
                        .arg(database.lastError().text())
                        .toStdString(),
                    m_path.toStdString(),
                    {}};
        database.rollback();
        return tl::unexpected(std::move(error));
    }
    return {};
}

Expected<qint64> HistoryDatabase::add(const HistoryEntry &entry)
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    query.prepare(u"INSERT INTO requests (at, method, url, status, error, total_us, size, bytes, "
                  u"timing, request, head, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    query.addBindValue(entry.row.time.toMSecsSinceEpoch());
    query.addBindValue(notNull(entry.row.method));
    query.addBindValue(notNull(entry.row.url));
    query.addBindValue(entry.row.status);
    query.addBindValue(notNull(entry.row.error));
    query.addBindValue(static_cast<qint64>(entry.row.total.count()));
    query.addBindValue(entry.row.size);
    query.addBindValue(entry.row.url.size() + entry.request.size() + entry.head.size() +
                       entry.body.size());
    query.addBindValue(timingText(entry.timings));
    query.addBindValue(notNull(entry.request));
    query.addBindValue(notNull(entry.head));
    query.addBindValue(entry.body.isNull() ? QByteArray("") : entry.body);
    if (auto done = execute(query); !done) {
        return tl::unexpected(done.error());
    }
    const qint64 id = query.lastInsertId().toLongLong();
    if (auto pruned = prune(kRequests); !pruned) {
        return tl::unexpected(pruned.error());
    }
    return id;
}

Expected<void> HistoryDatabase::prune(const QString &table)
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    query.prepare(u"DELETE FROM %1 WHERE id IN (SELECT id FROM (SELECT id, "
                  u"ROW_NUMBER() OVER (ORDER BY id DESC) AS place, "
                  u"SUM(bytes) OVER (ORDER BY id DESC) AS total FROM %1) "
                  u"WHERE place > ? OR total > ?)"_s.arg(table));
    query.addBindValue(m_bound.count);
    query.addBindValue(m_bound.bytes);
    return execute(query);
}

Expected<QList<HistoryRow>> HistoryDatabase::find(const QString &words, int limit) const
{
    const QStringList list = words.split(u' ', Qt::SkipEmptyParts);
    QString where;
    for (qsizetype at = 0; at < list.size(); ++at) {
        where += (at == 0 ? u" WHERE "_s : u" AND "_s) +
                 u"(method || ' ' || url || ' ' || status || ' ' || error || ' ' || request || ' ' "
                 u"|| head || ' ' || CAST(body AS TEXT)) LIKE ? ESCAPE '!'"_s;
    }
    QSqlQuery query(QSqlDatabase::database(m_connection));
    query.setForwardOnly(true);
    query.prepare(u"SELECT "_s + kRowColumns + u" FROM requests"_s + where +
                  u" ORDER BY id DESC LIMIT ?"_s);
    for (const QString &word : list) {
        query.addBindValue(pattern(word));
    }
    query.addBindValue(limit);
    if (auto done = execute(query); !done) {
        return tl::unexpected(done.error());
    }
    QList<HistoryRow> rows;
    while (query.next()) {
        rows.append(rowOf(query));
    }
    return rows;
}

Expected<HistoryEntry> HistoryDatabase::read(qint64 id) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    query.prepare(u"SELECT "_s + kRowColumns +
                  u", timing, request, head, body FROM requests WHERE id = ?"_s);
    query.addBindValue(id);
    if (auto done = execute(query); !done) {
        return tl::unexpected(done.error());
    }
    if (!query.next()) {
        return failure(
            HistoryWords::tr("This request is not in the history any more").toStdString(),
            m_path.toStdString());
    }
    HistoryEntry entry;
    entry.row = rowOf(query);
    entry.timings = timingsOf(query.value(8).toString(), entry.row.total);
    entry.request = query.value(9).toString();
    entry.head = query.value(10).toString();
    entry.body = query.value(11).toByteArray();
    return entry;
}

Expected<qint64> HistoryDatabase::remove(const QList<qint64> &ids)
{
    QStringList numbers;
    for (const qint64 id : ids) {
        numbers.append(QString::number(id));
    }
    return takeAway(u" WHERE id IN (%1)"_s.arg(numbers.join(u',')));
}

Expected<qint64> HistoryDatabase::countIn(const QString &table) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    query.prepare(u"SELECT COUNT(*) FROM "_s + table);
    if (auto done = execute(query); !done) {
        return tl::unexpected(done.error());
    }
    return query.next() ? query.value(0).toLongLong() : 0;
}

Expected<qint64> HistoryDatabase::clear()
{
    return takeAway({});
}

Expected<qint64> HistoryDatabase::takeAway(const QString &condition)
{
    const auto count = countIn(u"main.requests"_s + condition);
    if (!count || *count == 0) {
        return count;
    }
    // Temporary tables are in memory: on the disk nothing stays.
    return runAll({u"CREATE TEMP TABLE IF NOT EXISTS cleared AS SELECT * FROM main.requests "
                   u"WHERE FALSE"_s,
                   u"INSERT INTO temp.cleared SELECT * FROM main.requests"_s + condition,
                   u"DELETE FROM main.requests"_s + condition})
        .and_then([this] { return prune(kCleared); })
        .and_then([this] { return countIn(kCleared); });
}

Expected<void> HistoryDatabase::undoClear()
{
    return runAll({u"INSERT OR IGNORE INTO main.requests SELECT * FROM temp.cleared"_s,
                   u"DROP TABLE temp.cleared"_s})
        .and_then([this] { return prune(kRequests); });
}

} // namespace gw::history
