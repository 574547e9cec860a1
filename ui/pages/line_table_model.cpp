// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/line_table_model.h"

#include "look/palette.h"
#include "look/tokens.h"
#include "pages/hurl_text.h"
#include "requests/template_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::pages {

namespace {

using requests::Line;

bool isSame(const Line &one, const Line &other)
{
    return one.name == other.name && one.value == other.value && one.state == other.state;
}

QString escaped(const QString &plain, bool isName)
{
    QString text = plain;
    text.replace(u'\\', "\\\\"_L1).replace(u'\n', "\\n"_L1).replace(u'\r', "\\r"_L1);
    if (isName) {
        text.replace(u':', "\\:"_L1);
        if (text.startsWith(u'#')) {
            text.prepend(u'\\');
        }
    }
    return text;
}

QString unescaped(QStringView text)
{
    QString plain;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar next = at + 1 < text.size() ? text[at + 1] : QChar();
        if (text[at] != u'\\' || !u"\\nr:#"_s.contains(next) || next.isNull()) {
            plain += text[at];
            continue;
        }
        plain += next == u'n' ? u'\n' : next == u'r' ? u'\r' : next;
        ++at;
    }
    return plain;
}

// The colon that ends the name; -1 without one.
qsizetype endOfName(QStringView text)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == u'\\') {
            ++at;
        } else if (text[at] == u':') {
            return at;
        }
    }
    return -1;
}

QString rowOf(const Line &line)
{
    return (line.state == Line::State::Off ? u"# "_s : QString()) +
           escaped(shownText(line.name), true) + u": "_s + escaped(shownText(line.value), false);
}

} // namespace

LineTableModel::LineTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void LineTableModel::setLines(std::vector<Line> lines)
{
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

int LineTableModel::activeCount() const
{
    return static_cast<int>(std::ranges::count(m_lines, Line::State::Active, &Line::state));
}

QString LineTableModel::bulkText() const
{
    QString text;
    for (const Line &line : m_lines) {
        text += rowOf(line) + u'\n';
    }
    return text;
}

void LineTableModel::setBulkText(const QString &text)
{
    std::vector<Line> lines;
    const QStringList rows = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &row : rows) {
        const auto known = std::ranges::find(m_lines, row, rowOf);
        if (known != m_lines.end()) {
            lines.push_back(*known); // as it is spelled, with its comments
            continue;
        }
        QString rest = row.trimmed();
        Line line;
        if (rest.startsWith(u'#')) {
            line.state = Line::State::Off;
            rest = rest.sliced(1).trimmed();
        }
        const qsizetype colon = endOfName(rest);
        const QString name = unescaped(colon < 0 ? rest : rest.first(colon).trimmed());
        if (name.isEmpty()) {
            continue;
        }
        line.name = requests::spellName(name.toStdString());
        if (colon >= 0) {
            line.value =
                requests::spellValue(unescaped(rest.sliced(colon + 1).trimmed()).toStdString());
        }
        const auto same = std::ranges::find_if(
            m_lines, [&line](const Line &candidate) { return isSame(candidate, line); });
        lines.push_back(same == m_lines.end() ? line : *same);
    }
    setLines(std::move(lines));
    Q_EMIT edited();
}

void LineTableModel::removeRowsAt(QList<int> rows)
{
    std::ranges::sort(rows, std::greater<>());
    for (const int row : std::as_const(rows)) {
        if (row >= 0 && row < static_cast<int>(m_lines.size())) {
            beginRemoveRows({}, row, row);
            m_lines.erase(m_lines.begin() + row);
            endRemoveRows();
        }
    }
    Q_EMIT edited();
}

int LineTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size()) + 1;
}

int LineTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LineTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::FontRole) {
        return look::fixedFont();
    }
    const bool isNameColumn = index.column() == NameColumn;
    if (index.row() >= static_cast<int>(m_lines.size())) {
        if (role == Qt::ForegroundRole) {
            return look::tokens().secondary;
        }
        return role == Qt::DisplayRole ? QVariant(isNameColumn ? tr("name...") : tr("value..."))
                                       : QVariant();
    }
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    if (role == Qt::CheckStateRole && isNameColumn) {
        return line.state == Line::State::Active ? Qt::Checked : Qt::Unchecked;
    }
    if (role == Qt::ForegroundRole && line.state != Line::State::Active) {
        return look::tokens().secondary;
    }
    if (role == Qt::DisplayRole || role == Qt::EditRole || role == Qt::ToolTipRole) {
        return shownText(isNameColumn ? line.name : line.value);
    }
    return {};
}

bool LineTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    const auto row = static_cast<std::size_t>(index.row());
    const std::string text = value.toString().toStdString();
    if (row >= m_lines.size()) {
        if (role != Qt::EditRole || text.empty()) {
            return false;
        }
        const int last = static_cast<int>(m_lines.size());
        beginInsertRows({}, last, last);
        m_lines.emplace_back();
        endInsertRows();
    }
    Line &line = m_lines[row];
    if (role == Qt::CheckStateRole && index.column() == NameColumn) {
        line.state = value.toInt() == Qt::Checked ? Line::State::Active : Line::State::Off;
    } else if (role != Qt::EditRole) {
        return false;
    } else if (index.column() == NameColumn) {
        line.name = requests::spellName(text);
    } else {
        line.value = requests::spellValue(text);
    }
    Q_EMIT dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(ColumnCount - 1));
    Q_EMIT edited();
    return true;
}

Qt::ItemFlags LineTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
    if (index.column() == NameColumn && index.row() < static_cast<int>(m_lines.size())) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

QVariant LineTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == NameColumn ? tr("Name") : tr("Value");
}

} // namespace gw::pages
