// SPDX-License-Identifier: GPL-3.0-or-later
// Exported requests, run by the tools that they are for: a server tells what arrived.
#include "requests/code_export.h"
#include "requests/request_runner.h"
#include "requests/shell_words.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/requests/exported_code.h"
#include "ui/requests/recording_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace gw::requests;
using gw::test::expectSame;
using gw::test::lines;
using gw::test::Ran;
using gw::test::Received;
using gw::test::RecordingServer;
using gw::test::run;
using gw::test::runInShell;

namespace {

// Values that tools take for something of their own.
HttpRequest awkward(const std::string &url)
{
    HttpRequest request;
    request.method = "PATCH";
    request.url = url + "a/b?ids[]={1,2}&q=it's%20x";
    request.headers = {{"Host", "api.example"},
                       {"X-One", "1"},
                       {"X-One", "2"},
                       {"X-Empty", ""},
                       {"X-Quote", "it's \"q\" $HOME `id` \\n"},
                       {"X-At", "@file"},
                       {"X-Json", ":=5"},
                       {"X-Latin", "gr\xC3\xBC\xC3\x9F"}};
    request.body = std::string("{\"a\": \"it's\\n\"}\n%s $(id)\r\n\xC3\xBC");
    return request;
}

// Stands in for the library: says what it was asked for.
constexpr const char *kPythonRequests = R"(
import json

def request(method, url, headers={}, data=b"", files=[], auth=None, allow_redirects=True,
            verify=True):
    def shown(value):
        return value.decode("latin-1") if isinstance(value, bytes) else value
    parts = [[name, [shown(item) for item in part]] for name, part in files]
    print(json.dumps({
        "method": method, "url": url, "headers": list(headers.items()), "data": shown(data),
        "files": parts, "auth": [type(auth).__name__, *(auth or [])], "verify": verify}))
    raise SystemExit
)";
constexpr const char *kPythonAuth = "class HTTPDigestAuth(list):\n"
                                    "    def __init__(self, *both):\n"
                                    "        super().__init__(both)\n";

} // namespace

class CodeExportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void curlSendsTheSame_data();
    void curlSendsTheSame();
    void curlSendsForms();
    void curlAnswersDigest();
    void printsBytesOfAnyKind();
    void cppSendsTheSame();
    void pythonAsksForTheSame();
    void pythonAnswersDigest();
    void escapesForHttpie();
    void runsNothingOfTheRequest();
    void saysWhichPartCurlCannot();
    void saysWhatWgetCannot();
    void setsTheHostOfGo();
    void saysWhatFetchCannot();
    void sendsNoKeysAsBasic();
    void namesOneHost();
};

void CodeExportTest::curlSendsTheSame_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("quotes and line breaks") << QByteArray("PATCH") << QByteArray("a'\"\n\r\n\\%&@");
    QTest::newRow("no body") << QByteArray("DELETE") << QByteArray();
    QTest::newRow("POST without a body") << QByteArray("POST") << QByteArray();
    QTest::newRow("PATCH without a body") << QByteArray("PATCH") << QByteArray();
    QTest::newRow("GET with a body") << QByteArray("GET") << QByteArray("{\"q\": 1}");
    QTest::newRow("HEAD") << QByteArray("HEAD") << QByteArray();
    QTest::newRow("a file's name") << QByteArray("POST") << QByteArray("@/etc/passwd");
    QTest::newRow("bytes") << QByteArray("POST")
                           << QByteArray("\x01\xff'\\x\x7f"
                                         "5 é");
    QTest::newRow("NUL") << QByteArray("POST")
                         << QByteArray("a\0'%d\\0\xff"
                                       "7",
                                       10);
    QTest::newRow("an option's looks") << QByteArray("POST") << QByteArray("--boundary\0x", 12);
    QTest::newRow("long") << QByteArray("PUT") << QByteArray(300'000, '\'');
}

void CodeExportTest::curlSendsTheSame()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    RecordingServer server;
    HttpRequest request = awkward(server.url());
    request.method = method.toStdString();
    request.body = std::monostate();
    if (!body.isEmpty()) {
        request.body = body.toStdString();
    }
    request.cookieText = "session"; // for curl a file, as it stands
    const std::string command = exportCurl(request);
    const Ran ran = runInShell(command);
    QVERIFY2(ran.trouble.isEmpty(), ran.trouble);
    const std::vector<Received> received = server.take();
    QCOMPARE(received.size(), std::size_t{1});
    expectSame(received[0], request);
    QCOMPARE(received[0].values("Cookie"), "session\n");
    RequestRunner runner;
    QVERIFY(!runner.perform(request).error);
    QCOMPARE(received[0].values("Content-Length"), server.take().at(0).values("Content-Length"));
}

void CodeExportTest::curlSendsForms()
{
    const QTemporaryDir folder;
    gw::test::writeFile(folder.filePath(QStringLiteral("a,b;c\"d.txt")), "content");
    RecordingServer server;
    HttpRequest request;
    request.method = "POST";
    request.url = server.url();
    request.body = std::vector<FormPart>{
        {.name = "text", .content = "@no;type=x/y", .fileName = {}, .contentType = {}},
        {.name = "file",
         .content = folder.filePath(QStringLiteral("a,b;c\"d.txt")).toStdString(),
         .fileName = {},
         .contentType = "x/y",
         .isFile = true}};
    const Ran ran = runInShell(exportCurl(request));
    QVERIFY2(ran.trouble.isEmpty(), ran.trouble);
    const std::vector<Received> received = server.take();
    QCOMPARE(received.size(), std::size_t{1});
    const QByteArray body = lines(received[0].body);
    QVERIFY2(body.contains("name=\"text\"\r\n\r\n@no;type=x/y\r\n"), body);
    QVERIFY2(body.contains("\r\nContent-Type: x/y\r\n\r\ncontent\r\n"), body);
}

void CodeExportTest::curlAnswersDigest()
{
    RecordingServer server("Digest realm=\"r\", nonce=\"n\", qop=\"auth\"");
    HttpRequest request;
    request.url = server.url();
    request.options.user = "bob:it's";
    request.options.authScheme = AuthScheme::Digest;
    const Ran ran = runInShell(exportCurl(request));
    QVERIFY2(ran.trouble.isEmpty(), ran.trouble);
    const std::vector<Received> received = server.take();
    QCOMPARE(received.size(), std::size_t{2});
    QVERIFY(received[1].values("Authorization").starts_with("Digest username=\"bob\""));
}

void CodeExportTest::printsBytesOfAnyKind()
{
    std::string bytes;
    for (int code = 0; code < 256; ++code) {
        bytes += static_cast<char>(code);
    }
    QCOMPARE(runInShell(printfCommand(bytes)).output, lines(bytes));
    bytes.erase(0, 1);
    QCOMPARE(runInShell("printf %s " + shellQuoted(bytes)).output, lines(bytes));
    QCOMPARE(shellQuoted("=ls"), "'=ls'"); // for zsh the path of a program
    QCOMPARE(shellQuoted("a=ls"), "a=ls");
}

void CodeExportTest::cppSendsTheSame()
{
    const QTemporaryDir folder;
    RecordingServer server("Digest realm=\"r\", nonce=\"n\", qop=\"auth\"");
    HttpRequest request = awkward(server.url());
    request.body = std::string("a\0\xff"
                               "7\"\\\n?\?/",
                               10);
    request.options.user = "bob:secret";
    request.options.authScheme = AuthScheme::Digest;
    gw::test::writeFile(folder.filePath(QStringLiteral("main.cpp")), lines(exportCpp(request)));
    const Ran ran = runInShell("c++ -Wall -Werror main.cpp -o main -lcurl && ./main", folder);
    QVERIFY2(ran.trouble.isEmpty(), ran.trouble);
    const std::vector<Received> received = server.take();
    QCOMPARE(received.size(), std::size_t{2}); // the first one is challenged
    expectSame(received[1], request);
    QVERIFY(received[1].values("Authorization").starts_with("Digest username=\"bob\""));
}

void CodeExportTest::pythonAsksForTheSame()
{
    const QTemporaryDir folder;
    HttpRequest request = awkward("http://127.0.0.1/");
    request.body = std::string("a\0\xff\"\\\n'''", 9);
    request.options.user = "b\xC3\xB6"
                           "b:p:q";
    request.options.verifyTls = false;
    request.cookieText = "a=1";
    gw::test::writeFile(folder.filePath(QStringLiteral("requests/__init__.py")), kPythonRequests);
    gw::test::writeFile(folder.filePath(QStringLiteral("main.py")), lines(exportPython(request)));
    const Ran ran = run(QStringLiteral("python3"), {QStringLiteral("main.py")}, folder.path());
    QVERIFY2(ran.trouble.isEmpty(), ran.trouble);
    const QJsonObject asked = QJsonDocument::fromJson(ran.output).object();
    const auto text = [&asked](const char *name) {
        return asked.value(QLatin1String(name)).toString();
    };
    QCOMPARE(text("method"), QStringLiteral("PATCH"));
    QCOMPARE(text("url"), QString::fromStdString(request.url));
    QCOMPARE(text("data").toLatin1(), lines(std::get<std::string>(request.body)));
    QCOMPARE(asked.value(QLatin1String("auth")).toArray(),
             (QJsonArray{QStringLiteral("tuple"),
                         QString::fromLatin1("b\xC3\xB6"
                                             "b"),
                         QStringLiteral("p:q")}));
    QCOMPARE(asked.value(QLatin1String("verify")).toBool(true), false);
    std::vector<Header> sent; // the strings go out as Latin 1
    for (const QJsonValue &pair : asked.value(QLatin1String("headers")).toArray()) {
        sent.emplace_back(pair[0].toString().toStdString(),
                          pair[1].toString().toLatin1().toStdString());
    }
    std::vector<Header> expected = request.headers;
    expected.emplace_back("Cookie", "a=1");
    expected.erase(expected.begin() + 2);
    expected[1].second = "1, 2"; // a dictionary holds one
    QCOMPARE(sent, expected);
}

void CodeExportTest::pythonAnswersDigest()
{
    const QTemporaryDir folder;
    HttpRequest request;
    request.url = "http://a/";
    request.options.user = "bob:x";
    request.options.authScheme = AuthScheme::Digest;
    request.body = std::vector<FormPart>{
        {.name = "a", .content = "\"\n\xff", .fileName = {}, .contentType = "x/y"}};
    gw::test::writeFile(folder.filePath(QStringLiteral("requests/__init__.py")), kPythonRequests);
    gw::test::writeFile(folder.filePath(QStringLiteral("requests/auth.py")), kPythonAuth);
    gw::test::writeFile(folder.filePath(QStringLiteral("main.py")), lines(exportPython(request)));
    const Ran ran = run(QStringLiteral("python3"), {QStringLiteral("main.py")}, folder.path());
    QVERIFY2(ran.trouble.isEmpty(), ran.trouble);
    const QJsonObject asked = QJsonDocument::fromJson(ran.output).object();
    QCOMPARE(
        asked.value(QLatin1String("auth")).toArray(),
        (QJsonArray{QStringLiteral("HTTPDigestAuth"), QStringLiteral("bob"), QStringLiteral("x")}));
    QCOMPARE(asked.value(QLatin1String("files")).toArray().at(0).toArray(),
             (QJsonArray{QStringLiteral("a"),
                         QJsonArray{QJsonValue::Null, QString::fromLatin1("\"\n\xff"),
                                    QStringLiteral("x/y")}}));
    QVERIFY(!exportPython(request).ends_with("--digest\n"));
}

void CodeExportTest::escapesForHttpie()
{
    HttpRequest request;
    request.method = "POST";
    request.url = "http://a/";
    request.headers = {
        {"X-At", "@file"}, {"X-Json", ":=5"}, {"X-Is", "=5"}, {"X-Empty", ""}, {"X-None", "a\\:b"}};
    request.options.user = "bob";
    request.options.authScheme = AuthScheme::Digest;
    request.body = std::string("{\"a\": 1}");
    QCOMPARE(lines(exportHttpie(request)), lines("http --ignore-stdin \\\n"
                                                 "  --auth-type=digest \\\n"
                                                 "  --auth=bob: \\\n"
                                                 "  --raw='{\"a\": 1}' \\\n"
                                                 "  POST \\\n"
                                                 "  http://a/ \\\n"
                                                 "  'X-At:\\@file' \\\n"
                                                 "  'X-Json:\\:=5' \\\n"
                                                 "  'X-Is:\\=5' \\\n"
                                                 "  'X-Empty;' \\\n"
                                                 "  Content-Type:\n"
                                                 "# not expressed here: X-None, which HTTPie "
                                                 "has no word for\n"));
    request = {.method = "POST",
               .url = "http://a/",
               .headers = {},
               .body = {},
               .cookieText = {},
               .cookies = {},
               .options = {}};
    request.body = std::vector<FormPart>{
        {.name = "a=b", .content = "@no", .fileName = {}, .contentType = {}},
        {.name = "f", .content = "x.png", .fileName = {}, .contentType = "i/p", .isFile = true}};
    QCOMPARE(lines(exportHttpie(request)), lines("http --ignore-stdin \\\n"
                                                 "  --multipart \\\n"
                                                 "  POST \\\n"
                                                 "  http://a/ \\\n"
                                                 "  'a\\=b=\\@no' \\\n"
                                                 "  'f@x.png;type=i/p'\n"));
    request.body = std::vector<FormPart>{
        {.name = "-a", .content = "1\\", .fileName = {}, .contentType = {}},
        {.name = "--b\\\\", .content = "\\\\=", .fileName = {}, .contentType = {}},
        {.name = "c\\", .content = "2", .fileName = {}, .contentType = {}},
        {.name = "d\\:e", .content = "2", .fileName = {}, .contentType = {}}};
    QCOMPARE(lines(exportHttpie(request)),
             lines("http --ignore-stdin \\\n"
                   "  --multipart \\\n"
                   "  POST \\\n"
                   "  http://a/ \\\n"
                   "  -- \\\n"
                   "  '-a=1\\' \\\n"
                   "  '--b\\\\=\\\\='\n"
                   "# not expressed here: 'c\\', which HTTPie has no word for\n"
                   "# not expressed here: 'd\\:e', which HTTPie has no word for\n"));
    request.body = std::string("\0x", 2);
    QVERIFY(exportHttpie(request).starts_with("printf '\\000x' | http \\\n  POST"));
}

// A client chose the method, and somebody else the names of the parts.
void CodeExportTest::runsNothingOfTheRequest()
{
    const QTemporaryDir folder;
    HttpRequest request;
    request.method = "`touch ran`";
    request.url = "http://127.0.0.1:1/";
    request.body = std::vector<FormPart>{
        {.name = "a\ntouch ran\n#", .content = "\\;x", .fileName = {}, .contentType = {}},
        {.name = "b=\ntouch ran\n#", .content = "x", .fileName = {}, .contentType = {}}};
    for (const CodeTarget target : {CodeTarget::Curl, CodeTarget::Httpie, CodeTarget::Wget}) {
        (void)runInShell(
            "curl() { :; }; http() { :; }; wget() { :; }\n" + exportCode(request, target), folder);
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("ran"))));
    }
}

void CodeExportTest::saysWhichPartCurlCannot()
{
    HttpRequest request;
    request.url = "http://127.0.0.1/";
    request.body = std::vector<FormPart>{
        {.name = "a=b", .content = "f", .fileName = {}, .contentType = {}, .isFile = true}};
    const std::string command = exportCurl(request);
    QVERIFY2(command.find("# not expressed here: the part a=b\n") != std::string::npos,
             command.c_str());
    QVERIFY(command.find("--form") == std::string::npos);
}

void CodeExportTest::saysWhatWgetCannot()
{
    HttpRequest request = awkward("http://a/");
    request.options.user = "bob:x";
    request.options.authScheme = AuthScheme::Digest;
    request.body = std::string("\r\n'");
    const QByteArray code = lines(exportWget(request));
    QVERIFY2(code.contains("  --header='X-One: 1, 2' \\\n"), code);
    QVERIFY2(code.contains("  --body-data=$'\\x0d\\x0a\\'' \\\n"), code);
    QVERIFY2(code.contains("  --user=bob \\\n  --password=x \\\n"), code);
    QVERIFY2(!code.contains("challenge"), code);
    QVERIFY2(code.endsWith("\n# not expressed here: no Content-Type; wget sends that of a form\n"),
             code);
    request.body = std::string("\0", 1);
    request.headers = {{"Content-Type", "x/y"}};
    QVERIFY(exportWget(request).ends_with("# not expressed here: a body with NUL bytes or of more "
                                          "than 100 kB\n"));
}

void CodeExportTest::setsTheHostOfGo()
{
    HttpRequest request = awkward("http://a/");
    request.options.user = "bob:x";
    request.options.authScheme = AuthScheme::Digest;
    const QByteArray code = lines(exportGo(request));
    QVERIFY2(code.contains("\trequest.Host = \"api.example\"\n"), code);
    QVERIFY2(!code.contains("Add(\"Host\""), code);
    QVERIFY2(code.contains("\"gr\\303\\274\\303\\237\""), code); // a Go text must be UTF-8
    QVERIFY2(code.contains("Add(\"X-One\", \"1\")\n\trequest.Header.Add(\"X-One\", \"2\")"), code);
    QVERIFY2(code.endsWith("// not expressed here: --user bob:x\n"
                           "// not expressed here: --digest\n"),
             code);
}

void CodeExportTest::saysWhatFetchCannot()
{
    HttpRequest request = awkward("http://a/");
    QVERIFY2(lines(exportJavaScript(request)).contains("  body: new TextEncoder().encode(\"{"),
             "a body");
    request.method = "GET";
    const QByteArray code = lines(exportJavaScript(request));
    QVERIFY2(!code.contains("body: "), code);
    QVERIFY2(code.contains("// not expressed here: the body, which fetch does not send with GET"),
             code);
    QVERIFY2(code.contains("// not expressed here: the Host") && !code.contains("api.ex"), code);
    QVERIFY2(code.contains("[\"X-Latin\", \"gr\xC3\x83\xC2\xBC\xC3\x83\xC2\x9F\"]"), code);
}

// The keys of AWS sign a request; nobody else is to read them.
void CodeExportTest::sendsNoKeysAsBasic()
{
    HttpRequest request;
    request.url = "http://a/";
    request.options.user = "id:key";
    request.options.awsSigV4 = "aws:amz:eu:s3";
    for (int target = 0; target < static_cast<int>(codeTargetNames().size()); ++target) {
        const QByteArray code = lines(exportCode(request, static_cast<CodeTarget>(target)));
        QVERIFY2(!code.contains("aWQ6a2V5"), code); // base64 of the keys
        QVERIFY2(!code.contains("auth=") && !code.contains("CURLAUTH_BASIC"), code);
    }
}

void CodeExportTest::namesOneHost()
{
    HttpRequest request;
    request.url = "http://me:pw@a:81/b";
    QCOMPARE(lines(exportRaw(request)), lines("GET /b HTTP/1.1\r\nHost: a:81\r\n\r\n"));
    request.headers = {{"host", "other"}};
    QCOMPARE(lines(exportRaw(request)), lines("GET /b HTTP/1.1\r\nhost: other\r\n\r\n"));
    request.method = "PUT";
    QVERIFY(exportRaw(request).ends_with("\r\nContent-Length: 0\r\n\r\n"));
}

GW_TEST(CodeExportTest)
#include "code_export_test.moc"
