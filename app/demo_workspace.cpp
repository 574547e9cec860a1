// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo_workspace.h"

#include "base/atomic_file.h"
#include "echo_thread.h"
#include "spec/definition_folder.h"
#include "spec/json_document.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <filesystem>

namespace gw::app {

namespace fs = std::filesystem;

namespace {

constexpr const char *kDemoEcho = "127.0.0.1:8081";
constexpr const char *kAnyFreeEcho = "127.0.0.1:0";
constexpr std::string_view kLocalTarget = "http://127.0.0.1:";
constexpr std::string_view kTargetPointer = "/proxy/target_url";

// "http://127.0.0.1:8081/", as the shipped demo has it; what the user has aimed elsewhere stays.
bool isEchoTarget(std::string_view url)
{
    if (!url.starts_with(kLocalTarget) || !url.ends_with('/')) {
        return false;
    }
    url.remove_prefix(kLocalTarget.size());
    url.remove_suffix(1);
    return !url.empty() && std::ranges::all_of(url, [](char c) { return c >= '0' && c <= '9'; });
}

fs::path shippedDemo()
{
    return fs::path(QCoreApplication::applicationDirPath().toStdString()) / ".." / "share" /
           "gatewright" / "demo";
}

bool isPlugin(const fs::path &file)
{
    return file.extension() == ".so";
}

// Replaces by rename: a file that runs somewhere must not be written in place.
void copyFile(const fs::path &from, const fs::path &to)
{
    fs::path draft = to;
    draft += ".part";
    fs::copy_file(from, draft, fs::copy_options::overwrite_existing);
    fs::rename(draft, to);
}

void copyMissing(const fs::path &from, const fs::path &to)
{
    fs::create_directories(to);
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(from)) {
        const fs::path target = to / fs::relative(entry.path(), from);
        if (entry.is_directory()) {
            fs::create_directories(target);
        } else if (isPlugin(target) || !fs::exists(target)) {
            copyFile(entry.path(), target);
        }
    }
}

} // namespace

Expected<std::string> prepareDemoWorkspace()
{
    const fs::path shipped = shippedDemo();
    if (!fs::exists(shipped)) {
        return failure("The demo workspace is not installed", shipped.lexically_normal().string(),
                       "Reinstall, or give a workspace instead of --demo");
    }
    const fs::path copy =
        fs::path(
            QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString()) /
        "gatewright" / "demo";
    try {
        copyMissing(shipped, copy);
    } catch (const fs::filesystem_error &error) {
        return failure(error.code().message(), error.path1().string());
    }
    return copy.string();
}

Expected<void> aimDemoAt(const std::string &workspaceFolder, const std::string &echoAddress)
{
    const spec::DefinitionFolder folder(workspaceFolder + "/apps");
    auto files = folder.readAll();
    if (!files) {
        return tl::unexpected(files.error());
    }
    const std::string plainTarget = "http://" + echoAddress + "/";
    const std::string target = "\"" + plainTarget + "\"";
    for (const spec::StoredDefinition &file : *files) {
        if (!file.definition || !isEchoTarget(file.definition->proxy.targetUrl)) {
            continue;
        }
        auto document = spec::JsonDocument::parse(file.text, file.path);
        if (!document || file.definition->proxy.targetUrl == plainTarget) {
            continue;
        }
        auto aimed = document->withReplaced(kTargetPointer, target);
        if (!aimed) {
            return tl::unexpected(aimed.error());
        }
        if (auto written = writeFileAtomically(file.path, aimed->text()); !written) {
            return tl::unexpected(written.error());
        }
    }
    return {};
}

Expected<std::string> startDemo(EchoThread &echo)
{
    auto workspace = prepareDemoWorkspace();
    if (!workspace) {
        return workspace;
    }
    auto address = echo.start(kDemoEcho);
    if (!address) {
        address = echo.start(kAnyFreeEcho);
    }
    if (!address) {
        return address;
    }
    if (auto aimed = aimDemoAt(*workspace, *address); !aimed) {
        return tl::unexpected(aimed.error());
    }
    return workspace;
}

} // namespace gw::app
