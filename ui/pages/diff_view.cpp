// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/diff_view.h"

#include "editing/field_help.h"
#include "look/palette.h"
#include "pages/diff_table.h"
#include "pages/text_diff_model.h"
#include "spec/definition_diff.h"
#include "spec/definition_writer.h"

#include <QHeaderView>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace gw::pages {

namespace {

constexpr int kShownCharacters = 200;

QString shortened(const std::string &json)
{
    const auto value = spec::JsonDocument::parse(json);
    QString text = QString::fromStdString(value ? spec::compactJson(value->root()) : json);
    if (text.size() > kShownCharacters) {
        text = text.left(kShownCharacters) + QStringLiteral(" ...");
    }
    return text;
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_fields(new QTableWidget(0, 3, this))
    , m_model(new TextDiffModel(this))
    , m_lines(diffTable(*m_model, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_fields, tr("Fields"));
    m_tabs->addTab(m_lines, tr("Lines"));
    dressDiffTable(*m_fields);
    m_fields->setAlternatingRowColors(true);
    m_fields->setAccessibleName(tr("Fields that differ"));
    m_fields->setHorizontalHeaderLabels({tr("Field"), tr("Before"), tr("After")});
    m_fields->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    connect(m_fields, &QTableWidget::cellActivated, this, [this](int row) {
        Q_EMIT pointerChosen(m_fields->item(row, 0)->data(Qt::UserRole).toString().toStdString());
    });
}

void DiffView::setTexts(const std::string &before, const std::string &after)
{
    fillFields(before, after);
    m_model->setTexts(before, after);
    m_tabs->setTabText(0, tr("Fields (%1)").arg(m_count));
    if (m_model->firstDifference() >= 0) {
        m_lines->scrollTo(m_model->index(m_model->firstDifference(), 0),
                          QAbstractItemView::PositionAtCenter);
    }
}

void DiffView::fillFields(const std::string &before, const std::string &after)
{
    m_fields->setRowCount(0);
    m_count = 0;
    const auto oldDocument = spec::JsonDocument::parse(before);
    const auto newDocument = spec::JsonDocument::parse(after);
    if (!oldDocument || !newDocument) {
        addField(tr("The text is no JSON, so only lines can be compared"), {}, {});
        m_tabs->setCurrentIndex(1);
        return;
    }
    for (const spec::Difference &difference : spec::differences(*oldDocument, *newDocument)) {
        addField(QString::fromStdString(editing::dottedPath(difference.pointer)),
                 shortened(difference.oldText), shortened(difference.newText));
        m_fields->item(m_count, 0)
            ->setData(Qt::UserRole, QString::fromStdString(difference.pointer));
        ++m_count;
    }
    if (m_count == 0) {
        addField(before == after ? tr("Nothing differs")
                                 : tr("Only layout or order differs, not the meaning"),
                 {}, {});
    }
}

void DiffView::addField(const QString &field, const QString &oldText, const QString &newText)
{
    const int row = m_fields->rowCount();
    m_fields->insertRow(row);
    const QStringList texts = {field, oldText, newText};
    for (int column = 0; column < texts.size(); ++column) {
        auto *item = new QTableWidgetItem(texts[column]);
        item->setToolTip(texts[column]);
        m_fields->setItem(row, column, item);
    }
}

} // namespace gw::pages
