// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/support/scripted_origin.h"
#include "requests/hurl_reader.h"
#include "requests/request_builder.h"
#include "requests/request_runner.h"
#include "support/full_disk.h"
#include "support/room_test.h"
#include "ui/requests/recording_server.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>

#include <atomic>
#include <future>
#include <sys/stat.h>

using namespace gw::requests;
using gw::e2e::ScriptedOrigin;
using gw::e2e::Socket;

namespace {

std::string answerWith(const std::string &body, const std::string &fields = {})
{
    return "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

// Answers with the request as it came: a request with a body says its length.
ScriptedOrigin::Script mirror()
{
    return [](Socket &connection) {
        while (const auto head = connection.receiveUntil("\r\n\r\n")) {
            const auto at = head->find("Content-Length: ");
            const auto length = at == std::string::npos ? 0 : std::stoul(head->substr(at + 16));
            const std::string body = connection.receiveExactly(length).value_or("");
            if (!connection.send(answerWith(*head + body))) {
                return;
            }
        }
    };
}

HttpRequest requestOf(const std::string &hurl)
{
    const auto file = readHurl(hurl);
    BuildContext context;
    auto prepared = file ? prepareRequest(file->entries.front().request, context)
                         : gw::Expected<PreparedRequest>(tl::unexpected(file.error()));
    return prepared ? prepared->http : HttpRequest();
}

std::string bodyOf(const TransferResult &result)
{
    return result.body->readAll().value_or("unreadable");
}

} // namespace

class RequestRunnerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatItIsTold_data();
    void sendsWhatItIsTold();
    void streamsAFile();
    void tellsHeadersAndTimes();
    void connectsFromAnAddress();
    void followsRedirects();
    void timesTheLastOfSeveral();
    void keepsCookies();
    void spillsLargeBodiesToDisk();
    void answersNtlm();
    void signsForAws();
    void stopsAtTheLimit();
    void stopEndsAWait();
    void cancels();
    void endsOnceWhenItIsDestroyed();
    void saysWhyItFails_data();
    void saysWhyItFails();
    void refusesAPipeAsBody();
};

void RequestRunnerTest::sendsWhatItIsTold_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("GET") << QByteArray("GET") << QByteArray()
                         << QByteArray("GET /a?b HTTP/1.1\r\n");
    QTest::newRow("POST") << QByteArray("POST") << QByteArray("hello")
                          << QByteArray("POST /a?b HTTP/1.1\r\n");
    QTest::newRow("empty POST") << QByteArray("POST") << QByteArray()
                                << QByteArray("POST /a?b HTTP/1.1\r\n");
    QTest::newRow("PATCH") << QByteArray("PATCH") << QByteArray("x")
                           << QByteArray("PATCH /a?b HTTP/1.1\r\n");
    QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray()
                            << QByteArray("DELETE /a?b HTTP/1.1\r\n");
    QTest::newRow("GET with a body")
        << QByteArray("GET") << QByteArray("q") << QByteArray("GET /a?b HTTP/1.1\r\n");
    QTest::newRow("any word") << QByteArray("PURGE") << QByteArray()
                              << QByteArray("PURGE /a?b HTTP/1.1\r\n");
}

void RequestRunnerTest::sendsWhatItIsTold()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, start);
    const ScriptedOrigin origin(mirror());
    RequestRunner runner;
    HttpRequest request;
    request.method = method.toStdString();
    request.url = origin.url() + "a?b";
    request.headers = {{"X-One", "1"}, {"X-One", "2"}, {"X-Empty", ""}};
    if (!body.isEmpty()) {
        request.body = body.toStdString();
    }
    const TransferResult result = runner.perform(request);
    QVERIFY2(!result.error, result.error ? result.error->text().c_str() : "");
    const QByteArray seen = QByteArray::fromStdString(bodyOf(result));
    QVERIFY2(seen.startsWith(start), seen.constData());
    QVERIFY2(seen.endsWith(QByteArray("\r\n\r\n" + body)), seen.constData());
    QVERIFY(seen.contains("X-One: 1\r\n") && seen.contains("X-One: 2\r\n"));
    QVERIFY(seen.contains("X-Empty:\r\n"));
    QVERIFY(!seen.contains("Content-Type")); // nobody asked for one
    QVERIFY(!seen.contains("Expect"));
    QCOMPARE(result.requestHeads.size(), std::size_t{1});
    QVERIFY(QByteArray::fromStdString(result.requestHeads[0]).startsWith(start));
}

void RequestRunnerTest::streamsAFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("body")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(300'000, 'x'));
    file.close();
    const ScriptedOrigin origin(mirror());
    RequestRunner runner;
    HttpRequest request;
    request.method = "PUT";
    request.url = origin.url();
    request.body = FileBody{file.fileName().toStdString()};
    const TransferResult result = runner.perform(request);
    QVERIFY2(!result.error, result.error ? result.error->text().c_str() : "");
    const std::string seen = bodyOf(result);
    QVERIFY(seen.starts_with("PUT / "));
    QVERIFY(seen.ends_with(std::string(300'000, 'x')));
    QCOMPARE(result.bytesSent, std::uint64_t{300'000});
}

void RequestRunnerTest::tellsHeadersAndTimes()
{
    const ScriptedOrigin origin(
        ScriptedOrigin::answering(answerWith("hi", "X-A:  b \r\nx-a: c\r\n")));
    RequestRunner runner;
    HttpRequest request;
    request.url = origin.url();
    const TransferResult result = runner.perform(request);
    QCOMPARE(result.status(), 200);
    QCOMPARE(result.head()->version, "HTTP/1.1");
    QCOMPARE(result.head()->reason, "OK");
    QCOMPARE(*result.head()->find("x-A"), "b");
    QCOMPARE(result.head()->headers.size(), std::size_t{3});
    QCOMPARE(bodyOf(result), "hi");
    QVERIFY(result.timings.total.count() > 0);
    const Timings &t = result.timings;
    QVERIFY((t.queue + t.dns + t.connect + t.tls + t.send + t.wait + t.download).count() <=
            t.total.count());
    QVERIFY(result.connection.localPort > 0);
    QCOMPARE(result.connection.remotePort, int{origin.port()});
    QVERIFY(result.log.find("> GET / HTTP/1.1") != std::string::npos);
    QVERIFY(result.log.find("< HTTP/1.1 200 OK") != std::string::npos);
}

void RequestRunnerTest::connectsFromAnAddress()
{
    const ScriptedOrigin origin(mirror());
    RequestRunner runner;
    HttpRequest request = requestOf("GET " + origin.url() + "\n[Options]\ninterface: 127.0.0.2\n");
    TransferResult result = runner.perform(request);
    QVERIFY2(!result.error, result.error ? result.error->text().c_str() : "");
    QCOMPARE(result.connection.localAddress, std::string("127.0.0.2"));
    request.options.interface = "no-such-interface";
    result = runner.perform(request);
    QVERIFY(result.error);
    QCOMPARE(result.error->remedy,
             std::string("Is the option interface right? ip address lists them"));
}

// The redirect's body takes longer than all of the answer.
void RequestRunnerTest::timesTheLastOfSeveral()
{
    const std::string body(32 << 20, 'x');
    const ScriptedOrigin origin([&body](Socket &connection) {
        while (const auto head = connection.receiveUntil("\r\n\r\n")) {
            connection.send(head->starts_with("GET /end")
                                ? answerWith("there")
                                : "HTTP/1.1 302 Found\r\nLocation: /end\r\nContent-Length: " +
                                      std::to_string(body.size()) + "\r\n\r\n" + body);
        }
    });
    RequestRunner runner;
    HttpRequest request;
    request.url = origin.url();
    request.options.followRedirects = true;
    const TransferResult result = runner.perform(request);
    QCOMPARE(bodyOf(result), "there");
    const Timings &t = result.timings;
    const Timings::Duration last = t.dns + t.connect + t.tls + t.send + t.wait + t.download;
    QVERIFY2(last < t.redirects, qPrintable(QString::number(last.count())));
    QVERIFY(t.queue + t.redirects + last <= t.total);
}

void RequestRunnerTest::followsRedirects()
{
    const ScriptedOrigin origin([](Socket &connection) {
        while (const auto head = connection.receiveUntil("\r\n\r\n")) {
            connection.send(
                head->starts_with("GET /end")
                    ? answerWith("there")
                    : "HTTP/1.1 302 Found\r\nLocation: /end\r\nContent-Length: 0\r\n\r\n");
        }
    });
    RequestRunner runner;
    HttpRequest request;
    request.url = origin.url() + "start";
    QCOMPARE(runner.perform(request).status(), 302);
    request.options.followRedirects = true;
    const TransferResult result = runner.perform(request);
    QCOMPARE(result.status(), 200);
    QCOMPARE(result.heads.size(), std::size_t{2});
    QCOMPARE(result.url, origin.url() + "end");
    QCOMPARE(bodyOf(result), "there");
}

void RequestRunnerTest::keepsCookies()
{
    const ScriptedOrigin origin([](Socket &connection) {
        while (const auto head = connection.receiveUntil("\r\n\r\n")) {
            connection.send(answerWith(*head, "Set-Cookie: sid=42; Path=/; HttpOnly\r\n"));
        }
    });
    RequestRunner runner;
    HttpRequest request;
    request.url = origin.url();
    const TransferResult first = runner.perform(request);
    QCOMPARE(first.cookies.size(), std::size_t{1});
    const auto cookie = cookieOf(first.cookies[0]);
    QVERIFY(cookie);
    QCOMPARE(cookie->name, "sid");
    QCOMPARE(cookie->value, "42");
    QVERIFY(cookie->isHttpOnly);
    request.cookies = first.cookies;
    QVERIFY(bodyOf(runner.perform(request)).find("Cookie: sid=42\r\n") != std::string::npos);
    request.cookies.clear();
    QVERIFY(bodyOf(runner.perform(request)).find("Cookie:") == std::string::npos);
}

void RequestRunnerTest::spillsLargeBodiesToDisk()
{
    const std::string large(200'000, 'z');
    const ScriptedOrigin origin(ScriptedOrigin::answering(answerWith(large)));
    RequestRunner runner;
    HttpRequest request;
    request.url = origin.url();
    request.options.memoryBodyBytes = 1000;
    std::string path;
    {
        const TransferResult result = runner.perform(request);
        path = result.body->filePath();
        QVERIFY(result.body->isInFile());
        QVERIFY(QFile::exists(QString::fromStdString(path)));
        QCOMPARE(result.body->size(), std::uint64_t{200'000});
        QCOMPARE(bodyOf(result), large);
        QCOMPARE(result.body->read(199'998, 10).value(), "zz");
    }
    QVERIFY(!QFile::exists(QString::fromStdString(path)));
    const gw::test::FullDisk full(199'000); // the rest waits in a buffer until the end
    const TransferResult cut = runner.perform(request);
    QVERIFY(cut.error);
    QCOMPARE(cut.error->what, "The response cannot be kept: File too large");
}

void RequestRunnerTest::answersNtlm()
{
    // The server's challenge, as MS-NLMP 2.2.1.2 has it: no target, Unicode, eight bytes of nonce.
    const QByteArray challenge("NTLMSSP\0\2\0\0\0\0\0\0\0\0\0\0\0\1\2\0\0"
                               "12345678"
                               "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                               48);
    std::vector<QByteArray> messages; // written before the answer, read behind it
    const ScriptedOrigin origin([&](Socket &connection) {
        while (const auto head = connection.receiveUntil("\r\n\r\n")) {
            const auto at = head->find("Authorization: NTLM ");
            const QByteArray base64 = QByteArray::fromStdString(
                at == std::string::npos ? ""
                                        : head->substr(at + 20, head->find('\r', at) - at - 20));
            messages.push_back(QByteArray::fromBase64(base64));
            connection.send(messages.size() < 2 ? "HTTP/1.1 401 No\r\nWWW-Authenticate: NTLM " +
                                                      challenge.toBase64().toStdString() +
                                                      "\r\nContent-Length: 0\r\n\r\n"
                                                : answerWith("in"));
        }
    });
    const auto request =
        requestOf("GET " + origin.url() + "\n[Options]\nntlm: true\nuser: bob:secret\n");
    RequestRunner runner;
    const TransferResult result = runner.perform(request);
    QVERIFY2(!result.error, result.error ? result.error->text().c_str() : "");
    QCOMPARE(bodyOf(result), "in");
    QCOMPARE(messages.size(), std::size_t{2});
    QVERIFY(messages[0].startsWith(QByteArray("NTLMSSP\0\1", 9))); // negotiate
    QVERIFY(messages[1].startsWith(QByteArray("NTLMSSP\0\3", 9))); // authenticate
    QVERIFY(messages[1].contains(QByteArray("b\0o\0b\0", 6)));
    QVERIFY(!messages[1].contains(QByteArray("s\0e\0c\0", 6)));
}

// The signature is computed again, as AWS describes it for version 4.
void RequestRunnerTest::signsForAws()
{
    gw::test::RecordingServer server;
    const auto request =
        requestOf("POST " + server.url() +
                  "items?a=1\n[Options]\naws-sigv4: aws:amz:eu-west-1:execute-api\n"
                  "user: id:key\n`hello`\n");
    RequestRunner runner;
    const TransferResult result = runner.perform(request);
    QVERIFY2(!result.error, result.error ? result.error->text().c_str() : "");
    const auto received = server.take();
    QCOMPARE(received.size(), std::size_t{1});
    const QByteArray given =
        QByteArray::fromStdString(received[0].values("Authorization")).trimmed();
    const QByteArray time = QByteArray::fromStdString(received[0].values("X-Amz-Date")).trimmed();
    const QByteArray scope = time.first(8) + "/eu-west-1/execute-api/aws4_request";
    QVERIFY2(given.startsWith(QByteArray("AWS4-HMAC-SHA256 Credential=id/" + scope + ", ")), given);
    const auto part = [&given](const QByteArray &name) {
        const QByteArray rest =
            given.sliced(given.indexOf(QByteArray(name + '=')) + name.size() + 1);
        return rest.first(
            std::min(rest.indexOf(',') < 0 ? rest.size() : rest.indexOf(','), rest.size()));
    };
    const auto hash = [](const QByteArray &text) {
        return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
    };
    QByteArray canonical = "POST\n/items\na=1\n";
    for (const QByteArray &name : part("SignedHeaders").split(';')) {
        canonical += name + ':' +
                     QByteArray::fromStdString(received[0].values(name.toStdString())).trimmed() +
                     '\n';
    }
    canonical += '\n' + part("SignedHeaders") + '\n' + hash("hello");
    const auto code = [](const QByteArray &text, const QByteArray &key) {
        return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
    };
    const QByteArray key = code(
        "aws4_request", code("execute-api", code("eu-west-1", code(time.first(8), "AWS4key"))));
    QCOMPARE(
        part("Signature"),
        code("AWS4-HMAC-SHA256\n" + time + '\n' + scope + '\n' + hash(canonical), key).toHex());
}

void RequestRunnerTest::stopEndsAWait()
{
    RequestRunner runner;
    QVERIFY(runner.wait(std::chrono::milliseconds(1)));
    auto waiting =
        std::async(std::launch::async, [&runner] { return runner.wait(std::chrono::hours(1)); });
    QVERIFY(!runner.isStopped());
    runner.stop();
    QVERIFY(!waiting.get());
    QVERIFY(runner.isStopped());
    QVERIFY(!runner.wait(std::chrono::hours(1))); // nor is there another
}

void RequestRunnerTest::stopsAtTheLimit()
{
    const ScriptedOrigin origin(ScriptedOrigin::answering(answerWith(std::string(5000, 'z'))));
    RequestRunner runner;
    HttpRequest request;
    request.url = origin.url();
    request.options.maxBodyBytes = 4999;
    const TransferResult result = runner.perform(request);
    QVERIFY(result.error);
    QVERIFY(result.error->text().find("4999") != std::string::npos);
    request.options.maxBodyBytes = 5000;
    QVERIFY(!runner.perform(request).error);
}

void RequestRunnerTest::cancels()
{
    const ScriptedOrigin origin([](Socket &connection) {
        static_cast<void>(connection.receiveUntil("\r\n\r\n"));
        static_cast<void>(connection.receiveToEnd(std::chrono::seconds(30))); // never answers
    });
    RequestRunner runner;
    HttpRequest request;
    request.url = origin.url();
    std::promise<TransferResult> promise;
    auto future = promise.get_future();
    const auto id = runner.start(request, {{}, [&promise](TransferResult result) {
                                               promise.set_value(std::move(result));
                                           }});
    QTRY_COMPARE_WITH_TIMEOUT(origin.connections(), 1, 10'000);
    runner.cancel(id);
    QCOMPARE(future.wait_for(std::chrono::seconds(20)), std::future_status::ready);
    const TransferResult result = future.get();
    QVERIFY(result.isCancelled);
    QVERIFY(result.error);
    runner.cancel(id); // of no consequence
}

void RequestRunnerTest::endsOnceWhenItIsDestroyed()
{
    const ScriptedOrigin origin([](Socket &connection) {
        static_cast<void>(connection.receiveToEnd(std::chrono::seconds(30)));
    });
    std::atomic<int> ends = 0;
    {
        RequestRunner runner;
        for (int index = 0; index < 3; ++index) {
            HttpRequest request;
            request.url = origin.url();
            runner.start(request, {{}, [&ends](const TransferResult &result) {
                                       ends += result.isCancelled ? 1 : 100;
                                   }});
        }
    }
    QCOMPARE(ends.load(), 3);
}

void RequestRunnerTest::saysWhyItFails_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("word");
    const std::string closed = "http://127.0.0.1:" + std::to_string(gw::e2e::closedPort()) + "/";
    QTest::newRow("nobody listens")
        << QByteArray::fromStdString(closed) << QByteArray("Is the server running");
    QTest::newRow("no URL") << QByteArray("http://") << QByteArray("http://host:port/path");
    QTest::newRow("other protocol") << QByteArray("file:///etc/passwd") << QByteArray("rotocol");
}

void RequestRunnerTest::saysWhyItFails()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, word);
    RequestRunner runner;
    HttpRequest request;
    request.url = url.toStdString();
    const TransferResult result = runner.perform(request);
    QVERIFY(result.error);
    QVERIFY2(QByteArray::fromStdString(result.error->text()).contains(word),
             result.error->text().c_str());
    request.url = "http://127.0.0.1/";
    request.body = FileBody{"/nonexistent/body"};
    QVERIFY(runner.perform(request).error->text().find("/nonexistent/body") != std::string::npos);
}

// Who opens a pipe waits for the one who writes into it: all other requests would wait as well.
void RequestRunnerTest::refusesAPipeAsBody()
{
    const QTemporaryDir folder;
    const std::string pipe = folder.filePath(QStringLiteral("pipe")).toStdString();
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    RequestRunner runner;
    HttpRequest request;
    request.url = "http://127.0.0.1/";
    request.body = FileBody{pipe};
    QVERIFY(runner.perform(request).error->text().find("no plain file") != std::string::npos);
    request.body = std::vector<FormPart>{{"a", pipe, {}, {}, true}};
    QVERIFY(runner.perform(request).error->text().find("no plain file") != std::string::npos);
}

GW_TEST(RequestRunnerTest)
#include "request_runner_test.moc"
