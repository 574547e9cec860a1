// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of request files against a real engine with the demo.
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "session/test_run.h"
#include "support/room_test.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>
#include <mutex>

using namespace Qt::StringLiterals;
using gw::session::TestRow;
using gw::session::TestRun;

namespace {

constexpr int kPatience = 60'000;

// An engine as far as tracing asks for it, and an upstream: /hang gets no answer.
class FakeEngine final {
public:
    [[nodiscard]] std::string url(const std::string &path = {}) const
    {
        return "http://127.0.0.1:" + std::to_string(m_origin.port()) + path;
    }
    // How often something was asked that begins like this.
    [[nodiscard]] int asked(const std::string &beginning) const
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<int>(std::ranges::count_if(
            m_asked, [&](const std::string &request) { return request.starts_with(beginning); }));
    }

private:
    void serve(gw::e2e::Socket &connection)
    {
        while (const auto head = connection.receiveUntil("\r\n\r\n")) {
            const std::string method = head->substr(0, head->find(' '));
            std::string body;
            if (method == "PUT") {
                body = connection.receiveUntil("}").value_or("");
            }
            {
                const std::lock_guard lock(m_mutex);
                m_asked.push_back(head->substr(0, head->find(" HTTP")) + ' ' + body);
            }
            if (head->starts_with("GET /hang")) {
                (void)connection.isEndedByPeer(std::chrono::milliseconds(kPatience));
                return;
            }
            const std::string answer = head->starts_with("GET /tyk/traffic") ? R"({"records":[]})"
                                       : head->starts_with("GET /word")      ? "hush"
                                                                        : R"({"enabled":false})";
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(answer.size()) +
                            "\r\n\r\n" + answer);
        }
    }

    mutable std::mutex m_mutex;
    std::vector<std::string> m_asked; // the first line, and a body
    gw::e2e::ScriptedOrigin m_origin{[this](gw::e2e::Socket &connection) {
        serve(connection);
    }};
};

} // namespace

class TestRunTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { QCOMPARE(m_gateway.stop(), 0); }
    void init();
    void passesTheDemoWithFactsAboutTheGateway();
    void tellsWhatFailedAndWhere();
    void tellsOfAFileThatCannotBeRead();
    void goesOnWithoutTheEnginesTrace();
    void cancelsAtOnce();
    void turnsTracingOffAfterItWasStopped();
    void looksForARecordOnlyWhereAFactNeedsIt();
    void tellsNoRedactedValue();
    void findsFilesBesideWhatCannotBeRead();
    void staysInItsFolder_data();
    void staysInItsFolder();
    void writesNoOutputOfAFailure();

private:
    void run(const QStringList &paths, const QString &secret);
    QString write(const QString &name, const std::string &text);
    [[nodiscard]] int count(TestRow::State state) const;

    gw::e2e::GatewayProcess m_gateway;
    QString m_secret;
    QTemporaryDir m_folder;
    std::unique_ptr<TestRun> m_run;
    QList<TestRow> m_rows;
};

void TestRunTest::initTestCase()
{
    QVERIFY(m_gateway.serveDemo());
    QFile secret(m_gateway.stateFile(u"secret"_s));
    QVERIFY(secret.open(QIODevice::ReadOnly));
    m_secret = QString::fromUtf8(secret.readAll().trimmed());
}

void TestRunTest::init()
{
    m_rows.clear();
    m_run = std::make_unique<TestRun>();
    connect(m_run.get(), &TestRun::rowsAdded, this,
            [this](const QList<TestRow> &rows) { m_rows += rows; });
}

QString TestRunTest::write(const QString &name, const std::string &text)
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(text.c_str()) > 0 ? file.fileName()
                                                                           : QString();
}

void TestRunTest::run(const QStringList &paths, const QString &secret)
{
    QSignalSpy finished(m_run.get(), &TestRun::finished);
    gw::requests::Variables variables;
    variables.emplace("gateway", gw::requests::Value{m_gateway.address({})});
    TestRun::Plan plan{paths, variables, {m_gateway.address({}), secret.toStdString()}};
    plan.control = plan.access;
    m_run->start(std::move(plan));
    QVERIFY(m_run->isRunning());
    QVERIFY(finished.wait(kPatience));
    QVERIFY(!m_run->isRunning());
}

int TestRunTest::count(TestRow::State state) const
{
    return static_cast<int>(std::ranges::count(m_rows, state, &TestRow::state));
}

void TestRunTest::passesTheDemoWithFactsAboutTheGateway()
{
    run({m_gateway.demoFolder() + u"/requests"_s}, m_secret);
    QVERIFY(m_rows.size() > 20);
    QCOMPARE(count(TestRow::State::Passed), m_rows.size());
    const auto fact = std::ranges::find_if(
        m_rows, [](const TestRow &row) { return row.text.contains(u"AddFooBarHeader ran"_s); });
    QVERIFY(fact != m_rows.end());
    QVERIFY(fact->isCheck);
}

void TestRunTest::tellsWhatFailedAndWhere()
{
    const QString file =
        write(u"a.hurl"_s, "# about\nGET {{gateway}}/my_api_name/status/404\n\nHTTP 200\n");
    run({file}, m_secret);
    QCOMPARE(m_rows.size(), 2);
    QCOMPARE(m_rows[0].state, TestRow::State::Failed);
    QVERIFY(!m_rows[0].isCheck);
    QCOMPARE(m_rows[0].line, 2);
    QCOMPARE(m_rows[0].detail, u"404"_s);
    QCOMPARE(m_rows[0].file, file);
    QCOMPARE(m_rows[1].state, TestRow::State::Failed);
    QCOMPARE(m_rows[1].line, 4);
    QVERIFY(m_rows[1].detail.contains(u"404"_s));
}

void TestRunTest::tellsOfAFileThatCannotBeRead()
{
    run({write(u"b.hurl"_s, "GET http://h\n[Querry]\n"), m_folder.filePath(u"none.hurl"_s)},
        m_secret);
    QCOMPARE(m_rows.size(), 2);
    QCOMPARE(count(TestRow::State::Failed), 2);
    QVERIFY(m_rows[0].detail.contains(u"[Query]"_s));
}

void TestRunTest::goesOnWithoutTheEnginesTrace()
{
    QSignalSpy notices(m_run.get(), &TestRun::noticeRaised);
    run({write(u"c.hurl"_s, "GET {{gateway}}/my_api_name/get\nHTTP 200\n"
                            "# gatewright: plugin AddFooBarHeader ran\n")},
        u"wrong"_s);
    QCOMPARE(notices.size(), 1);
    QCOMPARE(count(TestRow::State::Failed), 0);
    QCOMPARE(count(TestRow::State::NotChecked), 1);
}

void TestRunTest::cancelsAtOnce()
{
    const FakeEngine server;
    const QString file = write(u"d.hurl"_s, "GET " + server.url("/hang") + "\nHTTP 200\n\nGET " +
                                                server.url("/get") + "\nHTTP 200\n");
    QSignalSpy finished(m_run.get(), &TestRun::finished);
    m_run->start({{file}, {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(server.asked("GET /hang"), 1, kPatience);
    m_run->cancel();
    QVERIFY(finished.wait(kPatience));
    QCOMPARE(m_rows.size(), 1);
    QCOMPARE(m_rows[0].state, TestRow::State::Failed);
    QCOMPARE(server.asked("GET /get"), 0);
}

void TestRunTest::turnsTracingOffAfterItWasStopped()
{
    const FakeEngine engine;
    const QString file = write(u"f.hurl"_s, "GET " + engine.url("/hang") + "\nHTTP 200\n");
    QSignalSpy finished(m_run.get(), &TestRun::finished);
    m_run->start({{file}, {}, {engine.url(), "secret"}});
    QTRY_COMPARE_WITH_TIMEOUT(engine.asked("GET /hang"), 1, kPatience);
    QCOMPARE(engine.asked(R"(PUT /tyk/trace {"enabled":true})"), 1);
    m_run->cancel();
    QVERIFY(finished.wait(kPatience));
    QCOMPARE(engine.asked(R"(PUT /tyk/trace {"enabled":false})"), 1);
    m_run.reset(); // and its connections
}

void TestRunTest::looksForARecordOnlyWhereAFactNeedsIt()
{
    const FakeEngine engine;
    const QString file = write(u"g.hurl"_s, "GET " + engine.url("/get") + "\nHTTP 200\n");
    QSignalSpy finished(m_run.get(), &TestRun::finished);
    m_run->start({{file}, {}, {engine.url(), "secret"}});
    QVERIFY(finished.wait(kPatience));
    QCOMPARE(count(TestRow::State::Passed), 2);
    QCOMPARE(engine.asked("GET /tyk/traffic"), 1); // where the records end before the run
    m_run.reset();                                 // and its connections
}

void TestRunTest::tellsNoRedactedValue()
{
    const FakeEngine server;
    const QString file = write(
        u"h.hurl"_s, "GET " + server.url("/word") + "\nHTTP 200\n[Captures]\nword: body redact\n" +
                         "plain: status\n[Asserts]\nbody == \"loud\"\n\nGET " +
                         server.url("/get?a={{word}}&b={{plain}}") + "\nHTTP 404\n");
    QSignalSpy finished(m_run.get(), &TestRun::finished);
    m_run->start({{file}, {}, {}});
    QVERIFY(finished.wait(kPatience));
    QCOMPARE(server.asked("GET /get?a=hush&b=200"), 1);
    QString told;
    for (const TestRow &row : m_rows) {
        told += row.text + u'\n' + row.detail + u'\n';
    }
    QVERIFY2(!told.contains(u"hush"_s), qPrintable(told));
    QVERIFY2(told.contains(u"?a=***&b=200"_s), qPrintable(told));
    m_run.reset(); // and its connections
}

void TestRunTest::findsFilesBesideWhatCannotBeRead()
{
    const QDir folder(m_folder.path());
    QVERIFY(folder.mkpath(u"mixed/closed"_s));
    QVERIFY(QFile::link(u"loop.hurl"_s, folder.filePath(u"mixed/loop.hurl"_s)));
    QVERIFY(QFile::setPermissions(folder.filePath(u"mixed/closed"_s), {}));
    write(u"mixed/good.hurl"_s, "GET {{gateway}}/my_api_name/get\n\nHTTP 200\n");
    run({folder.filePath(u"mixed"_s)}, m_secret);
    QFile::setPermissions(folder.filePath(u"mixed/closed"_s), QFile::ReadOwner | QFile::ExeOwner);
    QCOMPARE(m_rows.size(), 2);
    QCOMPARE(count(TestRow::State::Passed), 2);
}

void TestRunTest::staysInItsFolder_data()
{
    QTest::addColumn<QString>("rest");
    QTest::newRow("a body from outside") << u"file,../outside;\n"_s;
    QTest::newRow("a part from outside") << u"[Multipart]\na: file,%1/outside;\n"_s;
    QTest::newRow("an output outside") << u"[Options]\noutput: ../outside\n"_s;
    QTest::newRow("a link that leads outside") << u"file,link/outside;\n"_s;
}

void TestRunTest::staysInItsFolder()
{
    QFETCH(const QString, rest);
    const QDir folder(m_folder.path());
    QVERIFY(folder.mkpath(u"inside"_s));
    QFile::link(u".."_s, folder.filePath(u"inside/link"_s));
    write(u"outside"_s, "not to be touched");
    const QString text = u"POST {{gateway}}/my_api_name/post\n"_s +
                         (rest.contains(u"%1") ? rest.arg(m_folder.path()) : rest);
    run({write(u"inside/a.hurl"_s, text.toStdString())}, m_secret);
    QCOMPARE(m_rows.size(), 1);
    QVERIFY2(m_rows[0].detail.contains(u"outside the folder"), qPrintable(m_rows[0].detail));
    QFile outside(folder.filePath(u"outside"_s));
    QVERIFY(outside.open(QIODevice::ReadOnly));
    QCOMPARE(outside.readAll(), "not to be touched"_ba);
}

void TestRunTest::writesNoOutputOfAFailure()
{
    write(u"kept"_s, "good");
    const std::string request = "GET {{gateway}}/my_api_name/get\n[Options]\noutput: kept\n\n";
    run({write(u"e.hurl"_s, request + "HTTP 404\n")}, m_secret);
    QFile kept(m_folder.filePath(u"kept"_s));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), "good"_ba);
    kept.close();
    run({write(u"e.hurl"_s, request + "HTTP 200\n")}, m_secret);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QVERIFY(kept.readAll().contains("/get"));
}

GW_TEST(TestRunTest)
#include "test_run_test.moc"
