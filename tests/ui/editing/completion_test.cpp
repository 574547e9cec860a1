// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/completion.h"
#include "editing/field_help.h"
#include "support/room_test.h"
#include "ui/editing/marked_text.h"

using namespace gw;
using namespace gw::editing;

namespace {

class CompletionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offersKeys();
    void leavesOutWhatIsThere();
    void writesTheValueWithTheKey_data();
    void writesTheValueWithTheKey();
    void offersValues_data();
    void offersValues();
    void asksTheLibraryForItsSymbols();
    void explainsAField();

private:
    [[nodiscard]] std::vector<Candidate> at(const QByteArray &marked) const
    {
        const MarkedText input(marked);
        return candidatesAt(input.text, input.offset, m_schema, m_sources);
    }
    [[nodiscard]] static QByteArrayList labels(const std::vector<Candidate> &candidates)
    {
        QByteArrayList list;
        for (const Candidate &candidate : candidates) {
            list.append(QByteArray::fromStdString(candidate.label));
        }
        return list;
    }

    const spec::DefinitionSchema m_schema = spec::DefinitionSchema::ofApiDefinitions();
    const CompletionSources m_sources = {
        [] { return std::vector<std::string>{"plugins/a.so", "plugins/b.so"}; },
        [](const std::string &path) {
            return path == "plugins/a.so" ? std::vector<std::string>{"Add", "Remove"}
                                          : std::vector<std::string>{"Other"};
        },
        [] { return std::vector<std::string>{"orders", "users"}; },
        [] { return std::vector<std::string>{"gold"}; },
    };
};

void CompletionTest::offersKeys()
{
    QCOMPARE(labels(at(R"({"custom_middleware": {|}})")).first(3),
             (QByteArrayList{"pre", "auth_check", "post_key_auth"}));
    QCOMPARE(labels(at(R"({"proxy": {"list|"}})")),
             (QByteArrayList{"listen_path", "strip_listen_path", "target_list"}));
    QVERIFY(at(R"({"config_data": {|}})").empty());
    QVERIFY(at(R"({"nonsense": {|}})").empty());
}

void CompletionTest::leavesOutWhatIsThere()
{
    const QByteArrayList found =
        labels(at(R"({"proxy": {"listen_path": "/", |, "Target_URL": ""}})"));
    QVERIFY(!found.contains("listen_path"));
    QVERIFY(!found.contains("target_url"));
    QVERIFY(found.contains("strip_listen_path"));
    QVERIFY(labels(at(R"({"proxy": {"listen_path|": "/"}})")).contains("listen_path"));
}

void CompletionTest::writesTheValueWithTheKey_data()
{
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *marked, const char *label, const char *expected) {
        QTest::newRow(expected) << QByteArray(marked) << QByteArray(label) << QByteArray(expected);
    };
    row(R"({"use_key|"})", "use_keyless", R"({"use_keyless": true|})");
    row(R"({na|})", "name", R"({"name": "|"})");
    row(R"({|})", "tags", R"({"tags": [|]})");
    row(R"({|})", "CORS", R"({"CORS": {|}})");
    row(R"({"dis|": true})", "disable_quota", R"({"disable_quota"|: true})");
    row(R"({| "name": ""})", "slug", R"({"slug": "|", "name": ""})");
}

void CompletionTest::writesTheValueWithTheKey()
{
    QFETCH(QByteArray, marked);
    QFETCH(QByteArray, label);
    QFETCH(QByteArray, expected);
    const MarkedText input(marked);
    for (const Candidate &candidate : at(marked)) {
        if (QByteArray::fromStdString(candidate.label) == label) {
            std::string result = applied(input.text, candidate.edit);
            result.insert(candidate.caret, "|");
            QCOMPARE(QByteArray::fromStdString(result), expected);
            return;
        }
    }
    QFAIL("not offered");
}

void CompletionTest::offersValues_data()
{
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](const char *marked, const QByteArrayList &expected) {
        QTest::newRow(marked) << QByteArray(marked) << expected;
    };
    row(R"({"use_keyless": |})", {"true", "false"});
    row(R"({"use_keyless": f|})", {"false"});
    row(R"({"jwt_signing_method": "rs|"})", {"\"rsa\""});
    row(R"({"definition": {"versions": {"v2": "|"}}})", {"\"orders\"", "\"users\""});
    row(R"({"jwt_default_policies": [|]})", {"\"gold\""});
    row(R"({"custom_middleware": {"auth_check": {"path": "|"}}})",
        {"\"plugins/a.so\"", "\"plugins/b.so\""});
    row(R"({"listen_port": |})", {"0"});
    row(R"({"name": "|"})", {});
}

void CompletionTest::offersValues()
{
    QFETCH(QByteArray, marked);
    QFETCH(QByteArrayList, expected);
    QCOMPARE(labels(at(marked)), expected);
}

void CompletionTest::asksTheLibraryForItsSymbols()
{
    QCOMPARE(
        labels(at(R"({"custom_middleware": {"pre": [{"name": "|", "path": "plugins/a.so"}]}})")),
        (QByteArrayList{"\"Add\"", "\"Remove\""}));
    QCOMPARE(labels(at(R"({"version_data": {"versions": {"D": {"extended_paths": {"go_plugin": [
                           {"plugin_path": "plugins/b.so", "func_name": |}]}}}}})")),
             (QByteArrayList{"\"Other\""}));
}

void CompletionTest::explainsAField()
{
    const auto help = helpFor(m_schema, "/custom_middleware/pre/0/path");
    QVERIFY(help);
    QCOMPARE(help->path, std::string("custom_middleware.pre[0].path"));
    QCOMPARE(help->type, std::string("string"));
    QVERIFY(help->description.starts_with("The plugin's file"));
    QCOMPARE(helpFor(m_schema, "/tags")->type, std::string("list of strings"));
    QCOMPARE(helpFor(m_schema, "/upstream_certificates")->type, std::string("map"));
    QCOMPARE(helpFor(m_schema, "/use_keyless")->defaultText, std::string("false"));
    QVERIFY(!helpFor(m_schema, "/nonsense"));
}

} // namespace

GW_TEST(CompletionTest)
#include "completion_test.moc"
