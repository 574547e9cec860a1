// SPDX-License-Identifier: GPL-3.0-or-later
// curl commands in and out, and the other languages out.
#include "requests/code_export.h"
#include "requests/curl_import.h"
#include "requests/hurl_reader.h"
#include "requests/hurl_writer.h"
#include "requests/request_builder.h"
#include "requests/shell_words.h"
#include "support/room_test.h"

#include <algorithm>

using namespace gw::requests;

namespace {

std::string hurlOf(const CurlImport &import)
{
    HurlFile file{{{import.request, std::nullopt}}, {}};
    for (const Request &request : import.further) {
        file.entries.push_back({request, std::nullopt});
    }
    return writeHurl(file);
}

gw::Expected<PreparedRequest> prepared(const Request &request)
{
    BuildContext context;
    return prepareRequest(request, context);
}

std::vector<std::string> words(const char *command)
{
    return splitShellWords(command).value_or(std::vector<std::string>{"unreadable"});
}

} // namespace

class CurlCommandTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitsWordsAsAShell();
    void refusesWhatAShellWouldRun();
    void quotesForAShell_data();
    void quotesForAShell();
    void imports_data();
    void imports();
    void importsBytes();
    void listsWhatItCannotKeep_data();
    void listsWhatItCannotKeep();
    void refuses_data();
    void refuses();
    void exportsWhatItImported_data();
    void exportsWhatItImported();
    void exportsCode_data();
    void exportsCode();
    void exportsWhatCurlWouldTakeForSomethingElse();
    void exportsEachOption_data();
    void exportsEachOption();
    void exportsOptionsOnOneLine();
};

void CurlCommandTest::splitsWordsAsAShell()
{
    using Words = std::vector<std::string>;
    QCOMPARE(words("a  b\t'c d' \"e \\\"f\\\" $g\" h\\ i"),
             (Words{"a", "b", "c d", "e \"f\" $g", "h i"}));
    QCOMPARE(words("a \\\n b ^\r\n c\\\nd"), (Words{"a", "b", "cd"}));
    // What browsers copy for cmd.exe.
    QCOMPARE(words("curl ^\"http://a/?b=^%^41^&c^\" ^\r\n  -H ^\"A: ^\\^\"x^\\^\" ^$(y)^\" ^\n"
                   "  -d ^\"one^\n\ntwo\\\\^\" --compressed"),
             (Words{"curl", "http://a/?b=%41&c", "-H", "A: \"x\" $(y)", "-d", "one\ntwo\\",
                    "--compressed"}));
    QCOMPARE(words("grep ' ^\"a' \" ^\""), (Words{"grep", " ^\"a", " ^"}));
    QCOMPARE(words("$'a\\n\\x41\\u00e9\\'' '' \"\""), (Words{"a\nA\xc3\xa9'", "", ""}));
    QCOMPARE(words("a'b'\"c\" # comment"), (Words{"abc"}));
    QCOMPARE(words("a | jq ."), (Words{"a"}));
}

void CurlCommandTest::refusesWhatAShellWouldRun()
{
    for (const char *command :
         {"a 'b", "a \"b", "a $'b", "a $(b)", "a `b`", "a \"$(b)\"", "a @<(b)"}) {
        QVERIFY2(!splitShellWords(command), command);
    }
}

void CurlCommandTest::quotesForAShell_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"plain", "two words", "it's", "$x `y` \"z\" \\", "", "line\nbreak", "a&b|c;d"}) {
        QTest::addRow("%s", text) << QByteArray(text);
    }
}

void CurlCommandTest::quotesForAShell()
{
    QFETCH(QByteArray, text);
    QCOMPARE(words(shellQuoted(text.toStdString()).c_str()),
             std::vector<std::string>{text.toStdString()});
}

void CurlCommandTest::imports_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("hurl");
    const auto row = [](const char *command, const char *hurl) {
        QTest::addRow("%s", command) << QByteArray(command) << QByteArray(hurl);
    };
    row("curl http://a/b", "GET http://a/b\n");
    row("curl 'http://a/b?c=d#e'", "GET http://a/b?c=d\\#e\n");
    row("curl --url http://a -X delete", "DELETE http://a\n");
    row("curl -I http://a", "HEAD http://a\n");
    row("curl -XPATCH http://a", "PATCH http://a\n");
    row("curl -H 'A: b' -H 'C;' --header \"D:e\" http://a", "GET http://a\nA: b\nC: \nD: e\n");
    row("curl -A me -e http://r -r 0-9 http://a",
        "GET http://a\nUser-Agent: me\nReferer: http://r\nRange: bytes=0-9\n");
    row("curl --oauth2-bearer t0 http://a", "GET http://a\nAuthorization: Bearer t0\n");
    row("curl -b 'a=1; b=2' http://a", "GET http://a\n[Cookies]\na: 1\nb: 2\n");
    row("curl -u bob:s:e http://a", "GET http://a\n[BasicAuth]\nbob: s:e\n");
    row("curl --digest -u bob:x http://a", "GET http://a\n[Options]\ndigest: true\nuser: bob:x\n");
    row("curl -d a=1 -d 'b=x%20y' http://a", "POST http://a\n[Form]\na: 1\nb: x y\n");
    row("curl --data-urlencode 'q=a b&c' http://a", "POST http://a\n[Form]\nq: a b&c\n");
    row("curl -d a+b=1 http://a",
        "POST http://a\nContent-Type: application/x-www-form-urlencoded\n`a+b=1`\n");
    row("curl -H 'Content-Type: application/json' -d '{\"a\": 1}' http://a",
        "POST http://a\nContent-Type: application/json\n{\"a\": 1}\n");
    row("curl --json '{\"a\":1}' http://a",
        "POST http://a\nContent-Type: application/json\nAccept: application/json\n{\"a\":1}\n");
    row("curl -H 'Content-Type:' --json '{\"a\":1}' http://a",
        "POST http://a\nAccept: application/json\n`{\"a\":1}`\n");
    row("curl ^\"http://a/b?c=1^&d=2^\" ^\n  -H ^\"A: ^\\^\"b^\\^\"^\" ^\n  --compressed",
        "GET http://a/b?c=1&d=2\nA: \"b\"\n[Options]\ncompressed: true\n");
    row("curl -H 'Content-Type: text/plain' --data-binary $'a\\nb`#' http://a",
        "POST http://a\nContent-Type: text/plain\n`a\\nb\\`\\#`\n");
    row("curl --data-binary @body.bin -H 'Content-Type: x/y' http://a",
        "POST http://a\nContent-Type: x/y\nfile,body.bin;\n");
    row("curl -T up.txt http://a/", "PUT http://a/up.txt\nfile,up.txt;\n");
    row("curl -G -d a=1 -d b=2 'http://a/?c'", "GET http://a/?c&a=1&b=2\n");
    row("curl --url-query 'q=1 2' http://a", "GET http://a\n[Query]\nq: 1 2\n");
    row("curl -F a=1 -F 'f=@x.png;type=image/png' --form-string 's=@no' http://a",
        "POST http://a\n[Multipart]\na: 1\nf: file,x.png; image/png\ns: @no\n");
    row("curl --form-string 's=file,/etc/passwd;' -F 't=file,x' -F 'f=@a;type=b/c' http://a",
        "POST http://a\n[Multipart]\ns: \\u{66}ile,/etc/passwd;\nt: \\u{66}ile,x\nf: file,a; "
        "b/c\n");
    row("curl -g -H 'X: {{a}}' 'http://a/{{b}}' -d '{\"c\": \"{{d}}\"}'",
        "POST http://a/\\u{7b}{b}}\nX: \\u{7b}{a}}\nContent-Type: "
        "application/x-www-form-urlencoded\n`{\"c\": \"\\u{7b}{d}}\"}`\n");
    row("curl -T 'a;b #.txt' -X POST http://a/b", "POST http://a/b\nfile,a\\;b \\#.txt;\n");
    row("curl -kL --max-redirs 5 -m 2.5 --connect-timeout 1 http://a",
        "GET http://a\n[Options]\ninsecure: true\nlocation: true\nmax-redirs: 5\nmax-time: "
        "2500ms\nconnect-timeout: 1000ms\n");
    row("curl --resolve a:80:127.0.0.1 --connect-to a:1:b:2 -x p:3128 --unix-socket /s http://a",
        "GET http://a\n[Options]\nresolve: a:80:127.0.0.1\nconnect-to: a:1:b:2\nproxy: "
        "p:3128\nunix-socket: /s\n");
    row("curl --socks5-hostname p:1080 --compressed -0 -4 --path-as-is --limit-rate 5k http://a",
        "GET http://a\n[Options]\nproxy: socks5h://p:1080\ncompressed: true\nhttp1.0: true\nipv4: "
        "true\npath-as-is: true\nlimit-rate: 5120\n");
    row("curl --tlsv1.2 --tls-max 1.3 --noproxy a,b --http2-prior-knowledge --max-filesize 2k "
        "http://a",
        "GET http://a\n[Options]\ntlsv1.2: true\ntls-max: 1.3\nnoproxy: a,b\n"
        "http2-prior-knowledge: true\nmax-filesize: 2048\n");
    row("curl -1 --tlsv1.0 --tlsv1.1 --tlsv1.3 --post301 --post302 --post303 http://a",
        "GET http://a\n[Options]\ntlsv1.0: true\ntlsv1.0: true\ntlsv1.1: true\ntlsv1.3: true\n"
        "post301: true\npost302: true\npost303: true\n");
    row("curl --anyauth -u bob:x http://a",
        "GET http://a\n[Options]\nanyauth: true\nuser: bob:x\n");
    row("curl -L --compressed --no-location --no-compressed -m 2.3 http://a",
        "GET http://a\n[Options]\nmax-time: 2300ms\n");
    row("curl --aws-sigv4 aws:amz:eu:s3 -u id:key http://a",
        "GET http://a\n[Options]\naws-sigv4: aws:amz:eu:s3\nuser: id:key\n");
    row("curl -E 'k\\:1.pem:a:b' --cert-type P12 --key-type DER --capath d http://a",
        "GET http://a\n[Options]\ncert: k:1.pem\npass: a:b\ncert-type: P12\nkey-type: DER\n"
        "capath: d\n");
    row("curl --pass 'a #b' --ciphers A:B --tls13-ciphers C --interface eth0 http://a",
        "GET http://a\n[Options]\npass: a \\#b\nciphers: A:B\ntls13-ciphers: C\n"
        "interface: eth0\n");
    row("curl -p -x p -U a:b:c --preproxy s --proxy-header 'X: y' --proxy-header 'Z;' http://a",
        "GET http://a\n[Options]\nproxytunnel: true\nproxy: p\nproxy-user: a:b:c\npreproxy: s\n"
        "proxy-header: X: y\nproxy-header: Z:\n");
    row("curl --proxy-insecure --proxy-cacert c --request-target '*' http://a",
        "GET http://a\n[Options]\nproxy-insecure: true\nproxy-cacert: c\nrequest-target: *\n");
    row("curl -k http://a -d x=1 --next -I http://b -: http://c",
        "POST http://a\n[Options]\ninsecure: true\n[Form]\nx: 1\n\nHEAD http://b\n\nGET "
        "http://c\n");
    row("curl --cacert c.pem -E k.pem --key k.key -n --retry 3 --retry-delay 2 -o out http://a",
        "GET http://a\n[Options]\ncacert: c.pem\ncert: k.pem\nkey: k.key\nnetrc: true\nretry: "
        "3\nretry-interval: 2000ms\noutput: out\n");
}

void CurlCommandTest::imports()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, hurl);
    QVERIFY(isCurlCommand(command.toStdString()));
    const auto import = importCurl(command.toStdString());
    QVERIFY2(import, import ? "" : import.error().text().c_str());
    QCOMPARE(QByteArray::fromStdString(hurlOf(*import)), hurl);
    const auto isAboutMethod = [](const std::string &note) {
        return note.starts_with("The method");
    };
    QVERIFY2(std::ranges::all_of(import->notes, isAboutMethod),
             import->notes.empty() ? "" : import->notes[0].c_str());
    const auto again = readHurl(hurlOf(*import));
    QVERIFY2(again, again ? "" : again.error().text().c_str());
}

void CurlCommandTest::importsBytes()
{
    const auto import =
        importCurl("curl --data-binary $'\\xff\\x00x' -H 'Content-Type: a/b' http://a");
    QVERIFY2(import, import ? "" : import.error().text().c_str());
    const auto request = prepared(import->request);
    QVERIFY(request);
    QCOMPARE(std::get<std::string>(request->http.body), std::string("\xff\0x", 3));
}

void CurlCommandTest::listsWhatItCannotKeep_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *command, const char *word) {
        QTest::addRow("%s", command) << QByteArray(command) << QByteArray(word);
    };
    row("curl --frobnicate http://a", "--frobnicate: unknown");
    row("curl -sS http://a", "-s: about what curl prints");
    row("curl --tlsv1 --curves A http://a", "--curves");
    row("curl --max-filesize x http://a", "--max-filesize x");
    row("curl -H 'Accept:' http://a", "Accept:");
    row("curl -H 'Content-Type:' -F a=1 http://a", "a form always names its type");
    row("curl -d @f -d x=1 http://a", "x=1");
    row("curl -d @f -d @g http://a", "f is left out");
    row("curl 'http://a/[1-3]'", "pattern");
    row("curl -F 'f=@a,b' http://a", "first file");
    row("curl -e ';auto' http://a", ";auto");
    row("curl --variable x=y http://a", "--variable");
    row("curl -u bob http://a", "asks for the password");
    row("curl -x '' http://a", "no proxy");
    row("curl -o /dev/null http://a", "prints");
    row("curl --ciphers A --sigalgs B -P C -Q D http://a", "--sigalgs");
    row("curl http://a http://b", "http://b");
    row("curl -b jar.txt http://a", "jar.txt");
    row("curl http://a --next http://b --no-such", "--no-such");
    row("curl --proxy-header @f http://a", "the file is not read");
    row("curl --proxy-header 'X:' http://a", "no header with a value");
    row("curl --proxy-header X http://a", "no header with a value");
    row("curl --dns-servers 9.9.9.9 http://a", "--dns-servers");
    row("curl -d @f http://a", "line ends");
    row("curl -U bob -x p http://a", "asks for the password");
    row("curl --no-keepalive http://a", "--no-keepalive");
    row("curl -F 'a=1;filename=x' http://a", "filename");
}

void CurlCommandTest::listsWhatItCannotKeep()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, word);
    const auto import = importCurl(command.toStdString());
    QVERIFY2(import, import ? "" : import.error().text().c_str());
    QVERIFY2(import->request.url.starts_with("http://a"), import->request.url.c_str());
    const bool isListed = std::ranges::any_of(import->notes, [&word](const std::string &note) {
        return QByteArray::fromStdString(note).contains(word);
    });
    QVERIFY2(isListed, import->notes.empty() ? "no notes" : import->notes[0].c_str());
}

void CurlCommandTest::refuses_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("no URL") << QByteArray("curl -k") << QByteArray("URL");
    QTest::newRow("no value") << QByteArray("curl http://a -H") << QByteArray("-H");
    QTest::newRow("open quote") << QByteArray("curl 'http://a") << QByteArray("'");
    QTest::newRow("no URL behind --next")
        << QByteArray("curl http://a --next") << QByteArray("URL");
    QTest::newRow("bad words behind --next")
        << QByteArray("curl http://a --next http://b -H") << QByteArray("-H");
    QTest::newRow("other program") << QByteArray("wget http://a") << QByteArray("curl");
}

void CurlCommandTest::refuses()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, word);
    const auto import = importCurl(command.toStdString());
    QVERIFY(!import);
    QVERIFY2(QByteArray::fromStdString(import.error().text()).contains(word),
             import.error().text().c_str());
}

void CurlCommandTest::exportsWhatItImported_data()
{
    QTest::addColumn<QByteArray>("hurl");
    const auto row = [](const char *hurl) {
        QTest::addRow("%s", hurl) << QByteArray(hurl);
    };
    row("GET http://a/b?c=d e\n");
    row("HEAD http://a\n");
    row("PUT http://a\nA: it's \"x\"\nB: \n{\"x\": \"y'z\"}\n");
    row("POST http://a\n[Form]\na: 1&2\n");
    row("POST http://a\n[Multipart]\na: 1\nf: file,x.png; image/png\n");
    row("POST http://a\nfile,body.bin;\n");
    row("POST http://a\nhex,01ff27;\n");
    row("POST http://a\n{\"a\": 1}\n");
    row("GET http://a\n[BasicAuth]\nu: p q\n[Cookies]\nc: 1\n[Options]\nlocation: true\ninsecure: "
        "true\nproxy: http://p:1\n"
        "max-time: 1500ms\nhttp2: true\nresolve: a:80:1.2.3.4\nipv6: true\nlimit-rate: "
        "1000\ncompressed: true\n");
    row("GET http://a\n[Options]\ntlsv1.1: true\ntls-max: 1.2\nnoproxy: b\nproxy: http://p:1\n"
        "anyauth: true\nuser: a:b\npost301: true\npost303: true\nmax-filesize: 12\n"
        "http2-prior-knowledge: true\n");
}

void CurlCommandTest::exportsWhatItImported()
{
    QFETCH(QByteArray, hurl);
    const auto file = readHurl(hurl.toStdString());
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    const auto request = prepared(file->entries[0].request);
    QVERIFY2(request, request ? "" : request.error().text().c_str());
    const std::string command = exportCurl(request->http);
    const auto import = importCurl(command);
    QVERIFY2(import, command.c_str());
    const auto again = prepared(import->request);
    QVERIFY2(again, again ? "" : again.error().text().c_str());
    QCOMPARE(QByteArray::fromStdString(exportCurl(again->http)),
             QByteArray::fromStdString(command));
}

void CurlCommandTest::exportsCode_data()
{
    QTest::addColumn<int>("target");
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::newRow("HTTPie") << int(CodeTarget::Httpie)
                            << QByteArrayList{"POST", "'A:it'\\''s'", "--raw", "--verify=no",
                                              "--max-time 2"};
    QTest::newRow("wget") << int(CodeTarget::Wget)
                          << QByteArrayList{"--method=POST",
                                            "--body-data=", "--no-check-certificate"};
    QTest::newRow("Python") << int(CodeTarget::Python)
                            << QByteArrayList{"\"POST\"", "\"A\": \"it's\"",
                                              "data=b\"{\\\"x\\\": 1}\"", "verify=False"};
    QTest::newRow("JavaScript") << int(CodeTarget::JavaScript)
                                << QByteArrayList{
                                       "fetch(\"http://a/b\"",
                                       "body: new TextEncoder().encode(\"{\\\"x\\\": 1}\")",
                                       "redirect: \"manual\""};
    QTest::newRow("Go") << int(CodeTarget::Go)
                        << QByteArrayList{"http.NewRequest(\"POST\", \"http://a/b\"",
                                          "request.Header.Add(\"A\", \"it's\")", "\"crypto/tls\""};
    QTest::newRow("C++") << int(CodeTarget::Cpp)
                         << QByteArrayList{"\"A: it's\"", "CURLOPT_SSL_VERIFYPEER, 0L",
                                           "{\\\"x\\\": 1}"};
    QTest::newRow("raw") << int(CodeTarget::Raw)
                         << QByteArrayList{"POST /b HTTP/1.1\r\nHost: a\r\n",
                                           "Content-Length: 8\r\n\r\n{\"x\": 1}"};
}

void CurlCommandTest::exportsCode()
{
    QFETCH(int, target);
    QFETCH(QByteArrayList, pieces);
    HttpRequest request;
    request.method = "POST";
    request.url = "http://a/b";
    request.headers = {{"A", "it's"}};
    request.body = std::string("{\"x\": 1}");
    request.options.verifyTls = false;
    request.options.timeout = std::chrono::seconds(2);
    const QByteArray code =
        QByteArray::fromStdString(exportCode(request, static_cast<CodeTarget>(target)));
    for (const QByteArray &piece : pieces) {
        QVERIFY2(code.contains(piece), code.constData());
    }
}

void CurlCommandTest::exportsWhatCurlWouldTakeForSomethingElse()
{
    HttpRequest request;
    request.url = "http://a/b?ids[]={1,2}"; // a pattern, and so several requests
    request.cookieText = "session";         // a file of cookies
    const std::string command = exportCurl(request);
    QVERIFY2(command.find("--globoff") != std::string::npos, command.c_str());
    QVERIFY2(command.find("--header 'Cookie: session'") != std::string::npos, command.c_str());
    QVERIFY2(command.find("--cookie") == std::string::npos, command.c_str());
    request.url = "http://a/b";
    QVERIFY(exportCurl(request).find("--globoff") == std::string::npos);
}

// Each option of a command comes out of it again, or is said to be left out.
void CurlCommandTest::exportsEachOption_data()
{
    QTest::addColumn<QByteArray>("option");
    for (const char *option : {"--tlsv1.0",
                               "--tlsv1.1",
                               "--tlsv1.2",
                               "--tlsv1.3",
                               "--tls-max 1.2",
                               "--noproxy a",
                               "--anyauth",
                               "--post301",
                               "--post302",
                               "--post303",
                               "--http2-prior-knowledge",
                               "--http1.0",
                               "--max-filesize 7",
                               "--capath a",
                               "--cert-type DER",
                               "--key-type DER",
                               "--pass a",
                               "--ciphers a",
                               "--tls13-ciphers a",
                               "--interface a",
                               "--request-target /a",
                               "--proxytunnel",
                               "--proxy-user a:b",
                               "--preproxy a",
                               "--proxy-header 'A: b'",
                               "--proxy-insecure",
                               "--proxy-cacert a",
                               "--path-as-is",
                               "--connect-to a:1:b:2"}) {
        QTest::addRow("%s", option) << QByteArray(option);
    }
}

void CurlCommandTest::exportsEachOption()
{
    QFETCH(QByteArray, option);
    const auto import = importCurl("curl " + option.toStdString() + " http://a");
    QVERIFY(import && import->notes.empty());
    const auto request = prepared(import->request);
    QVERIFY2(request, request ? "" : request.error().text().c_str());
    const QByteArray name =
        option.first(option.contains(' ') ? option.indexOf(' ') : option.size());
    for (const CodeTarget target : {CodeTarget::Curl, CodeTarget::Python, CodeTarget::Go}) {
        const std::string code = exportCode(request->http, target);
        const bool isExpressed = target != CodeTarget::Curl && name == "--http1.0";
        QVERIFY2(isExpressed || QByteArray::fromStdString(code).contains(name), code.c_str());
    }
}

// A comment that an option of somebody's file ends would be code.
void CurlCommandTest::exportsOptionsOnOneLine()
{
    HttpRequest request;
    request.url = "http://a/b";
    request.options.proxy = "p\nrm -rf x\r\xE2\x80\xA8y";
    for (int target = 0; target < static_cast<int>(codeTargetNames().size()); ++target) {
        if (target == static_cast<int>(CodeTarget::Curl)) {
            continue;
        }
        const std::string code = exportCode(request, static_cast<CodeTarget>(target));
        QVERIFY2(code.find("\nrm ") == std::string::npos, code.c_str());
        QVERIFY2(code.find("\xE2\x80\xA8") == std::string::npos, code.c_str());
    }
}

GW_TEST(CurlCommandTest)
#include "curl_command_test.moc"
