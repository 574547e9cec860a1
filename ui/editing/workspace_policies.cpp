// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/workspace_policies.h"

#include "spec/json_document.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace gw::editing {

namespace {

constexpr std::chrono::milliseconds kSettlePolicies{300};
constexpr int kMostFiles = 1000;

std::string idOf(spec::JsonValue policy)
{
    for (const std::string_view key : {"id", "_id"}) {
        const auto id = policy.isObject() ? policy.find(key) : std::nullopt;
        if (id && !id->string().empty()) {
            return std::string(id->string());
        }
    }
    return {};
}

bool isMapOfObjects(spec::JsonValue value)
{
    for (const spec::JsonValue member : value.children()) {
        if (!member.isObject()) {
            return false;
        }
    }
    return value.isObject();
}

} // namespace

std::vector<std::string> policyIdsIn(const std::string &text, std::string_view fileName)
{
    std::vector<std::string> ids;
    const auto document = spec::JsonDocument::parse(text);
    if (!document || (!document->root().isObject() && !document->root().isArray())) {
        return ids;
    }
    const spec::JsonValue root = document->root();
    if (root.isArray()) {
        for (const spec::JsonValue policy : root.children()) {
            ids.push_back(idOf(policy));
        }
    } else if (isMapOfObjects(root)) {
        for (const spec::JsonValue policy : root.children()) {
            ids.emplace_back(policy.key());
        }
    } else {
        const std::string own = idOf(root);
        ids.push_back(own.empty() ? std::string(fileName.substr(0, fileName.rfind('.'))) : own);
    }
    std::erase(ids, std::string());
    return ids;
}

WorkspacePolicies::WorkspacePolicies(QObject *parent)
    : QObject(parent)
    , m_run(this, &WorkspacePolicies::read, [this](std::optional<Found> found) {
        if (found) {
            take(*std::move(found));
        }
    })
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettlePolicies);
    connect(&m_settle, &QTimer::timeout, this, &WorkspacePolicies::look);
    for (const auto changed :
         {&QFileSystemWatcher::fileChanged, &QFileSystemWatcher::directoryChanged}) {
        connect(&m_watcher, changed, &m_settle, qOverload<>(&QTimer::start));
    }
}

void WorkspacePolicies::follow(const QString &workspace)
{
    if (workspace == m_workspace) {
        return;
    }
    m_workspace = workspace;
    take({});
    look();
}

void WorkspacePolicies::look()
{
    if (m_workspace.isEmpty()) {
        m_run.drop();
    } else {
        m_run.request(m_workspace);
    }
}

WorkspacePolicies::Found WorkspacePolicies::read(const QString &workspace)
{
    Found found{.ids = {}, .places = {workspace}};
    const QDir folder(workspace + QStringLiteral("/policies"));
    if (!folder.exists()) {
        return found; // the workspace's own folder tells when it comes
    }
    found.places = {folder.path()};
    const QFileInfoList files =
        folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QFileInfo &info : files.first(std::min<qsizetype>(files.size(), kMostFiles))) {
        found.places.append(info.filePath());
        QFile file(info.filePath());
        if (info.size() <= static_cast<qint64>(spec::JsonDocument::kMaxBytes) &&
            file.open(QIODevice::ReadOnly)) {
            const std::vector<std::string> ids =
                policyIdsIn(file.readAll().toStdString(), info.fileName().toStdString());
            found.ids.insert(found.ids.end(), ids.begin(), ids.end());
        }
    }
    std::ranges::sort(found.ids);
    const auto twice = std::ranges::unique(found.ids);
    found.ids.erase(twice.begin(), twice.end());
    return found;
}

// A file that was replaced is not watched any more.
void WorkspacePolicies::take(Found found)
{
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    QStringList left;
    QStringList added;
    std::ranges::copy_if(watched, std::back_inserter(left),
                         [&found](const QString &path) { return !found.places.contains(path); });
    std::ranges::copy_if(found.places, std::back_inserter(added),
                         [&watched](const QString &path) { return !watched.contains(path); });
    if (!left.isEmpty()) {
        m_watcher.removePaths(left);
    }
    if (!added.isEmpty()) {
        m_watcher.addPaths(added);
        m_settle.start(); // they may have changed since they were read
    }
    const bool isOther = found.ids != m_found.ids;
    m_found = std::move(found);
    if (isOther) {
        Q_EMIT changed();
    }
}

} // namespace gw::editing
