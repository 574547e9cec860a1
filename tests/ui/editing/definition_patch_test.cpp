// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/definition_patch.h"
#include "support/room_test.h"

using namespace gw;
using namespace gw::editing;

namespace {

constexpr std::string_view kText = R"({
    "unknown" : [1,2],
    "a": {"x":1.50, "y": "\u00e9"},
    "list": [
        {"n": 1},
        {"n": 2},   {"n": 3}
    ]
})";

class DefinitionPatchTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changesOnlyItsValue();
    void leavesEqualValuesAlone();
    void makesWhatIsMissing();
    void removesAndRenames();
    void insertsIntoLists();
    void movesElements_data();
    void movesElements();
    void refusesWhatDoesNotFit();
    void findsTheSmallestDifference_data();
    void findsTheSmallestDifference();
    void movesOffsets();
};

void DefinitionPatchTest::changesOnlyItsValue()
{
    const auto edit = setValue(kText, "/a/x", "2");
    QVERIFY(edit);
    std::string expected(kText);
    expected.replace(expected.find("1.50"), 4, "2");
    QCOMPARE(applied(kText, *edit), expected);
    QVERIFY(edit->end - edit->begin <= 4);
}

void DefinitionPatchTest::leavesEqualValuesAlone()
{
    QVERIFY(setValue(kText, "/a/x", "1.5")->isEmpty());
    QVERIFY(setValue(kText, "/a/y", "\"\xC3\xA9\"")->isEmpty());
}

void DefinitionPatchTest::makesWhatIsMissing()
{
    const auto edit = setValue("{\n  \"a\": 1\n}", "/b/c", "true");
    QVERIFY(edit);
    QCOMPARE(applied("{\n  \"a\": 1\n}", *edit),
             std::string("{\n  \"a\": 1,\n  \"b\": {\n    \"c\": true\n  }\n}"));
}

void DefinitionPatchTest::removesAndRenames()
{
    QCOMPARE(applied(R"({"a":1, "b":2})", *removeValue(R"({"a":1, "b":2})", "/a")),
             std::string(R"({"b":2})"));
    QCOMPARE(applied(R"({"a" : 1})", *renameKey(R"({"a" : 1})", "/a", "c")),
             std::string(R"({"c" : 1})"));
    QVERIFY(!renameKey(R"({"a":1,"b":2})", "/a", "b"));
    QVERIFY(!renameKey(R"([1])", "/0", "b"));
}

void DefinitionPatchTest::insertsIntoLists()
{
    QCOMPARE(applied("[1]", *insertElement("[1]", "", 9, "2")), std::string("[1,2]"));
    QCOMPARE(applied("[1]", *insertElement("[1]", "", 0, "2")), std::string("[2,1]"));
    const auto made = insertElement(R"({"a":null})", "/a", 0, "2");
    QVERIFY(made);
    QCOMPARE(applied(R"({"a":null})", *made), std::string(R"({"a":[2]})"));
}

void DefinitionPatchTest::movesElements_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("down") << 0 << 2 << QByteArray("[2 , 3,\n1 ]");
    QTest::newRow("up") << 2 << 0 << QByteArray("[3 , 1,\n2 ]");
    QTest::newRow("next") << 0 << 1 << QByteArray("[2 , 1,\n3 ]");
    QTest::newRow("stay") << 1 << 1 << QByteArray("[1 , 2,\n3 ]");
}

void DefinitionPatchTest::movesElements()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(QByteArray, expected);
    const std::string text = "[1 , 2,\n3 ]";
    const auto edit =
        moveElement(text, "", static_cast<std::size_t>(from), static_cast<std::size_t>(to));
    QVERIFY(edit);
    QCOMPARE(QByteArray::fromStdString(applied(text, *edit)), expected);
}

void DefinitionPatchTest::refusesWhatDoesNotFit()
{
    QVERIFY(!setValue("{", "/a", "1"));
    QVERIFY(!setValue("{}", "/a", "1,"));
    QVERIFY(!setValue(R"({"a":1})", "/a/b", "1"));
    QVERIFY(!removeValue("{}", "/a"));
    QVERIFY(!moveElement("[1]", "", 0, 1));
    QVERIFY(!moveElement("{}", "", 0, 0));
}

void DefinitionPatchTest::findsTheSmallestDifference_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("begin");
    QTest::addColumn<int>("end");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("same") << QByteArray("ab") << QByteArray("ab") << 2 << 2 << QByteArray();
    QTest::newRow("middle") << QByteArray("abc") << QByteArray("axc") << 1 << 2 << QByteArray("x");
    QTest::newRow("repeated") << QByteArray("aa") << QByteArray("aaa") << 2 << 2 << QByteArray("a");
    QTest::newRow("gone") << QByteArray("abc") << QByteArray("") << 0 << 3 << QByteArray();
    // U+00E9 and U+00E8 share their first byte, U+00E9 and U+0129 their last.
    QTest::newRow("first byte") << QByteArray("\xC3\xA9") << QByteArray("\xC3\xA8") << 0 << 2
                                << QByteArray("\xC3\xA8");
    QTest::newRow("last byte") << QByteArray("\xC3\xA9") << QByteArray("\xC4\xA9") << 0 << 2
                               << QByteArray("\xC4\xA9");
}

void DefinitionPatchTest::findsTheSmallestDifference()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, begin);
    QFETCH(int, end);
    QFETCH(QByteArray, text);
    const TextEdit edit = difference(before.toStdString(), after.toStdString());
    QCOMPARE(static_cast<int>(edit.begin), begin);
    QCOMPARE(static_cast<int>(edit.end), end);
    QCOMPARE(QByteArray::fromStdString(edit.text), text);
}

void DefinitionPatchTest::movesOffsets()
{
    const TextEdit edit{4, 6, "xyz"};
    QCOMPARE(moved(3, edit), std::size_t(3));
    QCOMPARE(moved(5, edit), std::size_t(7));
    QCOMPARE(moved(6, edit), std::size_t(7));
    QCOMPARE(moved(10, edit), std::size_t(11));
}

} // namespace

GW_TEST(DefinitionPatchTest)
#include "definition_patch_test.moc"
