// SPDX-License-Identifier: GPL-3.0-or-later
// Builds real sources with the compiler that is installed, against the SDK of the build folder.
#include "support/room_test.h"
#include "toolchain/plugin_build.h"

#include <QTemporaryDir>

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

using namespace gw::toolchain;
namespace fs = std::filesystem;

namespace {

constexpr int kPatience = 120'000; // the machine may have much else to do

constexpr const char *kGood = R"(#include <gatewright/plugin.h>
GW_HOOK(Nothing, GW_REQUEST_HOOK, 0)
{
    (void)host;
    (void)call;
    return GW_OK;
}
)";

struct Recorder final : PluginBuild::Observer {
    void onLine(std::string_view line) override { (lines += line) += '\n'; }
    void onDiagnostic(const Diagnostic &diagnostic) override { diagnostics.push_back(diagnostic); }
    void onFinished(const BuildResult &own) override
    {
        ++endings;
        result = own;
    }

    std::string lines;
    std::vector<Diagnostic> diagnostics;
    std::optional<BuildResult> result;
    int endings = 0;
};

} // namespace

class PluginBuildTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void buildsOneFile()
    {
        Recorder recorder;
        run({write("post.c", kGood), {}, sdk(), {"/bin/true"}}, recorder);
        QCOMPARE(recorder.result->outcome, BuildOutcome::Built);
        QCOMPARE(recorder.result->library, m_root / "post.so");
        QVERIFY(fs::exists(m_root / "post.so"));
        QVERIFY(recorder.diagnostics.empty());
        QVERIFY2(isTidy(), "the stage is still there");
    }

    void tellsWhereTheErrorIs()
    {
        Recorder recorder;
        run({write("broken.c", "int f(void)\n{\n    return oops;\n}\n"), {}, sdk(), {}}, recorder);
        QCOMPARE(recorder.result->outcome, BuildOutcome::CompileFailed);
        QVERIFY(!recorder.diagnostics.empty());
        const Diagnostic &first = recorder.diagnostics.front();
        QCOMPARE(first.file, m_root / "broken.c");
        QCOMPARE(first.line, 3);
        QCOMPARE(first.column, 12);
        QCOMPARE(first.severity, Severity::Error);
        QVERIFY2(recorder.lines.find("broken.c:3:12: error: ") != std::string::npos,
                 recorder.lines.c_str());
        QCOMPARE(recorder.result->error.text(),
                 (m_root / "broken.c").string() + ": It does not compile (See the messages above)");
        QVERIFY(!fs::exists(m_root / "broken.so"));
        QVERIFY(isTidy());
    }

    void tellsOfUndefinedSymbols()
    {
        Recorder recorder;
        run({write("undefined.c", "void g(void);\nvoid f(void);\nvoid f(void) { g(); }\n"),
             {},
             sdk(),
             {}},
            recorder);
        QCOMPARE(recorder.result->outcome, BuildOutcome::CompileFailed);
        QVERIFY2(recorder.lines.find("undefined reference to `g'") != std::string::npos,
                 recorder.lines.c_str());
        QCOMPARE(recorder.diagnostics.size(), std::size_t(1));
    }

    void keepsTheOldLibraryWhenTheNewIsRefused()
    {
        write("kept.so", "the old one");
        Recorder recorder;
        run({write("kept.c", kGood), {}, sdk(), {"/bin/sh", "-c", "echo refused: $0; exit 1"}},
            recorder);
        QCOMPARE(recorder.result->outcome, BuildOutcome::Refused);
        QCOMPARE(read("kept.so"), std::string("the old one"));
        const std::string line = "refused: " + (m_root / "kept.so").string() + "\n";
        QCOMPARE(recorder.lines, line);
        QCOMPARE(recorder.result->error.text(),
                 (m_root / "kept.so").string() + ": The gateway would refuse the library (See the "
                                                 "reason above; the file was not replaced)");
        QVERIFY(isTidy());
    }

    void buildsACMakeProject()
    {
        write("project/CMakeLists.txt",
              "cmake_minimum_required(VERSION 3.20)\nproject(named LANGUAGES C)\n"
              "find_package(GatewrightPlugin 1 REQUIRED)\n"
              "add_library(aside STATIC aside.c)\n"
              "gatewright_add_plugin(named SOURCES named.c)\n");
        write("project/aside.c", "int aside(void);\nint aside(void) { return 1; }\n");
        write("project/named.c", kGood);
        Recorder recorder;
        run({m_root / "project", {}, sdk(), {"/bin/true"}}, recorder);
        QVERIFY2(recorder.result->outcome == BuildOutcome::Built, recorder.lines.c_str());
        QCOMPARE(recorder.result->library, m_root / "project/named.so");
        QVERIFY(fs::exists(m_root / "project/named.so"));

        Recorder elsewhere;
        run({m_root / "project", m_root / "other.so", sdk(), {}}, elsewhere);
        QCOMPARE(elsewhere.result->outcome, BuildOutcome::Built);
        QVERIFY(fs::exists(m_root / "other.so"));
    }

    void tellsWhereCMakeFails()
    {
        write("bad/CMakeLists.txt", "cmake_minimum_required(VERSION 3.20)\nproject(bad NONE)\n"
                                    "message(FATAL_ERROR \"not like this\")\n");
        Recorder recorder;
        run({m_root / "bad", {}, sdk(), {}}, recorder);
        QCOMPARE(recorder.result->outcome, BuildOutcome::CompileFailed);
        QVERIFY(!recorder.diagnostics.empty());
        QCOMPARE(recorder.diagnostics.front().line, 3);
        QCOMPARE(recorder.diagnostics.front().message, std::string("not like this"));
        QCOMPARE(recorder.diagnostics.front().file, m_root / "bad/CMakeLists.txt");
    }

    void saysThatThereIsNothingToBuild()
    {
        Recorder recorder;
        run({m_root / "absent.c", {}, sdk(), {}}, recorder);
        QCOMPARE(recorder.result->outcome, BuildOutcome::Impossible);
        QVERIFY(recorder.result->error.text().find("absent.c") != std::string::npos);
    }

    void endsAllChildrenWhenCancelled()
    {
        // A compiler whose child holds a pipe open and waits for another one that nobody writes to.
        const fs::path alive = m_root / "alive";
        const fs::path never = m_root / "never";
        QCOMPARE(::mkfifo(alive.c_str(), 0600), 0);
        QCOMPARE(::mkfifo(never.c_str(), 0600), 0);
        const int reader = ::open(alive.c_str(), O_RDONLY | O_NONBLOCK);
        QVERIFY(reader >= 0);
        const fs::path compiler =
            write("never-ends", "#!/bin/sh\n(exec 9>" + alive.string() +
                                    "; echo started; read word <" + never.string() + ") &\nwait\n");
        fs::permissions(compiler, fs::perms::owner_all);
        qputenv("CC", compiler.c_str());
        Recorder recorder;
        PluginBuild build({write("slow.c", kGood), {}, sdk(), {}}, recorder);
        build.start();
        QTRY_VERIFY_WITH_TIMEOUT(recorder.lines.find("started") != std::string::npos, kPatience);
        build.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(recorder.result, kPatience);
        qunsetenv("CC");
        QCOMPARE(recorder.result->outcome, BuildOutcome::Cancelled);
        QCOMPARE(recorder.endings, 1);
        QVERIFY(isTidy());
        char byte = 0;
        QTRY_VERIFY_WITH_TIMEOUT(::read(reader, &byte, 1) == 0, kPatience); // end of file
        ::close(reader);
    }

private:
    static void run(const BuildRequest &request, Recorder &recorder)
    {
        PluginBuild build(request, recorder);
        build.start();
        QVERIFY2(recorder.endings == 0, "it ended before start() returned");
        QTRY_VERIFY_WITH_TIMEOUT(recorder.result, kPatience);
        QCOMPARE(recorder.endings, 1);
    }
    static SdkLocation sdk()
    {
        const fs::path prefix = GW_PREFIX;
        return {prefix / "include", prefix / "share/cmake/GatewrightPlugin"};
    }
    fs::path write(const fs::path &name, const std::string &text)
    {
        fs::create_directories((m_root / name).parent_path());
        std::ofstream(m_root / name) << text;
        return m_root / name;
    }
    [[nodiscard]] std::string read(const fs::path &name) const
    {
        std::ifstream stream(m_root / name);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    [[nodiscard]] bool isTidy() const
    {
        return std::ranges::none_of(fs::directory_iterator(m_root), [](const auto &entry) {
            return entry.path().filename().string().starts_with(".gatewright-build");
        });
    }

    QTemporaryDir m_folder;
    fs::path m_root = m_folder.path().toStdString();
};

GW_TEST(PluginBuildTest)
#include "plugin_build_test.moc"
