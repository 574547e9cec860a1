// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/request_history.h"

#include "history/history_database.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <utility>

namespace gw::history {

namespace {

// "orders-1f0c2a9b.sqlite": readable, and different for folders of the same name.
QString fileName(const QString &subject)
{
    QString name = QFileInfo(subject).fileName();
    for (QChar &letter : name) {
        if (!letter.isLetterOrNumber()) {
            letter = u'_';
        }
    }
    const QByteArray hash =
        QCryptographicHash::hash(subject.toUtf8(), QCryptographicHash::Sha256).toHex();
    return name.left(40) + u'-' + QString::fromLatin1(hash.left(12)) + QStringLiteral(".sqlite");
}

} // namespace

RequestHistory::RequestHistory(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
{
    m_worker.moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("history"));
    m_thread.start();
}

RequestHistory::~RequestHistory()
{
    // Behind everything that was asked for before.
    QMetaObject::invokeMethod(
        &m_worker, [this] { m_database.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void RequestHistory::later(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

void RequestHistory::tell(const Error &problem)
{
    later([this, problem] {
        const QString text = QString::fromStdString(problem.text());
        if (text != m_lastProblem) {
            m_lastProblem = text;
            Q_EMIT problemRaised(problem);
        }
    });
}

void RequestHistory::run(std::function<void(HistoryDatabase *)> work)
{
    QMetaObject::invokeMethod(
        &m_worker, [this, work = std::move(work)] { work(m_database.get()); },
        Qt::QueuedConnection);
}

void RequestHistory::use(const QString &subject)
{
    if (subject == m_subject) {
        return;
    }
    m_subject = subject;
    m_lastProblem.clear();
    const QString path = subject.isEmpty() ? QString() : m_folder + u'/' + fileName(subject);
    run([this, path](HistoryDatabase *) {
        m_database.reset();
        if (path.isEmpty()) {
            return;
        }
        auto opened = HistoryDatabase::open(path, {});
        if (!opened) {
            tell(opened.error());
            return;
        }
        m_database = *std::move(opened);
        if (!m_database->notice().isEmpty()) {
            tell(Error{m_database->notice().toStdString(), {}, {}});
        }
    });
    run([this](HistoryDatabase *) {
        later([this] {
            Q_EMIT clearedCountChanged(0); // that was of the other file
            Q_EMIT changed();
        });
    });
}

void RequestHistory::add(requests::Entry request, requests::HttpRequest sent,
                         std::shared_ptr<const requests::TransferResult> result,
                         std::function<void(qint64)> whenAdded)
{
    run([this, request = std::move(request), sent = std::move(sent), result = std::move(result),
         whenAdded = std::move(whenAdded)](HistoryDatabase *database) {
        if (database == nullptr) {
            return;
        }
        const auto id = database->add(entryOf(request, sent, *result));
        if (!id) {
            tell(id.error());
            return;
        }
        later([this, whenAdded, id = *id] {
            if (whenAdded) {
                whenAdded(id);
            }
            Q_EMIT changed();
        });
    });
}

void RequestHistory::find(const QString &words, std::function<void(QList<HistoryRow>)> whenFound)
{
    run([this, words, whenFound = std::move(whenFound)](HistoryDatabase *database) {
        QList<HistoryRow> rows;
        if (database != nullptr) {
            auto found = database->find(words, kKeptRequests);
            if (found) {
                rows = *std::move(found);
            } else {
                tell(found.error());
            }
        }
        later([whenFound, rows] { whenFound(rows); });
    });
}

void RequestHistory::read(qint64 id, std::function<void(Expected<HistoryEntry>)> whenRead)
{
    run([this, id, whenRead = std::move(whenRead)](HistoryDatabase *database) {
        Expected<HistoryEntry> entry =
            database == nullptr
                ? Expected<HistoryEntry>(failure(tr("There is no history").toStdString()))
                : database->read(id);
        later([whenRead, entry = std::move(entry)] { whenRead(entry); });
    });
}

void RequestHistory::remove(const QList<qint64> &ids)
{
    takeAway([ids](HistoryDatabase &database) { return database.remove(ids); });
}

void RequestHistory::clear()
{
    takeAway([](HistoryDatabase &database) { return database.clear(); });
}

void RequestHistory::takeAway(std::function<Expected<qint64>(HistoryDatabase &)> take)
{
    run([this, take = std::move(take)](HistoryDatabase *database) {
        if (database == nullptr) {
            return;
        }
        const auto count = take(*database);
        if (!count) {
            tell(count.error());
        }
        later([this, count = count.value_or(0)] {
            if (count > 0) {
                Q_EMIT clearedCountChanged(count);
            }
            Q_EMIT changed();
        });
    });
}

void RequestHistory::undoClear()
{
    run([this](HistoryDatabase *database) {
        if (database == nullptr) {
            return;
        }
        const auto undone = database->undoClear();
        if (!undone) {
            tell(undone.error());
        }
        later([this, isUndone = undone.has_value()] {
            if (isUndone) {
                Q_EMIT clearedCountChanged(0);
            }
            Q_EMIT changed();
        });
    });
}

} // namespace gw::history
