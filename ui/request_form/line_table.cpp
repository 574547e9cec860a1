// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/line_table.h"

#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/row_table.h"
#include "widgets/whole_text.h"

#include <QComboBox>
#include <QCompleter>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

namespace gw::request_form {

namespace {

// Completes names while they are typed.
class NameDelegate final : public QStyledItemDelegate {
public:
    NameDelegate(QStringList names, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_names(std::move(names))
    {
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &,
                          const QModelIndex &) const override
    {
        auto *edit = new QLineEdit(parent);
        widgets::takeWholeText(*edit);
        edit->setFrame(false);
        auto *completer = new QCompleter(m_names, edit);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        edit->setCompleter(completer);
        return edit;
    }

private:
    QStringList m_names;
};

// Completes values by the name in their row.
class ValueDelegate final : public QStyledItemDelegate {
public:
    ValueDelegate(std::function<QStringList(const QString &)> valuesOf, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_valuesOf(std::move(valuesOf))
    {
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &,
                          const QModelIndex &index) const override
    {
        auto *edit = new QLineEdit(parent);
        widgets::takeWholeText(*edit);
        edit->setFrame(false);
        const QStringList values =
            m_valuesOf(index.siblingAtColumn(LineTableModel::NameColumn).data().toString());
        if (!values.isEmpty()) {
            auto *completer = new QCompleter(values, edit);
            completer->setCaseSensitivity(Qt::CaseInsensitive);
            edit->setCompleter(completer);
        }
        return edit;
    }

private:
    std::function<QStringList(const QString &)> m_valuesOf;
};

// Text or file.
class KindDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &,
                          const QModelIndex &) const override
    {
        auto *box = new QComboBox(parent);
        box->setFrame(false);
        box->addItems({LineTable::tr("Text"), LineTable::tr("File")});
        return box;
    }

    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        static_cast<QComboBox *>(editor)->setCurrentIndex(index.data(Qt::EditRole).toBool() ? 1
                                                                                            : 0);
    }

    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override
    {
        model->setData(index, static_cast<QComboBox *>(editor)->currentIndex() == 1);
    }
};

} // namespace

LineTable::LineTable(const QString &what, const QStringList &names, QWidget *parent,
                     LineTableModel::Rows rows)
    : QWidget(parent)
    , m_model(new LineTableModel(this, rows))
    , m_table(new widgets::RowTable(this))
    , m_bulk(new QPlainTextEdit(this))
    , m_problems(new QLabel(this))
    , m_bulkButton(new QToolButton(this))
    , m_stack(new QStackedWidget(this))
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(what);
    m_table->setItemDelegateForColumn(LineTableModel::NameColumn, new NameDelegate(names, m_table));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(LineTableModel::NameColumn, fontMetrics().averageCharWidth() * 28);
    buildBulk(what);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_bulk);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, look::kTight, look::kGap, 0);
    layout->setSpacing(look::kGap);
    auto *left = new QVBoxLayout;
    left->setSpacing(look::kTight);
    left->addWidget(m_stack, 1);
    left->addWidget(m_problems);
    m_problems->setWordWrap(true);
    m_problems->hide();
    layout->addLayout(left, 1);
    m_buttons = new QVBoxLayout;
    m_buttons->setSpacing(look::kTight);
    m_buttons->addWidget(m_bulkButton);
    m_buttons->addStretch(1);
    layout->addLayout(m_buttons);
    if (rows == LineTableModel::Rows::Parts) {
        buildParts();
    } else if (rows == LineTableModel::Rows::Parameters) {
        buildPlaces();
    }
    connect(m_model, &QAbstractItemModel::modelReset, this, &LineTable::showBulk);
    connect(m_model, &QAbstractItemModel::modelReset, this, &LineTable::showProblems);
    connect(m_model, &LineTableModel::edited, this, &LineTable::showProblems);
    connect(m_table, &widgets::RowTable::removeWanted, m_model, &LineTableModel::removeRowsAt);
}

void LineTable::buildBulk(const QString &what)
{
    m_bulk->setAccessibleName(tr("%1 as text").arg(what));
    m_bulk->setFont(look::fixedFont());
    m_bulk->setFrameShape(QFrame::NoFrame);
    m_bulk->setTabChangesFocus(true);
    m_bulk->setPlaceholderText(
        tr("Name: value on each line; # in front keeps a line without sending it"));
    m_bulkButton->setText(tr("As text"));
    m_bulkButton->setCheckable(true);
    m_bulkButton->setToolTip(tr("Edit all rows as lines of text"));
    connect(m_bulkButton, &QToolButton::toggled, this, &LineTable::setBulk);
    connect(m_bulk, &QPlainTextEdit::textChanged, this, [this] {
        if (m_bulkButton->isChecked() && !m_isTakingBulk) {
            const QScopedValueRollback guard(m_isTakingBulk, true);
            m_model->setBulkText(m_bulk->toPlainText());
        }
    });
}

void LineTable::setValues(std::function<QStringList(const QString &)> valuesOf)
{
    m_table->setItemDelegateForColumn(LineTableModel::ValueColumn,
                                      new ValueDelegate(std::move(valuesOf), m_table));
}

void LineTable::setValueDelegate(QAbstractItemDelegate *delegate)
{
    delegate->setParent(m_table);
    m_table->setItemDelegateForColumn(LineTableModel::ValueColumn, delegate);
}

void LineTable::setCheck(std::function<QString(const requests::Line &line)> check)
{
    m_model->setCheck(std::move(check));
}

void LineTable::addButton(QToolButton *button)
{
    m_buttons->insertWidget(0, button);
}

void LineTable::editValue(int row)
{
    const QModelIndex index = m_model->index(row, LineTableModel::ValueColumn);
    m_table->setCurrentIndex(index);
    m_table->setFocus();
    m_table->edit(index);
}

void LineTable::showProblems()
{
    QStringList problems;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (const QString problem = m_model->problemOf(row); !problem.isEmpty()) {
            problems.append(problem);
        }
    }
    m_problems->setText(problems.join(u'\n'));
    m_problems->setVisible(!problems.isEmpty());
}

void LineTable::buildParts()
{
    m_table->setItemDelegateForColumn(LineTableModel::KindColumn, new KindDelegate(m_table));
    m_table->horizontalHeader()->moveSection(LineTableModel::KindColumn,
                                             LineTableModel::ValueColumn);
    m_table->setColumnWidth(LineTableModel::ValueColumn, fontMetrics().averageCharWidth() * 40);
    auto *choose = new QToolButton(this);
    choose->setText(tr("File..."));
    choose->setToolTip(tr("Send a file as the selected part, or as a new one"));
    m_buttons->insertWidget(1, choose);
    connect(choose, &QToolButton::clicked, this, &LineTable::chooseFile);
}

// Where no parameter stands in the URL, nothing is said about that.
void LineTable::buildPlaces()
{
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(LineTableModel::ValueColumn,
                                                      QHeaderView::Stretch);
    const auto show = [this] {
        m_table->setColumnHidden(LineTableModel::kPlaceColumn, m_model->urlCount() == 0);
    };
    connect(m_model, &QAbstractItemModel::modelReset, this, show);
    connect(m_model, &LineTableModel::edited, this, show);
    show();
}

void LineTable::chooseFile()
{
    const QModelIndex current = m_table->currentIndex();
    const int row = current.isValid() ? current.row() : m_model->rowCount() - 1;
    auto *dialog = new QFileDialog(this, tr("File of the part"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, row](const QString &path) { m_model->setFile(row, path); });
    dialog->open();
}

void LineTable::setBulk(bool isBulk)
{
    showBulk();
    m_stack->setCurrentIndex(isBulk ? 1 : 0);
}

void LineTable::showBulk()
{
    if (m_bulkButton->isChecked() && !m_isTakingBulk) {
        const QScopedValueRollback guard(m_isTakingBulk, true);
        m_bulk->setPlainText(m_model->bulkText());
    }
}

void LineTable::beginRow()
{
    const QModelIndex index = m_model->index(m_model->rowCount() - 1, 0);
    m_table->setCurrentIndex(index);
    m_table->edit(index);
}

} // namespace gw::request_form
