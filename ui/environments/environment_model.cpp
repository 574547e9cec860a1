// SPDX-License-Identifier: GPL-3.0-or-later
#include "environments/environment_model.h"

#include "history/secret_mask.h"
#include "look/palette.h"
#include "look/tokens.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::environments {

EnvironmentModel::EnvironmentModel(QObject *parent)
    : EditableRows(End::EmptyRow, parent)
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

bool EnvironmentModel::isHidden(int row) const
{
    if (!holds(row) || m_showsSecrets) {
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

void EnvironmentModel::removeRowsAt(const QList<int> &rows)
{
    removeEach(rows, [this](int row) {
        m_text.remove(static_cast<std::size_t>(row));
        m_variables = m_text.variables();
    });
}

QStringList EnvironmentModel::titles() const
{
    return {tr("Name"), tr("Value"), tr("Secret")};
}

QString EnvironmentModel::hint(int column) const
{
    return column == NameColumn ? tr("name...") : QString();
}

QVariant EnvironmentModel::cell(const QModelIndex &index, int role) const
{
    if (role == Qt::FontRole) {
        return look::fixedFont();
    }
    if (index.column() == SecretColumn) {
        return secretCell(index.row(), role);
    }
    const auto &variable = m_variables[static_cast<std::size_t>(index.row())];
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

QVariant EnvironmentModel::secretCell(int row, int role) const
{
    const auto &variable = m_variables[static_cast<std::size_t>(row)];
    const bool isSecretByName = history::isSecretName(variable.name);
    switch (role) {
    case Qt::CheckStateRole:
        return variable.isMarked || isSecretByName ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        return isSecretByName ? tr("Secret by its name")
                              : tr("Hides the value; written above it as a comment");
    case Qt::AccessibleTextRole:
        return tr("Secret: %1").arg(QString::fromStdString(variable.name));
    default:
        return {};
    }
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
        const bool isNew = !holds(index.row());
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
            stayInRow(index.row());
        } else {
            m_text.set(row, name, content);
        }
    }
    m_variables = m_text.variables();
    Q_EMIT dataChanged(this->index(0, 0), this->index(rowCount() - 1, columnCount() - 1));
    Q_EMIT edited();
    return true;
}

Qt::ItemFlags EnvironmentModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool isKnown = holds(index.row());
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

} // namespace gw::environments
