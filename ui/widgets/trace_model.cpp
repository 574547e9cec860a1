// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trace_model.h"

#include "look/format.h"
#include "look/palette.h"
#include "look/tokens.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::widgets {

namespace {

using client::TraceChange;
using client::TraceStep;

QString kindWord(TraceModel::Kind kind)
{
    switch (kind) {
    case TraceModel::Kind::Plugin:
        return TraceModel::tr("plugin");
    case TraceModel::Kind::Upstream:
        return TraceModel::tr("upstream");
    case TraceModel::Kind::Failed:
        return TraceModel::tr("failed");
    case TraceModel::Kind::Chain:
        break;
    }
    return TraceModel::tr("gateway");
}

QString signedCount(int added, int removed, const QString &noun)
{
    QStringList parts;
    if (added > 0) {
        parts.append(u"+%1"_s.arg(added));
    }
    if (removed > 0) {
        parts.append(u"\u2212%1"_s.arg(removed));
    }
    return parts.join(u' ') + u' ' + noun;
}

} // namespace

TraceModel::Kind kindOf(const TraceStep &step)
{
    if (step.outcome == "fail"_L1) {
        return TraceModel::Kind::Failed;
    }
    if (step.isOfPlugin()) {
        return TraceModel::Kind::Plugin;
    }
    return step.phase == "upstream"_L1 ? TraceModel::Kind::Upstream : TraceModel::Kind::Chain;
}

QColor colorOf(TraceModel::Kind kind)
{
    const look::Tokens &tokens = look::tokens();
    switch (kind) {
    case TraceModel::Kind::Plugin:
        return tokens.plugin;
    case TraceModel::Kind::Upstream:
        return tokens.info;
    case TraceModel::Kind::Failed:
        return tokens.bad;
    case TraceModel::Kind::Chain:
        break;
    }
    return tokens.chain;
}

QString changeSummary(const TraceStep &step)
{
    int added = 0;
    int removed = 0;
    int changed = 0;
    QStringList parts;
    for (const TraceChange &change : step.changes) {
        if (change.subject.endsWith("header"_L1)) {
            added += change.kind == TraceChange::Kind::Added ? 1 : 0;
            removed += change.kind == TraceChange::Kind::Removed ? 1 : 0;
            changed += change.kind == TraceChange::Kind::Changed ? 1 : 0;
        } else if (change.subject == "status"_L1) {
            parts.append(change.after);
        } else if (!parts.contains(change.subject)) {
            parts.append(change.subject);
        }
    }
    if (added + removed > 0) {
        parts.prepend(signedCount(added, removed, TraceModel::tr("header")));
    }
    if (changed > 0) {
        parts.append(TraceModel::tr("%n header(s) changed", nullptr, changed));
    }
    if (parts.isEmpty() && step.outcome == "respond"_L1) {
        parts.append(TraceModel::tr("answered"));
    }
    if (step.outcome == "skipped"_L1) {
        parts.append(TraceModel::tr("skipped"));
    }
    return parts.join(u", "_s);
}

TraceModel::TraceModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void TraceModel::setRecord(const client::TrafficRecord &record)
{
    beginResetModel();
    m_steps = record.trace;
    m_axis = std::chrono::nanoseconds(1);
    for (const TraceStep &step : m_steps) { // of a long body they would be all at the left
        m_axis = std::max(m_axis, step.start + step.duration);
    }
    endResetModel();
}

void TraceModel::clear()
{
    beginResetModel();
    m_steps.clear();
    endResetModel();
}

const TraceStep *TraceModel::stepAt(int row) const
{
    return row >= 0 && row < m_steps.size() ? &m_steps[row] : nullptr;
}

int TraceModel::rowThatAdded(const QString &header) const
{
    const auto found = std::ranges::find_if(m_steps, [&header](const TraceStep &step) {
        return std::ranges::any_of(step.changes, [&header](const TraceChange &change) {
            return change.kind == TraceChange::Kind::Added &&
                   change.subject.endsWith("header"_L1) &&
                   change.name.compare(header, Qt::CaseInsensitive) == 0;
        });
    });
    return found == m_steps.end() ? -1 : static_cast<int>(found - m_steps.begin());
}

int TraceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int TraceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TraceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TraceStep &step = m_steps[index.row()];
    const auto share = [this](std::chrono::nanoseconds time) {
        return static_cast<double>(time.count()) / static_cast<double>(m_axis.count());
    };
    switch (role) {
    case KindRole:
        return QVariant::fromValue(kindOf(step));
    case StartRole:
        return share(step.start);
    case EndRole:
        return share(step.start + step.duration);
    case Qt::FontRole:
        return index.column() == TimeColumn ? QVariant(look::fixedFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == TimeColumn
                   ? QVariant(static_cast<int>(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant();
    case Qt::ToolTipRole:
        return step.note.isEmpty() ? step.name : QString(step.name + u'\n' + step.note);
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3, %4")
            .arg(step.shortName(), kindWord(kindOf(step)), look::durationText(step.duration),
                 changeSummary(step));
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case StepColumn:
        return step.shortName();
    case ChangesColumn:
        return changeSummary(step);
    case TimeColumn:
        return look::durationText(step.duration);
    default:
        return {};
    }
}

QVariant TraceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case StepColumn:
        return tr("Step");
    case ChangesColumn:
        return tr("Changed");
    case BarColumn:
        return tr("When");
    case TimeColumn:
        return tr("Took");
    default:
        return {};
    }
}

} // namespace gw::widgets
