// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/diff_view.h"

#include "compare/diff_table.h"
#include "compare/text_diff_model.h"
#include "editing/field_help.h"
#include "look/palette.h"
#include "spec/definition_diff.h"
#include "spec/definition_writer.h"
#include "widgets/work_bar.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::compare {

namespace {

constexpr int kShownCharacters = 200;
constexpr int kMostFields = 2000;

// Paths of fields begin alike: they are told apart by their ends.
class PathDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideMiddle;
    }
};

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
    , m_work(new widgets::WorkBar(this))
    , m_tabs(new QTabWidget(this))
    , m_fields(new QTableWidget(0, 3, this))
    , m_model(new TextDiffModel(this))
    , m_lines(diffTable(*m_model, this))
    , m_run(this, &DiffView::compared, [this](std::optional<Outcome> outcome) {
        show(outcome ? *std::move(outcome) : Outcome());
    })
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_work);
    layout->addWidget(m_tabs);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_fields, tr("Fields"));
    m_tabs->addTab(m_lines, tr("Lines"));
    dressDiffTable(*m_fields);
    m_fields->setAlternatingRowColors(true);
    m_fields->setItemDelegateForColumn(0, new PathDelegate(m_fields));
    m_fields->setAccessibleName(tr("Fields that differ"));
    m_fields->setHorizontalHeaderLabels({tr("Field"), tr("Before"), tr("After")});
    m_fields->horizontalHeader()->setStretchLastSection(true);
    connect(m_fields, &QTableWidget::cellActivated, this, [this](int row) {
        Q_EMIT pointerChosen(m_fields->item(row, 0)->data(Qt::UserRole).toString().toStdString());
    });
}

void DiffView::setTexts(const std::string &before, const std::string &after)
{
    m_fields->setRowCount(0);
    m_model->setRows({});
    m_count = 0;
    m_tabs->setTabText(0, tr("Fields"));
    m_work->begin(tr("Comparing ..."), [this] { cancel(); });
    m_run.request({before, after});
}

void DiffView::cancel()
{
    m_run.drop();
    m_work->end();
    addField(tr("Not compared: it was cancelled"), {}, {});
    m_tabs->setCurrentIndex(0);
}

DiffView::Outcome DiffView::compared(const Texts &texts, const std::stop_token &stop)
{
    Outcome outcome;
    outcome.isSameText = texts.before == texts.after;
    outcome.lines = TextDiffModel::compared(texts.before, texts.after, stop);
    if (stop.stop_requested()) {
        return outcome;
    }
    const auto oldDocument = spec::JsonDocument::parse(texts.before);
    const auto newDocument = spec::JsonDocument::parse(texts.after);
    outcome.isJson = oldDocument && newDocument;
    if (outcome.isJson) {
        for (const spec::Difference &each : spec::differences(*oldDocument, *newDocument)) {
            outcome.fields.push_back(
                {each.pointer, shortened(each.oldText), shortened(each.newText)});
        }
    }
    return outcome;
}

// Fields' names have up to a half of the room, and the values what is left: until somebody drags
// them to other widths.
void DiffView::fitFields()
{
    if (m_fitted && *m_fitted != widths()) {
        return;
    }
    const int room = width() - m_fields->verticalScrollBar()->sizeHint().width();
    m_fields->resizeColumnToContents(0);
    const int names = std::clamp(m_fields->columnWidth(0), room / 4, std::max(room / 2, 1));
    m_fields->setColumnWidth(0, names);
    m_fields->setColumnWidth(1, (room - names) / 2);
    m_fitted = widths();
}

DiffView::Widths DiffView::widths() const
{
    return {m_fields->columnWidth(0), m_fields->columnWidth(1)};
}

void DiffView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitFields();
}

void DiffView::show(Outcome outcome)
{
    m_work->end();
    m_fields->setRowCount(0);
    fillFields(outcome);
    fitFields();
    m_model->setRows(std::move(outcome.lines));
    m_tabs->setTabText(0, tr("Fields (%1)").arg(m_count));
    if (m_model->firstDifference() >= 0) {
        m_lines->scrollTo(m_model->index(m_model->firstDifference(), 0),
                          QAbstractItemView::PositionAtCenter);
    }
}

void DiffView::fillFields(const Outcome &outcome)
{
    m_count = static_cast<int>(outcome.fields.size());
    if (!outcome.isJson) {
        addField(tr("The text is no JSON, so only lines can be compared"), {}, {});
        m_tabs->setCurrentIndex(1);
        return;
    }
    for (const Field &field : outcome.fields) {
        const int row = m_fields->rowCount();
        if (row == kMostFields) {
            addField(tr("... and %n more; Lines has all", nullptr, m_count - row), {}, {});
            return;
        }
        addField(QString::fromStdString(editing::dottedPath(field.pointer)), field.oldText,
                 field.newText);
        m_fields->item(row, 0)->setData(Qt::UserRole, QString::fromStdString(field.pointer));
    }
    if (m_count == 0) {
        addField(outcome.isSameText ? tr("Nothing differs")
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

} // namespace gw::compare
