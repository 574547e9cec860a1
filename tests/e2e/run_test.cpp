// SPDX-License-Identifier: GPL-3.0-or-later
// `gatewright run`: the seed tour on the demo, reports, exit codes, mistakes.
#include "e2e/support/gateway_process.h"
#include "e2e/support/scripted_origin.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>

using namespace Qt::StringLiterals;

namespace gw::e2e {

using test::readFile;
using test::writeFile;

class RunTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void passesTheSeedTour();
    void offersTheSecretOnlyWhenAllowed();
    void failsWithTheReason();
    void tellsFactsThatAreNotSo();
    void leavesTracingAsItWas();
    void waitsOnceForAStranger();
    void writesReports();
    void choosesTheEnvironment();
    void goesOnAfterAFailure();
    void staysBelowTheFileRoot();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

private:
    [[nodiscard]] ProgramResult run(const QStringList &arguments) const;
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] QString gateway() const;

    GatewayProcess m_gateway;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void RunTest::initTestCase()
{
    QVERIFY(m_gateway.serveDemo());
}

void RunTest::cleanupTestCase()
{
    QCOMPARE(m_gateway.stop(), 0);
}

void RunTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString RunTest::gateway() const
{
    return u"gateway="_s + QString::fromStdString(m_gateway.address({}));
}

ProgramResult RunTest::run(const QStringList &arguments) const
{
    return runGatewright(
        QStringList{u"run"_s, u"--secret-file"_s, m_gateway.stateFile(u"secret"_s)} + arguments);
}

void RunTest::passesTheSeedTour()
{
    const ProgramResult result = run({m_gateway.demoFolder() + u"/requests"_s, u"--variable"_s,
                                      gateway(), u"--trace"_s, u"--allow-control"_s});
    const QByteArray said = result.standardOutput + result.standardError;
    QVERIFY2(result.exitCode == 0, said.constData());
    QVERIFY2(said.contains("8 files"), said.constData());
    QVERIFY2(said.contains("all passed"), said.constData());
    QVERIFY2(!said.contains("not checked"), said.constData());
    QVERIFY2(said.contains("+ request header Foo: Bar"), said.constData());
}

void RunTest::offersTheSecretOnlyWhenAllowed()
{
    const QString reload = m_gateway.demoFolder() + u"/requests/8 reload.hurl"_s;
    const ProgramResult refused = run({reload, u"--variable"_s, gateway(), u"--trace"_s});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.standardOutput.contains("without a value: gateway_secret"),
             refused.standardOutput.constData());

    writeFile(path(u"a.hurl"_s), "GET {{gateway}}/tyk/nothing\n[Query]\nx: {{gateway_secret}}\n"
                                 "HTTP 200\n\n"
                                 "GET {{gateway}}/my_api_name/{{gateway_secret}}\nHTTP 200\n");
    const ProgramResult allowed =
        run({path(u"a.hurl"_s), u"--variable"_s, gateway(), u"--allow-control"_s});
    QCOMPARE(allowed.exitCode, 1);
    const QByteArray secret = readFile(m_gateway.stateFile(u"secret"_s)).trimmed();
    QVERIFY(!allowed.standardOutput.contains(secret));
    QVERIFY2(allowed.standardOutput.contains("/tyk/nothing?x=***"),
             allowed.standardOutput.constData());
    QVERIFY2(allowed.standardOutput.contains("without a value: gateway_secret"),
             allowed.standardOutput.constData()); // of the other request

    const ProgramResult elsewhere =
        run({reload, u"--variable"_s, u"gateway=http://192.0.2.1"_s, u"--allow-control"_s});
    QCOMPARE(elsewhere.exitCode, 2);
    QVERIFY2(elsewhere.standardError.contains("another machine"),
             elsewhere.standardError.constData());
}

void RunTest::failsWithTheReason()
{
    writeFile(
        path(u"a.hurl"_s),
        "GET {{gateway}}/my_api_name/status/418\nHTTP 200\n[Asserts]\nbody contains \"tea\"\n");
    const ProgramResult result = run({path(u"a.hurl"_s), u"--variable"_s, gateway()});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardOutput.contains("line 2: HTTP 200\n          is 418"),
             result.standardOutput.constData());
}

void RunTest::tellsFactsThatAreNotSo()
{
    writeFile(path(u"a.hurl"_s),
              "GET {{gateway}}/my_api_name/get\nHTTP 200\n# gatewright: upstream was not asked\n"
              "# gatewright: header Foo did not reach upstream\n# gatewright: plugin Nobody ran\n"
              "# gatewright: header Foo was added by SendCurrentTime\n");
    const ProgramResult unchecked = run({path(u"a.hurl"_s), u"--variable"_s, gateway()});
    QCOMPARE(unchecked.exitCode, 0);
    QVERIFY2(unchecked.standardOutput.contains("4 facts about the gateway not checked"),
             unchecked.standardOutput.constData());
    const ProgramResult result = run({path(u"a.hurl"_s), u"--variable"_s, gateway(), u"--trace"_s});
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.standardOutput.count("is not so"), 4);
    QVERIFY2(result.standardOutput.contains("AddFooBarHeader"), result.standardOutput.constData());
}

void RunTest::leavesTracingAsItWas()
{
    const auto isTracing = [this] {
        const QByteArray secret = readFile(m_gateway.stateFile(u"secret"_s)).trimmed();
        return get(m_gateway.address("/tyk/trace"),
                   {"X-Tyk-Authorization: " + secret.toStdString()})
            .body;
    };
    const std::string before = isTracing();
    writeFile(path(u"a.hurl"_s), "GET {{gateway}}/my_api_name/get\nHTTP 200\n");
    QCOMPARE(run({path(u"a.hurl"_s), u"--variable"_s, gateway(), u"--trace"_s}).exitCode, 0);
    QVERIFY(before.find("false") != std::string::npos);
    QCOMPARE(isTracing(), before);
}

// Requests to other hosts leave no record at the gateway.
void RunTest::waitsOnceForAStranger()
{
    const ScriptedOrigin stranger(
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    std::atomic<int> questions = 0; // for the record of a request
    const ScriptedOrigin control([&questions](Socket &connection) {
        while (const auto head = connection.receiveUntil("\r\n\r\n")) {
            questions += head->find("client_port=") == std::string::npos ? 0 : 1;
            const std::string body = R"({"enabled":true,"tracing":true,"records":[]})";
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
                            "\r\n\r\n" + body);
        }
    });
    const QByteArray request = "GET " + QByteArray::fromStdString(stranger.url()) + "\nHTTP 200\n";
    const auto askedFor = [&](const QByteArray &requests) {
        writeFile(path(u"a.hurl"_s), requests);
        questions = 0;
        const ProgramResult result = run({path(u"a.hurl"_s), u"--trace"_s, u"--control"_s,
                                          QString::fromStdString(control.url()).chopped(1)});
        return result.exitCode == 0 ? questions.load() : -1;
    };
    const int once = askedFor(request);
    QVERIFY(once > 0);
    QCOMPARE(askedFor(QByteArray(request + '\n').repeated(3)), once);
    const ScriptedOrigin other(
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    QCOMPARE(askedFor(request + "\nGET " + QByteArray::fromStdString(other.url()) + "\nHTTP 200\n"),
             2 * once);
}

void RunTest::writesReports()
{
    writeFile(path(u"a.hurl"_s),
              "GET {{gateway}}/my_api_name/get\nHTTP 200\n\nGET "
              "{{gateway}}/my_api_name/status/500\nHTTP 200\n\n"
              "GET http://127.0.0.1:1/\n\nGET {{gateway}}/x\n[Options]\nskip: true\n");
    const ProgramResult result =
        run({path(u"a.hurl"_s), u"--variable"_s, gateway(), u"--test"_s, u"--junit"_s,
             path(u"j.xml"_s), u"--json"_s, path(u"j.json"_s)});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardOutput.contains(QByteArray("FAIL  " + path(u"a.hurl"_s).toUtf8())),
             result.standardOutput.constData());
    const QByteArray xml = readFile(path(u"j.xml"_s));
    QVERIFY2(xml.contains("tests=\"4\" failures=\"1\" errors=\"1\""), xml.constData());
    QVERIFY2(xml.contains("<skipped/>") && xml.contains("line 5: is 500"), xml.constData());
    const QJsonObject file =
        QJsonDocument::fromJson(readFile(path(u"j.json"_s))).array()[0].toObject();
    QCOMPARE(file[u"passed"_s].toBool(), false);
    const QJsonArray requests = file[u"requests"_s].toArray();
    QCOMPARE(requests.size(), 4);
    QCOMPARE(requests[0][u"passed"_s].toBool(), true);
    QVERIFY(requests[0][u"timings_us"_s][u"total"_s].toInt() > 0);
    QCOMPARE(requests[1][u"status"_s].toInt(), 500);
    QVERIFY(requests[2][u"error"_s].toString().contains(u"127.0.0.1"_s));
}

void RunTest::choosesTheEnvironment()
{
    const QByteArray address = QByteArray::fromStdString(m_gateway.address({}));
    writeFile(path(u"environments/local.env"_s), "gateway=" + address + "\npath=status/201\n");
    writeFile(path(u"environments/other.env"_s), "gateway=" + address + "\npath=status/202\n");
    writeFile(path(u"requests/deep/a.hurl"_s), "GET {{gateway}}/my_api_name/{{path}}\nHTTP 201\n");
    QCOMPARE(run({path(u"requests"_s)}).exitCode, 0);
    QCOMPARE(run({path(u"requests"_s), u"--env"_s, u"other"_s}).exitCode, 1);
    QCOMPARE(
        run({path(u"requests"_s), u"--env"_s, u"other"_s, u"--variable"_s, u"path=status/201"_s})
            .exitCode,
        0);
    const ProgramResult missing = run({path(u"requests"_s), u"--env"_s, u"nowhere"_s});
    QCOMPARE(missing.exitCode, 2);
    QVERIFY2(missing.standardError.contains("local, other"), missing.standardError.constData());
}

void RunTest::goesOnAfterAFailure()
{
    writeFile(path(u"a.hurl"_s), "GET {{gateway}}/my_api_name/status/500\nHTTP 200\n");
    writeFile(path(u"b.hurl"_s),
              "GET {{gateway}}/my_api_name/get?a=1\n[Options]\nlocation: true\nHTTP 200\n\n"
              "GET {{gateway}}/my_api_name/get\n[Query]\nn: 7\nHTTP 200\n[Captures]\nn: jsonpath "
              "\"$.args.n\"\n\n"
              "GET {{gateway}}/my_api_name/get?again={{n}}\nHTTP 200\n[Asserts]\njsonpath "
              "\"$.args.again\" == {{n}}\n");
    const ProgramResult result = run({path(QString()), u"--variable"_s, gateway()});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.standardOutput.contains("2 files, 4 requests"),
             result.standardOutput.constData());
    QVERIFY2(result.standardOutput.contains("1 failed"), result.standardOutput.constData());
}

void RunTest::staysBelowTheFileRoot()
{
    const QString sent = path(u"shared/body.txt"_s);
    const QString output = path(u"shared/answer"_s);
    writeFile(sent, "from the shared folder");
    writeFile(path(u"requests/a.hurl"_s),
              "POST {{gateway}}/my_api_name/post\n[Options]\noutput: ../shared/answer\n"
              "file,../shared/body.txt;\nHTTP 200\n");
    const QStringList arguments{path(u"requests"_s), u"--variable"_s, gateway()};
    // Too small: the folder of the file, which is the default.
    for (const QStringList &root :
         {QStringList(), QStringList{u"--file-root"_s, path(u"requests"_s)}}) {
        const ProgramResult refused = run(arguments + root);
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.standardOutput.contains("outside the folder"), refused.standardOutput);
        QVERIFY(!QFile::exists(output));
    }
    writeFile(path(u"other/file"_s), {});
    for (const auto &[root, words] : {std::pair(u"other"_s, "a.hurl: The Hurl file is not in"),
                                      std::pair(u"none"_s, "none: --file-root is no folder")}) {
        const ProgramResult notRun = run(arguments + QStringList{u"--file-root"_s, path(root)});
        QCOMPARE(notRun.exitCode, 2);
        QVERIFY2(notRun.standardError.contains(words), notRun.standardError);
        QVERIFY(!QFile::exists(output));
    }
    const ProgramResult allowed = run(arguments + QStringList{u"--file-root"_s, path({})});
    QVERIFY2(allowed.exitCode == 0, allowed.standardOutput);
    QVERIFY2(readFile(output).contains("from the shared folder"), readFile(output));
}

void RunTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("unreadable") << QByteArray("GET\n") << QStringList() << 1
                                << QByteArray("a.hurl:1");
    QTest::newRow("no value") << QByteArray("GET {{nowhere}}/\n") << QStringList() << 1
                              << QByteArray("nowhere");
    QTest::newRow("bad variable") << QByteArray("GET http://a\n")
                                  << QStringList{u"--variable"_s, u"x"_s} << 2
                                  << QByteArray("name=value");
    QTest::newRow("no engine") << QByteArray("GET http://a\n")
                               << QStringList{u"--trace"_s, u"--control"_s, u"http://127.0.0.1:1"_s}
                               << 2 << QByteArray("Is the server running");
    QTest::newRow("no engine named") << QByteArray("GET http://a\n") << QStringList{u"--trace"_s}
                                     << 2 << QByteArray("--control");
    QTest::newRow("no secret") << QByteArray("GET http://a\n")
                               << QStringList{u"--trace"_s, u"--secret-file"_s,
                                              u"/nonexistent/secret"_s}
                               << 2 << QByteArray("--secret-file");
}

void RunTest::saysWhatIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, word);
    writeFile(path(u"a.hurl"_s), text);
    const bool hasSecret = arguments.contains(u"--secret-file"_s);
    const ProgramResult result =
        hasSecret ? runGatewright(QStringList{u"run"_s, path(u"a.hurl"_s)} + arguments)
                  : run(QStringList{path(u"a.hurl"_s)} + arguments);
    const QByteArray said = result.standardOutput + result.standardError;
    QCOMPARE(result.exitCode, exitCode);
    QVERIFY2(said.contains(word), said.constData());
}

} // namespace gw::e2e

GW_TEST(gw::e2e::RunTest)
#include "run_test.moc"
