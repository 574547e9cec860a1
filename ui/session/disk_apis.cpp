// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/disk_apis.h"

#include "spec/definition_folder.h"
#include "spec/json_document.h"
#include "spec/regular_file.h"
#include "spec/workspace.h"

#include <QDir>

namespace gw::session {

namespace {

// Empty: it cannot be read.
std::string contentOf(const std::string &path)
{
    return spec::readRegularFile(path, spec::JsonDocument::kMaxBytes).value_or(std::string());
}

// Empty: the settings do not say.
QString appPathOf(const std::string &settings)
{
    const QString chosen = qEnvironmentVariable("TYK_GW_APPPATH");
    const auto document = spec::JsonDocument::parse(settings);
    if (!chosen.isEmpty() || !document) {
        return chosen;
    }
    const auto value = document->root().findIgnoringCase("app_path");
    return value ? QString::fromUtf8(value->string()) : QString();
}

QString textAt(const spec::JsonDocument &document, std::string_view pointer)
{
    const std::optional<spec::JsonValue> value = document.valueAt(pointer);
    return value ? QString::fromUtf8(value->string()) : QString();
}

} // namespace

QString definitionsOf(const QString &workspace)
{
    if (workspace.isEmpty()) {
        return {};
    }
    const spec::Workspace folder(workspace.toStdString());
    const QString chosen = appPathOf(contentOf(folder.configPath()));
    return chosen.isEmpty() ? QString::fromStdString(folder.appsPath())
                            : QDir::cleanPath(QDir(workspace).absoluteFilePath(chosen));
}

QList<client::ApiReport> apisOnDisk(const QString &definitions)
{
    QList<client::ApiReport> apis;
    const QDir folder(definitions);
    for (const QFileInfo &file :
         folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        if (!spec::isDefinitionName(file.fileName().toStdString()) ||
            file.size() > static_cast<qint64>(spec::JsonDocument::kMaxBytes)) {
            continue;
        }
        client::ApiReport api;
        api.file = file.fileName();
        api.state = client::ApiState::NotLoaded;
        if (const auto document =
                spec::JsonDocument::parse(contentOf(file.filePath().toStdString()))) {
            api.apiId = textAt(*document, "/api_id");
            api.name = textAt(*document, "/name");
            api.listenPath = textAt(*document, "/proxy/listen_path");
        }
        apis.append(api);
    }
    return apis;
}

} // namespace gw::session
