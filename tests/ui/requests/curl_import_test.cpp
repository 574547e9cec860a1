// SPDX-License-Identifier: GPL-3.0-or-later
// What an imported command sends, beside what curl itself sends for it.
#include "requests/curl_import.h"
#include "requests/request_builder.h"
#include "requests/request_runner.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/requests/recording_server.h"

#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>

using namespace gw::requests;
using gw::test::Received;
using gw::test::RecordingServer;

namespace {

// In URLs and forms curl writes a blank as "+", and small hexadecimal digits; to servers it is the
// same.
QByteArray withoutSpelling(QByteArray text)
{
    text.replace("+", "%20");
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
        text.replace(at, 3, text.sliced(at, std::min<qsizetype>(3, text.size() - at)).toUpper());
    }
    return text;
}

// The request in one text; what only names the sender, and random parts, are left out.
QByteArray textOf(const Received &received)
{
    std::vector<std::string> fields;
    std::string boundary;
    for (const auto &[name, value] : received.fields) {
        const bool isSender = value.starts_with("curl/") || value.starts_with("gatewright/");
        const std::size_t mark = value.find("boundary=");
        if (mark != std::string::npos) {
            boundary = value.substr(mark + 9);
        }
        if (!isSender && !gw::equalIgnoringCase(name, "Content-Length")) {
            // Between cookies curl leaves out the blank where it joins two options.
            QByteArray shown = QByteArray::fromStdString(value.substr(0, mark));
            shown = name == "Cookie" ? shown.replace("; ", ";") : shown;
            fields.push_back(name + ": " + shown.toStdString() + "\n");
        }
    }
    std::ranges::sort(fields);
    QByteArray text = withoutSpelling(QByteArray::fromStdString(received.startLine + "\n"));
    for (const std::string &field : fields) {
        text += QByteArray::fromStdString(field);
    }
    QByteArray body = QByteArray::fromStdString(received.body);
    if (received.values("Content-Type").starts_with("application/x-www-form")) {
        body = withoutSpelling(body);
    }
    return text + '\n' + (boundary.empty() ? body : body.replace(boundary.c_str(), "BOUNDARY"));
}

} // namespace

class CurlImportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sendsWhatCurlSends_data();
    void sendsWhatCurlSends();

private:
    [[nodiscard]] QByteArray takeReceived();
    QByteArray sentByCurl(const QByteArray &command);
    QByteArray sentAfterImport(const QByteArray &command);

    RecordingServer m_server;
    RecordingServer m_asking{R"(Digest realm="r", nonce="n")"}; // whose answer has nothing random
    QTemporaryDir m_folder;
};

void CurlImportTest::init()
{
    gw::test::writeFile(m_folder.filePath(QStringLiteral("up.txt")), "line one\nline two");
    gw::test::writeFile(m_folder.filePath(QStringLiteral("a,b;c.txt")), "odd");
    gw::test::writeFile(m_folder.filePath(QStringLiteral("netrc")),
                        "machine 127.0.0.1 login bob password s3cret\n");
}

// All that came, tunnels and redirects too.
QByteArray CurlImportTest::takeReceived()
{
    QByteArray text;
    for (RecordingServer *server : {&m_server, &m_asking}) {
        for (const Received &received : server->take()) {
            text += textOf(received) + '\n';
        }
    }
    return text;
}

QByteArray CurlImportTest::sentByCurl(const QByteArray &command)
{
    const QString script = m_folder.filePath(QStringLiteral("script"));
    gw::test::writeFile(script, "unset http_proxy all_proxy; export HOME=/nonexistent\n" + command);
    QProcess shell;
    shell.setWorkingDirectory(m_folder.path());
    shell.setStandardInputFile(QProcess::nullDevice());
    shell.start(QStringLiteral("bash"), {script});
    if (!shell.waitForFinished(120'000) || shell.exitCode() != 0) {
        return "curl: " + shell.readAllStandardError();
    }
    const QByteArray received = takeReceived();
    return received.isEmpty() ? QByteArray("curl: nothing came") : received;
}

QByteArray CurlImportTest::sentAfterImport(const QByteArray &command)
{
    const auto import = importCurl(command.toStdString());
    if (!import) {
        return "import: " + QByteArray::fromStdString(import.error().text());
    }
    std::vector<Request> requests{import->request};
    requests.insert(requests.end(), import->further.begin(), import->further.end());
    RequestRunner runner;
    for (const Request &request : requests) {
        BuildContext context;
        context.folder = m_folder.path().toStdString();
        const auto prepared = prepareRequest(request, context);
        if (!prepared) {
            return "request: " + QByteArray::fromStdString(prepared.error().text());
        }
        const TransferResult result = runner.perform(prepared->http);
        if (result.error) {
            return "runner: " + QByteArray::fromStdString(result.error->text());
        }
    }
    const QByteArray received = takeReceived();
    return received.isEmpty() ? QByteArray("nothing came") : received;
}

void CurlImportTest::sendsWhatCurlSends_data()
{
    // URL stands for the server, with a slash at its end; ASKING for that of one that asks for
    // Digest; PORT for the port of the first.
    QTest::addColumn<QByteArray>("command");
    for (const char *command : {
             "curl URL",
             "curl URLa/../b/./c",
             "curl --path-as-is URLa/../b",
             "curl 'URLx?a=1#part'",
             "curl -g 'URLids[]={1}'",
             "curl 'URLids\\[1\\]'",
             "curl URL -X DELETE",
             "curl -X PURGE -X PUT URL",
             "curl -I URL",
             "curl -d a=1 -d 'b=x y' URL",
             "curl -d 'a=x%20y&b=1' URL",
             "curl -d '' URL",
             "curl -X PUT --data-binary @up.txt URL",
             "curl --data-binary @up.txt URL",
             "curl --data-raw @up.txt URL",
             "curl --data-ascii 'é' URL",
             "curl --data-urlencode 'q=a b&c=é' URL",
             "curl --data-urlencode 'a b' URL",
             "curl --data-urlencode '=a=b' URL",
             "curl --data-urlencode 'a b=c d' URL",
             "curl --json '{\"a\":' --json '1}' URL",
             "curl --json '[1]' -H 'Accept: x/y' URL",
             "curl -H 'Content-Type: x/y' -d z URL",
             "curl -H 'Content-Type:' -d z URL",
             "curl -H 'content-type;' -d z URL",
             "curl -G -d a=1 -d 'b=x%20y' URL",
             "curl -G -d a=1 'URLx?c#part'",
             "curl -G --data-urlencode 'q=a b+c' URL",
             "curl -G -I -d a=1 URL",
             "curl --url-query 'q=1 2' --url-query 'r=+' 'URLx?a=1'",
             "curl --url-query 'a b' URL",
             "curl --url-query '=a=b' URL",
             "curl --url-query '+a=%20b' URL",
             "curl -T up.txt URLdir/",
             "curl -T up.txt URLname",
             "curl -T up.txt 'URLdir/?q=1'",
             "curl -T 'a,b;c.txt' -X POST URL",
             "curl -F a=1 -F 'b=@up.txt' URL",
             "curl -F 'b=@up.txt;type=x/y' URL",
             "curl -F 'b=@up.txt;type=text/html;charset=utf-8' URL",
             "curl -F 'b=@\"a,b;c.txt\"' URL",
             "curl -F 'a=\"x;y\"' URL",
             "curl --form-string 'a=@up.txt;type=x' URL",
             "curl --form-string 'a=file,up.txt;' URL",
             "curl -F 'a=file,up.txt;' URL",
             "curl -H 'A: 1' -H 'A: 2' -H 'B;' -H 'C:d' -H 'D:' URL",
             "curl -H 'X;y: z' -H 'Tab:\tq ' URL",
             "curl -A one -A two URL",
             "curl -A me -H 'User-Agent: own' URL",
             "curl -e http://r/ -e http://s/ URL",
             "curl -e 'http://r/;auto' URL",
             "curl -r 0-9 -r 5-6 URL",
             "curl -r 0-9 -H 'Range: bytes=1-2' URL",
             "curl -b 'a=1; b=2' -b c=3 URL",
             "curl -b 'a=1; flag' URL",
             "curl -b 'a=\"x y\"' -H 'Cookie: own=1' URL",
             "curl -u bob:s:e URL",
             "curl -u bob:a -u bob:b URL",
             "curl -u bob:x -H 'Authorization: own' URL",
             "curl --basic -u 'bö#b:p w' URL",
             "curl --oauth2-bearer t0 URL",
             "curl --oauth2-bearer t0 -H 'Authorization: own' URL",
             "curl --compressed URL",
             "curl -H 'Host: api.example' URL",
             "curl --http1.0 URL",
             "curl -0 --http1.1 URL",
             "curl -kLsSvif --max-redirs 3 -m 2.3 --connect-timeout 9 URL",
             "curl --happy-eyeballs-timeout-ms 300 --trace-config ids URL",
             "curl -L -H 'Content-Type: x/y' -d z URLmoved/301",
             "curl -L --post301 -d a=1 URLmoved/301",
             "curl -L --post301 -H 'Content-Type: x/y' -d z URLmoved/302",
             "curl -L --post302 -d a=1 URLmoved/302",
             "curl -L --post303 -d a=1 URLmoved/303",
             "curl --anyauth -u bob:x URL",
             "curl --noproxy '' --max-filesize 10k --tcp-nodelay URL",
             "curl --noproxy '*' -x http://127.0.0.1:1 URL",
             "curl --tlsv1.2 --tls-max 1.3 URL",
             "curl -x URL http://api.example/x?a=1",
             "curl -x URL -U 'bob:s:e' http://api.example/",
             "curl -x URL --proxy-header 'X: y' --proxy-header 'Z;' -H 'A: b' http://api.example/",
             "curl -p -x URL http://api.example/x",
             "curl --proxytunnel -x URL -U b:c --proxy-header 'X: y' -H 'A: b' http://a.example/",
             "curl --request-target /a/../b URL",
             "curl -X OPTIONS --request-target '*' 'URLx?y'",
             "curl --interface 127.0.0.1 URL",
             "curl --pass s3cret --key-type PEM --cert-type PEM --ciphers AES128-SHA URL",
             "curl --capath /etc/ssl/certs --tls13-ciphers TLS_AES_128_GCM_SHA256 URL",
             "curl -x URL --proxy-insecure --proxy-cacert up.txt http://api.example/",
             "curl URLa -d x=1 --next -H 'A: b' URLb -: -I 'URLc?d'",
             "curl -o /dev/null -w '%{http_code}' URL",
             "curl --compressed --no-compressed URL",
             "curl -H 'X: {{a}}' 'URL?x=%7B' -d '{\"b\": \"{{c}}\"}'",
             "curl URL -H 'A: b' -- ",
             "curl --resolve a.example:PORT:127.0.0.1 http://a.example:PORT/x",
             "curl --connect-to a.example:80:127.0.0.1:PORT http://a.example/x",
             "curl --netrc-file netrc URL",
             "curl --netrc-optional --netrc-file netrc URL",
             "curl --digest -u bob:s3cret URL", // which is not asked for
             "curl --digest -u bob:s3cret ASKINGx",
             "curl --ntlm -u bob:s3cret URL",
             "curl --http2 URL",
             "curl -sXPOST -da=1 -HA:b URL",
             "curl $'URLx' -d $'a\\'\\x01\\u00e9'",
         }) {
        QTest::addRow("%s", command) << QByteArray(command);
    }
}

void CurlImportTest::sendsWhatCurlSends()
{
    QFETCH(QByteArray, command);
    command.replace("URL", m_server.url().c_str());
    command.replace("ASKING", m_asking.url().c_str());
    command.replace("PORT", QByteArray::fromStdString(m_server.host()).split(':').last());
    const QByteArray expected = sentByCurl(command);
    QVERIFY2(!expected.startsWith("curl:"), expected);
    QCOMPARE(sentAfterImport(command), expected);
}

GW_TEST(CurlImportTest)
#include "curl_import_test.moc"
