// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/record_collector.h"
#include "support/log_file.h"
#include "support/room_test.h"
#include "telemetry/record_editor.h"
#include "telemetry/record_ring.h"

#include <QFile>
#include <QTemporaryDir>

#include <latch>
#include <mutex>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::shipping {

using telemetry::AnalyticsRecord;
using telemetry::RecordRing;

namespace {

constexpr auto kPatience = 20s;

std::unique_ptr<AnalyticsRecord> recordAt(std::chrono::seconds time, const std::string &path)
{
    auto record = std::make_unique<AnalyticsRecord>();
    record->timeStamp = std::chrono::system_clock::time_point(time);
    record->path = path;
    return record;
}

// What was delivered, from the collecting thread to the test's.
class Inbox {
public:
    std::function<void(RecordBatch)> deliver()
    {
        return [this](const RecordBatch &batch) {
            const std::lock_guard lock(m_mutex);
            m_records.insert(m_records.end(), batch.begin(), batch.end());
        };
    }
    [[nodiscard]] std::vector<std::string> paths()
    {
        const std::lock_guard lock(m_mutex);
        std::vector<std::string> paths;
        for (const auto &record : m_records) {
            paths.push_back(std::to_string(record->sequence) + record->path);
        }
        return paths;
    }

private:
    std::mutex m_mutex;
    RecordBatch m_records;
};

class Marking final : public telemetry::RecordEditor {
public:
    bool edit(AnalyticsRecord &record) const override
    {
        record.path += "!";
        return record.path != "/drop!";
    }
};

// Waits in edit() until it is let go.
class Stuck final : public telemetry::RecordEditor {
public:
    bool edit(AnalyticsRecord &) const override
    {
        m_isIn.count_down();
        m_mayGo.wait();
        return true;
    }

    mutable std::latch m_isIn{1};
    mutable std::latch m_mayGo{1};
};

} // namespace

class RecordCollectorTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_rings.clear();
        m_rings.push_back(std::make_unique<RecordRing>());
        m_rings.push_back(std::make_unique<RecordRing>());
        m_inbox = std::make_unique<Inbox>();
        m_folder = std::make_unique<QTemporaryDir>();
        m_log = std::make_unique<test::LogFile>();
    }

    void handsOnByTimeWithNumbers();
    void leavesTheRingsAloneWhileNobodyWantsRecords();
    void writesEverythingBeforeItEnds();
    void letsEditorsChangeAndDrop();
    void tellsWhatWasDropped();
    void givesUpOnAStuckEditor();

private:
    [[nodiscard]] std::unique_ptr<RecordCollector> collector(std::unique_ptr<RecordFile> file = {})
    {
        return std::make_unique<RecordCollector>(
            RecordCollector::Parts{{m_rings[0].get(), m_rings[1].get()},
                                   std::move(file),
                                   nullptr,
                                   nullptr,
                                   nullptr,
                                   nullptr,
                                   m_inbox->deliver(),
                                   m_log->log()});
    }

    std::vector<std::unique_ptr<RecordRing>> m_rings;
    std::unique_ptr<Inbox> m_inbox;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::LogFile> m_log;
};

using Paths = std::vector<std::string>;

void RecordCollectorTest::handsOnByTimeWithNumbers()
{
    m_rings[0]->push(recordAt(1s, "/a"));
    m_rings[0]->push(recordAt(3s, "/c"));
    m_rings[1]->push(recordAt(2s, "/b"));
    const auto running = collector();
    running->setActive(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_inbox->paths(), Paths({"1/a", "2/b", "3/c"}), kPatience);
    m_rings[1]->push(recordAt(1s, "/late"));
    QTRY_COMPARE_WITH_TIMEOUT(m_inbox->paths(), Paths({"1/a", "2/b", "3/c", "4/late"}), kPatience);
    QVERIFY(running->finish(kPatience));
}

void RecordCollectorTest::leavesTheRingsAloneWhileNobodyWantsRecords()
{
    const auto running = collector();
    m_rings[0]->push(recordAt(1s, "/a"));
    running->setActive(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_inbox->paths().size(), 1U, kPatience);
    running->setActive(false);
    running->setActive(true); // wakes again
    m_rings[0]->push(recordAt(2s, "/b"));
    QTRY_COMPARE_WITH_TIMEOUT(m_inbox->paths().size(), 2U, kPatience);
    running->setActive(false);
    m_rings[0]->push(recordAt(3s, "/c"));
    QVERIFY(running->finish(kPatience)); // asleep, it takes what is left
    QCOMPARE(m_inbox->paths().size(), 3U);
}

void RecordCollectorTest::writesEverythingBeforeItEnds()
{
    const std::string path = m_folder->filePath(u"records"_s).toStdString();
    auto file = RecordFile::open({.path = path}, m_log->log());
    QVERIFY(file);
    const auto running = collector(std::move(*file));
    for (int i = 0; i < 1000; ++i) {
        m_rings[static_cast<std::size_t>(i % 2)]->push(recordAt(1s, "/x"));
    }
    QVERIFY(running->finish(kPatience));
    QFile written(QString::fromStdString(path));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll().count('\n'), 1000);
    QCOMPARE(running->lostRecords(), 0U);
    QVERIFY(running->finish(0ms)); // asking again changes nothing
}

void RecordCollectorTest::letsEditorsChangeAndDrop()
{
    const auto marking = std::make_shared<const Marking>();
    for (const char *path : {"/a", "/drop", "/b"}) {
        auto record = recordAt(1s, path);
        record->editor = marking;
        m_rings[0]->push(std::move(record));
    }
    const auto running = collector();
    QVERIFY(running->finish(kPatience));
    QCOMPARE(m_inbox->paths(), Paths({"1/a!", "2/b!"}));
    QCOMPARE(marking.use_count(), 1); // no record keeps a plugin in memory
}

void RecordCollectorTest::tellsWhatWasDropped()
{
    for (std::size_t i = 0; i < RecordRing::kCapacity + 7; ++i) {
        m_rings[1]->push(recordAt(1s, "/x"));
    }
    const auto running = collector();
    QVERIFY(running->finish(kPatience));
    QCOMPARE(m_inbox->paths().size(), RecordRing::kCapacity);
    const QByteArray log = m_log->text();
    QVERIFY2(log.contains("Analytics records were dropped") && log.contains("dropped=7"),
             log.constData());
}

void RecordCollectorTest::givesUpOnAStuckEditor()
{
    const auto stuck = std::make_shared<const Stuck>();
    auto record = recordAt(1s, "/a");
    record->editor = stuck;
    m_rings[0]->push(std::move(record));
    auto running = collector();
    running->setActive(true);
    stuck->m_isIn.wait();
    QVERIFY(!running->finish(10ms));
    QVERIFY(!running->finish(kPatience)); // it is not asked twice
    m_rings.clear();
    running.reset();
    stuck->m_mayGo.count_down();
    // The thread ends and lets go of what it holds; it has handed nothing on.
    QTRY_COMPARE_WITH_TIMEOUT(stuck.use_count(), 1, kPatience);
    QVERIFY(m_inbox->paths().empty());
}

} // namespace gw::shipping

GW_TEST(gw::shipping::RecordCollectorTest)
#include "record_collector_test.moc"
