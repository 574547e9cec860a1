// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/assertions_table.h"

#include "look/metrics.h"
#include "pages/assertions_model.h"
#include "pages/word_delegate.h"
#include "requests/expression.h"
#include "requests/hurl_reader.h"
#include "requests/hurl_writer.h"

#include <QHeaderView>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QTableView>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::pages {

namespace {

QStringList wordsFrom(const std::vector<std::string_view> &names, const QString &prefix = {})
{
    QStringList words;
    for (const std::string_view name : names) {
        words.append(prefix + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    }
    return words;
}

// The text with a first assertion; empty when it cannot be read.
QString withAssertion(const QString &text, const QString &assertion)
{
    if (text.trimmed().isEmpty()) {
        return u"HTTP *\n[Asserts]\n"_s + assertion + u'\n';
    }
    const std::string request = "GET http://x\n";
    auto file = requests::readHurl(request + text.toStdString() + "\n");
    if (!file || file->entries.size() != 1 || !file->entries[0].response) {
        return {};
    }
    requests::Line line;
    line.value = assertion.toStdString();
    sectionOf(file->entries[0].response->sections, requests::SectionKind::Asserts)
        .lines.push_back(line);
    return QString::fromStdString(requests::writeHurl(*file).substr(request.size()));
}

} // namespace

AssertionsTable::AssertionsTable(QPlainTextEdit &text, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_model(new AssertionsModel(this))
    , m_table(new QTableView(this))
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Assertions"));
    m_table->setItemDelegateForColumn(AssertionsModel::WhatColumn,
                                      new WordDelegate(wordsFrom(requests::queryNames()), this));
    m_table->setItemDelegateForColumn(
        AssertionsModel::PredicateColumn,
        new WordDelegate(wordsFrom(requests::predicateNames()) +
                             wordsFrom(requests::predicateNames(), u"not "_s),
                         this));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(look::rowHeight());
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked |
                             QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table);
    connect(&text, &QPlainTextEdit::textChanged, m_model,
            [this] { m_model->setText(m_text.toPlainText()); });
    connect(m_model, &AssertionsModel::lineWanted, this, &AssertionsTable::replaceLine);
    connect(m_model, &AssertionsModel::newLineWanted, this, &AssertionsTable::addLine);
    connect(m_model, &AssertionsModel::refused, this, &AssertionsTable::refused);
    auto *remove = new QShortcut(QKeySequence::Delete, m_table);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &AssertionsTable::removeSelected);
}

void AssertionsTable::replaceLine(int line, const QString &text)
{
    QTextCursor cursor(m_text.document()->findBlockByNumber(line));
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    cursor.insertText(text);
}

void AssertionsTable::addLine(int above, const QString &text)
{
    QTextCursor cursor(m_text.document());
    if (above >= 0) {
        cursor = QTextCursor(m_text.document()->findBlockByNumber(above));
        cursor.movePosition(QTextCursor::EndOfBlock);
        cursor.insertText(u'\n' + text);
        return;
    }
    const QString whole = withAssertion(m_text.toPlainText(), text);
    if (whole.isEmpty()) {
        Q_EMIT refused(tr("The text has to be mended first: it cannot be read."));
        return;
    }
    cursor.select(QTextCursor::Document);
    cursor.insertText(whole);
}

void AssertionsTable::removeSelected()
{
    QList<int> lines;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows()) {
        if (const int line = m_model->lineOf(index.row()); line >= 0) {
            lines.append(line);
        }
    }
    std::ranges::sort(lines, std::greater<>());
    QTextCursor cursor(m_text.document());
    cursor.beginEditBlock();
    for (const int line : std::as_const(lines)) {
        cursor.setPosition(m_text.document()->findBlockByNumber(line).position());
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    }
    cursor.endEditBlock();
}

} // namespace gw::pages
