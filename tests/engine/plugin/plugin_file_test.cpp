// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/plugin/fixtures.h"
#include "plugin/plugin_file.h"
#include "support/room_test.h"

#include <QFile>
#include <QTemporaryDir>

#include <fstream>
#include <sys/stat.h>

using namespace gw::plugin;
namespace fs = std::filesystem;

class PluginFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void triesTheNamesInOrder_data()
    {
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<QString>("chosen");
        const QString platform = QSysInfo::buildCpuArchitecture() == QStringLiteral("x86_64")
                                     ? QStringLiteral("linux_amd64")
                                     : QStringLiteral("linux_arm64");
        const QString withV = QStringLiteral("post_v5.3.0_%1.so").arg(platform);
        const QString without = QStringLiteral("post_5.3.0_%1.so").arg(platform);
        const QString plain = QStringLiteral("post.so");
        QTest::newRow("all") << QStringList{withV, without, plain} << withV;
        QTest::newRow("without v") << QStringList{without, plain} << without;
        QTest::newRow("plain") << QStringList{plain} << plain;
        QTest::newRow("none") << QStringList{} << plain;
        QTest::newRow("other version")
            << QStringList{QStringLiteral("post_v5.4.0_%1.so").arg(platform)} << plain;
    }
    void triesTheNamesInOrder()
    {
        QFETCH(const QStringList, files);
        QFETCH(const QString, chosen);
        QTemporaryDir folder;
        for (const QString &name : files) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const fs::path asked = folder.filePath(QStringLiteral("post.so")).toStdString();
        const fs::path found = resolvePluginFile(asked, FileNames::Versioned, "v5.3.0-rc2");
        QCOMPARE(found.filename().string(), chosen.toStdString());
        QCOMPARE(resolvePluginFile(asked, FileNames::Exact, "v5.3.0"), asked);
    }

    void saysThatAFileIsMissing()
    {
        const auto file = readPluginFile("/nowhere/post.so");
        QVERIFY(!file);
        QCOMPARE(file.error().what, std::string("plugin file not found"));
        QCOMPARE(file.error().where, std::string("/nowhere/post.so"));
        QVERIFY(!readPluginFile("/tmp"));
    }

    void copiesUnderTheHash()
    {
        QTemporaryDir state;
        const fs::path folder = state.path().toStdString();
        const auto file = readPluginFile(fixture("good_1"));
        QVERIFY(file);
        const auto copy = installPrivateCopy(*file, folder);
        QVERIFY2(copy, copy ? "" : copy.error().text().c_str());
        QVERIFY(copy->string().find(file->sha256) != std::string::npos);
        QCOMPARE(copy->filename(), fs::path("good_1.so"));
        QVERIFY(bytesOf(*copy) == file->bytes);
        struct stat facts = {};
        QVERIFY(::stat(copy->c_str(), &facts) == 0);
        QCOMPARE(facts.st_mode & 0777, 0400U);
        QCOMPARE(*installPrivateCopy(*file, folder), *copy);
    }

    void mendsADamagedCopy()
    {
        QTemporaryDir state;
        const auto file = readPluginFile(fixture("good_1"));
        const auto copy = installPrivateCopy(*file, state.path().toStdString());
        QVERIFY(copy);
        fs::remove(*copy);
        std::ofstream(*copy) << "damaged";
        QVERIFY(installPrivateCopy(*file, state.path().toStdString()));
        QVERIFY(bytesOf(*copy) == file->bytes);
    }

    void stampsChangeWithTheContent()
    {
        QTemporaryDir folder;
        const fs::path path = folder.filePath(QStringLiteral("x.so")).toStdString();
        std::ofstream(path) << "one";
        const auto before = stampOf(path);
        std::ofstream(path) << "three";
        const auto after = stampOf(path);
        QVERIFY(before && after);
        QVERIFY(*before != *after);
    }
};

GW_TEST(PluginFileTest)
#include "plugin_file_test.moc"
