// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/assertions_table.h"

#include "editing/text_place.h"
#include "look/metrics.h"
#include "request_form/assertions_model.h"
#include "request_form/code_field.h"
#include "request_form/word_delegate.h"
#include "requests/hurl_reader.h"
#include "requests/hurl_writer.h"
#include "widgets/row_table.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::request_form {

namespace {

// The text with a first line of that form; empty when it cannot be read.
std::string withFirst(const std::string &text, ExpectationRow::Form form, const std::string &added)
{
    const bool isAssertion = form == ExpectationRow::Form::Assertion;
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
        return "HTTP *\n" + std::string(isAssertion ? "[Asserts]\n" : "") + added + '\n';
    }
    if (!isAssertion) {
        return {}; // it has no line HTTP, which is where these begin
    }
    const std::string request = "GET http://x\n";
    auto file = requests::readHurl(request + text + "\n");
    if (!file || file->entries.size() != 1 || !file->entries[0].response) {
        return {};
    }
    requests::Line line;
    line.value = added;
    sectionOf(file->entries[0].response->sections, requests::SectionKind::Asserts)
        .lines.push_back(line);
    return requests::writeHurl(*file).substr(request.size());
}

// The bytes of a line, from 0, without its end.
editing::TextRange lineRange(std::string_view text, int line)
{
    std::size_t begin = 0;
    for (int before = 0; before < line; ++before) {
        begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
    }
    return {begin, std::min(text.find('\n', begin), text.size())};
}

} // namespace

AssertionsTable::AssertionsTable(CodeField &text, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_model(new AssertionsModel(this))
    , m_table(new widgets::RowTable(this))
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Assertions"));
    const auto words = [this](const QModelIndex &index) {
        return m_model->wordsOf(index);
    };
    for (const int column : {AssertionsModel::WhatColumn, AssertionsModel::PredicateColumn}) {
        m_table->setItemDelegateForColumn(column, new WordDelegate(words, this));
    }
    for (const auto &[column, letters] :
         {std::pair(AssertionsModel::WhatColumn, 18), std::pair(AssertionsModel::QueryColumn, 14),
          std::pair(AssertionsModel::PredicateColumn, 12)}) {
        widgets::setColumnLetters(*m_table, column, letters);
    }
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table);
    connect(&text, &CodeField::edited, m_model,
            [this] { m_model->setText(QString::fromStdString(m_text.text())); });
    connect(m_model, &AssertionsModel::lineWanted, this, &AssertionsTable::replaceLine);
    connect(m_model, &AssertionsModel::newLineWanted, this, &AssertionsTable::addLine);
    connect(m_model, &AssertionsModel::refused, this, &AssertionsTable::refused);
    connect(m_table, &widgets::RowTable::removeWanted, this, &AssertionsTable::remove);
}

void AssertionsTable::replaceLine(int line, const QString &text)
{
    const auto [begin, end] = lineRange(m_text.text(), line);
    m_text.apply({{begin, end, text.toStdString()}});
}

void AssertionsTable::addLine(int above, ExpectationRow::Form form, const QString &text)
{
    if (above >= 0) {
        const std::size_t at = lineRange(m_text.text(), above).end;
        m_text.apply({{at, at, '\n' + text.toStdString()}});
        return;
    }
    const std::string whole = withFirst(m_text.text(), form, text.toStdString());
    if (whole.empty()) {
        Q_EMIT refused(tr("The text has to be mended first: it cannot be read."));
        return;
    }
    m_text.replaceBy(whole);
}

void AssertionsTable::remove(const QList<int> &rows)
{
    const std::string text = m_text.text();
    std::vector<editing::TextEdit> edits;
    for (const int row : rows) {
        if (const int line = m_model->lineOf(row); line >= 0) {
            const auto [begin, end] = lineRange(text, line);
            edits.push_back({begin, std::min(end + 1, text.size()), {}});
        }
    }
    m_text.apply(edits);
}

} // namespace gw::request_form
