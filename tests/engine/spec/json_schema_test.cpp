// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/json_schema.h"
#include "support/room_test.h"
#include "test_text.h"

#include <QObject>

using namespace gw::spec;
using gw::Expected;

class JsonSchemaTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void speaksGojsonschema_data();
    void speaksGojsonschema();
    void acceptsWhatFits();
    void reportsEveryViolation();
    void refusesSchemas_data();
    void refusesSchemas();
    void failsOnBrokenJson();
    void survivesHostileBodies_data();
    void survivesHostileBodies();
};

void JsonSchemaTest::speaksGojsonschema_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("message");
    const auto row = [](const char *name, const char *schema, const char *json,
                        const char *message) {
        QTest::newRow(name) << std::string(schema) << std::string(json) << std::string(message);
    };
    row("required", R"({"required":["name"]})", "{}", "(root): name is required");
    row("required inside", R"({"properties":{"a":{"required":["b"]}}})", R"({"a":{}})",
        "a: b is required");
    row("type", R"({"properties":{"age":{"type":"integer"}}})", R"({"age":"x"})",
        "age: Invalid type. Expected: integer, given: string");
    row("type of the root", R"({"type":"object"})", "[]",
        "(root): Invalid type. Expected: object, given: array");
    row("types", R"({"type":["integer","null"]})", "1.5",
        "(root): Invalid type. Expected: [integer,null], given: number");
    row("type in a list", R"({"items":{"type":"string"}})", "[\"a\",true]",
        "1: Invalid type. Expected: string, given: boolean");
    row("null", R"({"properties":{"a":{"type":"string"}}})", R"({"a":null})",
        "a: Invalid type. Expected: string, given: null");
    row("enum", R"({"properties":{"a":{"enum":[1,"x"]}}})", R"({"a":2})",
        "a: a must be one of the following: 1, \"x\"");
    row("const", R"({"properties":{"a":{"const":1}}})", R"({"a":2})", "a: a does not match: 1");
    row("minimum", R"({"properties":{"a":{"minimum":3}}})", R"({"a":2})",
        "a: Must be greater than or equal to 3");
    row("maximum", R"({"maximum":3})", "4", "(root): Must be less than or equal to 3");
    row("exclusive", R"({"exclusiveMinimum":3})", "3", "(root): Must be greater than 3");
    row("minLength", R"({"minLength":3})", "\"\xC3\xA4\"",
        "(root): String length must be greater than or equal to 3");
    row("maxLength", R"({"maxLength":1})", "\"ab\"",
        "(root): String length must be less than or equal to 1");
    row("pattern", R"({"pattern":"^b"})", "\"a\"", "(root): Does not match pattern '^b'");
    row("format", R"({"format":"email"})", "\"a\"", "(root): Does not match format 'email'");
    row("multipleOf", R"({"multipleOf":2})", "3", "(root): Must be a multiple of 2");
    row("minItems", R"({"minItems":1})", "[]", "(root): Array must have at least 1 items");
    row("additional", R"({"properties":{"a":{}},"additionalProperties":false})", R"({"z":1})",
        "(root): Additional property z is not allowed");
    row("dependency", R"({"dependencies":{"a":["b"]}})", R"({"a":1})",
        "(root): Has a dependency on b");
    row("anyOf", R"({"anyOf":[{"type":"string"},{"type":"null"}]})", "1",
        "(root): Must validate at least one schema (anyOf)");
    row("oneOf", R"({"oneOf":[{"type":"integer"},{"minimum":0}]})", "1",
        "(root): Must validate one and only one schema (oneOf)");
    row("not", R"({"not":{"type":"null"}})", "null", "(root): Must not validate the schema (not)");
    row("reference",
        R"({"definitions":{"A":{"minLength":2}},"properties":{"a":{"$ref":"#/definitions/A"}}})",
        R"({"a":"x"})", "a: String length must be greater than or equal to 2");
    row("never", R"({"properties":{"a":false}})", R"({"a":1})", "a: False always fails validation");
}

void JsonSchemaTest::speaksGojsonschema()
{
    QFETCH(std::string, schema);
    QFETCH(std::string, json);
    QFETCH(std::string, message);
    const Expected<JsonSchema> compiled = JsonSchema::compile(schema);
    QVERIFY2(compiled, compiled ? "" : compiled.error().text().c_str());
    const Expected<std::vector<std::string>> messages = compiled->validate(json);
    QVERIFY(messages);
    QVERIFY(!messages->empty());
    GW_COMPARE_TEXT(messages->front(), message);
}

void JsonSchemaTest::acceptsWhatFits()
{
    const Expected<JsonSchema> schema = JsonSchema::compile(
        R"({"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^b+$"},"age":{"type":"integer"}}})");
    QVERIFY(schema);
    const Expected<std::vector<std::string>> messages =
        schema->validate(R"({"name":"bb","age":3,"more":[1]})");
    QVERIFY(messages);
    QVERIFY(messages->empty());
}

void JsonSchemaTest::reportsEveryViolation()
{
    const Expected<JsonSchema> schema = JsonSchema::compile(R"({"required":["a","b"]})");
    QCOMPARE(schema->validate("{}")->size(), std::size_t{2});
}

void JsonSchemaTest::refusesSchemas_data()
{
    QTest::addColumn<std::string>("schema");
    for (const char *schema :
         {"", "{", "3", R"({"type":7})", R"({"pattern":"("})", R"x({"pattern":"a(?!b)"})x",
          R"({"$ref":"http://127.0.0.1:1/schema.json"})", R"({"$ref":"#/nowhere"})"}) {
        QTest::addRow("schema <%s>", schema) << std::string(schema);
    }
}

void JsonSchemaTest::refusesSchemas()
{
    QFETCH(std::string, schema);
    QVERIFY(!JsonSchema::compile(schema));
}

void JsonSchemaTest::failsOnBrokenJson()
{
    const Expected<JsonSchema> schema = JsonSchema::compile("true");
    QVERIFY(schema);
    for (const char *body : {"", "{", "{} x", "nope"}) {
        QVERIFY2(!schema->validate(body), body);
    }
    QVERIFY(!schema->validate(std::string(100000, '[')));
}

void JsonSchemaTest::survivesHostileBodies_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("json");
    const std::string longText = '"' + std::string(1000000, 'a') + "!\"";
    QTest::newRow("catastrophic pattern") << std::string(R"({"pattern":"^(a+)+$"})") << longText;
    QTest::newRow("alternatives") << std::string(R"({"pattern":"^(a|b|ab)*c"})") << longText;
    QTest::newRow("regex format") << std::string(R"({"format":"regex","type":"integer"})")
                                  << '"' + std::string(1000000, '(') + '"';
    QTest::newRow("long names") << std::string(R"({"patternProperties":{"^(x|y)*$":false}})")
                                << "{\"" + std::string(1000000, 'x') + "\":1}";
}

void JsonSchemaTest::survivesHostileBodies()
{
    QFETCH(std::string, schema);
    QFETCH(std::string, json);
    const Expected<JsonSchema> compiled = JsonSchema::compile(schema);
    QVERIFY2(compiled, compiled ? "" : compiled.error().text().c_str());
    const Expected<std::vector<std::string>> messages = compiled->validate(json);
    QVERIFY(messages);
    QCOMPARE(messages->size(), std::size_t{1});
}

GW_TEST(JsonSchemaTest)
#include "json_schema_test.moc"
