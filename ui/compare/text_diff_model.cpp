// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/text_diff_model.h"

#include "look/palette.h"
#include "look/tokens.h"

#include <algorithm>

namespace gw::compare {

namespace {

using editing::LinePair;

// The colour at a strength that text stays readable on.
QColor wash(const QColor &color)
{
    QColor result = color;
    result.setAlphaF(0.16F);
    return result;
}

} // namespace

std::vector<TextDiffModel::Row> TextDiffModel::compared(const std::string &before,
                                                        const std::string &after,
                                                        const std::stop_token &stop)
{
    std::vector<Row> rows;
    std::size_t freeOld = 0; // rows of the block that is being read, from which that side is free
    std::size_t freeNew = 0;
    bool isInBlock = false;
    for (const LinePair &pair : editing::comparedLines(before, after, stop)) {
        const QString text = QString::fromStdString(pair.text);
        if (pair.kind == LinePair::Kind::Same) {
            rows.push_back({pair.oldLine, pair.newLine, text, text, true});
            isInBlock = false;
            continue;
        }
        if (!isInBlock) {
            isInBlock = true;
            freeOld = rows.size();
            freeNew = rows.size();
        }
        const bool isOld = pair.kind == LinePair::Kind::Removed;
        // Beside a line of the block that has nothing there yet.
        const std::size_t at = (isOld ? freeOld : freeNew)++;
        Row &row = at < rows.size() ? rows[at] : rows.emplace_back(Row{-1, -1, {}, {}, false});
        (isOld ? row.oldLine : row.newLine) = isOld ? pair.oldLine : pair.newLine;
        (isOld ? row.oldText : row.newText) = text;
    }
    return rows;
}

void TextDiffModel::setRows(std::vector<Row> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int TextDiffModel::firstDifference() const
{
    const auto found = std::ranges::find(m_rows, false, &Row::isSame);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int TextDiffModel::differenceCount() const
{
    return static_cast<int>(std::ranges::count(m_rows, false, &Row::isSame));
}

int TextDiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TextDiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TextDiffModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isOld = index.column() == OldNumber || index.column() == OldText;
    const bool isNumber = index.column() == OldNumber || index.column() == NewNumber;
    const int line = isOld ? row.oldLine : row.newLine;
    switch (role) {
    case Qt::DisplayRole:
        if (line < 0) {
            return {};
        }
        return isNumber ? QVariant(line + 1) : QVariant(isOld ? row.oldText : row.newText);
    case Qt::TextAlignmentRole:
        return isNumber ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                        : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return isNumber ? QVariant(look::tokens().secondary) : QVariant();
    case Qt::BackgroundRole:
        if (row.isSame || line < 0) {
            return {};
        }
        return wash(isOld ? look::tokens().bad : look::tokens().good);
    case Qt::AccessibleTextRole:
        if (row.isSame || isNumber || line < 0) {
            return {};
        }
        return isOld ? tr("removed: %1").arg(row.oldText) : tr("added: %1").arg(row.newText);
    default:
        return {};
    }
}

QVariant TextDiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == OldText ? tr("Before") : section == NewText ? tr("After") : QString();
}

} // namespace gw::compare
