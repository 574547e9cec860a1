// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolchain/build_plan.h"

#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <string_view>

namespace gw::toolchain {

namespace {

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

// A program with arguments, from the environment ("ccache g++") or the first that is installed.
Words toolOf(const char *variable, std::initializer_list<const char *> usual)
{
    Words words;
    for (const QString &word : QProcess::splitCommand(qEnvironmentVariable(variable))) {
        words.push_back(word.toStdString());
    }
    if (!words.empty()) {
        const QString found = QStandardPaths::findExecutable(QString::fromStdString(words.front()));
        if (found.isEmpty()) {
            return {};
        }
        words.front() = found.toStdString();
        return words;
    }
    for (const char *name : usual) {
        const QString found = QStandardPaths::findExecutable(QString::fromLatin1(name));
        if (!found.isEmpty()) {
            return {found.toStdString()};
        }
    }
    return {};
}

void append(Words &words, const Words &more)
{
    words.insert(words.end(), more.begin(), more.end());
}

void appendFlags(Words &words, const char *variable)
{
    for (const QString &word : QProcess::splitCommand(qEnvironmentVariable(variable))) {
        words.push_back(word.toStdString());
    }
}

Command commandOf(Words words, const fs::path &folder)
{
    Command command{words.front(), {}, folder};
    command.arguments.assign(words.begin() + 1, words.end());
    return command;
}

tl::unexpected<Error> missingTool(const std::string &tool, const fs::path &source,
                                  const std::string &remedy)
{
    return failure(tool + " is not installed", source.string(), remedy);
}

bool isOneOf(const std::string &text, std::initializer_list<std::string_view> list)
{
    return std::ranges::find(list, text) != list.end();
}

// Undefined symbols are told while linking, where they have a line, not while loading.
const Words kLinking = {"-shared", "-fPIC", "-Wl,--no-undefined"};

Expected<Words> compilerFor(const BuildRequest &request)
{
    const std::string suffix = request.source.extension().string();
    Words words;
    if (suffix == ".c") {
        words = toolOf("CC", {"cc", "gcc", "clang"});
        if (words.empty()) {
            return missingTool("A C compiler", request.source, "Install gcc, or set CC");
        }
        append(words, {"-std=c11"});
    } else if (isOneOf(suffix, {".cpp", ".cc", ".cxx"})) {
        words = toolOf("CXX", {"c++", "g++", "clang++"});
        if (words.empty()) {
            return missingTool("A C++ compiler", request.source, "Install g++, or set CXX");
        }
        append(words, {"-std=c++17"});
    } else {
        return failure(
            "Not a source that can be built", request.source.string(),
            "Give a .c, .cpp or .rs file, or a folder with CMakeLists.txt or Cargo.toml");
    }
    append(words, kLinking);
    append(words, {"-O2", "-g1", "-fvisibility=hidden", "-Wall", "-Wextra"});
    return words;
}

Expected<Words> rustCompiler(const fs::path &source)
{
    Words words = toolOf("RUSTC", {"rustc"});
    if (words.empty()) {
        return missingTool("rustc", source, "Install rustc and cargo, or set RUSTC");
    }
    append(words, {"--edition", "2021", "--crate-type", "cdylib", "-C", "opt-level=2", "-C",
                   "panic=abort", "-C", "strip=debuginfo", "--error-format", "short"});
    return words;
}

fs::path outputOf(const BuildRequest &request)
{
    if (!request.output.empty()) {
        return fs::absolute(request.output);
    }
    return fs::absolute(request.source).replace_extension(".so");
}

// The source is named as the caller named it, so that messages name it in that way too.
Expected<BuildPlan> planFile(const BuildRequest &request, const fs::path &stage)
{
    BuildPlan plan;
    plan.output = outputOf(request);
    plan.library = stage / plan.output.filename();
    plan.sourceFolder = fs::current_path();
    const bool isRust = request.source.extension() == ".rs";
    auto words = isRust ? rustCompiler(request.source) : compilerFor(request);
    if (!words) {
        return tl::unexpected(words.error());
    }
    if (!isRust) {
        append(*words, {"-isystem", request.sdk.headers.string()});
        appendFlags(*words, request.source.extension() == ".c" ? "CFLAGS" : "CXXFLAGS");
    }
    append(*words, {"-o", plan.library.string(), request.source.string()});
    plan.commands.push_back(commandOf(std::move(*words), plan.sourceFolder));
    return plan;
}

void chooseOutput(BuildPlan &plan, const BuildRequest &request)
{
    plan.isOutputFolder = request.output.empty();
    plan.output = fs::absolute(plan.isOutputFolder ? request.source : request.output);
    plan.sourceFolder = fs::absolute(request.source);
}

Expected<BuildPlan> planCMake(const BuildRequest &request)
{
    const Words cmake = toolOf("CMAKE", {"cmake"});
    if (cmake.empty()) {
        return missingTool("cmake", request.source, "Install cmake");
    }
    BuildPlan plan;
    chooseOutput(plan, request);
    plan.result = BuildPlan::Result::CMakeReply;
    plan.library = plan.sourceFolder / "build" / "gatewright";
    Words configure = cmake;
    append(configure, {"-S", plan.sourceFolder.string(), "-B", plan.library.string(),
                       "-DCMAKE_BUILD_TYPE=RelWithDebInfo", "-DBUILD_TESTING=OFF",
                       "-DGatewrightPlugin_DIR=" + request.sdk.cmakePackage.string()});
    std::error_code error;
    const bool isFirst = !fs::exists(plan.library / "CMakeCache.txt", error);
    if (isFirst && !toolOf("NINJA", {"ninja"}).empty()) {
        append(configure, {"-G", "Ninja"});
    }
    Words build = cmake;
    append(build, {"--build", plan.library.string()});
    plan.commands.push_back(commandOf(std::move(configure), plan.sourceFolder));
    plan.commands.push_back(commandOf(std::move(build), plan.sourceFolder));
    return plan;
}

// The library of a crate bears the folder's name, whichever tool makes it.
Expected<BuildPlan> planCargo(BuildRequest request, const fs::path &stage)
{
    if (request.output.empty()) {
        const fs::path folder = fs::absolute(request.source / "").parent_path();
        request.output = folder / (folder.filename().string() + ".so");
    }
    const Words cargo = toolOf("CARGO", {"cargo"});
    if (!cargo.empty()) {
        BuildPlan plan;
        chooseOutput(plan, request);
        plan.result = BuildPlan::Result::CargoFolder;
        plan.library = plan.sourceFolder / "target" / "release";
        Words build = cargo;
        append(build, {"build", "--release", "--message-format", "short", "--target-dir",
                       (plan.sourceFolder / "target").string()});
        plan.commands.push_back(commandOf(std::move(build), plan.sourceFolder));
        return plan;
    }
    const fs::path library = request.source / "src" / "lib.rs";
    std::error_code error;
    if (!fs::exists(library, error)) {
        return missingTool("cargo", request.source, "Install cargo, or set CARGO");
    }
    request.source = library;
    auto plan = planFile(request, stage);
    if (plan) {
        plan->remark = "cargo is not installed: rustc compiles src/lib.rs, without dependencies";
    }
    return plan;
}

} // namespace

Expected<BuildPlan> planBuild(const BuildRequest &request, const fs::path &stage)
{
    std::error_code error;
    if (!fs::exists(request.source, error)) {
        return failure("The source is not found", request.source.string());
    }
    if (!fs::is_directory(request.source, error)) {
        return planFile(request, stage);
    }
    if (fs::exists(request.source / "Cargo.toml", error)) {
        return planCargo(request, stage);
    }
    if (fs::exists(request.source / "CMakeLists.txt", error)) {
        return planCMake(request);
    }
    return failure("Neither CMakeLists.txt nor Cargo.toml is there", request.source.string(),
                   "Name a source file, or make a project with `gatewright plugin new`");
}

fs::path outputFolderOf(const BuildRequest &request)
{
    std::error_code error;
    if (request.output.empty() && fs::is_directory(request.source, error)) {
        return fs::absolute(request.source);
    }
    return outputOf(request).parent_path();
}

} // namespace gw::toolchain
