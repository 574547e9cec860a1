// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "sample_definitions.h"
#include "spec/definition_folder.h"
#include "spec/regular_file.h"
#include "support/room_test.h"
#include "test_text.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>

#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace gw::spec;
using gw::Expected;

namespace {

std::string definitionOf(const std::string &id)
{
    return "{\"api_id\": \"" + id + "\", \"name\": \"" + id +
           "\", \"proxy\": {\"listen_path\": \"/" + id + "/\", \"target_url\": \"http://h/\"}}";
}

} // namespace

class DefinitionFolderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsDefinitionsOnly();
    void removesLeftovers();
    void readsEachFileAlone();
    void hashesTheText();
    void keepsTheRightsOfAFile();
    void writesNewDefinitions();
    void makesItsFolder();
    void writesIntoTheFileThatHoldsTheApi();
    void refusesToWrite_data();
    void refusesToWrite();
    void refusesLinks();
    void leavesTheOldFileOnFailure();
    void removesHandNamedFiles();
    void readsManyQuickly();

private:
    void put(const std::string &name, std::string_view text)
    {
        std::ofstream(at(name), std::ios::binary) << text;
    }
    [[nodiscard]] std::string at(const std::string &name) const
    {
        return m_folder->path().toStdString() + '/' + name;
    }
    [[nodiscard]] std::string textOf(const std::string &name) const
    {
        return readRegularFile(at(name), 1 << 20).value_or("(unreadable)");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DefinitionFolder> m_definitions;
};

void DefinitionFolderTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_definitions = std::make_unique<DefinitionFolder>(m_folder->path().toStdString());
}

void DefinitionFolderTest::listsDefinitionsOnly()
{
    for (const char *name : {"b.json", "a.json", "x-oas.json", "x-mcp.json", ".hidden.json",
                             "readme.md", "c.json.bak"}) {
        put(name, "{}");
    }
    put("huge.json", std::string(JsonDocument::kMaxBytes + 1, ' '));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("dir.json")));
    QCOMPARE(::mkfifo(at("pipe.json").c_str(), 0600), 0);
    put("elsewhere", "{}");
    QCOMPARE(::symlink("elsewhere", at("link.json").c_str()), 0);
    const Expected<std::vector<std::string>> names = m_definitions->list();
    QVERIFY(names);
    // Mounted definitions often are links, so those are read.
    QCOMPARE(*names, (std::vector<std::string>{"a.json", "b.json", "link.json"}));
    QVERIFY(!DefinitionFolder(at("nowhere")).list());
}

void DefinitionFolderTest::removesLeftovers()
{
    put(".a.json.123-4.gwpart", "{");
    put("a.json", "{}");
    QVERIFY(m_definitions->list());
    QVERIFY(::access(at(".a.json.123-4.gwpart").c_str(), F_OK) != 0);
    QVERIFY(::access(at("a.json").c_str(), F_OK) == 0);
}

void DefinitionFolderTest::readsEachFileAlone()
{
    put("a.json", definitionOf("a"));
    put("b.json", "{\n  \"api_id\": 7\n}");
    put("c.json", "{");
    const Expected<std::vector<StoredDefinition>> all = m_definitions->readAll();
    QVERIFY(all);
    QCOMPARE(all->size(), std::size_t{3});
    QVERIFY(all->at(0).definition);
    GW_COMPARE_TEXT(all->at(0).definition->apiId, "a");
    QVERIFY(!all->at(1).definition);
    GW_COMPARE_TEXT(all->at(1).definition.error().where, at("b.json") + ":2:13");
    GW_COMPARE_TEXT(all->at(1).text, "{\n  \"api_id\": 7\n}");
    QVERIFY(!all->at(2).definition);
}

void DefinitionFolderTest::hashesTheText()
{
    GW_COMPARE_TEXT(contentHash("abc"),
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    put("a.json", definitionOf("a"));
    GW_COMPARE_TEXT(m_definitions->read("a")->hash, contentHash(definitionOf("a")));
    QVERIFY(!m_definitions->read("b"));
}

void DefinitionFolderTest::keepsTheRightsOfAFile()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("a.json")).toStdString();
    const auto rights = [&path] {
        struct stat facts = {};
        return ::stat(path.c_str(), &facts) == 0 ? int(facts.st_mode & 0777) : -1;
    };
    QVERIFY(gw::writeFileAtomically(path, "1"));
    QCOMPARE(rights(), 0600);
    QCOMPARE(::chmod(path.c_str(), 0644), 0);
    QVERIFY(gw::writeFileAtomically(path, "2"));
    QCOMPARE(rights(), 0644);
}

void DefinitionFolderTest::writesNewDefinitions()
{
    const std::string text = definitionOf("new-api") + "\n\n";
    const Expected<std::string> path = m_definitions->writeDefinition("new-api", text);
    QVERIFY2(path, path ? "" : path.error().text().c_str());
    GW_COMPARE_TEXT(*path, at("new-api.json"));
    GW_COMPARE_TEXT(textOf("new-api.json"), text);
    struct stat status = {};
    QCOMPARE(::stat(path->c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void DefinitionFolderTest::makesItsFolder()
{
    const DefinitionFolder missing(at("workspace/apps"));
    QVERIFY(missing.writeDefinition("new-api", definitionOf("new-api")));
    QVERIFY(missing.read("new-api"));
    put("file", "");
    QVERIFY(!DefinitionFolder(at("file")).writeDefinition("new-api", definitionOf("new-api")));
}

void DefinitionFolderTest::writesIntoTheFileThatHoldsTheApi()
{
    put("my orders.json", "{\"API_ID\": \"ord\\u0065rs\"}");
    const Expected<std::string> path =
        m_definitions->writeDefinition("orders", definitionOf("orders"));
    QVERIFY(path);
    GW_COMPARE_TEXT(*path, at("my orders.json"));
    QVERIFY(::access(at("orders.json").c_str(), F_OK) != 0);
}

void DefinitionFolderTest::refusesToWrite_data()
{
    QTest::addColumn<std::string>("id");
    QTest::addColumn<std::string>("text");
    QTest::newRow("path") << std::string("../a") << definitionOf("../a");
    QTest::newRow("no JSON") << std::string("a") << std::string("{");
    QTest::newRow("wrong type") << std::string("a") << std::string("{\"api_id\":\"a\",\"name\":1}");
    QTest::newRow("other id") << std::string("a") << definitionOf("b");
    QTest::newRow("taken name") << std::string("taken") << definitionOf("taken");
    QTest::newRow("name that is passed over") << std::string("a-oas") << definitionOf("a-oas");
}

void DefinitionFolderTest::refusesToWrite()
{
    QFETCH(std::string, id);
    QFETCH(std::string, text);
    put("taken.json", definitionOf("somebody-else"));
    QVERIFY(!m_definitions->writeDefinition(id, text));
    QCOMPARE(m_definitions->list()->size(), std::size_t{1});
    GW_COMPARE_TEXT(textOf("taken.json"), definitionOf("somebody-else"));
}

void DefinitionFolderTest::refusesLinks()
{
    put("target", definitionOf("a"));
    QCOMPARE(::symlink("target", at("a.json").c_str()), 0);
    QVERIFY(!m_definitions->writeDefinition("a", definitionOf("a") + ' '));
    QVERIFY(!m_definitions->removeDefinition("a"));
    QCOMPARE(::symlink("nothing", at("b.json").c_str()), 0);
    QVERIFY(!m_definitions->writeDefinition("b", definitionOf("b")));
    GW_COMPARE_TEXT(textOf("target"), definitionOf("a"));
}

void DefinitionFolderTest::leavesTheOldFileOnFailure()
{
    QVERIFY(!gw::writeFileAtomically(at("none/a"), "x"));
    QVERIFY(!gw::writeFileAtomically(m_folder->path().toStdString() + '/', "x"));
    QCOMPARE(::mkfifo(at("pipe").c_str(), 0600), 0);
    QVERIFY(!gw::writeFileAtomically(at("pipe"), "x"));
    put("a", "old");
    QVERIFY(gw::writeFileAtomically(at("a"), ""));
    GW_COMPARE_TEXT(textOf("a"), "");
    QVERIFY(!gw::removeFileDurably(at("b")));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void DefinitionFolderTest::removesHandNamedFiles()
{
    put("one.json", definitionOf("a"));
    put("two.json", definitionOf("a"));
    put("b.json", definitionOf("b"));
    QVERIFY(m_definitions->removeDefinition("a"));
    QCOMPARE(*m_definitions->list(), std::vector<std::string>{"b.json"});
    QVERIFY(!m_definitions->removeDefinition("a"));
    QVERIFY(!m_definitions->removeDefinition("../b"));
}

// The bound is generous, for slow and instrumented builds; the log line tells the figure.
void DefinitionFolderTest::readsManyQuickly()
{
    constexpr int kFiles = 300;
    const std::string large(kLargeDefinition);
    for (int i = 0; i < kFiles; ++i) {
        put(std::to_string(i) + ".json", large);
    }
    QElapsedTimer timer;
    timer.start();
    const Expected<std::vector<StoredDefinition>> all = m_definitions->readAll();
    const qint64 elapsed = timer.elapsed();
    QVERIFY(all);
    QCOMPARE(all->size(), std::size_t{kFiles});
    qInfo("%d definitions of %zu bytes in %lld ms", kFiles, large.size(),
          static_cast<long long>(elapsed));
    QVERIFY(elapsed < 4000);
}

GW_TEST(DefinitionFolderTest)
#include "definition_folder_test.moc"
