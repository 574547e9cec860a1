// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/plugin_checks.h"
#include "editing/plugin_sources.h"
#include "models/navigator_model.h"
#include "session/api_subject.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QMap>

#include <set>

namespace gw::models {

namespace {

using client::ApiReport;
using client::ApiState;
using client::PluginHook;

constexpr int kMaxDepth = 8; // of folders, so that a link in a circle ends

QString tr(const char *text)
{
    return QCoreApplication::translate("gw::models::NavigatorModel", text);
}

QString wordOf(ApiState state)
{
    switch (state) {
    case ApiState::Degraded:
        return tr("degraded");
    case ApiState::KeptOld:
        return tr("old version");
    case ApiState::Failed:
        return tr("failed");
    case ApiState::Removed:
        return tr("removed");
    case ApiState::NotLoaded:
        return tr("no engine");
    case ApiState::Loaded:
    case ApiState::Unchanged:
        break;
    }
    return {};
}

look::Tint tintOf(const ApiReport &api)
{
    if (api.isServing()) {
        return look::Tint::Good;
    }
    return api.state == ApiState::NotLoaded ? look::Tint::Secondary
           : api.state == ApiState::KeptOld ? look::Tint::Warn
                                            : look::Tint::Bad;
}

QString wordOf(client::PluginState state)
{
    switch (state) {
    case client::PluginState::KeptOld:
        return tr("old version");
    case client::PluginState::Failed:
        return tr("failed");
    case client::PluginState::Loaded:
        break;
    }
    return {};
}

look::Tint tintOf(client::PluginState state)
{
    switch (state) {
    case client::PluginState::KeptOld:
        return look::Tint::Warn;
    case client::PluginState::Failed:
        return look::Tint::Bad;
    case client::PluginState::Loaded:
        break;
    }
    return look::Tint::Good;
}

NavigatorEntry entryOf(const ApiReport &api, const QString &subject)
{
    const QString own = api.name.isEmpty() ? api.file : api.name;
    return {
        .key = api.file.isEmpty() ? api.apiId : api.file,              // the same when it is mended
        .text = own.isEmpty() ? tr("Folder of the definitions") : own, // it cannot be read
        .badge = wordOf(api.state),
        .detail = api.problems.isEmpty() ? api.listenPath : api.problems.join(QLatin1Char('\n')),
        .icon = {},
        .tint = tintOf(api),
        .kind = subject.isEmpty() ? QString() : QStringLiteral("api"),
        .subject = subject,
        .children = {},
        .isRenamable = !subject.isEmpty() && subject == api.apiId,
    };
}

// A file that no engine has read is as it was.
void forgetState(NavigatorEntry &entry)
{
    entry.badge = tr("unknown");
    entry.tint = look::Tint::Secondary;
}

// "plugins/AddFooBarHeader.so" => "AddFooBarHeader.so"
QString fileName(const QString &path)
{
    return path.section(QLatin1Char('/'), -1);
}

void addFolder(NavigatorEntry &entry, const QDir &folder, int depth)
{
    const QFileInfoList found = folder.entryInfoList(
        QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::DirsFirst);
    for (const QFileInfo &file : found) {
        if (file.isDir() && depth < kMaxDepth) {
            NavigatorEntry below{.key = file.fileName(),
                                 .text = file.fileName(),
                                 .badge = {},
                                 .detail = file.filePath(),
                                 .icon = QStringLiteral("folder"),
                                 .kind = {},
                                 .subject = file.filePath(),
                                 .children = {},
                                 .isRenamable = true};
            addFolder(below, QDir(file.filePath()), depth + 1);
            entry.children.push_back(std::move(below));
        } else if (file.suffix() == QLatin1String("hurl")) {
            entry.children.push_back({.key = file.fileName(),
                                      .text = file.completeBaseName(),
                                      .badge = {},
                                      .detail = file.filePath(),
                                      .icon = QStringLiteral("document-send"),
                                      .kind = QStringLiteral("request"),
                                      .subject = file.filePath(),
                                      .children = {},
                                      .isRenamable = true});
        }
    }
}

// A bundle may hold one of the same name as the workspace.
QString libraryName(const QString &path)
{
    const QString name = fileName(path);
    return editing::isOfBundle(path.toStdString()) ? tr("%1 (bundle)").arg(name) : name;
}

// Libraries of the workspace that no API uses, and sources of which there is no library yet.
void addUnused(NavigatorEntry &entry, const PluginFolder &folder)
{
    std::set<QString> known;
    for (const NavigatorEntry &used : entry.children) {
        known.insert(used.text);
    }
    for (const std::string &file : folder.libraries) {
        const QString path = QString::fromStdString(file);
        if (known.insert(fileName(path)).second) {
            entry.children.push_back({.key = path,
                                      .text = fileName(path),
                                      .badge = folder.isUseKnown ? tr("not used") : QString(),
                                      .detail = path,
                                      .icon = QStringLiteral("plugins"),
                                      .kind = QStringLiteral("plugin"),
                                      .subject = path});
        }
    }
    for (const editing::PluginSource &source : folder.sources) {
        const QString name = QString::fromStdString(source.name);
        if (!known.contains(name + QStringLiteral(".so"))) {
            const QString file = QString::fromStdString(source.file);
            entry.children.push_back({.key = file,
                                      .text = name,
                                      .badge = tr("not built"),
                                      .detail = file,
                                      .icon = QStringLiteral("text-x-c++src"),
                                      .kind = QStringLiteral("source"),
                                      .subject = file});
        }
    }
}

NavigatorEntry section(const char *key, const QString &text)
{
    NavigatorEntry entry;
    entry.key = QLatin1String(key);
    entry.text = text;
    return entry;
}

} // namespace

NavigatorEntry withWay(NavigatorEntry section, const QString &text, const QString &command)
{
    if (section.children.empty()) {
        section.children.push_back({.key = command,
                                    .text = text,
                                    .icon = QStringLiteral("list-add"),
                                    .kind = kCommandEntry,
                                    .subject = command});
    }
    return section;
}

NavigatorEntry apiSection(const QList<ApiReport> &apis, Heard heard)
{
    NavigatorEntry entry = section("apis", tr("APIs"));
    const QStringList subjects = session::apiSubjects(apis);
    for (qsizetype i = 0; i < apis.size(); ++i) {
        if (apis[i].state != ApiState::Removed) {
            entry.children.push_back(entryOf(apis[i], subjects[i]));
            if (heard == Heard::Before && apis[i].state != ApiState::NotLoaded) {
                forgetState(entry.children.back());
            }
        }
    }
    std::ranges::sort(entry.children, [](const NavigatorEntry &one, const NavigatorEntry &other) {
        return one.text.localeAwareCompare(other.text) < 0;
    });
    return entry;
}

PluginFolder pluginFolderOf(const QString &workspace)
{
    const std::string folder = workspace.toStdString();
    return folder.empty()
               ? PluginFolder()
               : PluginFolder{editing::pluginFilesOf(folder), editing::pluginSourcesOf(folder)};
}

NavigatorEntry pluginSection(const QList<PluginHook> &hooks, const PluginFolder &folder)
{
    QMap<QString, NavigatorEntry> files;
    for (const PluginHook &hook : hooks) {
        NavigatorEntry &file = files[hook.path];
        if (file.key.isEmpty()) {
            file.key = hook.path;
            file.text = libraryName(hook.path);
            file.detail = hook.path;
            file.icon = QStringLiteral("plugins");
            file.tint = look::Tint::Plugin;
            file.kind = QStringLiteral("plugin");
            file.subject = hook.path;
        }
        NavigatorEntry symbol{.key = hook.symbol,
                              .text = hook.symbol,
                              .badge = wordOf(hook.state),
                              .detail = hook.isLoaded() ? hook.kind : hook.reason,
                              .icon = {},
                              .tint = tintOf(hook.state),
                              .kind = QStringLiteral("plugin"),
                              .subject = hook.path,
                              .children = {}};
        if (!hook.isLoaded()) {
            file.badge = symbol.badge;
            file.tint = symbol.tint;
            file.detail = hook.reason;
        }
        if (folder.heard == Heard::Before) {
            forgetState(symbol);
            forgetState(file);
        }
        file.children.push_back(std::move(symbol));
    }
    NavigatorEntry entry = section("plugins", tr("Plugins"));
    for (const NavigatorEntry &file : std::as_const(files)) {
        entry.children.push_back(file);
    }
    addUnused(entry, folder);
    return entry;
}

NavigatorEntry collectionSection(const QString &folder)
{
    NavigatorEntry entry = section("collections", tr("Collections"));
    entry.subject = folder;
    if (!folder.isEmpty()) {
        addFolder(entry, QDir(folder), 0);
        entry = withWay(std::move(entry), tr("New request..."), QStringLiteral("file.newRequest"));
    }
    return entry;
}

NavigatorEntry gatewaySection(const QString &settingsFile)
{
    NavigatorEntry entry = section("gateway", tr("Gateway"));
    if (!settingsFile.isEmpty()) {
        entry.children.push_back({.key = QStringLiteral("settings"),
                                  .text = fileName(settingsFile),
                                  .detail = settingsFile,
                                  .icon = QStringLiteral("configure"),
                                  .kind = QStringLiteral("settings-file")});
        entry.children.push_back({.key = QStringLiteral("environments"),
                                  .text = tr("Environments"),
                                  .detail = tr("Variables of the requests"),
                                  .icon = QStringLiteral("view-list-details"),
                                  .kind = QStringLiteral("environments")});
    }
    return entry;
}

} // namespace gw::models
