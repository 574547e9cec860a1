// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo_echo.h"

#include "base/atomic_file.h"
#include "demo_files.h"
#include "echo_thread.h"
#include "spec/definition_folder.h"
#include "spec/json_document.h"

#include <QFile>

#include <set>

namespace gw::app {

namespace {

constexpr const char *kDemoEcho = "127.0.0.1:8081";
constexpr std::string_view kOnlyHere = "127.0.0.1:"; // whatever the note says
constexpr const char *kAnyFreeEcho = "127.0.0.1:0";
constexpr const char *kEchoNote = "/.echo";
constexpr std::string_view kTargetPointer = "/proxy/target_url";

std::string targetAt(const std::string &address)
{
    return "http://" + address + "/";
}

} // namespace

// A note in the demo's folder.
std::string lastEcho(const std::string &workspaceFolder)
{
    QFile file(QString::fromStdString(workspaceFolder + kEchoNote));
    const std::string address =
        file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toStdString() : std::string();
    return address.starts_with(kOnlyHere) ? address : kDemoEcho;
}

Expected<std::string> startEcho(EchoThread &echo)
{
    for (const std::string &wanted : {std::string(kDemoEcho), lastEcho(demoFolder())}) {
        if (auto address = echo.start(wanted)) {
            return address;
        }
    }
    return echo.start(kAnyFreeEcho);
}

Expected<void> aimDemoAt(const std::string &workspaceFolder, const std::string &echoAddress)
{
    const spec::DefinitionFolder folder(workspaceFolder + "/apps");
    auto files = folder.readAll();
    if (!files) {
        return tl::unexpected(files.error());
    }
    const std::set<std::string> own = demoApiIds();
    const std::string before = targetAt(lastEcho(workspaceFolder));
    const std::string now = targetAt(echoAddress);
    for (const spec::StoredDefinition &file : *files) {
        if (before == now || !file.definition || file.definition->proxy.targetUrl != before ||
            !own.contains(file.definition->apiId)) {
            continue;
        }
        auto document = spec::JsonDocument::parse(file.text, file.path);
        if (!document) {
            continue;
        }
        auto aimed = document->withReplaced(kTargetPointer, "\"" + now + "\"");
        if (!aimed) {
            return tl::unexpected(aimed.error());
        }
        if (auto written = writeFileAtomically(file.path, aimed->text()); !written) {
            return tl::unexpected(written.error());
        }
    }
    return writeFileAtomically(workspaceFolder + kEchoNote, echoAddress + "\n");
}

} // namespace gw::app
