// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/new_workspace.h"

#include "base/atomic_file.h"
#include "spec/workspace.h"

#include <QDir>
#include <QFileInfo>

#include <filesystem>

namespace gw::session {

namespace {

constexpr std::string_view kSettings = R"({
  "listen_address": "127.0.0.1",
  "listen_port": 8080,
  "app_path": "apps",
  "enable_analytics": true,
  "analytics_config": {
    "enable_detailed_recording": true
  }
}
)";
constexpr std::string_view kEnvironment =
    "# Variables of the requests when the engine runs on this machine.\n"
    "gateway=http://127.0.0.1:8080\n";

spec::Workspace layoutOf(const QString &folder)
{
    return spec::Workspace(folder.toStdString());
}

} // namespace

bool NewWorkspace::isThere(const QString &folder)
{
    const spec::Workspace workspace = layoutOf(folder);
    return QFileInfo(QString::fromStdString(workspace.configPath())).isFile() ||
           QFileInfo(QString::fromStdString(workspace.appsPath())).isDir();
}

Expected<void> NewWorkspace::make(const QString &folder)
{
    if (isThere(folder)) {
        return {};
    }
    const QFileInfo info(folder);
    if (info.exists() && !info.isDir()) {
        return failure(tr("This is no folder").toStdString(), folder.toStdString(),
                       tr("Choose an empty folder").toStdString());
    }
    if (!QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System |
                              QDir::NoDotAndDotDot)) {
        return failure(
            tr("The folder has files of something else").toStdString(), folder.toStdString(),
            tr("Choose an empty folder, or make one in it; one with an apps folder can be opened")
                .toStdString());
    }
    const spec::Workspace workspace = layoutOf(folder);
    const std::string environments = workspace.root() + "/environments";
    for (const std::string &path :
         {workspace.root(), workspace.appsPath(), workspace.pluginsPath(),
          workspace.pluginsPath() + "/src", workspace.requestsPath(), environments}) {
        std::error_code error;
        const bool isNew = std::filesystem::create_directories(path, error);
        if (!error && isNew) {
            std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
        }
        if (error) {
            return failure(tr("The folder cannot be made: %1")
                               .arg(QString::fromStdString(error.message()))
                               .toStdString(),
                           path, tr("Choose a place that you may write to").toStdString());
        }
    }
    const auto written = writeFileAtomically(environments + "/local.env", kEnvironment);
    return written ? writeFileAtomically(workspace.configPath(), kSettings) : written;
}

} // namespace gw::session
