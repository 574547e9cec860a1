// SPDX-License-Identifier: GPL-3.0-or-later
#include "environments/environment_model.h"

#include "history/secret_mask.h"
#include "look/palette.h"
#include "look/tokens.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::environments {

EnvironmentModel::EnvironmentModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void EnvironmentModel::setText(const std::string &text)
{
    beginResetModel();
    m_text = requests::EnvironmentText(text);
    m_variables = m_text.variables();
    endResetModel();
}

void EnvironmentModel::showSecrets(bool isShown)
{
    m_showsSecrets = isShown;
    Q_EMIT dataChanged(index(0, ValueColumn), index(rowCount() - 1, ValueColumn));
}

bool EnvironmentModel::isVariable(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_variables.size();
}

bool EnvironmentModel::isHidden(int row) const
{
    if (!isVariable(row) || m_showsSecrets) {
        return false;
    }
    const auto &variable = m_variables[static_cast<std::size_t>(row)];
    return variable.isMarked || history::isSecretName(variable.name);
}

bool EnvironmentModel::isSetAgain(int row) const
{
    const auto own = m_variables.begin() + row;
    return std::any_of(own + 1, m_variables.end(),
                       [own](const auto &later) { return later.name == own->name; });
}

void EnvironmentModel::removeRowsAt(QList<int> rows)
{
    std::ranges::sort(rows, std::greater<>());
    for (const int row : std::as_const(rows)) {
        if (isVariable(row)) {
            beginRemoveRows({}, row, row);
            m_text.remove(static_cast<std::size_t>(row));
            m_variables = m_text.variables();
            endRemoveRows();
        }
    }
    Q_EMIT edited();
}

int EnvironmentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_variables.size()) + 1;
}

int EnvironmentModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EnvironmentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::FontRole) {
        return look::fixedFont();
    }
    if (isVariable(index.row())) {
        return cell(index, role);
    }
    if (role == Qt::ForegroundRole) {
        return look::tokens().secondary;
    }
    return role == Qt::DisplayRole && index.column() == NameColumn ? QVariant(tr("name..."))
                                                                   : QVariant();
}

QVariant EnvironmentModel::cell(const QModelIndex &index, int role) const
{
    const auto &variable = m_variables[static_cast<std::size_t>(index.row())];
    const bool isSecretByName = history::isSecretName(variable.name);
    if (index.column() == SecretColumn) {
        if (role == Qt::CheckStateRole) {
            return variable.isMarked || isSecretByName ? Qt::Checked : Qt::Unchecked;
        }
        if (role == Qt::ToolTipRole) {
            return isSecretByName ? tr("Secret by its name")
                                  : tr("Hides the value; written above it as a comment");
        }
        return role == Qt::AccessibleTextRole
                   ? tr("Secret: %1").arg(QString::fromStdString(variable.name))
                   : QVariant();
    }
    if (role == Qt::ForegroundRole && isSetAgain(index.row())) {
        return look::tokens().secondary;
    }
    if (role == Qt::ToolTipRole && isSetAgain(index.row())) {
        return tr("Set again below; that line counts");
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole) {
        return {};
    }
    if (index.column() == NameColumn) {
        return QString::fromStdString(variable.name);
    }
    if (role == Qt::DisplayRole && isHidden(index.row())) {
        return QString(8, QChar(0x2022)); // tells nothing of its length
    }
    return QString::fromStdString(variable.value);
}

bool EnvironmentModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) ||
        !flags(index).testAnyFlags(Qt::ItemIsEditable | Qt::ItemIsUserCheckable)) {
        return false;
    }
    const auto row = static_cast<std::size_t>(index.row());
    if (index.column() == SecretColumn) {
        if (role != Qt::CheckStateRole) {
            return false;
        }
        m_text.setMarked(row, value.toInt() == Qt::Checked);
    } else {
        if (role != Qt::EditRole) {
            return false;
        }
        const bool isName = index.column() == NameColumn;
        const QString typed = isName ? value.toString().trimmed() : value.toString();
        const bool isNew = !isVariable(index.row());
        if (isNew && typed.isEmpty()) {
            return false;
        }
        const std::string text = typed.toStdString();
        const std::string name = isName ? text : m_variables[row].name;
        const std::string content = isName ? (isNew ? "" : m_variables[row].value) : text;
        if (!requests::canHold(name, content)) {
            Q_EMIT refused(tr("A variable stands on one line, and its name has no = and no #."));
            return false;
        }
        if (isNew) {
            beginInsertRows({}, index.row(), index.row());
            m_text.append(name, content);
            m_variables = m_text.variables();
            endInsertRows();
            // Who edits in the row for new ones goes on in what it became, not in the next of them.
            for (int column = 0; column < columnCount(); ++column) {
                changePersistentIndex(this->index(index.row() + 1, column),
                                      index.siblingAtColumn(column));
            }
        } else {
            m_text.set(row, name, content);
        }
    }
    m_variables = m_text.variables();
    Q_EMIT dataChanged(this->index(0, 0), this->index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT edited();
    return true;
}

Qt::ItemFlags EnvironmentModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool isKnown = isVariable(index.row());
    if (index.column() == SecretColumn) {
        const bool isFree =
            isKnown &&
            (m_variables[static_cast<std::size_t>(index.row())].isMarked ||
             !history::isSecretName(m_variables[static_cast<std::size_t>(index.row())].name));
        flags.setFlag(Qt::ItemIsUserCheckable, isFree);
    } else {
        flags.setFlag(Qt::ItemIsEditable, isKnown || index.column() == NameColumn);
    }
    return flags;
}

QVariant EnvironmentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == NameColumn ? tr("Name") : section == ValueColumn ? tr("Value") : tr("Secret");
}

} // namespace gw::environments
