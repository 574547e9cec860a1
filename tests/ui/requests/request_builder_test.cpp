// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/environment.h"
#include "requests/hurl_reader.h"
#include "requests/request_builder.h"
#include "requests/template_text.h"
#include "support/room_test.h"

using namespace gw::requests;

namespace {

gw::Expected<PreparedRequest> prepared(const std::string &text, Variables variables = {})
{
    const auto file = readHurl(text);
    if (!file) {
        return tl::unexpected(file.error());
    }
    BuildContext context{std::move(variables), "/base", {}};
    return prepareRequest(file->entries.front().request, context);
}

} // namespace

class RequestBuilderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesVariables();
    void namesWhatHasNoValue();
    void addsTheQuery_data();
    void addsTheQuery();
    void leavesOutWhatIsOff();
    void makesBodies_data();
    void makesBodies();
    void fitsValuesIntoJson_data();
    void fitsValuesIntoJson();
    void streamsFiles();
    void makesParts();
    void appliesOptions();
    void refuses_data();
    void refuses();
    void readsEnvironments();
    void spellsAndReadsBack_data();
    void spellsAndReadsBack();
    void keepsFunctionsWhileEdited();
    void spellsLettersOfOtherPrograms_data();
    void spellsLettersOfOtherPrograms();
};

void RequestBuilderTest::replacesVariables()
{
    const auto request = prepared(
        "GET http://{{host}}/{{ id }}\nX-{{a}}: \\u{41}\\#{{id}}\n",
        {{"host", {std::string("h:1")}}, {"id", {std::int64_t{3}}}, {"a", {std::string("A")}}});
    QVERIFY2(request, request ? "" : request.error().text().c_str());
    QCOMPARE(request->http.url, "http://h:1/3");
    QCOMPARE(request->http.headers.front(), Header("X-A", "A#3"));
}

void RequestBuilderTest::namesWhatHasNoValue()
{
    const auto file = readHurl("GET {{a}}/{{b}}\nA: {{a}}\n[Query]\n{{c}}: {{newUuid}}\n"
                               "[Options]\nvariable: b=1\n{\"x\": {{d}}}\n");
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    const std::vector<std::string> names = unresolvedVariables(file->entries[0].request, {});
    QCOMPARE(names, (std::vector<std::string>{"a", "c", "d"}));
    const auto request = prepared("GET {{nowhere}}\n");
    QVERIFY(!request);
    QVERIFY(request.error().text().find("nowhere") != std::string::npos);
}

void RequestBuilderTest::addsTheQuery_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("none") << QByteArray("http://a/b") << QByteArray("http://a/b?q=a%20b%26");
    QTest::newRow("one") << QByteArray("http://a/b?c=d") << QByteArray("http://a/b?c=d&q=a%20b%26");
    QTest::newRow("mark only") << QByteArray("http://a/b?") << QByteArray("http://a/b?q=a%20b%26");
    QTest::newRow("fragment") << QByteArray("http://a/b\\#f")
                              << QByteArray("http://a/b?q=a%20b%26#f");
    QTest::newRow("spaces") << QByteArray("http://a/b c?d e\\#f g")
                            << QByteArray("http://a/b%20c?d%20e&q=a%20b%26#f%20g");
    QTest::newRow("no scheme, a URL in the query")
        << QByteArray("localhost:80/a b?next=http://h/c d")
        << QByteArray("localhost:80/a%20b?next=http://h/c%20d&q=a%20b%26");
    QTest::newRow("no path, a URL in the query")
        << QByteArray("http://a?b c=http://h") << QByteArray("http://a?b%20c=http://h&q=a%20b%26");
    QTest::newRow("space in the host, which is refused")
        << QByteArray("http://a b/") << QByteArray("http://a b/?q=a%20b%26");
}

void RequestBuilderTest::addsTheQuery()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, expected);
    const auto request = prepared("GET " + url.toStdString() + "\n[Query]\nq: a b&\n");
    QVERIFY2(request, request ? "" : request.error().text().c_str());
    QCOMPARE(QByteArray::fromStdString(request->http.url), expected);
}

void RequestBuilderTest::leavesOutWhatIsOff()
{
    const auto request =
        prepared("GET http://a\nA: 1\n# gatewright: off B: 2\n[Query]\n# gatewright: off q: 1\n");
    QVERIFY2(request, request ? "" : request.error().text().c_str());
    QCOMPARE(request->http.headers.size(), std::size_t{1});
    QCOMPARE(request->http.url, "http://a");
}

void RequestBuilderTest::makesBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("JSON") << QByteArray("{\"a\": {{n}}}") << QByteArray("{\"a\": 5}")
                          << QByteArray("application/json");
    QTest::newRow("XML") << QByteArray("<a>{{n}}</a>") << QByteArray("<a>5</a>")
                         << QByteArray("application/xml");
    QTest::newRow("lines") << QByteArray("```\na {{n}}\\n\n```") << QByteArray("a 5\\n\n")
                           << QByteArray();
    QTest::newRow("escaped lines") << QByteArray("```json,escape\n\\t{{n}}\n```")
                                   << QByteArray("\t5\n") << QByteArray("application/json");
    QTest::newRow("no variables") << QByteArray("```novariable\n{{n}}\n```")
                                  << QByteArray("{{n}}\n") << QByteArray();
    QTest::newRow("one line") << QByteArray("`a {{n}}`") << QByteArray("a 5") << QByteArray();
    QTest::newRow("base64") << QByteArray("base64,aGVs\nbG8=;") << QByteArray("hello")
                            << QByteArray();
    QTest::newRow("hex") << QByteArray("hex,68 69;") << QByteArray("hi") << QByteArray();
    QTest::newRow("form") << QByteArray("[Form]\na: 1 2\nb: {{n}}") << QByteArray("a=1%202&b=5")
                          << QByteArray("application/x-www-form-urlencoded");
    QTest::newRow("GraphQL") << QByteArray("```graphql\n{ a }\nvariables {\"x\": {{n}}}\n```")
                             << QByteArray("{\"query\":\"{ a }\",\"variables\":{\"x\": 5}}")
                             << QByteArray("application/json");
}

void RequestBuilderTest::makesBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    const auto request =
        prepared("POST http://a\n" + body.toStdString() + "\n", {{"n", {std::int64_t{5}}}});
    QVERIFY2(request, request ? "" : request.error().text().c_str());
    const auto *text = std::get_if<std::string>(&request->http.body);
    QVERIFY(text != nullptr);
    QCOMPARE(QByteArray::fromStdString(*text), bytes);
    QCOMPARE(QByteArray::fromStdString(
                 request->http.headers.empty() ? "" : request->http.headers[0].second),
             type);
}

void RequestBuilderTest::fitsValuesIntoJson_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("bytes"); // empty: refused
    const auto row = [](const char *body, const char *bytes) {
        QTest::addRow("%s", body) << QByteArray(body) << QByteArray(bytes);
    };
    row("{\"a\": \"<{{t}}>\"}", "{\"a\": \"<\\\"\\\\\\n{{n}}>\"}");
    row("{\"{{t}}\": 1}", "{\"\\\"\\\\\\n{{n}}\": 1}");
    row("[\"\\\"{{t}}\", \"\\\\\", {{n}}]", "[\"\\\"\\\"\\\\\\n{{n}}\", \"\\\\\", 5]");
    row("[{{list}}, {{null}}]", "[[1,\"x\"], null]");
    row("{\"a\": {{t}}}", "");
    row("{\"a\": {{more}}}", "");
    row("```\n{{t}}\n```", "\"\\\n{{n}}\n"); // any text, as hurl has it
    row("```graphql\n{ a }\nvariables {\"x\": \"{{t}}\"}\n```",
        "{\"query\":\"{ a }\",\"variables\":{\"x\": \"\\\"\\\\\\n{{n}}\"}}");
    row("```graphql\n{ {{ql}} }\n```", "{\"query\":\"{ b\\nvariables {} }\"}");
}

void RequestBuilderTest::fitsValuesIntoJson()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, bytes);
    const auto request = prepared("POST http://a\n" + body.toStdString() + "\n",
                                  {{"t", {std::string("\"\\\n{{n}}")}},
                                   {"n", {std::int64_t{5}}},
                                   {"null", {nullptr}},
                                   {"list", {ValueList{{std::int64_t{1}}, {std::string("x")}}}},
                                   {"more", {std::string("1, \"admin\": true")}},
                                   {"ql", {std::string("b\nvariables {}")}}});
    if (bytes.isEmpty()) {
        QVERIFY(!request);
        QVERIFY2(request.error().text().find("between quotes") != std::string::npos,
                 request.error().text().c_str());
        return;
    }
    QVERIFY2(request, request ? "" : request.error().text().c_str());
    QCOMPARE(QByteArray::fromStdString(std::get<std::string>(request->http.body)), bytes);
}

void RequestBuilderTest::streamsFiles()
{
    const auto request = prepared("POST http://a\nfile,data/a b\\;c.bin;\n");
    QVERIFY2(request, request ? "" : request.error().text().c_str());
    const auto *file = std::get_if<FileBody>(&request->http.body);
    QVERIFY(file != nullptr);
    QCOMPARE(file->path, "/base/data/a b;c.bin");
}

void RequestBuilderTest::makesParts()
{
    const auto request =
        prepared("POST http://a\n[Multipart]\na: 1\nf: file,x\\;{{n}}.txt; text/plain\n"
                 "t: \\u{66}ile,/etc/passwd;\nv: {{secret}}\n",
                 {{"n", {std::int64_t{5}}}, {"secret", {std::string("file,/etc/passwd;")}}});
    QVERIFY2(request, request ? "" : request.error().text().c_str());
    const auto *parts = std::get_if<std::vector<FormPart>>(&request->http.body);
    QVERIFY(parts != nullptr);
    QCOMPARE((*parts)[0].content, "1");
    QVERIFY((*parts)[1].isFile);
    QCOMPARE((*parts)[1].content, "/base/x;5.txt");
    QCOMPARE((*parts)[1].contentType, "text/plain");
    for (const std::size_t text : {2, 3}) { // no file, whatever it says
        QVERIFY(!(*parts)[text].isFile);
        QCOMPARE((*parts)[text].content, "file,/etc/passwd;");
    }
}

void RequestBuilderTest::appliesOptions()
{
    const auto request = prepared(
        "GET http://a\n[Cookies]\na: 1\nb: 2\n[BasicAuth]\nbob: x\n[Options]\nlocation: true\n"
        "max-time: 3\nconnect-timeout: 250ms\nretry: 2\nretry-interval: 100\ninsecure: true\n"
        "resolve: a:80:127.0.0.1\nhttp1.0: true\ncacert: ca.pem\nlimit-rate: 5k\nheader: X: y\n");
    QVERIFY2(request, request ? "" : request.error().text().c_str());
    const TransferOptions &options = request->http.options;
    QVERIFY(options.followRedirects);
    QVERIFY(!options.verifyTls);
    QCOMPARE(options.timeout.count(), 3000);
    QCOMPARE(options.connectTimeout.count(), 250);
    QCOMPARE(options.httpVersion, HttpVersion::Http10);
    QCOMPARE(options.user, "bob:x");
    QCOMPARE(options.caFile, "/base/ca.pem");
    QCOMPARE(options.bytesPerSecond, 5000);
    QCOMPARE(options.resolve, std::vector<std::string>{"a:80:127.0.0.1"});
    QCOMPARE(request->http.cookieText, "a=1; b=2");
    QCOMPARE(request->http.headers.front(), Header("X", "y"));
    QCOMPARE(request->run.retries, 2);
    QCOMPARE(request->run.retryInterval.count(), 100);
}

void RequestBuilderTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("unknown option")
        << QByteArray("[Options]\nlocaton: true\n") << QByteArray("location");
    QTest::newRow("option's value")
        << QByteArray("[Options]\nlocation: yes\n") << QByteArray("true or false");
    QTest::newRow("duration") << QByteArray("[Options]\nmax-time: soon\n")
                              << QByteArray("duration");
    QTest::newRow("two bodies") << QByteArray("[Form]\na: b\n{}\n") << QByteArray("one body");
    QTest::newRow("two users") << QByteArray("[BasicAuth]\na: b\nc: d\n")
                               << QByteArray("BasicAuth");
    QTest::newRow("unknown escape") << QByteArray("A: \\q\n") << QByteArray("\\q");
    QTest::newRow("bad variables")
        << QByteArray("```graphql\n{a}\nvariables {\n```\n") << QByteArray("GraphQL");
}

void RequestBuilderTest::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, word);
    const auto request = prepared("POST http://a\n" + text.toStdString());
    QVERIFY(!request);
    QVERIFY2(QByteArray::fromStdString(request.error().text()).contains(word),
             request.error().text().c_str());
}

void RequestBuilderTest::readsEnvironments()
{
    const auto variables =
        parseEnvironment("# local\n\ngateway = http://a:1\nn=3\nt=\"3\"\nempty=\n", "e.env");
    QVERIFY2(variables, variables ? "" : variables.error().text().c_str());
    QCOMPARE(toText(variables->at("gateway")), "http://a:1");
    QCOMPARE(typeName(variables->at("n")), std::string_view("integer"));
    QCOMPARE(typeName(variables->at("t")), std::string_view("text"));
    QCOMPARE(toText(variables->at("empty")), "");
    const auto broken = parseEnvironment("a=1\nb\n", "e.env");
    QVERIFY(!broken);
    QVERIFY2(broken.error().text().find("e.env:2") != std::string::npos,
             broken.error().text().c_str());
}

void RequestBuilderTest::spellsAndReadsBack_data()
{
    QTest::addColumn<QByteArray>("plain");
    for (const char *plain :
         {"simple", "a # b", "back\\slash", " leading", "trailing ", "two\nlines", "tab\there",
          "{{name}} x", "", "\\{{name}}", "\\\\{{name}}", "a\\{{{", "{{newUuid}}: \\n # {{a}}"}) {
        QTest::addRow("%s", plain) << QByteArray(plain);
    }
}

void RequestBuilderTest::spellsAndReadsBack()
{
    QFETCH(QByteArray, plain);
    const std::string spelled = spellValue(plain.toStdString());
    const auto file = readHurl("GET http://a\nA: " + spelled + "\n");
    QVERIFY2(file, file ? "" : file.error().text().c_str());
    QCOMPARE(QByteArray::fromStdString(editableText(file->entries[0].request.headers[0].value)),
             plain);
}

void RequestBuilderTest::keepsFunctionsWhileEdited()
{
    QCOMPARE(editableText("a\\\\n {{newUuid}} \\#{{ newDate }}"),
             "a\\n {{newUuid}} #{{ newDate }}");
    QCOMPARE(variablesIn("\\{{a}} {{b}} \\u{7b}{c}}"), std::vector<std::string>{"b"});
    QCOMPARE(expand(spellValue("\\{{a}} \\\\{{b}}"), Spelling::Escaped, {{"b", {std::string("B")}}})
                 .value_or("?"),
             "{{a}} \\B");
    // A brace right before a variable: no field could show it otherwise.
    QCOMPARE(editableText("\\u{7b}{{a}}"), "\\u{7b}{{a}}");
}

void RequestBuilderTest::spellsLettersOfOtherPrograms_data()
{
    QTest::addColumn<QByteArray>("plain");
    for (const char *plain : {"{{a}}", "{{{", "\\{{a}} \\\\{{", "a: {{b", "`{{` #"}) {
        QTest::addRow("%s", plain) << QByteArray(plain);
    }
}

void RequestBuilderTest::spellsLettersOfOtherPrograms()
{
    QFETCH(QByteArray, plain);
    const std::string text = plain.toStdString();
    for (std::string spelled : {spellValue(text, Braces::Letters), spellName(text, Braces::Letters),
                                spellQuoted(text, Braces::Letters).substr(1)}) {
        QVERIFY(variablesIn(spelled).empty());
        spelled.resize(spelled.size() - (spelled.ends_with('`') ? 1 : 0));
        QCOMPARE(expand(spelled, Spelling::Escaped, {}).value_or("?"), text);
        QCOMPARE(expand(spellValue(editableText(spelled)), Spelling::Escaped, {}).value_or("?"),
                 text);
    }
}

GW_TEST(RequestBuilderTest)
#include "request_builder_test.moc"
