// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/completion.h"
#include "editing/field_help.h"
#include "editing/translated_schema.h"
#include "support/room_test.h"
#include "ui/editing/marked_text.h"

#include <cstring>

using namespace gw;
using namespace gw::editing;

namespace {

const std::string kSchema = R"({
    "description": "All",
    "properties": {
        "description": {"description": "A field of this name", "type": "string"},
        "port": {"type": "integer", "default": 8080, "description": "The port", "minimum": 1},
        "a/b": {"description": "With a slash"},
        "first": {"$ref": "#/$defs/hook"},
        "last": {"description": "At the end", "$ref": "#/$defs/hook"}
    },
    "$defs": {"hook": {"description": "A hook", "enum": ["x"]}}
})";

spec::DefinitionSchema withTexts(std::string texts)
{
    return withDescriptions(*spec::DefinitionSchema::parse(kSchema),
                            *spec::JsonDocument::parse(std::move(texts)));
}

class TranslatedSchemaTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void describesInOtherWords_data();
    void describesInOtherWords();
    void leavesTheRestAsItIs();
    void offersKeysInOtherWords();
    void passesOverWhatIsNotThere();
};

void TranslatedSchemaTest::describesInOtherWords_data()
{
    QTest::addColumn<std::string>("pointer");
    QTest::addColumn<std::string>("description");
    const auto row = [](const char *pointer, const char *description) {
        QTest::newRow(pointer) << std::string(pointer) << std::string(description);
    };
    row("", "Alles");
    row("/description", "Ein Feld dieses Namens");
    row("/a~1b", "Mit Schr\u00e4gstrich");
    row("/first", "Ein Hook");
    row("/last", "Am Ende");
    row("/port", "The port"); // no other words
}

void TranslatedSchemaTest::describesInOtherWords()
{
    QFETCH(std::string, pointer);
    const auto translated = withTexts(R"({
        "/$defs/hook": "Ein Hook",
        "": "Alles",
        "/properties/a~1b": "Mit Schr\u00e4gstrich",
        "/properties/description": "Ein Feld dieses Namens",
        "/properties/last": "Am Ende"})");
    QTEST(helpFor(translated, pointer)->description, "description");
}

void TranslatedSchemaTest::leavesTheRestAsItIs()
{
    const auto translated = withTexts(R"({"/properties/port": "Der Port"})");
    std::string expected = kSchema;
    expected.replace(expected.find("The port"), std::strlen("The port"), "Der Port");
    QCOMPARE(translated.text(), expected);
}

void TranslatedSchemaTest::offersKeysInOtherWords()
{
    const auto translated = withTexts(R"({"/properties/port": "Der Port"})");
    const MarkedText input(R"({"por|"})");
    const std::vector<Candidate> offered =
        candidatesAt(input.text, input.offset, translated, CompletionSources());
    QCOMPARE(offered.size(), std::size_t{1});
    QCOMPARE(offered.front().detail, std::string("Der Port"));
}

void TranslatedSchemaTest::passesOverWhatIsNotThere()
{
    const auto translated = withTexts(
        R"({"/properties/gone": "a", "/properties": "b", "no pointer": "c", "/properties/port": 1})");
    QCOMPARE(translated.text(), kSchema);
}

} // namespace

GW_TEST(TranslatedSchemaTest)
#include "translated_schema_test.moc"
