// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_database.h"
#include "history/request_history.h"
#include "support/room_test.h"

#include <QDir>
#include <QFile>
#include <QObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gw::history;

namespace {

constexpr int kPatience = 20'000;

HistoryEntry entry(const QString &url, const QByteArray &body)
{
    HistoryEntry result;
    result.row.time = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123);
    result.row.method = u"GET"_s;
    result.row.url = url;
    result.row.status = 200;
    result.row.total = std::chrono::microseconds(1500);
    result.row.size = static_cast<quint64>(body.size());
    result.request = u"GET "_s + url + u'\n';
    result.head = u"HTTP/1.1 200 OK\nContent-Type: application/json\nX-A: b: c\n"_s;
    result.timings.wait = std::chrono::microseconds(900);
    result.body = body;
    return result;
}

QStringList urls(const gw::Expected<QList<HistoryRow>> &rows)
{
    QStringList result;
    for (const HistoryRow &row : rows.value_or(QList<HistoryRow>())) {
        result.append(row.url);
    }
    return result;
}

// A request that was sent with a secret, and what an echo answers.
void addSent(RequestHistory &history, const std::string &url)
{
    gw::requests::Entry request;
    request.request.url = "{{gateway}}/get";
    gw::requests::HttpRequest sent;
    sent.url = url;
    sent.headers = {{"Authorization", "very-secret"}};
    auto result = std::make_shared<gw::requests::TransferResult>();
    result->heads.push_back({"HTTP/1.1", 201, "Created", {{"Set-Cookie", "a=b"}, {"X", "y"}}});
    auto body = std::make_shared<gw::requests::ResponseBody>(1 << 20);
    QVERIFY(body->append(R"({"Authorization": "very-secret"})"));
    QVERIFY(body->finish());
    result->body = body;
    history.add(request, sent, result);
}

} // namespace

class RequestHistoryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void keepsOverARestart();
    void searchesEverything();
    void removesTheOldest();
    void bringsBackWhatWasCleared();
    void bringsBackWhatWasClearedTwice();
    void bringsBackWhatWasRemoved();
    void setsADamagedFileAside_data();
    void setsADamagedFileAside();
    void worksWithoutAPlaceOnTheDisk();
    void storesNoSecret();
    void showsAnAnswerAgain();
    void keepsWorkspacesApart();

private:
    std::unique_ptr<HistoryDatabase> open(const HistoryDatabase::Bound &bound = {})
    {
        auto opened = HistoryDatabase::open(m_folder->filePath(u"h/a.sqlite"_s), bound);
        return opened ? *std::move(opened) : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void RequestHistoryTest::keepsOverARestart()
{
    auto database = open();
    QVERIFY(database);
    QVERIFY(database->add(entry(u"http://h/1"_s, "one")));
    const auto id = database->add(entry(u"http://h/2"_s, QByteArray("\0\xff", 2)));
    QVERIFY(id);
    database = open();
    QCOMPARE(urls(database->find({}, 10)), (QStringList{u"http://h/2"_s, u"http://h/1"_s}));
    const auto read = database->read(*id);
    QVERIFY(read);
    QCOMPARE(read->body, QByteArray("\0\xff", 2));
    QCOMPARE(read->row.time.toMSecsSinceEpoch(), 1'700'000'000'123);
    QCOMPARE(read->row.total.count(), 1500);
    QCOMPARE(read->timings.wait.count(), 900);
    QCOMPARE(read->request, u"GET http://h/2\n"_s);
    QVERIFY(!database->read(*id + 1));
    QVERIFY(database->notice().isEmpty());
}

void RequestHistoryTest::searchesEverything()
{
    const auto database = open();
    QVERIFY(database->add(entry(u"http://h/orders"_s, R"({"city":"Oslo"})")));
    QVERIFY(database->add(entry(u"http://h/100%_x"_s, "plain")));
    QCOMPARE(urls(database->find(u"orders"_s, 10)), QStringList(u"http://h/orders"_s));
    QCOMPARE(urls(database->find(u"oslo GET"_s, 10)), QStringList(u"http://h/orders"_s));
    QCOMPARE(urls(database->find(u"oslo plain"_s, 10)), QStringList());
    QCOMPARE(urls(database->find(u"0%_x"_s, 10)), QStringList(u"http://h/100%_x"_s));
    QCOMPARE(urls(database->find(u"h_orders"_s, 10)), QStringList()); // no wildcard
    QCOMPARE(database->find(u"X-A"_s, 1)->size(), 1);
}

void RequestHistoryTest::removesTheOldest()
{
    {
        const auto database = open({3, 1 << 20});
        for (int number = 0; number < 5; ++number) {
            QVERIFY(database->add(entry(QString::number(number), "x")));
        }
        QCOMPARE(urls(database->find({}, 10)), (QStringList{u"4"_s, u"3"_s, u"2"_s}));
    }
    const auto database = open({3, 2500});
    QVERIFY(database->add(entry(u"5"_s, QByteArray(2000, 'x'))));
    QVERIFY(urls(database->find({}, 10)).startsWith(u"5"_s));
    QVERIFY(database->add(entry(u"6"_s, QByteArray(2000, 'x'))));
    QCOMPARE(urls(database->find({}, 10)), QStringList(u"6"_s));
}

void RequestHistoryTest::bringsBackWhatWasCleared()
{
    auto database = open();
    QVERIFY(database->add(entry(u"1"_s, QByteArray("\0\xff", 2))));
    QVERIFY(database->add(entry(u"2"_s, {})));
    QCOMPARE(database->clear().value_or(-1), 2);
    QCOMPARE(urls(database->find({}, 10)), QStringList());
    QCOMPARE(database->clear().value_or(-1), 0); // leaves what can be had back
    const auto later = database->add(entry(u"3"_s, {}));
    QVERIFY(database->undoClear());
    QCOMPARE(urls(database->find({}, 10)), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
    QCOMPARE(database->read(*later - 2)->body, QByteArray("\0\xff", 2));
    QVERIFY(!database->undoClear()); // once
    QCOMPARE(database->clear().value_or(-1), 3);
    database.reset();
    database = open(); // nothing of it is on the disk
    QVERIFY(!database->undoClear());
    QCOMPARE(urls(database->find({}, 10)), QStringList());
}

void RequestHistoryTest::bringsBackWhatWasRemoved()
{
    const auto database = open();
    const auto first = database->add(entry(u"1"_s, {}));
    QVERIFY(database->add(entry(u"2"_s, {})));
    const auto third = database->add(entry(u"3"_s, {}));
    QCOMPARE(database->remove({*first, *third}).value_or(-1), 2);
    QCOMPARE(urls(database->find({}, 10)), QStringList(u"2"_s));
    QCOMPARE(database->remove({*first}).value_or(-1), 0); // is not there
    QVERIFY(database->undoClear());
    QCOMPARE(urls(database->find({}, 10)), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
}

void RequestHistoryTest::bringsBackWhatWasClearedTwice()
{
    const auto database = open({3, 1 << 20});
    QVERIFY(database->add(entry(u"1"_s, {})));
    QVERIFY(database->add(entry(u"2"_s, {})));
    QCOMPARE(database->clear().value_or(-1), 2);
    QVERIFY(database->add(entry(u"3"_s, {})));
    QCOMPARE(database->clear().value_or(-1), 3);
    QVERIFY(database->undoClear());
    QCOMPARE(urls(database->find({}, 10)), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
    QCOMPARE(database->clear().value_or(-1), 3);
    QVERIFY(database->add(entry(u"4"_s, {})));
    QCOMPARE(database->clear().value_or(-1), 3); // up to the bound
    QVERIFY(database->undoClear());
    QCOMPARE(urls(database->find({}, 10)), (QStringList{u"4"_s, u"3"_s, u"2"_s}));
}

void RequestHistoryTest::setsADamagedFileAside_data()
{
    QTest::addColumn<int>("keptBytes");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no database") << 0 << QByteArray("this is text, and long enough for a head");
    QTest::newRow("broken inside") << 5000 << QByteArray(20'000, '\xa5');
}

void RequestHistoryTest::setsADamagedFileAside()
{
    QFETCH(int, keptBytes);
    QFETCH(QByteArray, content);
    {
        const auto database = open();
        for (int number = 0; number < 20; ++number) {
            QVERIFY(database->add(entry(u"http://h"_s, QByteArray(3000, 'x'))));
        }
    }
    QFile file(m_folder->filePath(u"h/a.sqlite"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(keptBytes));
    QVERIFY(file.seek(keptBytes));
    file.write(content);
    file.close();
    const auto database = open();
    QVERIFY(database);
    QVERIFY2(database->notice().contains(u"a.sqlite.damaged-"_s), qPrintable(database->notice()));
    QCOMPARE(QDir(m_folder->filePath(u"h"_s)).entryList({u"*.damaged-*"_s}).size(), 1);
    QVERIFY(database->add(entry(u"http://h/new"_s, {})));
    QCOMPARE(urls(database->find({}, 10)), QStringList(u"http://h/new"_s));
}

void RequestHistoryTest::worksWithoutAPlaceOnTheDisk()
{
    QFile file(m_folder->filePath(u"taken"_s));
    QVERIFY(file.open(QIODevice::WriteOnly)); // a file where the folder should be
    RequestHistory history(file.fileName());
    QSignalSpy problems(&history, &RequestHistory::problemRaised);
    history.use(u"/workspace"_s);
    addSent(history, "http://h/get");
    bool isFound = false;
    history.find({}, [&isFound](const QList<HistoryRow> &rows) { isFound = rows.isEmpty(); });
    QTRY_VERIFY_WITH_TIMEOUT(isFound, kPatience);
    QCOMPARE(problems.size(), 1);
    QVERIFY(QFile::exists(file.fileName()));
}

void RequestHistoryTest::storesNoSecret()
{
    {
        RequestHistory history(m_folder->path());
        history.use(u"/workspace"_s);
        addSent(history, "http://h/get?token=another-one");
        addSent(history, "http://h/get?a=1");
    } // everything is written then
    QByteArray all;
    const QDir folder(m_folder->path());
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY((file.permissions() & (QFile::ReadOther | QFile::ReadGroup)) == 0);
        all += file.readAll();
    }
    QVERIFY(all.contains("http://h/get?a=1"));
    QVERIFY(all.contains("{{gateway}}/get"));
    QVERIFY(!all.contains("very-secret"));
    QVERIFY(!all.contains("another-one"));
}

void RequestHistoryTest::showsAnAnswerAgain()
{
    const auto result = resultOf(entry(u"http://h"_s, R"({"a":1})"));
    QCOMPARE(result->status(), 200);
    QCOMPARE(result->head()->reason, "OK");
    QCOMPARE(*result->head()->find("x-a"), "b: c");
    QCOMPARE(result->body->readAll().value_or(""), R"({"a":1})");
    QCOMPARE(result->timings.wait.count(), 900);
    QCOMPARE(answerText(entry(u"http://h"_s, R"({"a":1})")),
             "HTTP/1.1 200 OK\nContent-Type: application/json\nX-A: b: c\n\n{\n  \"a\": 1\n}");
}

void RequestHistoryTest::keepsWorkspacesApart()
{
    RequestHistory history(m_folder->path());
    history.use(u"/one"_s);
    addSent(history, "http://h/one");
    history.use(u"/two"_s);
    qsizetype count = -1;
    history.find({}, [&count](const QList<HistoryRow> &rows) { count = rows.size(); });
    QTRY_COMPARE_WITH_TIMEOUT(count, 0, kPatience);
    history.use(u"/one"_s);
    history.find({}, [&count](const QList<HistoryRow> &rows) { count = rows.size(); });
    QTRY_COMPARE_WITH_TIMEOUT(count, 1, kPatience);
}

GW_TEST(RequestHistoryTest)
#include "request_history_test.moc"
