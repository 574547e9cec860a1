// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/plugin_sources.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace gw::editing;

class PluginSourcesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findsFilesAndProjects();
    void findsTheSourceOfALibrary();
    void takesNamesWithDots();
    void knowsWhatIsToBeBuilt();
    void takesAWorkspaceWithoutSources();

private:
    void write(const QString &name);
    [[nodiscard]] std::string path(const QString &name) const
    {
        return m_folder->filePath(name).toStdString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void PluginSourcesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void PluginSourcesTest::write(const QString &name)
{
    const QString file = m_folder->path() + QLatin1Char('/') + name;
    QDir().mkpath(QFileInfo(file).path());
    gw::test::writeFile(file, "x");
}

void PluginSourcesTest::findsFilesAndProjects()
{
    for (const char *name :
         {"plugins/src/single.cpp", "plugins/src/notes.txt", "plugins/src/guard/guard.c",
          "plugins/src/guard/CMakeLists.txt", "plugins/src/rusty/src/lib.rs",
          "plugins/src/rusty/Cargo.toml", "plugins/src/just_a_folder/a.cpp",
          "plugins/src/other/CMakeLists.txt"}) {
        write(QLatin1String(name));
    }
    const auto found = pluginSourcesOf(m_folder->path().toStdString());
    QCOMPARE(found.size(), 4U);
    QCOMPARE(found[0].name, std::string("guard"));
    QCOMPARE(found[0].file, path(QStringLiteral("plugins/src/guard/guard.c")));
    QCOMPARE(found[0].root, path(QStringLiteral("plugins/src/guard")));
    QCOMPARE(found[1].file, path(QStringLiteral("plugins/src/other/CMakeLists.txt")));
    QCOMPARE(found[2].file, path(QStringLiteral("plugins/src/rusty/src/lib.rs")));
    QCOMPARE(found[3].root, path(QStringLiteral("plugins/src/single.cpp")));
}

void PluginSourcesTest::findsTheSourceOfALibrary()
{
    write(QStringLiteral("plugins/src/single.cpp"));
    const std::string workspace = m_folder->path().toStdString();
    QCOMPARE(sourceOfPlugin(workspace, "plugins/single.so")->file,
             path(QStringLiteral("plugins/src/single.cpp")));
    QVERIFY(sourceOfPlugin(workspace, "/elsewhere/plugins/single.so").has_value());
    QVERIFY(!sourceOfPlugin(workspace, "plugins/double.so").has_value());
    const std::string digest(64, '0');
    QVERIFY(!sourceOfPlugin(workspace, "/state/bundles/" + digest + "/single.so").has_value());
    QVERIFY(sourceOfPlugin(workspace, "/state/bundles/mine/single.so").has_value());
}

void PluginSourcesTest::takesNamesWithDots()
{
    write(QStringLiteral("plugins/src/a.b/CMakeLists.txt"));
    write(QStringLiteral("plugins/src/c.d.cpp"));
    const std::string workspace = m_folder->path().toStdString();
    for (const char *name : {"a.b", "c.d"}) {
        const auto source = sourceOfPlugin(workspace, "plugins/" + std::string(name) + ".so");
        QVERIFY2(source, name);
        QCOMPARE(pluginNameOf(source->root), std::string(name)); // the build makes that library
    }
}

void PluginSourcesTest::knowsWhatIsToBeBuilt()
{
    write(QStringLiteral("plugins/src/rusty/src/lib.rs"));
    write(QStringLiteral("plugins/src/rusty/Cargo.toml"));
    write(QStringLiteral("plugins/src/single.cpp"));
    QCOMPARE(buildRootOf(path(QStringLiteral("plugins/src/rusty/src/lib.rs"))),
             path(QStringLiteral("plugins/src/rusty")));
    QCOMPARE(buildRootOf(path(QStringLiteral("plugins/src/single.cpp"))),
             path(QStringLiteral("plugins/src/single.cpp")));
}

void PluginSourcesTest::takesAWorkspaceWithoutSources()
{
    QVERIFY(pluginSourcesOf(m_folder->path().toStdString()).empty());
    QVERIFY(pluginSourcesOf("/nowhere").empty());
}

GW_TEST(PluginSourcesTest)
#include "plugin_sources_test.moc"
