// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/workspace_judgement.h"
#include "spec/definition_folder.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QTemporaryDir>

namespace gw::definition {

using client::ApiReport;
using test::writeFile;

namespace {

const QByteArray kRestricted =
    R"({"name": "Orders", "api_id": "orders", "use_keyless": true, "version_data":
  {"not_versioned": true, "versions": {"Default": {"name": "Default"}}}, "allowed_ips": [IPS],
  "enable_ip_whitelisting": true,
  "proxy": {"listen_path": "/orders/", "target_url": "http://127.0.0.1:1/"} })";

QByteArray restricted(const QByteArray &addresses = {})
{
    return QByteArray(kRestricted).replace("IPS", addresses);
}

ApiReport reportOf(const QString &apiId, const QString &file)
{
    ApiReport report;
    report.apiId = apiId;
    report.name = apiId;
    report.file = file;
    return report;
}

} // namespace

class WorkspaceJudgementTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void leavesOutWhatTheEngineSays();
    void findsClashesOfNewFiles();
    void hasBounds();
    void knowsNothingOfOtherEngines();

private:
    [[nodiscard]] QList<models::Problem> rowsOf(const QString &name) const
    {
        return judgeWorkspace(m_question).rows.value(m_folder->filePath(name));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    WorkspaceQuestion m_question;
};

void WorkspaceJudgementTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_question.workspace = m_folder->path();
    m_question.definitions = m_folder->path();
    m_question.report = {};
}

void WorkspaceJudgementTest::leavesOutWhatTheEngineSays()
{
    writeFile(m_folder->filePath(QStringLiteral("a.json")), restricted("\"here\", \"there\""));
    QList<models::Problem> rows = rowsOf(QStringLiteral("a.json"));
    QCOMPARE(rows.size(), 2);
    QVERIFY(rows.first().kind.isEmpty()); // no engine knows it

    ApiReport report = reportOf(QStringLiteral("orders"), QStringLiteral("a.json"));
    report.problems = {QStringLiteral("/allowed_ips/0: ") + rows.first().text};
    m_question.report.apis = {report};
    rows = rowsOf(QStringLiteral("a.json"));
    QCOMPARE(rows.size(), 1);
    QVERIFY(rows.first().text.contains(QStringLiteral("there")));
    QCOMPARE(rows.first().subject, QStringLiteral("orders"));
    m_question.report.apis.first().apiId.clear();
    QCOMPARE(rowsOf(QStringLiteral("a.json")).first().subject, QStringLiteral("file:a.json"));
}

void WorkspaceJudgementTest::findsClashesOfNewFiles()
{
    writeFile(m_folder->filePath(QStringLiteral("a.json")), restricted());
    writeFile(m_folder->filePath(QStringLiteral("b.json")),
              restricted().replace("\"orders\"", "\"b\""));
    ApiReport other = reportOf(QStringLiteral("orders"), QStringLiteral("a.json"));
    other.listenPath = QStringLiteral("/orders/");
    m_question.report.apis = {other};
    QCOMPARE(rowsOf(QStringLiteral("a.json")).size(), 0);
    QCOMPARE(rowsOf(QStringLiteral("b.json")).size(), 1);

    // Once it has read it, the engine says what became of it.
    ApiReport report = reportOf(QStringLiteral("b"), QStringLiteral("b.json"));
    report.sha256 = QString::fromStdString(
        spec::contentHash(restricted().replace("\"orders\"", "\"b\"").toStdString()));
    m_question.report.apis.append(report);
    QCOMPARE(rowsOf(QStringLiteral("b.json")).size(), 0);
}

void WorkspaceJudgementTest::hasBounds()
{
    const QByteArray bad = QByteArray("\"x\", ").repeated(kMostWorkspaceRows - 1) + "\"x\"";
    writeFile(m_folder->filePath(QStringLiteral("a.json")), restricted(bad));
    QVERIFY(!judgeWorkspace(m_question).isCut);
    QCOMPARE(rowsOf(QStringLiteral("a.json")).size(), kMostWorkspaceRows);
    writeFile(m_folder->filePath(QStringLiteral("b.json")), restricted("\"y\""));
    QVERIFY(judgeWorkspace(m_question).isCut);
    QCOMPARE(judgeWorkspace(m_question).rows.size(), 1);

    writeFile(m_folder->filePath(QStringLiteral("a.json")),
              restricted(bad) + QByteArray(5 * 1024 * 1024, ' '));
    QVERIFY(rowsOf(QStringLiteral("a.json")).isEmpty());
    QCOMPARE(rowsOf(QStringLiteral("b.json")).size(), 1);
}

void WorkspaceJudgementTest::knowsNothingOfOtherEngines()
{
    writeFile(m_folder->filePath(QStringLiteral("a.json")), restricted("\"x\""));
    m_question.workspace.clear();
    QVERIFY(judgeWorkspace(m_question).rows.isEmpty());
}

} // namespace gw::definition

GW_TEST(gw::definition::WorkspaceJudgementTest)
#include "workspace_judgement_test.moc"
