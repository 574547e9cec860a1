// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "base/log_line.h"
#include "base/rotating_file.h"
#include "support/room_test.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTemporaryFile>

#include <csignal>
#include <limits>
#include <mutex>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace gw;

namespace {

// 2026-11-23T06:20:59Z
constexpr std::chrono::system_clock::time_point kTime{std::chrono::seconds(1795414859)};

// A log that writes to a file which the test reads back.
class FileLog {
public:
    explicit FileLog(Log::Options options = {})
    {
        QVERIFY(m_file.open());
        options.descriptor = m_file.handle();
        m_log = std::make_unique<Log>(options);
    }

    Log &log() { return *m_log; }
    void close() { m_log.reset(); }

    QList<QByteArray> lines()
    {
        if (m_log) {
            m_log->flush();
        }
        m_file.seek(0);
        QList<QByteArray> lines = m_file.readAll().split('\n');
        lines.removeLast(); // behind the last newline
        return lines;
    }

private:
    QTemporaryFile m_file;
    std::unique_ptr<Log> m_log;
};

} // namespace

class LogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTextAsLogrusDoes_data();
    void writesTextAsLogrusDoes();
    void writesJson_data();
    void writesJson();
    void writesAllTypesOfFields();
    void parsesLevels();
    void leavesOutWhatIsBelowTheLevel();
    void keepsTheOrderOfOneThread();
    void writesWholeLinesFromManyThreads();
    void dropsTheOldestLinesWhenTheOutputIsStuck(); // and says how many
    void writesToAFileAndFallsBackWhenItFails();
    void limitsRepeatedLines();
    void doesNotLimitLinesWithoutMessage();
    void tellsListenersOnTheWritingThread();
    void keepsTheNewestLines();
    void flushesFromAListener();
};

void LogTest::writesTextAsLogrusDoes_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("line");
    const QByteArray start = R"(time="2026-11-23T06:20:59Z" level=warn )";
    QTest::newRow("bare") << QByteArray("Started") << QByteArray("main")
                          << start + "message=Started key=main";
    QTest::newRow("space") << QByteArray("API Loaded") << QByteArray("a b")
                           << start + R"(message="API Loaded" key="a b")";
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("a\\b")
                           << start + R"(message="a\"b" key="a\\b")";
    QTest::newRow("equals") << QByteArray("a=b") << QByteArray("c:d")
                            << start + R"(message="a=b" key="c:d")";
    QTest::newRow("forged line") << QByteArray("a\nlevel=info") << QByteArray("\r\t\x1b[31m")
                                 << start + R"(message="a\nlevel=info" key="\r\t\x1b[31m")";
    QTest::newRow("not UTF-8") << QByteArray("\xff") << QByteArray("\xc3\xa4")
                               << start + "message=\"\\xff\" key=\"\xc3\xa4\"";
    QTest::newRow("empty") << QByteArray() << QByteArray() << start + "message= key=";
}

void LogTest::writesTextAsLogrusDoes()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, line);
    const LogField fields[] = {{"key", std::string_view(value)}};
    QCOMPARE(textLine({kTime, LogLevel::Warning, std::string_view(message), fields}),
             line.toStdString() + '\n');
}

void LogTest::writesJson_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("plain") << QByteArray("a b") << QByteArray("a b");
    QTest::newRow("specials") << QByteArray("\"\\\n\r\t") << QByteArray(R"(\"\\\n\r\t)");
    QTest::newRow("control") << QByteArray("\x01\x7f") << QByteArray(R"(\u0001\u007f)");
    QTest::newRow("UTF-8") << QByteArray("\xf0\x9f\x98\x80") << QByteArray("\xf0\x9f\x98\x80");
    QTest::newRow("stray byte") << QByteArray("a\x80z") << QByteArray("a\xEF\xBF\xBDz");
    QTest::newRow("overlong") << QByteArray("\xc0\xaf") << QByteArray("\xEF\xBF\xBD").repeated(2);
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80")
                               << QByteArray("\xEF\xBF\xBD").repeated(3);
    QTest::newRow("cut") << QByteArray("\xe2\x82") << QByteArray("\xEF\xBF\xBD").repeated(2);
}

void LogTest::writesJson()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, json);
    const LogField fields[] = {{"key", std::string_view(value)}};
    const QByteArray line =
        R"({"time":"2026-11-23T06:20:59Z","level":"error","message":"m","key":")" + json + "\"}\n";
    QCOMPARE(jsonLine({kTime, LogLevel::Error, "m", fields}), line.toStdString());
}

void LogTest::writesAllTypesOfFields()
{
    const std::vector<LogField> fields = {{"n", std::int64_t{-5}},
                                          {"d", 0.25},
                                          {"nan", std::numeric_limits<double>::quiet_NaN()},
                                          {"b", true},
                                          {"level", std::string_view("mine")}};
    QCOMPARE(jsonLine({kTime, LogLevel::Info, "m", fields}),
             std::string(R"({"time":"2026-11-23T06:20:59Z","level":"info","message":"m","n":-5,)"
                         R"("d":0.25,"nan":null,"b":true,"fields.level":"mine"})"
                         "\n"));
    QCOMPARE(textLine({kTime, LogLevel::Info, "m", fields}),
             std::string(R"(time="2026-11-23T06:20:59Z" level=info message=m n=-5 d=0.25 nan=nan )"
                         "b=true fields.level=mine\n"));

    FileLog file({.format = LogFormat::Json});
    file.log().write(LogLevel::Info, "m", fields);
    const QList<QByteArray> lines = file.lines();
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().endsWith(
                 R"("message":"m","n":-5,"d":0.25,"nan":null,"b":true,"fields.level":"mine"})"),
             lines.first().constData());
}

void LogTest::parsesLevels()
{
    for (const LogLevel level :
         {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error}) {
        QVERIFY(parseLogLevel(toString(level)) == level);
    }
    QVERIFY(!parseLogLevel("verbose"));
    QVERIFY(!parseLogLevel("off"));
    QVERIFY(!parseLogLevel(""));
}

void LogTest::leavesOutWhatIsBelowTheLevel()
{
    FileLog file({.level = LogLevel::Warning});
    file.log().info("unseen");
    file.log().warning("seen");
    file.log().setLevel(LogLevel::Off);
    file.log().error("unseen");
    QVERIFY(!file.log().isEnabled(LogLevel::Off));
    QCOMPARE(file.lines().size(), 1);
    QVERIFY(file.lines().first().endsWith("level=warn message=seen"));
}

void LogTest::keepsTheOrderOfOneThread()
{
    FileLog file;
    for (int i = 0; i < 5000; ++i) {
        file.log().info("line " + std::to_string(i));
    }
    const QList<QByteArray> lines = file.lines();
    QCOMPARE(lines.size(), 5000);
    for (int i = 0; i < lines.size(); ++i) {
        QVERIFY(lines[i].endsWith(QByteArray("message=\"line " + QByteArray::number(i) + '"')));
    }
}

void LogTest::writesWholeLinesFromManyThreads()
{
    FileLog file;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&file, thread] {
                for (int i = 0; i < 1000; ++i) {
                    file.log().info("", {{"thread", std::int64_t{thread}}, {"i", std::int64_t{i}}});
                }
            });
        }
    }
    const QList<QByteArray> lines = file.lines();
    QCOMPARE(lines.size(), 4000);
    QSet<QByteArray> different;
    for (const QByteArray &line : lines) {
        QVERIFY(line.startsWith("time=\""));
        different.insert(line.mid(line.indexOf("thread=")));
    }
    QCOMPARE(different.size(), 4000);
}

void LogTest::dropsTheOldestLinesWhenTheOutputIsStuck()
{
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    Log log({.descriptor = ends[1], .queueLines = 16});
    const std::string wide(1000, 'x');
    for (int i = 0; i < 2000; ++i) {
        log.info(std::to_string(i) + wide);
    }
    log.info("last");
    QVERIFY(log.droppedLines() > 0);

    QByteArray all;
    std::jthread reader([&] {
        char buffer[65536];
        for (ssize_t n = 0; (n = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
            all.append(buffer, n);
        }
    });
    log.flush();
    ::close(ends[1]);
    reader.join();
    ::close(ends[0]);
    qsizetype written = 0;
    qsizetype told = 0;
    QVERIFY(all.contains("message=last\n"));
    for (const QList<QByteArray> lines = all.split('\n'); const QByteArray &line : lines) {
        if (line.contains("Log lines were dropped")) {
            told += line.sliced(line.lastIndexOf('=') + 1).toLongLong();
        } else if (!line.isEmpty()) {
            ++written;
        }
    }
    QCOMPARE(told, static_cast<qsizetype>(log.droppedLines()));
    QCOMPARE(written + told, 2001);
}

void LogTest::writesToAFileAndFallsBackWhenItFails()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("log"));
    auto opened = RotatingFile::open({.path = path.toStdString(), .maxBytes = 0});
    QVERIFY(opened);
    FileLog fallback({.file = std::shared_ptr<RotatingFile>(std::move(*opened))});
    fallback.log().info("one");
    QVERIFY(fallback.lines().isEmpty());

    // A limit of the file's size has the kernel refuse, as a full disk does.
    struct rlimit old = {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
    const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    const qint64 size = QFileInfo(path).size();
    const std::string filler(static_cast<std::size_t>(size) + 4096, 'x');
    const struct rlimit small = {static_cast<rlim_t>(size) + 200, old.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    fallback.log().info(filler);
    fallback.log().flush();
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &old), 0);
    std::signal(SIGXFSZ, previous);
    fallback.log().info("two");
    const QList<QByteArray> lines = fallback.lines();
    QVERIFY(!lines.isEmpty());
    QVERIFY2(lines.first().contains("The log file fails"), lines.first().constData());

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains("message=one") && content.contains("message=two"));
    QVERIFY(!content.contains("xxx")); // a line is there whole, or not at all
}

void LogTest::limitsRepeatedLines()
{
    FileLog file({.repeatLimit = 3});
    for (int i = 0; i < 1000; ++i) {
        file.log().error("again");
    }
    file.close();
    // The burst takes part of one second or, when it meets the end of one, of two.
    const QList<QByteArray> lines = file.lines();
    QVERIFY(lines.size() == 4 || lines.size() == 8);
    QVERIFY(lines.last().contains("message=\"Identical messages were suppressed\" repeated=again"));
}

void LogTest::doesNotLimitLinesWithoutMessage()
{
    FileLog file({.repeatLimit = 3});
    for (int i = 0; i < 100; ++i) {
        file.log().info("", {{"prefix", "access-log"}});
    }
    QCOMPARE(file.lines().size(), 100);
}

void LogTest::tellsListenersOnTheWritingThread()
{
    FileLog file;
    std::mutex mutex;
    std::vector<LogRecord> records;
    std::thread::id thread;
    const int id = file.log().addListener([&](const LogRecord &record) {
        const std::lock_guard lock(mutex);
        thread = std::this_thread::get_id();
        records.push_back(record);
    });
    file.log().info("heard", {{"code", std::int64_t{200}}, {"path", "/a"}});
    file.log().flush();
    file.log().removeListener(id);
    file.log().info("unheard");
    file.log().flush();

    const std::lock_guard lock(mutex);
    QCOMPARE(records.size(), 1U);
    QVERIFY(thread != std::this_thread::get_id());
    QCOMPARE(records[0].message, std::string("heard"));
    QVERIFY(records[0].level == LogLevel::Info);
    const decltype(records[0].fields) expected = {{"code", "200"}, {"path", "/a"}};
    QVERIFY(records[0].fields == expected);
}

void LogTest::keepsTheNewestLines()
{
    FileLog file({.keptLines = 2});
    file.log().info("one");
    file.log().info("two", {{"path", "/a"}});
    file.log().info({}, {{"prefix", "access-log"}}); // many, and not asked for later
    file.log().warning("four");
    file.log().flush();
    const auto kept = file.log().newest();
    QCOMPARE(kept.size(), 2U);
    QCOMPARE(kept[0]->message, std::string("two"));
    QCOMPARE(kept[0]->sequence, 2U);
    const decltype(kept[0]->fields) expected = {{"path", "/a"}};
    QVERIFY(kept[0]->fields == expected);
    QCOMPARE(kept[1]->message, std::string("four"));
    QCOMPARE(kept[1]->sequence, 4U);
    file.log().info(std::string(Log::kKeptBytes, 'x')); // no room for it
    file.log().flush();
    QCOMPARE(file.log().newest().size(), 2U);
    file.log().info(std::string(Log::kKeptBytes / 2, 'y'));
    file.log().info(std::string(Log::kKeptBytes / 2, 'z')); // nor for both
    file.log().flush();
    QCOMPARE(file.log().newest().size(), 1U);
    QCOMPARE(file.log().newest()[0]->message[0], 'z');
}

void LogTest::flushesFromAListener()
{
    FileLog file;
    file.log().addListener([&](const LogRecord &) { file.log().flush(); });
    file.log().info("one");
    QCOMPARE(file.lines().size(), 1);
}

GW_TEST(LogTest)
#include "log_test.moc"
