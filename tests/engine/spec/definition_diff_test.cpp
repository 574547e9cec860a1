// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_definitions.h"
#include "spec/definition_diff.h"
#include "spec/definition_writer.h"
#include "support/room_test.h"
#include "test_text.h"

#include <QObject>

using namespace gw::spec;
using gw::Expected;

namespace {

JsonDocument parsed(std::string_view text)
{
    Expected<JsonDocument> document = JsonDocument::parse(std::string(text));
    if (!document) {
        qFatal("%s", document.error().text().c_str());
    }
    return std::move(*document);
}

std::string listed(const std::vector<Difference> &differences)
{
    std::string text;
    for (const Difference &difference : differences) {
        text += difference.kind == Difference::Kind::Added     ? '+'
                : difference.kind == Difference::Kind::Removed ? '-'
                                                               : '~';
        text += difference.pointer + ' ' + difference.oldText + '>' + difference.newText + '\n';
    }
    return text;
}

} // namespace

class DefinitionDiffTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lists_data();
    void lists();
    void writesPretty();
    void writesCompact();
    void writesCanonical();
    void prettyKeepsTheMeaning();
};

void DefinitionDiffTest::lists_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    QTest::addColumn<std::string>("list");
    const auto row = [](const char *name, const char *before, const char *after, const char *list) {
        QTest::newRow(name) << std::string(before) << std::string(after) << std::string(list);
    };
    row("layout and order", R"({"a":1,"b":[1]})", "{ \"b\": [ 1 ],\n\"a\": 1 }", "");
    row("spelling", R"({"a":1.0,"b":"\u0041","c":1e2})", R"({"a":1,"b":"A","c":100})", "");
    row("large numbers", "[9007199254740993]", "[9007199254740992]",
        "~/0 9007199254740993>9007199254740992\n");
    row("changed", R"({"a":{"b":1}})", R"({"a":{"b":2}})", "~/a/b 1>2\n");
    row("added", "{}", R"({"a/b":[ 1 ]})", "+/a~1b >[ 1 ]\n");
    row("removed", R"({"a":1,"b":2})", R"({"b":2})", "-/a 1>\n");
    row("other type", R"({"a":[]})", R"({"a":{}})", "~/a []>{}\n");
    row("null is a value", R"({"a":null})", "{}", "-/a null>\n");
    row("element inserted", "[1,2,3]", "[1,9,2,3]", "+/1 >9\n");
    row("element removed", "[1,2,3]", "[2,3]", "-/0 1>\n");
    row("element changed inside", R"([{"p":1},{"p":2}])", R"([{"p":1},{"p":3}])", "~/1/p 2>3\n");
    row("lists of equals", "[1,1]", "[1,1,1]", "+/2 >1\n");
}

void DefinitionDiffTest::lists()
{
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    QFETCH(std::string, list);
    GW_COMPARE_TEXT(listed(differences(parsed(before), parsed(after))), list);
}

void DefinitionDiffTest::writesPretty()
{
    const JsonDocument document =
        parsed(R"({"b":1.50,"a":{"x":[],"y":{}},"l":[1,"two"],"o":[{"k":null}],"\u0041":"\/"})");
    GW_COMPARE_TEXT(prettyJson(document.root()), R"({
  "b": 1.50,
  "a": {
    "x": [],
    "y": {}
  },
  "l": [1, "two"],
  "o": [
    {
      "k": null
    }
  ],
  "\u0041": "\/"
}
)");
    const std::string wide = '"' + std::string(60, 'x') + '"';
    GW_COMPARE_TEXT(prettyJson(parsed('[' + wide + ',' + wide + ']').root()),
                    "[\n  " + wide + ",\n  " + wide + "\n]\n");
}

void DefinitionDiffTest::writesCompact()
{
    GW_COMPARE_TEXT(compactJson(parsed("{ \"b\" : [ 1 , { } ] , \"a\" : \"x y\" }\n").root()),
                    R"({"b":[1,{}],"a":"x y"})");
}

void DefinitionDiffTest::writesCanonical()
{
    GW_COMPARE_TEXT(canonicalJson(parsed(R"({"b":{"z":1,"y":"\u0041\/"},"a":[2,1]})").root()),
                    R"({"a":[2,1],"b":{"y":"A/","z":1}})");
}

void DefinitionDiffTest::prettyKeepsTheMeaning()
{
    for (const std::string_view sample : {kMinimalDefinition, kLargeDefinition, kPathsDefinition}) {
        const JsonDocument document = parsed(sample);
        const std::string pretty = prettyJson(document.root());
        GW_COMPARE_TEXT(listed(differences(document, parsed(pretty))), "");
        GW_COMPARE_TEXT(prettyJson(parsed(pretty).root()), pretty);
        GW_COMPARE_TEXT(canonicalJson(parsed(pretty).root()), canonicalJson(document.root()));
    }
}

GW_TEST(DefinitionDiffTest)
#include "definition_diff_test.moc"
