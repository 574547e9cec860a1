// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/line_table_model.h"

#include "look/icons.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "request_form/hurl_text.h"
#include "requests/curl_body.h"
#include "requests/request_builder.h"
#include "requests/template_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::request_form {

using requests::Line;

LineTableModel::LineTableModel(QObject *parent, Rows rows)
    : EditableRows(End::EmptyRow, parent)
    , m_rows(rows)
{
}

void LineTableModel::setCheck(std::function<QString(const Line &line)> check)
{
    beginResetModel();
    m_check = std::move(check);
    endResetModel();
}

QString LineTableModel::problemOf(int row) const
{
    if (!m_check || !holds(row)) {
        return {};
    }
    const Line line = lineAt(row);
    return line.state == Line::State::Active ? m_check(line) : QString();
}

void LineTableModel::setLines(std::vector<Line> lines)
{
    beginResetModel();
    m_left.clear();
    m_lines = std::move(lines);
    endResetModel();
}

void LineTableModel::setUrl(const QString &url)
{
    UrlQuery query(url);
    bool isSame = query.count() == m_url.count();
    for (int at = 0; isSame && at < query.count(); ++at) {
        isSame = query.name(at) == m_url.name(at) && query.value(at) == m_url.value(at);
    }
    if (isSame) {
        m_url = std::move(query);
        return;
    }
    beginResetModel();
    m_url = std::move(query);
    endResetModel();
}

Line LineTableModel::lineAt(int row) const
{
    if (row >= m_url.count()) {
        return m_lines[static_cast<std::size_t>(row - m_url.count())];
    }
    Line line;
    line.name = requests::spellName(m_url.name(row).toStdString());
    line.value = requests::spellValue(m_url.value(row).toStdString());
    return line;
}

int LineTableModel::activeCount() const
{
    return m_url.count() +
           static_cast<int>(std::ranges::count(m_lines, Line::State::Active, &Line::state));
}

void LineTableModel::removeRowsAt(const QList<int> &rows)
{
    removeEach(rows, [this](int row) {
        if (row < m_url.count()) {
            m_url.remove(row);
        } else {
            m_lines.erase(m_lines.begin() + (row - m_url.count()));
        }
    });
}

QStringList LineTableModel::titles() const
{
    if (m_rows == Rows::Parameters) {
        return {tr("Name"), tr("Value"), tr("Where")};
    }
    return m_rows == Rows::Parts ? QStringList{tr("Name"), tr("Text or path of the file"),
                                               tr("Kind"), tr("Type of the content")}
                                 : QStringList{tr("Name"), tr("Value")};
}

QString LineTableModel::hint(int column) const
{
    return column == NameColumn    ? tr("name...")
           : column == ValueColumn ? tr("value...")
                                   : QString();
}

QVariant LineTableModel::cell(const QModelIndex &index, int role) const
{
    if (role == Qt::FontRole) {
        return look::fixedFont();
    }
    if (m_rows == Rows::Parameters && index.column() == kPlaceColumn) {
        const bool isUrl = role == Qt::DisplayRole && index.row() < m_url.count();
        return isUrl ? QVariant(tr("in the URL")) : QVariant();
    }
    if (role == Qt::ToolTipRole && index.row() < m_url.count() && !m_url.isText(index.row())) {
        return tr("This is not UTF-8, and is shown as the URL spells it. It cannot be turned off: "
                  "outside the URL it would be sent as other bytes. Remove it instead.");
    }
    const bool isNameColumn = index.column() == NameColumn;
    const Line line = lineAt(index.row());
    if (role == Qt::CheckStateRole && isNameColumn) {
        return line.state == Line::State::Active ? Qt::Checked : Qt::Unchecked;
    }
    if (role == Qt::ForegroundRole && line.state != Line::State::Active) {
        return look::tokens().secondary;
    }
    if (index.column() == ValueColumn) {
        if (QVariant marked = problemCell(index.row(), role); marked.isValid()) {
            return marked;
        }
    }
    if (index.column() == KindColumn && role == Qt::EditRole) {
        return isFile(index.row());
    }
    if (role == Qt::DisplayRole || role == Qt::EditRole || role == Qt::ToolTipRole) {
        if (m_rows == Rows::Parts && !isNameColumn) {
            return partCell(line, index.column());
        }
        return shownText(isNameColumn ? line.name : line.value);
    }
    return {};
}

bool LineTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    if (index.row() < m_url.count()) {
        return setUrlCell(index, value, role);
    }
    const auto row = static_cast<std::size_t>(index.row() - m_url.count());
    const QString text = value.toString();
    if (row >= m_lines.size()) {
        if (role != Qt::EditRole || text.isEmpty() || index.column() > ValueColumn) {
            return false;
        }
        beginInsertRows({}, index.row(), index.row());
        m_lines.emplace_back();
        endInsertRows();
        stayInRow(index.row());
    }
    Line &line = m_lines[row];
    if (role == Qt::CheckStateRole && index.column() == NameColumn) {
        if (value.toInt() == Qt::Checked && putIntoUrl(row)) {
            return true;
        }
        line.state = value.toInt() == Qt::Checked ? Line::State::Active : Line::State::Off;
    } else if (role != Qt::EditRole) {
        return false;
    } else {
        setCell(line, index.column(), text);
    }
    Q_EMIT dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(columnCount() - 1));
    Q_EMIT edited();
    return true;
}

bool LineTableModel::setUrlCell(const QModelIndex &index, const QVariant &value, int role)
{
    const int row = index.row();
    const QString text = value.toString();
    if (role == Qt::CheckStateRole && index.column() == NameColumn) {
        if (value.toInt() == Qt::Checked) {
            return true;
        }
        if (!m_url.isText(row)) {
            return false;
        }
        takeFromUrl(row);
    } else if (role != Qt::EditRole || index.column() > ValueColumn) {
        return false;
    } else if (text == index.data(role).toString()) {
        return true; // it stays as it is spelled
    } else if (index.column() == NameColumn) {
        m_url.setName(row, text);
    } else {
        m_url.setValue(row, text);
    }
    Q_EMIT dataChanged(this->index(0, 0), this->index(m_url.count(), columnCount() - 1));
    Q_EMIT edited();
    return true;
}

// It becomes the first line, which is off.
void LineTableModel::takeFromUrl(int row)
{
    Line line = lineAt(row);
    line.state = Line::State::Off;
    const bool isMoved = row + 1 < m_url.count() && beginMoveRows({}, row, row, {}, m_url.count());
    rememberPart(row);
    m_url.remove(row);
    m_lines.insert(m_lines.begin(), std::move(line));
    if (isMoved) {
        endMoveRows();
    }
}

// It becomes the URL's last.
bool LineTableModel::putIntoUrl(std::size_t line)
{
    const QString part = partOf(m_lines[line]);
    if (part.isEmpty() || m_lines[line].state == Line::State::Active) {
        return false;
    }
    const int row = m_url.count() + static_cast<int>(line);
    const bool isMoved = line > 0 && beginMoveRows({}, row, row, {}, m_url.count());
    m_lines.erase(m_lines.begin() + static_cast<std::ptrdiff_t>(line));
    m_url.insert(m_url.count(), part);
    if (isMoved) {
        endMoveRows();
    }
    Q_EMIT dataChanged(index(0, 0), index(row, columnCount() - 1));
    Q_EMIT edited();
    return true;
}

void LineTableModel::rememberPart(int at)
{
    m_left.insert_or_assign({m_url.name(at), m_url.value(at)}, m_url.part(at));
}

// Empty for a line that was never in the URL.
QString LineTableModel::partOf(const Line &line) const
{
    const auto left = m_left.find({shownText(line.name), shownText(line.value)});
    return left == m_left.end() ? QString() : left->second;
}

// What marks a value that will not be taken.
QVariant LineTableModel::problemCell(int row, int role) const
{
    if (role != Qt::ForegroundRole && role != Qt::DecorationRole && role != Qt::ToolTipRole &&
        role != Qt::AccessibleDescriptionRole) {
        return {};
    }
    const QString problem = problemOf(row);
    if (problem.isEmpty()) {
        return {};
    }
    switch (role) {
    case Qt::ForegroundRole:
        return look::tokens().bad;
    case Qt::DecorationRole:
        return look::icon(u"data-error"_s, look::Tint::Bad);
    default:
        return problem;
    }
}

QVariant LineTableModel::partCell(const Line &line, int column) const
{
    const auto file = requests::fileReferenceOf(line.value);
    if (column == KindColumn) {
        return file ? tr("File") : tr("Text");
    }
    if (column == TypeColumn) {
        return file ? shownText(file->contentType) : QString();
    }
    return shownText(file ? file->path : line.value);
}

void LineTableModel::setCell(Line &line, int column, const QString &text) const
{
    const std::string typed = text.toStdString();
    if (column == NameColumn) {
        line.name = requests::spellName(typed);
        return;
    }
    const auto file = m_rows == Rows::Parts ? requests::fileReferenceOf(line.value) : std::nullopt;
    const std::string shown = requests::editableText(file ? file->path : line.value);
    const std::string type = file ? file->contentType : std::string();
    const auto fileAt = [](const std::string &path, const std::string &spelledType) {
        return requests::fileReference(path, spelledType, requests::Braces::Marks);
    };
    if (column == KindColumn) {
        const bool isWanted = text == "true"_L1;
        if (isWanted != file.has_value()) {
            line.value = isWanted ? fileAt(shown, {}) : requests::spellValue(shown);
        }
    } else if (column == TypeColumn) {
        line.value = fileAt(shown, requests::spellValue(text.trimmed().toStdString()));
    } else {
        line.value = file ? fileAt(typed, type) : requests::spellValue(typed);
    }
}

bool LineTableModel::isFile(int row) const
{
    return m_rows == Rows::Parts && holds(row) &&
           requests::fileReferenceOf(lineAt(row).value).has_value();
}

void LineTableModel::setFile(int row, const QString &path)
{
    if (!holds(row)) {
        row = static_cast<int>(m_lines.size());
        setData(index(row, NameColumn), u"file"_s, Qt::EditRole);
    }
    setData(index(row, KindColumn), true, Qt::EditRole);
    setData(index(row, ValueColumn), path, Qt::EditRole);
}

Qt::ItemFlags LineTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool isKnown = holds(index.row());
    flags.setFlag(Qt::ItemIsEditable,
                  index.column() <= ValueColumn ||
                      (m_rows == Rows::Parts && index.column() == KindColumn && isKnown) ||
                      isFile(index.row()));
    const bool isFixed = index.row() < m_url.count() && !m_url.isText(index.row());
    if (index.column() == NameColumn && isKnown && !isFixed) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

} // namespace gw::request_form
