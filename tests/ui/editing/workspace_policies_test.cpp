// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/workspace_policies.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace gw;
using namespace gw::editing;
using gw::test::writeFile;

namespace {

constexpr int kPolicyPatienceMs = 30'000; // the machine may be busy

using Ids = std::vector<std::string>;

// The policies of a workspace that completion offers.
class WorkspacePoliciesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryForm_data();
    void readsEveryForm();
    void readsTheFolder();
    void followsTheFolder();
    void followsAnotherWorkspace();
};

void WorkspacePoliciesTest::readsEveryForm_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("ids");
    const auto row = [](const char *name, const char *text, const QByteArrayList &ids) {
        QTest::newRow(name) << QByteArray(text) << ids;
    };
    row("map", R"({"gold": {"rate": 1}, "silver": {"id": "other"}})", {"gold", "silver"});
    row("list", R"([{"id": "gold"}, {"_id": "silver"}, {"name": "none"}, 7])", {"gold", "silver"});
    row("both ids", R"([{"_id": "5f", "id": "gold"}])", {"gold"});
    row("one", R"({"id": "gold", "rate": 1})", {"gold"});
    row("one by its file", R"({"rate": 1, "per": 60})", {"the-file"});
    row("nothing in it", "{}", {});
    row("no policies", "[1, \"two\"]", {});
    row("a text", "\"gold\"", {});
    row("no JSON", "{\"gold\": ", {});
}

void WorkspacePoliciesTest::readsEveryForm()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArrayList, ids);
    QByteArrayList found;
    for (const std::string &id : policyIdsIn(text.toStdString(), "the-file.json")) {
        found.append(QByteArray::fromStdString(id));
    }
    QCOMPARE(found, ids);
}

void WorkspacePoliciesTest::readsTheFolder()
{
    const QTemporaryDir workspace;
    writeFile(workspace.filePath(QStringLiteral("policies/policies.json")),
              R"({"silver": {}, "gold": {}})");
    writeFile(workspace.filePath(QStringLiteral("policies/bronze.json")), R"({"rate": 1})");
    writeFile(workspace.filePath(QStringLiteral("policies/twice.json")), R"([{"id": "gold"}])");
    writeFile(workspace.filePath(QStringLiteral("policies/notes.txt")), R"({"no": {}})");
    WorkspacePolicies policies;
    policies.follow(workspace.path());
    QTRY_COMPARE_WITH_TIMEOUT(policies.ids(), (Ids{"bronze", "gold", "silver"}), kPolicyPatienceMs);
}

void WorkspacePoliciesTest::followsTheFolder()
{
    const QTemporaryDir workspace;
    WorkspacePolicies policies;
    QSignalSpy changed(&policies, &WorkspacePolicies::changed);
    policies.follow(workspace.path());
    const QString file = workspace.filePath(QStringLiteral("policies/policies.json"));
    writeFile(file, R"({"gold": {}})");
    QTRY_COMPARE_WITH_TIMEOUT(policies.ids(), (Ids{"gold"}), kPolicyPatienceMs);
    writeFile(file, R"({"gold": {}, "silver": {}})"); // another file of this name
    QTRY_COMPARE_WITH_TIMEOUT(policies.ids(), (Ids{"gold", "silver"}), kPolicyPatienceMs);
    QFile same(file);
    QVERIFY(same.open(QIODevice::WriteOnly));
    same.write(R"({"tin": {}})");
    same.close();
    QTRY_COMPARE_WITH_TIMEOUT(policies.ids(), (Ids{"tin"}), kPolicyPatienceMs);
    QVERIFY(QFile::remove(file));
    QTRY_COMPARE_WITH_TIMEOUT(policies.ids(), Ids(), kPolicyPatienceMs);
    QVERIFY(changed.size() >= 4);
}

void WorkspacePoliciesTest::followsAnotherWorkspace()
{
    const QTemporaryDir one;
    const QTemporaryDir other;
    writeFile(one.filePath(QStringLiteral("policies/p.json")), R"({"gold": {}})");
    writeFile(other.filePath(QStringLiteral("policies/p.json")), R"({"tin": {}})");
    WorkspacePolicies policies;
    policies.follow(one.path());
    QTRY_COMPARE_WITH_TIMEOUT(policies.ids(), (Ids{"gold"}), kPolicyPatienceMs);
    policies.follow(other.path());
    QVERIFY(policies.ids() != (Ids{"gold"})); // those of the other one are of no use
    QTRY_COMPARE_WITH_TIMEOUT(policies.ids(), (Ids{"tin"}), kPolicyPatienceMs);
    policies.follow({});
    QVERIFY(policies.ids().empty());
}

} // namespace

GW_TEST(WorkspacePoliciesTest)
#include "workspace_policies_test.moc"
