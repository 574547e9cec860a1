// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reload_model.h"

#include "look/format.h"
#include "look/icons.h"
#include "models/table_head.h"

#include <algorithm>

namespace gw::models {

namespace {

using client::ApiState;

int countOf(const client::ReloadReport &report, std::initializer_list<FileOutcome> outcomes)
{
    return static_cast<int>(
        std::ranges::count_if(report.apis, [outcomes](const client::ApiReport &api) {
            return std::ranges::find(outcomes, outcomeOf(api)) != outcomes.end();
        }));
}

QString wordOf(FileOutcome outcome)
{
    switch (outcome) {
    case FileOutcome::Failed:
        return ReloadModel::tr("failed");
    case FileOutcome::KeptOld:
        return ReloadModel::tr("the version before serves");
    case FileOutcome::Degraded:
        return ReloadModel::tr("serves in part");
    case FileOutcome::Changed:
        return ReloadModel::tr("changed");
    case FileOutcome::Added:
        return ReloadModel::tr("added");
    case FileOutcome::Removed:
        return ReloadModel::tr("removed");
    case FileOutcome::Unchanged:
        break;
    }
    return ReloadModel::tr("unchanged");
}

look::Tint tintOf(FileOutcome outcome)
{
    switch (outcome) {
    case FileOutcome::Failed:
    case FileOutcome::KeptOld:
    case FileOutcome::Degraded:
        return look::Tint::Bad;
    case FileOutcome::Changed:
    case FileOutcome::Added:
        return look::Tint::Good;
    case FileOutcome::Removed:
        return look::Tint::Warn;
    case FileOutcome::Unchanged:
        break;
    }
    return look::Tint::Secondary;
}

QString whyOf(const client::ApiReport &api)
{
    return (api.problems + api.changes).join(QStringLiteral("; "));
}

} // namespace

FileOutcome outcomeOf(const client::ApiReport &api)
{
    switch (api.state) {
    case ApiState::Loaded:
        return api.changes.isEmpty() ? FileOutcome::Added : FileOutcome::Changed;
    case ApiState::Unchanged:
        return FileOutcome::Unchanged;
    case ApiState::Degraded:
        return FileOutcome::Degraded;
    case ApiState::KeptOld:
        return FileOutcome::KeptOld;
    case ApiState::Removed:
        return FileOutcome::Removed;
    case ApiState::NotLoaded: // in no report of an engine
    case ApiState::Failed:
        break;
    }
    return FileOutcome::Failed;
}

int changeCount(const client::ReloadReport &report)
{
    return countOf(report, {FileOutcome::Changed, FileOutcome::Added, FileOutcome::Removed});
}

QString summaryOf(const client::ReloadReport &report)
{
    QStringList parts{ReloadModel::tr("generation %1").arg(look::countText(report.generation))};
    const auto add = [&](std::initializer_list<FileOutcome> outcomes, const QString &one,
                         const QString &many) {
        if (const int count = countOf(report, outcomes); count > 0) {
            parts.append(count == 1 ? one : many.arg(count));
        }
    };
    add({FileOutcome::Added}, ReloadModel::tr("1 API added"), ReloadModel::tr("%1 APIs added"));
    add({FileOutcome::Changed}, ReloadModel::tr("1 API changed"),
        ReloadModel::tr("%1 APIs changed"));
    add({FileOutcome::Removed}, ReloadModel::tr("1 API removed"),
        ReloadModel::tr("%1 APIs removed"));
    add({FileOutcome::Failed, FileOutcome::KeptOld, FileOutcome::Degraded},
        ReloadModel::tr("1 API not as its file says"),
        ReloadModel::tr("%1 APIs not as their files say"));
    if (parts.size() == 1) {
        parts.append(ReloadModel::tr("nothing changed"));
    }
    parts.append(look::durationText(report.duration));
    return parts.join(QStringLiteral(", "));
}

ReloadModel::ReloadModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ReloadModel::setReport(const client::ReloadReport &report)
{
    beginResetModel();
    m_rows = report.apis;
    std::ranges::stable_sort(m_rows, {}, outcomeOf);
    endResetModel();
}

int ReloadModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ReloadModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant ReloadModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const client::ApiReport &api = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Outcome ? wordOf(outcomeOf(api))
               : index.column() == Api   ? (api.name.isEmpty() ? api.apiId : api.name)
               : index.column() == File  ? api.file
                                         : whyOf(api);
    case Qt::ToolTipRole:
        return index.column() == Why ? (api.problems + api.changes).join(QLatin1Char('\n'))
                                     : QString();
    case Qt::DecorationRole:
        return index.column() == Outcome ? QVariant(look::dot(tintOf(outcomeOf(api)))) : QVariant();
    default:
        return {};
    }
}

QVariant ReloadModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return TableHead{{tr("What became of it"), tr("API"), tr("File"), tr("Why")}}.data(
        section, orientation, role);
}

} // namespace gw::models
