// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/json_tree.h"
#include "support/room_test.h"

#include <QObject>
#include <QTest>

using gw::requests::JsonTree;
using gw::requests::jsonTreeOf;

namespace {

gw::Expected<JsonTree> treeOf(const std::string &text, std::uint64_t limit = 1 << 20)
{
    gw::requests::ResponseBody body(1 << 20);
    static_cast<void>(body.append(text));
    static_cast<void>(body.finish());
    return jsonTreeOf(body, limit);
}

} // namespace

class JsonTreeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderAndNumbers();
    void spellsPaths();
    void takesAnyDepth();
    void refuses();
};

void JsonTreeTest::keepsOrderAndNumbers()
{
    const auto tree = treeOf(R"({"z":1.50,"a":"\u00e9\"","e":[]})");
    QVERIFY(tree);
    QCOMPARE(tree->nodes.size(), std::size_t{4});
    QCOMPARE(tree->nodes[0].text, "{3}");
    QCOMPARE(tree->nodes[1].name, "z");
    QCOMPARE(tree->nodes[1].text, "1.50");
    QCOMPARE(tree->nodes[2].text, "\"\xc3\xa9\\\"\"");
    QCOMPARE(tree->nodes[3].text, "[0]");
    QCOMPARE(tree->nodes[3].row, 2);
}

void JsonTreeTest::spellsPaths()
{
    const auto tree = treeOf(R"({"a":[{"it's":1}]})");
    QVERIFY(tree);
    QCOMPARE(tree->pathOf(0), "$");
    QCOMPARE(tree->pathOf(3), "$.a[0]['it\\'s']");
}

void JsonTreeTest::takesAnyDepth()
{
    const auto tree = treeOf(std::string(500, '[') + std::string(500, ']'));
    QVERIFY(tree);
    QCOMPARE(tree->nodes.size(), std::size_t{500});
}

void JsonTreeTest::refuses()
{
    QVERIFY(!treeOf("{"));
    QVERIFY(!treeOf("[1,2,3]", 3));
}

GW_TEST(JsonTreeTest)
#include "json_tree_test.moc"
