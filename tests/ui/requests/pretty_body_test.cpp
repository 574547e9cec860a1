// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/pretty_body.h"
#include "requests/xml_indenter.h"
#include "support/room_test.h"

using namespace gw::requests;

namespace {

ShownBody shown(const std::string &bytes, const std::string &type)
{
    ResponseBody body(std::uint64_t{1} << 20);
    [&] {
        QVERIFY(body.append(bytes) && body.finish());
    }();
    return prettyBody(body, type, std::uint64_t{1} << 20);
}

} // namespace

class PrettyBodyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void indentsXml_data();
    void indentsXml();
    void indentsDeepXmlInLittleRoom();
    void leavesWhatIsNoXml();
    void showsLinesOfJson();
};

void PrettyBodyTest::indentsXml_data()
{
    QTest::addColumn<std::string>("type");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("pretty");
    const auto row = [](const char *name, const char *type, const char *text, const char *pretty) {
        QTest::newRow(name) << std::string(type) << std::string(text) << std::string(pretty);
    };
    row("elements", "application/xml", "<?xml version=\"1.0\"?><a x='1>2'><b><c/></b><d></d></a>",
        "<?xml version=\"1.0\"?>\n<a x='1>2'>\n  <b>\n    <c/>\n  </b>\n  <d></d>\n</a>");
    row("without a type", "", "<a><b/></a>", "<a>\n  <b/>\n</a>");
    row("text", "text/xml", "<a> <b>one &amp; <i>two</i></b>\n<c> 3 </c></a>",
        "<a>\n  <b>one &amp; <i>two</i></b>\n  <c> 3 </c>\n</a>");
    row("comment", "text/xml", "<a><!-- <b> --><c><![CDATA[<d>]]></c></a>",
        "<a>\n  <!-- <b> -->\n  <c><![CDATA[<d>]]></c>\n</a>");
    row("document type", "image/svg+xml", "<!DOCTYPE a [<!ENTITY e \"x>y\">]><a><b/></a>",
        "<!DOCTYPE a [<!ENTITY e \"x>y\">]>\n<a>\n  <b/>\n</a>");
    row("spaces that count", "text/xml", "<a><b xml:space=\"preserve\"> <c/> </b></a>",
        "<a>\n  <b xml:space=\"preserve\"> <c/> </b>\n</a>");
}

void PrettyBodyTest::indentsXml()
{
    QFETCH(std::string, type);
    QFETCH(std::string, text);
    QFETCH(std::string, pretty);
    const ShownBody body = shown(text, type);
    QCOMPARE(body.text, pretty);
    QVERIFY(body.form == BodyForm::Xml);
    QCOMPARE(body.note, "");
    QCOMPARE(indentedXml(pretty).value_or(""), pretty); // twice is once
}

void PrettyBodyTest::indentsDeepXmlInLittleRoom()
{
    constexpr std::size_t kDepth = 10'000;
    std::string text;
    for (std::size_t at = 0; at < kDepth; ++at) {
        text += "<a>";
    }
    text += "x";
    for (std::size_t at = 0; at < kDepth; ++at) {
        text += "</a>";
    }
    const auto indented = indentedXml(text);
    QVERIFY2(indented, indented ? "" : indented.error().text().c_str());
    QVERIFY(indented->size() < kDepth * 300);
}

void PrettyBodyTest::leavesWhatIsNoXml()
{
    const std::string html = "<!doctype html><p>one<br>two";
    ShownBody body = shown(html, "text/html");
    QCOMPARE(body.text, html);
    QVERIFY(body.form == BodyForm::Text);
    QCOMPARE(body.note, "");
    body = shown("<a>\n<b></a>", "application/xml");
    QCOMPARE(body.text, "<a>\n<b></a>");
    QVERIFY2(body.note.starts_with("2:") && body.note.find("Not valid XML") != std::string::npos,
             body.note.c_str());
}

void PrettyBodyTest::showsLinesOfJson()
{
    const std::string lines = "{\"a\":1}\n{\"b\":[2]}\n\n";
    for (const char *type : {"application/x-ndjson", "application/json", "text/plain", ""}) {
        const ShownBody body = shown(lines, type);
        QCOMPARE(body.text, lines);
        QVERIFY(body.form == BodyForm::Json);
        QCOMPARE(body.note, "");
    }
    const ShownBody wrong = shown("{\"a\":1}\n{\"b\":\n", "application/x-ndjson");
    QVERIFY2(wrong.note.starts_with("Line 2 is not valid JSON"), wrong.note.c_str());
    const ShownBody one = shown("{\"a\":1}\n", "application/json");
    QCOMPARE(one.text, "{\n  \"a\": 1\n}");
    const ShownBody bad = shown("{\"a\":1}x", "application/json");
    QVERIFY2(bad.note.starts_with("Not valid JSON"), bad.note.c_str());
}

GW_TEST(PrettyBodyTest)
#include "pretty_body_test.moc"
