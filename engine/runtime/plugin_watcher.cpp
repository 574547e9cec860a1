// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/plugin_watcher.h"

#include "base/log.h"
#include "plugin/plugin_manifest.h"

#include <vector>

namespace gw::runtime {

namespace fs = std::filesystem;

namespace {

std::optional<plugin::FileStamp> stampNow(const fs::path &file)
{
    const auto stamp = plugin::stampOf(file);
    return stamp ? std::optional(*stamp) : std::nullopt;
}

bool isWhole(const fs::path &path)
{
    const auto file = plugin::readPluginFile(path);
    return file && plugin::readManifest(file->bytes, path.string());
}

// The folder itself, or what is there of the way to it.
fs::path nearestFolder(fs::path folder)
{
    std::error_code ignored;
    while (!fs::is_directory(folder, ignored) && folder.has_relative_path()) {
        folder = folder.parent_path();
    }
    return folder;
}

} // namespace

PluginWatcher::PluginWatcher(std::function<Files()> files, Log &log)
    : m_files(std::move(files))
    , m_log(log)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, &PluginWatcher::look);
}

void PluginWatcher::setAction(std::function<void(const std::string &path)> action)
{
    m_action = std::move(action);
}

void PluginWatcher::start()
{
    if (isRunning()) {
        return;
    }
    m_system = std::make_unique<QFileSystemWatcher>();
    const auto lookSoon = [this] {
        m_settle.start();
    };
    connect(m_system.get(), &QFileSystemWatcher::directoryChanged, this, lookSoon);
    connect(m_system.get(), &QFileSystemWatcher::fileChanged, this, lookSoon);
    refresh();
}

void PluginWatcher::stop()
{
    m_system.reset();
    m_settle.stop();
    m_seen.clear();
}

void PluginWatcher::refresh()
{
    if (isRunning()) {
        watchFolders(m_files());
        m_settle.start(); // what changed before the watch began counts too
    }
}

void PluginWatcher::look()
{
    const Files files = m_files();
    watchFolders(files); // first: what changes from here on is told by the system
    std::erase_if(m_seen, [&files](const auto &seen) { return !files.contains(seen.first); });
    std::vector<std::string> ready;
    bool isWaiting = false;
    for (const auto &[path, source] : files) {
        const auto [place, isFirst] = m_seen.try_emplace(path);
        Seen &seen = place->second;
        const auto stamp = stampNow(source.file);
        if (isFirst || stamp != seen.stamp) {
            seen = {stamp, true, std::chrono::steady_clock::now()};
        }
        if (!seen.isNew || !seen.stamp || *seen.stamp == source.stamp) {
            continue;
        }
        if (isAtRest(source.file, seen)) {
            seen.isNew = false;
            ready.push_back(path);
        } else {
            isWaiting = true;
        }
    }
    if (isWaiting) {
        m_settle.start();
    }
    for (const std::string &path : ready) {
        m_action(path);
    }
}

bool PluginWatcher::isAtRest(const fs::path &file, const Seen &seen)
{
    const auto restsFor = std::chrono::steady_clock::now() - seen.changedAt;
    return restsFor >= kPatience || (restsFor >= kSettle && isWhole(file));
}

// A file that was replaced is another file to the system: it is added again.
void PluginWatcher::watchFolders(const Files &files)
{
    QStringList wanted;
    for (const auto &[path, source] : files) {
        std::error_code ignored;
        wanted << QString::fromStdString(nearestFolder(source.file.parent_path()).string());
        if (fs::is_regular_file(source.file, ignored)) {
            wanted << QString::fromStdString(source.file.string());
        }
    }
    wanted.removeDuplicates();
    const QStringList watched = m_system->files() + m_system->directories();
    QStringList idle;
    for (const QString &one : watched) {
        if (!wanted.removeOne(one)) {
            idle << one;
        }
    }
    if (!idle.isEmpty()) {
        m_system->removePaths(idle);
    }
    const QStringList failed = wanted.isEmpty() ? QStringList() : m_system->addPaths(wanted);
    for (const QString &one : failed) {
        m_log.warning("Cannot watch this path for changes of plugins",
                      {{"prefix", std::string_view("plugin")},
                       {"path", std::string_view(one.toStdString())}});
    }
}

} // namespace gw::runtime
