// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/traffic_model.h"

#include "look/format.h"

namespace gw::models {

using client::TrafficRecord;

namespace {

std::size_t bytesOf(const QString &text)
{
    return static_cast<std::size_t>(text.size()) * sizeof(QChar);
}

// About what a record takes in memory.
std::size_t bytesOf(const TrafficRecord &record)
{
    std::size_t bytes = sizeof(TrafficRecord) + static_cast<std::size_t>(record.rawRequest.size() +
                                                                         record.rawResponse.size());
    for (const QString *text : {&record.method, &record.host, &record.path, &record.rawPath,
                                &record.rawQuery, &record.userAgent, &record.error}) {
        bytes += bytesOf(*text);
    }
    for (const client::TraceStep &step : record.trace) {
        bytes += sizeof(client::TraceStep) + bytesOf(step.name) + bytesOf(step.note);
        for (const client::TraceChange &change : step.changes) {
            bytes += sizeof(client::TraceChange) + bytesOf(change.before) + bytesOf(change.after);
        }
    }
    return bytes;
}

bool isNumber(int column)
{
    return column >= TrafficModel::Total && column <= TrafficModel::Size;
}

bool isFixed(int column)
{
    return column != TrafficModel::Api && column != TrafficModel::Method;
}

QVariant foregroundOf(const TrafficRecord &record, int column)
{
    if (column == TrafficModel::Method) {
        return look::colorOf(tintOfMethod(record.method));
    }
    if (column == TrafficModel::Status) {
        return look::colorOf(tintOfStatus(record.status));
    }
    if (column == TrafficModel::Time || column == TrafficModel::Key) {
        return look::colorOf(look::Tint::Secondary);
    }
    return {};
}

QString stepText(const TrafficRecord &record)
{
    QStringList plugins;
    for (const client::TraceStep &step : record.trace) {
        if (step.isOfPlugin()) {
            plugins.append(step.shortName());
        }
    }
    if (record.trace.isEmpty()) {
        return {};
    }
    const QString count = QString::number(record.trace.size());
    return plugins.isEmpty() ? count
                             : count + QStringLiteral("  ") + plugins.join(QStringLiteral(", "));
}

} // namespace

TrafficModel::TrafficModel(Bound bound, QObject *parent)
    : BoundedRows(bound, parent)
{
}

void TrafficModel::add(const QList<TrafficRecord> &records, std::uint64_t skipped)
{
    std::vector<NewRow> rows;
    rows.reserve(static_cast<std::size_t>(records.size()));
    for (const TrafficRecord &record : records) {
        rows.push_back({std::make_shared<const TrafficRecord>(record), bytesOf(record)});
    }
    append(std::move(rows));
    countLost(skipped);
}

void TrafficModel::setFilter(const TrafficFilter &filter)
{
    if (filter.isEmpty()) {
        setPredicate({});
        return;
    }
    setPredicate([filter](const void *row) {
        return filter.matches(*static_cast<const TrafficRecord *>(row));
    });
}

void TrafficModel::setFixedFont(const QFont &font)
{
    m_fixedFont = font;
}

const TrafficRecord &TrafficModel::record(int row) const
{
    return *static_cast<const TrafficRecord *>(rowAt(row));
}

std::shared_ptr<const TrafficRecord> TrafficModel::sharedRecord(int row) const
{
    return std::static_pointer_cast<const TrafficRecord>(sharedRowAt(row));
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(record(index.row()), column);
    case Qt::ToolTipRole:
        return record(index.row()).error.isEmpty() ? QVariant() : record(index.row()).error;
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return foregroundOf(record(index.row()), column);
    case Qt::FontRole:
        return isFixed(column) ? QVariant(m_fixedFont) : QVariant();
    default:
        return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Time:
        return tr("Time");
    case Method:
        return tr("Method");
    case Path:
        return tr("Path");
    case Status:
        return tr("Status");
    case Api:
        return tr("API");
    case Total:
        return tr("Total");
    case Gateway:
        return tr("Gateway");
    case Upstream:
        return tr("Upstream");
    case Size:
        return tr("Size");
    case Key:
        return tr("Key");
    case Steps:
        return tr("Steps");
    default:
        return {};
    }
}

QString TrafficModel::text(const TrafficRecord &record, int column)
{
    switch (column) {
    case Time:
        return look::timeText(record.time);
    case Method:
        return record.method;
    case Path:
        return record.rawQuery.isEmpty() ? record.rawPath
                                         : record.rawPath + QLatin1Char('?') + record.rawQuery;
    case Status:
        return record.isClientGone ? tr("gone") : QString::number(record.status);
    case Api:
        return record.apiName.isEmpty() ? record.apiId : record.apiName;
    case Total:
        return look::durationText(record.total);
    case Gateway:
        return look::durationText(record.gateway());
    case Upstream:
        return record.upstream.count() == 0 ? QStringLiteral("-")
                                            : look::durationText(record.upstream);
    case Size:
        return look::byteText(record.bytesOut);
    case Key:
        return record.apiKey;
    case Steps:
        return stepText(record);
    default:
        return {};
    }
}

look::Tint tintOfMethod(const QString &method)
{
    if (method == QLatin1String("GET")) {
        return look::Tint::Good;
    }
    if (method == QLatin1String("POST")) {
        return look::Tint::Info;
    }
    if (method == QLatin1String("PUT")) {
        return look::Tint::Warn;
    }
    if (method == QLatin1String("PATCH")) {
        return look::Tint::Plugin;
    }
    return method == QLatin1String("DELETE") ? look::Tint::Bad : look::Tint::Secondary;
}

look::Tint tintOfStatus(int status)
{
    if (status >= 500 || status == 0) {
        return look::Tint::Bad;
    }
    if (status >= 400) {
        return look::Tint::Warn;
    }
    return status >= 300 ? look::Tint::Info : look::Tint::Good;
}

} // namespace gw::models
