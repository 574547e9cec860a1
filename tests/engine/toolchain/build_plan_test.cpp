// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "toolchain/build_plan.h"

#include <QTemporaryDir>

#include <algorithm>
#include <fstream>

using namespace gw::toolchain;
namespace fs = std::filesystem;

class BuildPlanTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"CC", "CXX", "CFLAGS", "CXXFLAGS", "CARGO", "RUSTC", "CMAKE"}) {
            qunsetenv(name);
        }
        qputenv("PATH", m_bin.path().toUtf8());
        for (const char *tool : {"c++", "cc", "rustc", "cargo", "cmake", "ninja", "my-c++"}) {
            const fs::path file = fs::path(m_bin.path().toStdString()) / tool;
            std::ofstream(file) << "#!/bin/sh\n";
            fs::permissions(file, fs::perms::owner_all);
        }
    }

    void compilesOneFile()
    {
        qputenv("CXXFLAGS", "-O0 -DNAME=\"a b\"");
        const auto plan = planOf({touch("post.cpp"), {}, m_sdk, {}});
        QCOMPARE(plan.commands.size(), std::size_t(1));
        const Command &command = plan.commands.front();
        QCOMPARE(command.program.filename(), fs::path("c++"));
        QVERIFY(has(command, "-std=c++17"));
        QVERIFY(has(command, "-DNAME=a b"));
        QVERIFY(has(command, "/sdk/include"));
        QCOMPARE(command.arguments.back(), (m_root / "post.cpp").string());
        QCOMPARE(plan.output, m_root / "post.so");
        QCOMPARE(plan.library, m_root / "stage/post.so");
    }

    void takesTheCompilerFromTheEnvironment()
    {
        qputenv("CXX", "my-c++ --wrapped");
        const auto plan = planOf({touch("post.cpp"), m_root / "out/x.so", m_sdk, {}});
        QCOMPARE(plan.commands.front().program.filename(), fs::path("my-c++"));
        QCOMPARE(plan.commands.front().arguments.front(), std::string("--wrapped"));
        QCOMPARE(plan.output, m_root / "out/x.so");
    }

    void knowsTheLanguages()
    {
        QVERIFY(has(planOf({touch("a.c"), {}, m_sdk, {}}).commands.front(), "-std=c11"));
        QVERIFY(has(planOf({touch("a.rs"), {}, m_sdk, {}}).commands.front(), "cdylib"));
    }

    void configuresAndBuildsACMakeProject()
    {
        touch("project/CMakeLists.txt");
        const auto plan = planOf({m_root / "project", {}, m_sdk, {}});
        QCOMPARE(plan.result, BuildPlan::Result::CMakeReply);
        QCOMPARE(plan.commands.size(), std::size_t(2));
        QVERIFY(has(plan.commands[0], "-DGatewrightPlugin_DIR=/sdk/share/cmake/GatewrightPlugin"));
        QVERIFY(has(plan.commands[0], "Ninja"));
        QVERIFY(has(plan.commands[1], "--build"));
        QCOMPARE(plan.output, m_root / "project");
        QVERIFY(plan.isOutputFolder);
    }

    void letsCargoBuildItsProjects()
    {
        touch("crate/Cargo.toml");
        touch("crate/CMakeLists.txt");
        const auto plan = planOf({m_root / "crate", {}, m_sdk, {}});
        QCOMPARE(plan.result, BuildPlan::Result::CargoFolder);
        QCOMPARE(plan.commands.front().program.filename(), fs::path("cargo"));
        QVERIFY(has(plan.commands.front(), "--release"));
        QCOMPARE(plan.library, m_root / "crate/target/release");
        QCOMPARE(plan.output, m_root / "crate/crate.so");
    }

    void compilesACrateWithoutCargo()
    {
        fs::remove(fs::path(m_bin.path().toStdString()) / "cargo");
        touch("alone/Cargo.toml");
        touch("alone/src/lib.rs");
        const auto plan = planOf({m_root / "alone", {}, m_sdk, {}});
        QCOMPARE(plan.commands.front().program.filename(), fs::path("rustc"));
        QCOMPARE(plan.output, m_root / "alone/alone.so");
        QVERIFY(plan.remark.find("cargo is not installed") != std::string::npos);
    }

    void saysWhatIsMissing_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("reason");
        QTest::newRow("nothing") << QStringLiteral("absent.cpp") << QStringLiteral("not found");
        QTest::newRow("text") << QStringLiteral("a.txt") << QStringLiteral("Not a source");
        QTest::newRow("empty folder")
            << QStringLiteral("empty") << QStringLiteral("CMakeLists.txt");
        QTest::newRow("no compiler") << QStringLiteral("b.cpp") << QStringLiteral("C++ compiler");
    }
    void saysWhatIsMissing()
    {
        QFETCH(const QString, source);
        QFETCH(const QString, reason);
        fs::create_directories(m_root / "empty");
        touch("a.txt");
        touch("b.cpp");
        qputenv("CXX", "/nowhere/c++");
        const auto plan = planBuild({m_root / source.toStdString(), {}, m_sdk, {}}, m_root);
        QVERIFY(!plan);
        const QString text = QString::fromStdString(plan.error().text());
        QVERIFY2(text.contains(reason), qPrintable(text));
        QVERIFY2(text.contains(source), qPrintable(text));
    }

private:
    BuildPlan planOf(const BuildRequest &request)
    {
        const auto plan = planBuild(request, m_root / "stage");
        if (!plan) {
            qWarning("%s", plan.error().text().c_str());
        }
        return plan.value_or(BuildPlan());
    }
    fs::path touch(const fs::path &name)
    {
        fs::create_directories((m_root / name).parent_path());
        std::ofstream file(m_root / name);
        return m_root / name;
    }
    static bool has(const Command &command, const std::string &argument)
    {
        return std::ranges::find(command.arguments, argument) != command.arguments.end();
    }

    QTemporaryDir m_folder;
    QTemporaryDir m_bin;
    fs::path m_root = m_folder.path().toStdString();
    SdkLocation m_sdk{"/sdk/include", "/sdk/share/cmake/GatewrightPlugin"};
};

GW_TEST(BuildPlanTest)
#include "build_plan_test.moc"
