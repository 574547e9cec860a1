// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a Hurl text, line by line.
#include "editing/hurl_tokens.h"
#include "support/room_test.h"

using namespace Qt::StringLiterals;
using namespace gw::editing;

using Section = HurlState::Section;

class HurlTokensTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTheWords_data();
    void tellsTheWords();
    void knowsTheSectionOfAPlace();
    void endsWithTheLine();
};

namespace {

// "Query:jsonpath String:"$.id""
QString wordsOf(const QString &line, HurlState state)
{
    static const QStringList kNames = {u"Comment"_s, u"Note"_s,   u"Title"_s,   u"Head"_s,
                                       u"Name"_s,    u"Query"_s,  u"Word"_s,    u"String"_s,
                                       u"Regex"_s,   u"Number"_s, u"Variable"_s};
    const std::string text = line.toStdString();
    QStringList words;
    for (const HurlToken &token : hurlTokens(text, state)) {
        words.append(kNames[static_cast<int>(token.kind)] + u':' +
                     QString::fromStdString(text.substr(token.begin, token.end - token.begin)));
    }
    return words.join(u' ');
}

} // namespace

void HurlTokensTest::tellsTheWords_data()
{
    QTest::addColumn<Section>("section");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, Section section, const QString &line,
                        const QString &words) {
        QTest::newRow(name) << section << line << words;
    };
    row("status", Section::None, u"HTTP/1.1 200 # fine"_s,
        u"Head:HTTP/1.1 Number:200 Comment:# fine"_s);
    row("request", Section::Asserts, u"GET http://h/{{id}}#part"_s, u"Head:GET Variable:{{id}}"_s);
    row("header", Section::None, u"X-A: a {{b}} # c"_s, u"Name:X-A Variable:{{b}} Comment:# c"_s);
    row("title", Section::None, u"  [Asserts]"_s, u"Title:[Asserts]"_s);
    row("list of JSON", Section::None, u"[null, 1]"_s, u"Number:null Number:1"_s);
    row("member of JSON", Section::None, uR"("a": "b")"_s, uR"(String:"a" String:"b")"_s);
    row("assertion", Section::Asserts, uR"(jsonpath "$.a" nth 2 not == "x {{y}}")"_s,
        uR"(Query:jsonpath String:"$.a" Word:nth Number:2 Word:not Word:== String:"x  Variable:{{y}} String:")"_s);
    row("escapes", Section::Asserts, uR"(body == "a\"b" # c)"_s,
        uR"(Query:body Word:== String:"a\"b" Comment:# c)"_s);
    row("expression", Section::Asserts, uR"(body matches /a\/ "b/)"_s,
        uR"(Query:body Word:matches Regex:/a\/ "b/)"_s);
    row("capture", Section::Captures, uR"(id: header "A" count)"_s,
        uR"(Name:id Query:header String:"A" Word:count)"_s);
    row("option", Section::Other, u"retry: 3"_s, u"Name:retry"_s);
    row("comment", Section::Asserts, u"# a [b] \"c\""_s, u"Comment:# a [b] \"c\""_s);
    row("note", Section::Asserts, u"# gatewright: plugin A ran"_s,
        u"Note:# gatewright: plugin A ran"_s);
    row("open text", Section::Asserts, uR"(body == "abc)"_s,
        uR"(Query:body Word:== String:"abc)"_s);
    row("text on one line", Section::None, u"`a {{b}}`"_s, u"String:`a  Variable:{{b}} String:`"_s);
    row("nothing", Section::Asserts, u" \t"_s, {});
}

void HurlTokensTest::tellsTheWords()
{
    QFETCH(const Section, section);
    QFETCH(const QString, line);
    QFETCH(const QString, words);
    QCOMPARE(wordsOf(line, {section, false}), words);
}

void HurlTokensTest::knowsTheSectionOfAPlace()
{
    const std::string text = "HTTP 200\n[Asserts]\nbody == ```\n[Captures]\n``` \nstatus == 1\n"
                             "[Captures]\na: status\nGET http://x\n";
    const auto at = [&text](const std::string &words) {
        return hurlStateAt(text, text.find(words));
    };
    QCOMPARE(at("HTTP"), (HurlState{Section::None, false}));
    QCOMPARE(at("body"), (HurlState{Section::Asserts, false}));
    QCOMPARE(at("[Captures]"), (HurlState{Section::Asserts, true}));
    QCOMPARE(at("status == 1"), (HurlState{Section::Asserts, false}));
    QCOMPARE(at("a: status"), (HurlState{Section::Captures, false}));
    QCOMPARE(hurlStateAt(text, text.size()), (HurlState{Section::None, false}));
}

// Whatever stands there, tokens are within the line and one behind the other.
void HurlTokensTest::endsWithTheLine()
{
    const std::string letters = "\"`/[{}#:- =\\a1H\n";
    std::uint32_t random = 1;
    for (int turn = 0; turn < 20'000; ++turn) {
        std::string line;
        for (int length = turn % 12; length > 0; --length) {
            random = random * 1'664'525 + 1'013'904'223;
            line += letters[(random >> 16) % (letters.size() - 1)];
        }
        HurlState state{static_cast<Section>(turn % 4), turn % 7 == 0};
        std::size_t at = 0;
        for (const HurlToken &token : hurlTokens(line, state)) {
            QVERIFY2(at <= token.begin && token.begin < token.end && token.end <= line.size(),
                     line.c_str());
            at = token.end;
        }
    }
}

GW_TEST(HurlTokensTest)
#include "hurl_tokens_test.moc"
