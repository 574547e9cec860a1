// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/assertions_model.h"

#include "look/palette.h"
#include "look/tokens.h"
#include "requests/expression.h"
#include "requests/text_cursor.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

constexpr QLatin1StringView kOffAssertion("# gatewright: off ");
constexpr QLatin1StringView kFenceOfText("```");

// As a text in Hurl's quotes.
QString inQuotes(QString plain)
{
    plain.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1).replace(u'\n', "\\n"_L1);
    return u'"' + plain + u'"';
}

bool isAssertion(const QString &text)
{
    return requests::assertionOf(text.toStdString()).has_value();
}

QString firstWord(const QString &words)
{
    return words.section(QRegularExpression(u"[ \\t]"_s), 0, 0);
}

bool isKnown(const QString &word, const std::vector<std::string_view> &names)
{
    return std::ranges::find(names, word.toStdString()) != names.end();
}

QString partOf(std::string_view part)
{
    return QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size())).trimmed();
}

// A row of that kind to begin with.
QString firstOf(const QString &what)
{
    if (what == "status"_L1) {
        return u"status == 200"_s;
    }
    for (const QString &form : QStringList{what + u" exists"_s, what + u" \"$\" exists"_s}) {
        if (isAssertion(form)) {
            return form;
        }
    }
    return what + u" /./ exists"_s;
}

} // namespace

AssertionsModel::AssertionsModel(QObject *parent)
    : EditableRows(End::EmptyRow, parent)
{
}

std::optional<AssertionsModel::Row> AssertionsModel::rowOf(const QString &line)
{
    Row row;
    QString rest = line.trimmed();
    row.indent = line.first(line.indexOf(rest));
    row.isOff = rest.startsWith(kOffAssertion);
    if (row.isOff) {
        rest = rest.sliced(kOffAssertion.size());
    }
    const std::string spelled = rest.toStdString();
    requests::TextCursor whole(spelled);
    requests::TextCursor left(spelled);
    if (!requests::readAssertion(whole) || !requests::readCapture(left)) {
        return std::nullopt;
    }
    const QString behind = partOf(whole.rest());
    if (!behind.isEmpty() && !behind.startsWith(u'#')) {
        return std::nullopt;
    }
    row.tail = behind.isEmpty() ? QString() : u' ' + behind;
    const std::string_view all = spelled;
    const QString from = partOf(all.substr(0, left.at()));
    const QString check = partOf(all.substr(left.at(), whole.at() - left.at()));
    row.what = firstWord(from);
    row.query = from.sliced(row.what.size()).trimmed();
    const QString operation = check.startsWith("not "_L1) ? check.sliced(4).trimmed() : check;
    const QString word = firstWord(operation);
    row.predicate = operation == check ? word : u"not "_s + word;
    row.value = operation.sliced(word.size()).trimmed();
    // Words that touch what follows are legal as well: the text alone shows those.
    return isKnown(row.what, requests::queryNames()) && isKnown(word, requests::predicateNames())
               ? std::optional(row)
               : std::nullopt;
}

QString AssertionsModel::assertionOf(const Row &row)
{
    QStringList words;
    for (const QString &word : {row.what, row.query, row.predicate, row.value}) {
        if (!word.isEmpty()) {
            words.append(word);
        }
    }
    return words.join(u' ');
}

void AssertionsModel::setText(const QString &whole)
{
    std::vector<Row> rows;
    int title = -1;
    bool isInside = false;
    bool isFenced = false; // in a text of several lines
    int number = 0;
    for (const QString &line : whole.split(u'\n')) {
        const bool wasFenced = isFenced;
        isFenced = isFenced != (line.count(kFenceOfText) % 2 == 1);
        if (!wasFenced && line.trimmed().startsWith(u'[')) {
            isInside = line.trimmed().startsWith("[Asserts]"_L1);
            title = isInside ? number : title;
        } else if (isInside && !wasFenced && !isFenced) {
            if (auto row = rowOf(line)) {
                row->line = number;
                rows.push_back(*std::move(row));
            }
        }
        ++number;
    }
    m_title = title;
    if (rows.size() == m_rows.size()) { // a cell that is being edited stays
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int AssertionsModel::lineOf(int row) const
{
    return holds(row) ? m_rows[static_cast<std::size_t>(row)].line : -1;
}

QStringList AssertionsModel::titles() const
{
    return {tr("What"), tr("Name or query"), tr("Is"), tr("Value")};
}

QString AssertionsModel::hint(int column) const
{
    return column == WhatColumn ? tr("what...") : QString();
}

QVariant AssertionsModel::cell(const QModelIndex &index, int role) const
{
    if (role == Qt::FontRole) {
        return look::fixedFont();
    }
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::CheckStateRole && index.column() == WhatColumn) {
        return row.isOff ? Qt::Unchecked : Qt::Checked;
    }
    if (role == Qt::ForegroundRole && row.isOff) {
        return look::tokens().secondary;
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole) {
        return {};
    }
    return index.column() == WhatColumn        ? row.what
           : index.column() == QueryColumn     ? row.query
           : index.column() == PredicateColumn ? row.predicate
                                               : row.value;
}

bool AssertionsModel::takeCell(Row &row, int column, const QString &typed)
{
    QString &cell = column == WhatColumn        ? row.what
                    : column == QueryColumn     ? row.query
                    : column == PredicateColumn ? row.predicate
                                                : row.value;
    cell = typed;
    if (isAssertion(assertionOf(row))) {
        return true;
    }
    if (column == QueryColumn || column == ValueColumn) { // a text need not be quoted by hand
        cell = inQuotes(typed);
        return isAssertion(assertionOf(row));
    }
    if (column == PredicateColumn) { // it takes a value, or takes none
        row.value = row.value.isEmpty() ? u"\"\""_s : QString();
        return isAssertion(assertionOf(row));
    }
    const auto other = rowOf(firstOf(typed));
    if (other) {
        row.query = other->query;
        row.predicate = other->predicate;
        row.value = other->value;
    }
    return other.has_value();
}

bool AssertionsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) ||
        (role != Qt::EditRole && role != Qt::CheckStateRole)) {
        return false;
    }
    const QString typed = value.toString().trimmed();
    if (!holds(index.row())) {
        const auto first = rowOf(firstOf(typed));
        if (role != Qt::EditRole || index.column() != WhatColumn || !first) {
            return false;
        }
        Q_EMIT newLineWanted(m_rows.empty() ? m_title : m_rows.back().line, assertionOf(*first));
        return true;
    }
    if (role == Qt::EditRole && typed == data(index, Qt::EditRole).toString()) {
        return true; // its line stays as it is spelled
    }
    Row row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::CheckStateRole) {
        row.isOff = value.toInt() != Qt::Checked;
    } else if (!takeCell(row, index.column(), typed)) {
        Q_EMIT refused(tr("Not an assertion: %1").arg(assertionOf(row)));
        return false;
    }
    Q_EMIT lineWanted(row.line, row.indent + (row.isOff ? QString(kOffAssertion) : QString()) +
                                    assertionOf(row) + row.tail);
    return true;
}

Qt::ItemFlags AssertionsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool isFirst = index.column() == WhatColumn;
    flags.setFlag(Qt::ItemIsEditable, isFirst || holds(index.row()));
    flags.setFlag(Qt::ItemIsUserCheckable, isFirst && holds(index.row()));
    return flags;
}

} // namespace gw::request_form
