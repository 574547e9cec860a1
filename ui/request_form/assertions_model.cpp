// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/assertions_model.h"

#include "look/palette.h"
#include "look/tokens.h"
#include "requests/body_extent.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

using Form = ExpectationRow::Form;
using Part = ExpectationRow::Part;

constexpr QLatin1StringView kFenceOfText("```");

// Goes over the lines of a text, also of one that cannot be read as a whole.
class ExpectationLines final {
public:
    explicit ExpectationLines(const QString &text)
        : m_lines(text.split(u'\n'))
    {
    }

    // The next line that may hold a row; false when there is none.
    bool next();
    [[nodiscard]] const QString &line() const { return m_lines[m_number]; }
    [[nodiscard]] int number() const { return static_cast<int>(m_number); }
    // What a line is here when it is no fact; none in other sections.
    [[nodiscard]] std::optional<Form> form() const { return m_form; }
    [[nodiscard]] int head() const { return m_head; }   // the line HTTP ...; -1: there is none
    [[nodiscard]] int title() const { return m_title; } // of [Asserts], likewise

private:
    [[nodiscard]] bool isTitle(const QString &trimmed) const;
    [[nodiscard]] bool isBody(const QString &trimmed) const;

    QStringList m_lines;
    qsizetype m_number = -1;
    std::optional<Form> m_form;
    int m_head = -1;
    int m_title = -1;
    bool m_isFenced = false; // in a text of several lines
};

bool ExpectationLines::isTitle(const QString &trimmed) const
{
    return trimmed.size() > 1 && trimmed.front() == u'[' && trimmed[1].isUpper();
}

bool ExpectationLines::isBody(const QString &trimmed) const
{
    const std::string text = trimmed.toStdString();
    return m_head >= 0 && requests::bodyKindAt(requests::TextCursor(text)).has_value();
}

bool ExpectationLines::next()
{
    while (++m_number < m_lines.size()) {
        const QString trimmed = line().trimmed();
        const bool wasFenced = m_isFenced;
        if (!wasFenced && !isTitle(trimmed) && isBody(trimmed)) {
            break; // it is the last of a response
        }
        m_isFenced = m_isFenced != (line().count(kFenceOfText) % 2 == 1);
        if (wasFenced || m_isFenced || trimmed.isEmpty()) {
            continue;
        }
        if (m_head < 0 && trimmed.startsWith("HTTP"_L1)) {
            m_head = number();
            m_form = Form::HeaderLine;
        } else if (isTitle(trimmed)) {
            const bool isAsserts = trimmed.startsWith("[Asserts]"_L1);
            m_title = isAsserts ? number() : m_title;
            m_form = isAsserts ? std::optional(Form::Assertion) : std::nullopt;
        } else if (m_head >= 0 || m_form) {
            return true;
        }
    }
    return false;
}

} // namespace

AssertionsModel::AssertionsModel(QObject *parent)
    : EditableRows(End::EmptyRow, parent)
{
}

void AssertionsModel::setText(const QString &whole)
{
    std::vector<Row> rows;
    ExpectationLines lines(whole);
    while (lines.next()) {
        auto row = ExpectationRow::read(lines.line(), Form::Fact);
        if (!row && lines.form()) {
            row = ExpectationRow::read(lines.line(), *lines.form());
        }
        if (row) {
            rows.push_back({lines.number(), *std::move(row)});
        }
    }
    m_head = lines.head();
    m_title = lines.title();
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
    const ExpectationRow &row = rowAt(index);
    if (role == Qt::CheckStateRole && index.column() == WhatColumn && row.form != Form::Fact) {
        return row.isOff ? Qt::Unchecked : Qt::Checked;
    }
    if (role == Qt::ForegroundRole && row.isOff) {
        return look::tokens().secondary;
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole) {
        return {};
    }
    return row.text(static_cast<Part>(index.column()));
}

const ExpectationRow &AssertionsModel::rowAt(const QModelIndex &index) const
{
    return m_rows[static_cast<std::size_t>(index.row())].cells;
}

QStringList AssertionsModel::wordsOf(const QModelIndex &index) const
{
    if (holds(index.row())) {
        return rowAt(index).wordsOf(static_cast<Part>(index.column()));
    }
    return index.column() == WhatColumn ? ExpectationRow::kinds() : QStringList();
}

// Behind the last of its form; facts go behind assertions, before there are some.
int AssertionsModel::placeOf(Form form) const
{
    const auto last = [this](Form wanted) {
        const auto found = std::find_if(m_rows.rbegin(), m_rows.rend(), [wanted](const Row &row) {
            return row.cells.form == wanted;
        });
        return found == m_rows.rend() ? -1 : found->line;
    };
    const int asserts = std::max(m_title, last(Form::Assertion));
    switch (form) {
    case Form::Assertion:
        return asserts;
    case Form::HeaderLine:
        return std::max(m_head, last(Form::HeaderLine));
    case Form::Fact:
        break;
    }
    return std::max({last(Form::Fact), asserts, last(Form::HeaderLine), m_head});
}

bool AssertionsModel::addRow(const QString &what)
{
    const auto first = ExpectationRow::firstOf(what);
    if (first) {
        Q_EMIT newLineWanted(placeOf(first->form), first->form, first->line());
    }
    return first.has_value();
}

QString AssertionsModel::whyRefused(const ExpectationRow &row, const QString &typed, Part part)
{
    if (part != Part::What) {
        return row.form == Form::Fact         ? tr("No fact about the gateway: %1").arg(row.core())
               : row.form == Form::HeaderLine ? tr("Not a header line: %1").arg(row.core())
                                              : tr("Not an assertion: %1").arg(row.core());
    }
    return ExpectationRow::kinds().contains(typed)
               ? tr("A header line stands below HTTP, an assertion below [Asserts]: add it in the "
                    "last row")
               : tr("Not an assertion: %1").arg(typed);
}

bool AssertionsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) ||
        (role != Qt::EditRole && role != Qt::CheckStateRole)) {
        return false;
    }
    const QString typed = value.toString().trimmed();
    if (!holds(index.row())) {
        return role == Qt::EditRole && index.column() == WhatColumn && addRow(typed);
    }
    if (role == Qt::EditRole && typed == data(index, Qt::EditRole).toString()) {
        return true; // its line stays as it is spelled
    }
    ExpectationRow row = rowAt(index);
    const auto part = static_cast<Part>(index.column());
    if (role == Qt::CheckStateRole) {
        row.isOff = value.toInt() != Qt::Checked;
    } else if (!row.take(part, typed)) {
        Q_EMIT refused(whyRefused(row, typed, part));
        return false;
    }
    Q_EMIT lineWanted(lineOf(index.row()), row.line());
    return true;
}

Qt::ItemFlags AssertionsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool isFirst = index.column() == WhatColumn;
    const bool isThere = holds(index.row());
    flags.setFlag(Qt::ItemIsEditable,
                  isThere ? rowAt(index).isEditable(static_cast<Part>(index.column())) : isFirst);
    flags.setFlag(Qt::ItemIsUserCheckable, isFirst && isThere && rowAt(index).form != Form::Fact);
    return flags;
}

} // namespace gw::request_form
