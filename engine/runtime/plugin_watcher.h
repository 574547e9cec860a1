// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugin/plugin_catalog.h"
#include "plugin/plugin_file.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace gw {
class Log;
}

namespace gw::runtime {

// Looks out for new content of plugin files, whether they are replaced by a rename or written in
// place, and tells when it has come to rest: the file has not changed for kSettle and is a whole
// plugin. One that stays unfinished for kPatience is told too, for its fault to be seen. A file
// that is gone is waited for: linkers remove what they are about to write. Thread: control.
class PluginWatcher final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kSettle{250};
    static constexpr std::chrono::milliseconds kPatience{2000};

    using Files = std::map<std::string, plugin::PluginSource>; // by the path that leads there
    PluginWatcher(std::function<Files()> files, Log &log);

    // Called with the path of a file that has new content.
    void setAction(std::function<void(const std::string &path)> action);

    void start();
    void stop();
    [[nodiscard]] bool isRunning() const { return m_system != nullptr; }
    // Other paths may be in use by now.
    void refresh();

private:
    struct Seen {
        std::optional<plugin::FileStamp> stamp; // no value: no file
        bool isNew = false;                     // not told yet
        std::chrono::steady_clock::time_point changedAt;
    };

    void look();
    // False: it has to be looked at again.
    [[nodiscard]] static bool isAtRest(const std::filesystem::path &file, const Seen &seen);
    void watchFolders(const Files &files);

    const std::function<Files()> m_files;
    Log &m_log;
    std::function<void(const std::string &path)> m_action;
    std::unique_ptr<QFileSystemWatcher> m_system; // while it runs
    QTimer m_settle;
    std::map<std::string, Seen> m_seen; // by path
};

} // namespace gw::runtime
