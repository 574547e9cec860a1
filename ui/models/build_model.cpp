// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/build_model.h"

#include "look/icons.h"

#include <algorithm>

namespace gw::models {

BuildModel::BuildModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void BuildModel::clear()
{
    beginResetModel();
    m_lines.clear();
    m_errors = 0;
    m_leftOut = 0;
    endResetModel();
}

void BuildModel::add(const QString &text, Tone tone)
{
    if (m_lines.size() < kMostLines) {
        const int row = static_cast<int>(m_lines.size());
        beginInsertRows({}, row, row);
        m_lines.append({text, tone, {}, {}});
        endInsertRows();
        return;
    }
    // The last line tells of the rest.
    ++m_leftOut;
    m_lines.last() = {tr("%1 more lines were left out").arg(m_leftOut + 1), Tone::Warning, {}, {}};
    const QModelIndex last = index(kMostLines - 1);
    Q_EMIT dataChanged(last, last);
}

void BuildModel::markLast(Tone tone, const Place &place, const QString &message)
{
    m_errors += tone == Tone::Error ? 1 : 0;
    if (m_lines.isEmpty() || m_leftOut > 0) {
        return;
    }
    m_lines.last().tone = tone;
    m_lines.last().place = place;
    m_lines.last().message = message;
    const QModelIndex last = index(rowCount() - 1);
    Q_EMIT dataChanged(last, last);
}

void BuildModel::setFixedFont(const QFont &font)
{
    m_fixedFont = font;
}

QList<BuildModel::Mark> BuildModel::marksOf(const QString &file) const
{
    QList<Mark> marks;
    for (const Line &line : m_lines) {
        const bool isError = line.tone == Tone::Error;
        if ((isError || line.tone == Tone::Warning) && line.place.line > 0 &&
            line.place.file == file) {
            marks.append({line.place.line, isError, line.message});
        }
    }
    return marks;
}

int BuildModel::firstError() const
{
    const auto found = std::ranges::find(m_lines, Tone::Error, &Line::tone);
    return found == m_lines.end() ? -1 : static_cast<int>(found - m_lines.begin());
}

int BuildModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant BuildModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Line &line = m_lines[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return line.text;
    case Qt::ToolTipRole:
        return line.place.file.isEmpty() ? QVariant() : tr("Open %1").arg(line.place.file);
    case Qt::FontRole:
        return m_fixedFont;
    case Qt::ForegroundRole:
        switch (line.tone) {
        case Tone::Plain:
            return {};
        case Tone::Note:
            return look::colorOf(look::Tint::Info);
        case Tone::Warning:
            return look::colorOf(look::Tint::Warn);
        case Tone::Error:
            return look::colorOf(look::Tint::Bad);
        case Tone::Good:
            return look::colorOf(look::Tint::Good);
        }
        return {};
    default:
        return {};
    }
}

} // namespace gw::models
