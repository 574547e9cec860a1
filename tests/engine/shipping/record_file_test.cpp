// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/record_file.h"
#include "support/log_file.h"
#include "support/room_test.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::shipping {

namespace {

std::shared_ptr<telemetry::AnalyticsRecord> recordOf(const std::string &path)
{
    auto record = std::make_shared<telemetry::AnalyticsRecord>();
    record->timeStamp = std::chrono::system_clock::time_point(1'767'312'000'123ms); // 2026-01-02
    record->path = path;
    return record;
}

} // namespace

class RecordFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_log = std::make_unique<test::LogFile>();
    }

    void writesTyksMembersByTheirNames();
    void leavesOutWhatIsNotTracked();
    void tellsOfATornRecord();
    void countsWhatTheDiskDoesNotTake();

private:
    [[nodiscard]] std::string path() const
    {
        return m_folder->filePath(u"analytics.jsonl"_s).toStdString();
    }
    [[nodiscard]] QList<QByteArray> lines() const
    {
        QFile file(QString::fromStdString(path()));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::LogFile> m_log;
};

void RecordFileTest::writesTyksMembersByTheirNames()
{
    const auto file = RecordFile::open({.path = path()}, m_log->log());
    QVERIFY(file);
    auto record = recordOf("/a\"b");
    record->responseCode = 201;
    record->tags = {"one", "two"};
    record->latencyTotalMs = 7;
    record->latencyUpstreamMs = 5;
    (*file)->write({record});
    QCOMPARE(lines().size(), 2);
    const QJsonObject json = QJsonDocument::fromJson(lines().first()).object();
    QCOMPARE(json[u"path"_s].toString(), u"/a\"b"_s);
    QCOMPARE(json[u"response_code"_s].toInt(), 201);
    QCOMPARE(json[u"timestamp"_s].toString(), u"2026-01-02T00:00:00.123Z"_s);
    QCOMPARE(json[u"day"_s].toInt(), 2);
    QCOMPARE(json[u"month"_s].toInt(), 1);
    QCOMPARE(json[u"year"_s].toInt(), 2026);
    QCOMPARE(json[u"hour"_s].toInt(-1), 0);
    QCOMPARE(json[u"tags"_s].toArray(), QJsonArray({u"one"_s, u"two"_s}));
    QCOMPARE(json[u"latency"_s][u"total"_s].toInt(), 7);
    QCOMPARE(json[u"latency"_s][u"upstream"_s].toInt(), 5);
    QCOMPARE(json[u"latency"_s][u"gateway"_s].toInt(), 2);
    for (const QString &name :
         {u"method"_s, u"host"_s, u"raw_path"_s, u"content_length"_s, u"user_agent"_s, u"api_key"_s,
          u"api_version"_s, u"api_name"_s, u"api_id"_s, u"org_id"_s, u"oauth_id"_s,
          u"request_time"_s, u"ip_address"_s, u"alias"_s, u"track_path"_s}) {
        QVERIFY2(json.contains(name), qPrintable(name));
    }
}

void RecordFileTest::leavesOutWhatIsNotTracked()
{
    const auto file = RecordFile::open({.path = path()}, m_log->log());
    QVERIFY(file);
    auto hidden = recordOf("/hidden");
    hidden->isTracked = false;
    (*file)->write({hidden, recordOf("/shown"), hidden});
    QCOMPARE(lines().size(), 2);
    QVERIFY(lines().first().contains("/shown"));
}

void RecordFileTest::tellsOfATornRecord()
{
    {
        QFile torn(QString::fromStdString(path()));
        QVERIFY(torn.open(QIODevice::WriteOnly) && torn.write("{\"a\":1}\n{\"b\":") > 0);
    }
    const auto file = RecordFile::open({.path = path()}, m_log->log());
    QVERIFY(file);
    (*file)->write({recordOf("/next")});
    QCOMPARE(lines().first(), "{\"a\":1}");
    QVERIFY(lines().at(1).contains("/next"));
    const QByteArray log = m_log->text();
    QVERIFY2(log.contains("unfinished last record") && log.contains("bytes=5"), log.constData());
}

void RecordFileTest::countsWhatTheDiskDoesNotTake()
{
    const auto file = RecordFile::open({.path = path()}, m_log->log());
    QVERIFY(file);
    (*file)->write({recordOf("/before")});
    // A limit of the file's size has the kernel refuse, as a full disk does. It holds for the
    // log's file too, which stays below it.
    struct rlimit old = {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
    const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    const auto size = static_cast<rlim_t>(QFileInfo(QString::fromStdString(path())).size());
    const struct rlimit small = {size + 100, old.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    (*file)->write({recordOf("/lost"), recordOf("/lost")});
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &old), 0);
    std::signal(SIGXFSZ, previous);
    QCOMPARE((*file)->lostRecords(), 2U);
    (*file)->write({recordOf("/after")});
    QCOMPARE(lines().size(), 3);
    QVERIFY(lines().at(1).contains("/after"));
    const QByteArray log = m_log->text();
    QVERIFY2(log.contains("could not be written") && log.contains("lost=2"), log.constData());
}

} // namespace gw::shipping

GW_TEST(gw::shipping::RecordFileTest)
#include "record_file_test.moc"
