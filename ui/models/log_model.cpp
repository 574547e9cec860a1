// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_model.h"

#include "look/format.h"
#include "look/icons.h"
#include "models/table_head.h"

#include <algorithm>

namespace gw::models {

using client::LogLevel;
using client::LogLine;

namespace {

constexpr QLatin1String kSource("prefix"); // the field that names the part of the engine

QString wordOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return LogModel::tr("debug");
    case LogLevel::Info:
        return LogModel::tr("info");
    case LogLevel::Warning:
        return LogModel::tr("warning");
    case LogLevel::Error:
        break;
    }
    return LogModel::tr("error");
}

look::Tint tintOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return look::Tint::Secondary;
    case LogLevel::Info:
        return look::Tint::Info;
    case LogLevel::Warning:
        return look::Tint::Warn;
    case LogLevel::Error:
        break;
    }
    return look::Tint::Bad;
}

QString sourceOf(const LogLine &line)
{
    for (const auto &[name, value] : line.fields) {
        if (name == kSource) {
            return value;
        }
    }
    return {};
}

QString messageOf(const LogLine &line)
{
    QString text = line.message;
    for (const auto &[name, value] : line.fields) {
        if (name != kSource) {
            text += (text.isEmpty() ? QString() : QStringLiteral("  ")) + name + QLatin1Char('=') +
                    value;
        }
    }
    return text;
}

std::size_t bytesOf(const LogLine &line)
{
    qsizetype letters = line.message.size();
    for (const auto &[name, value] : line.fields) {
        letters += name.size() + value.size();
    }
    return sizeof(LogLine) + static_cast<std::size_t>(letters) * sizeof(QChar);
}

} // namespace

struct LogModel::Row final {
    LogLine line;
    bool isRemark = false;

    [[nodiscard]] QString text() const;
};

QString LogModel::Row::text() const
{
    const QString time = look::timeText(line.time) + QLatin1Char(' ');
    if (isRemark) {
        return time + line.message;
    }
    return time + wordOf(line.level) + QLatin1Char(' ') + sourceOf(line) + QStringLiteral(": ") +
           messageOf(line);
}

LogModel::LogModel(Bound bound, QObject *parent)
    : BoundedRows(bound, parent)
{
}

void LogModel::add(const QList<LogLine> &lines, std::uint64_t skipped)
{
    std::vector<NewRow> rows;
    rows.reserve(static_cast<std::size_t>(lines.size()));
    bool isNew = false;
    for (const LogLine &one : lines) {
        rows.push_back({std::make_shared<const Row>(one), bytesOf(one)});
        isNew = learnSource(sourceOf(one)) || isNew;
    }
    append(std::move(rows));
    countLost(skipped);
    if (isNew) {
        Q_EMIT sourcesChanged();
    }
}

void LogModel::addRemark(const QString &text)
{
    const LogLine line{.time = QDateTime::currentDateTime(), .message = text, .fields = {}};
    append({{std::make_shared<const Row>(line, true), bytesOf(line)}});
}

bool LogModel::learnSource(const QString &source)
{
    const auto at = std::ranges::lower_bound(m_sources, source);
    const bool isKnown = at != m_sources.end() && *at == source;
    if (source.isEmpty() || isKnown || m_sources.size() >= kMostSources) {
        return false;
    }
    m_sources.insert(at, source);
    return true;
}

void LogModel::setFilter(const Filter &filter)
{
    const bool hasExpression =
        filter.expression.isValid() && !filter.expression.pattern().isEmpty();
    if (filter.lowest == LogLevel::Debug && filter.source.isEmpty() && !hasExpression) {
        setPredicate({});
        return;
    }
    setPredicate([filter, hasExpression](const void *row) {
        const Row &one = *static_cast<const Row *>(row);
        return (one.isRemark || one.line.level >= filter.lowest) &&
               (one.isRemark || filter.source.isEmpty() || sourceOf(one.line) == filter.source) &&
               (!hasExpression || filter.expression.match(one.text()).hasMatch());
    });
}

void LogModel::setFixedFont(const QFont &font)
{
    m_fixedFont = font;
}

void LogModel::putAway()
{
    m_olderAway.clear();
    m_olderAway.swap(m_older);
    BoundedRows::putAway();
}

// Lines were spilled meanwhile only if there was no room for those that are away.
void LogModel::bringBack()
{
    if (awayCount() > 0) {
        m_older.swap(m_olderAway);
    }
    BoundedRows::bringBack();
}

void LogModel::onDropped(const void *row)
{
    m_olderAway.clear(); // what is away has gone before this one: nothing of it comes back
    m_older.add(static_cast<const Row *>(row)->text());
}

const LogLine &LogModel::line(int row) const
{
    return static_cast<const Row *>(rowAt(row))->line;
}

QString LogModel::text(int row) const
{
    return static_cast<const Row *>(rowAt(row))->text();
}

ExportText LogModel::exportText() const
{
    const Snapshot lines = snapshot();
    return {.head = {},
            .rows = lines.size(),
            .row = [lines](std::size_t at) -> QByteArray {
                return static_cast<const Row *>(lines.row(at))->text().toUtf8() + '\n';
            },
            .end = {}};
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const auto &[one, isRemark] = *static_cast<const Row *>(rowAt(index.row()));
    if (role == Qt::DisplayRole) {
        switch (index.column()) {
        case Time:
            return look::timeText(one.time);
        case Level:
            return isRemark ? QString() : wordOf(one.level);
        case Source:
            return sourceOf(one);
        default:
            return messageOf(one);
        }
    }
    if (role == Qt::ToolTipRole && index.column() == Message) {
        return messageOf(one);
    }
    if (role == Qt::ForegroundRole && isRemark) {
        return look::colorOf(look::Tint::Info);
    }
    if (role == Qt::ForegroundRole) {
        if (index.column() == Level) {
            return look::colorOf(tintOf(one.level));
        }
        return index.column() == Message ? QVariant()
                                         : QVariant(look::colorOf(look::Tint::Secondary));
    }
    return role == Qt::FontRole ? QVariant(m_fixedFont) : QVariant();
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return TableHead{{tr("Time"), tr("Level"), tr("Source"), tr("Message")}}.data(
        section, orientation, role);
}

} // namespace gw::models
