// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/yaml_document.h"
#include "support/room_test.h"

using namespace gw;
using namespace gw::editing;

namespace {

class YamlDocumentTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void becomesJson_data();
    void becomesJson();
    void refuses_data();
    void refuses();
    void boundsWhatAliasesMultiply();
    void boundsWhatAnchorsKeep();
    void boundsTheDepth();
    void stops();
};

void YamlDocumentTest::becomesJson_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("blocks") << QByteArray("a:\n  - 1\n  - b: x y\n    c:\nd: {e: [f, g]}\n")
                            << QByteArray(R"({"a":[1,{"b":"x y","c":null}],"d":{"e":["f","g"]}})");
    QTest::newRow("words")
        << QByteArray("[null, ~, Null, true, TRUE, false, yes, on, No, \"true\"]")
        << QByteArray(R"([null,null,null,true,true,false,"yes","on","No","true"])");
    QTest::newRow("integers") << QByteArray("[0, -7, +12, 007, 0o17, 0xfF, '5', 1_000]")
                              << QByteArray(R"([0,-7,12,7,15,255,"5","1_000"])");
    QTest::newRow("floats")
        << QByteArray("[1.5, .5, 5., -0.0, 1e3, 1.e-2, 3.0.0, .inf, .nan, 12345678901234567890123]")
        << QByteArray(R"([1.5,0.5,5,-0.0,1e3,1e-2,"3.0.0",".inf",".nan",12345678901234567890123])");
    QTest::newRow("tags") << QByteArray("[!!str 12, !!int '12', !own x]")
                          << QByteArray(R"(["12",12,"x"])");
    QTest::newRow("names") << QByteArray("200: a\ntrue: b\n'c d': 1\n")
                           << QByteArray(R"({"200":"a","true":"b","c d":1})");
    QTest::newRow("long texts") << QByteArray("a: |\n  one\n  \"two\"\nb: >-\n  three\n  four\n")
                                << QByteArray(R"({"a":"one\n\"two\"\n","b":"three four"})");
    QTest::newRow("aliases")
        << QByteArray("a: &x {b: 1}\nc: *x\nd: &y name\n*y : [*x, *y]\n")
        << QByteArray(R"({"a":{"b":1},"c":{"b":1},"d":"name","name":[{"b":1},"name"]})");
    QTest::newRow("beyond ASCII") << QByteArray("a: Gr\xc3\xbc\xc3\x9f"
                                                "e")
                                  << QByteArray("{\"a\":\"Gr\xc3\xbc\xc3\x9f"
                                                "e\"}");
}

void YamlDocumentTest::becomesJson()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QByteArray, json);
    const auto made = jsonOfYaml(yaml.toStdString());
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    QCOMPARE(QByteArray::fromStdString(*made), json);
}

void YamlDocumentTest::refuses_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("where");
    QTest::newRow("a list that does not end")
        << QByteArray("a: 1\nb: [1, 2\n") << QStringLiteral("line 3");
    QTest::newRow("a tab") << QByteArray("a:\n\tb: 1\n") << QStringLiteral("line 2");
    QTest::newRow("twice") << QByteArray("a: 1\nb: 2\na: 3\n") << QStringLiteral("line 3:1");
    QTest::newRow("a list as name")
        << QByteArray("a: 1\n? [b]\n: 2\n") << QStringLiteral("line 2:3");
    QTest::newRow("part of itself") << QByteArray("a: &x\n  - *x\n") << QStringLiteral("line 2:5");
    QTest::newRow("unknown alias") << QByteArray("a: *x\n") << QStringLiteral("line 1:4");
    QTest::newRow("two documents") << QByteArray("a: 1\n---\nb: 2\n") << QString();
    QTest::newRow("nothing") << QByteArray("# only words\n") << QString();
}

void YamlDocumentTest::refuses()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, where);
    const auto made = jsonOfYaml(yaml.toStdString());
    QVERIFY(!made);
    QVERIFY(!made.error().what.empty());
    QVERIFY2(QString::fromStdString(made.error().where).startsWith(where),
             made.error().text().c_str());
}

void YamlDocumentTest::boundsWhatAliasesMultiply()
{
    std::string yaml = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
    for (int i = 1; i < 12; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        std::string list = before;
        for (int n = 1; n < 10; ++n) {
            list += ", " + before;
        }
        const std::string name = 'a' + std::to_string(i);
        yaml += name + ": &" + name + " [" + list + "]\n";
    }
    const auto made = jsonOfYaml(yaml);
    QVERIFY(!made);
    QVERIFY2(made.error().text().find("too large") != std::string::npos,
             made.error().text().c_str());
}

// Each list is part of all that are around it.
void YamlDocumentTest::boundsWhatAnchorsKeep()
{
    std::string yaml;
    for (int i = 0; i < 150; ++i) {
        yaml += "&n" + std::to_string(i) + " [";
    }
    yaml += std::string(1 << 20, 'x') + std::string(150, ']');
    const auto made = jsonOfYaml(yaml);
    QVERIFY(!made);
    QVERIFY2(made.error().text().find("too large") != std::string::npos,
             made.error().text().c_str());
}

void YamlDocumentTest::stops()
{
    std::stop_source stop;
    QVERIFY(jsonOfYaml("a: 1", stop.get_token()));
    stop.request_stop();
    const auto made = jsonOfYaml("a: 1", stop.get_token());
    QVERIFY(!made);
    QVERIFY(made.error().text().find("cancelled") != std::string::npos);
}

void YamlDocumentTest::boundsTheDepth()
{
    QVERIFY(jsonOfYaml(std::string(100, '[') + std::string(100, ']')));
    for (const int depth : {300, 100000}) {
        const auto count = static_cast<std::size_t>(depth);
        const auto made = jsonOfYaml(std::string(count, '[') + std::string(count, ']'));
        QVERIFY(!made);
        QVERIFY(!made.error().what.empty());
    }
}

} // namespace

GW_TEST(YamlDocumentTest)
#include "yaml_document_test.moc"
