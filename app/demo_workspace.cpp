// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo_workspace.h"

#include "base/atomic_file.h"
#include "echo_thread.h"
#include "spec/definition_folder.h"
#include "spec/json_document.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QMap>
#include <QStandardPaths>

#include <algorithm>
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

QByteArray digestOf(const fs::path &file)
{
    QFile bytes(file);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return bytes.open(QIODevice::ReadOnly) && hash.addData(&bytes) ? hash.result().toHex()
                                                                   : QByteArray();
}

// Remembers which plugins were copied, each by its digest: "<hex> <name>" a line. One that has
// another digest in the meantime was built again by the user.
class CopiedPlugins final {
public:
    explicit CopiedPlugins(const fs::path &folder)
        : m_file(folder / ".copied")
    {
        QFile file(m_file);
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : file.readAll().split('\n')) {
                const qsizetype blank = line.indexOf(' ');
                if (blank > 0) {
                    m_digests.insert(line.sliced(blank + 1), line.first(blank));
                }
            }
        }
    }

    // What is there is replaced only by a newer one, and only where nobody else wrote it.
    void update(const fs::path &shipped, const fs::path &target)
    {
        const QByteArray name = QByteArray::fromStdString(target.filename().string());
        const QByteArray wanted = digestOf(shipped);
        const QByteArray there = fs::exists(target) ? digestOf(target) : QByteArray();
        const QByteArray copied = m_digests.value(name);
        if (there == wanted) {
            m_digests.insert(name, wanted);
            return;
        }
        if (!there.isEmpty() && !copied.isEmpty() && there != copied) {
            return;
        }
        if (!there.isEmpty() && copied.isEmpty()) { // nobody knows whose it is
            fs::copy_file(target, fs::path(target).concat(".before"),
                          fs::copy_options::overwrite_existing);
        }
        copyFile(shipped, target);
        m_digests.insert(name, wanted);
    }

    [[nodiscard]] Expected<void> save() const
    {
        QByteArray text;
        for (auto each = m_digests.begin(); each != m_digests.end(); ++each) {
            text += each.value() + ' ' + each.key() + '\n';
        }
        return writeFileAtomically(m_file.string(), text.toStdString());
    }

private:
    fs::path m_file;
    QMap<QByteArray, QByteArray> m_digests; // by name
};

Expected<void> copyMissing(const fs::path &from, const fs::path &to)
{
    fs::create_directories(to / "plugins");
    CopiedPlugins plugins(to / "plugins");
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(from)) {
        const fs::path target = to / fs::relative(entry.path(), from);
        if (entry.is_directory()) {
            fs::create_directories(target);
        } else if (isPlugin(target)) {
            plugins.update(entry.path(), target);
        } else if (!fs::exists(target)) {
            copyFile(entry.path(), target);
        }
    }
    return plugins.save();
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
        if (auto copied = copyMissing(shipped, copy); !copied) {
            return tl::unexpected(copied.error());
        }
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
