// SPDX-License-Identifier: GPL-3.0-or-later
#include "environments/environment_editor.h"

#include "environments/environment_model.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/elided_label.h"
#include "widgets/row_table.h"
#include "widgets/whole_text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace gw::environments {

namespace {

// Types dots into a value that is hidden.
class SecretDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &,
                          const QModelIndex &index) const override
    {
        auto *edit = new QLineEdit(parent);
        widgets::takeWholeText(*edit);
        edit->setFrame(false);
        if (static_cast<const EnvironmentModel *>(index.model())->isHidden(index.row())) {
            edit->setEchoMode(QLineEdit::Password);
        }
        return edit;
    }
};

} // namespace

EnvironmentEditor::EnvironmentEditor(QWidget *parent)
    : QWidget(parent)
    , m_model(new EnvironmentModel(this))
    , m_table(new widgets::RowTable(this))
    , m_text(new QPlainTextEdit(this))
    , m_stack(new QStackedWidget(this))
    , m_path(new widgets::ElidedLabel(this))
    , m_show(new QToolButton(this))
    , m_asText(new QToolButton(this))
{
    buildTable();
    m_text->setAccessibleName(tr("Variables as text"));
    m_text->setFont(look::fixedFont());
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(tr("# a comment\nname=value"));
    m_path->setFont(look::secondaryFont());
    m_path->setForegroundRole(QPalette::PlaceholderText);
    m_show->setText(tr("Show values"));
    m_show->setToolTip(tr("Show the values of secrets"));
    m_show->setCheckable(true);
    m_asText->setText(tr("As text"));
    m_asText->setToolTip(tr("Edit the file as it is, with its comments and secrets"));
    m_asText->setCheckable(true);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_text);

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(look::kMargin, look::kTight, look::kGap, look::kTight);
    tools->setSpacing(look::kGap);
    tools->addWidget(m_path, 1);
    tools->addWidget(m_show);
    tools->addWidget(m_asText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(tools);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_table);

    connect(m_show, &QToolButton::toggled, m_model, &EnvironmentModel::showSecrets);
    connect(m_asText, &QToolButton::toggled, this, &EnvironmentEditor::showAsText);
    connect(m_model, &EnvironmentModel::edited, this, &EnvironmentEditor::edited);
    connect(m_model, &EnvironmentModel::refused, this, &EnvironmentEditor::refused);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_isSetting) {
            m_isTyped = true;
            Q_EMIT edited();
        }
    });
}

void EnvironmentEditor::buildTable()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Variables"));
    m_table->setItemDelegateForColumn(EnvironmentModel::ValueColumn, new SecretDelegate(m_table));
    m_table->horizontalHeader()->setSectionResizeMode(EnvironmentModel::ValueColumn,
                                                      QHeaderView::Stretch);
    m_table->setColumnWidth(EnvironmentModel::NameColumn, fontMetrics().averageCharWidth() * 28);
    connect(m_table, &widgets::RowTable::removeWanted, m_model, &EnvironmentModel::removeRowsAt);
}

void EnvironmentEditor::setText(const QString &path, const std::string &text)
{
    const QScopedValueRollback guard(m_isSetting, true);
    m_path->setText(path);
    m_isTyped = false;
    m_hasReturns = text.substr(0, text.find('\n')).ends_with('\r');
    m_model->setText(text);
    m_text->setPlainText(QString::fromStdString(text));
}

std::string EnvironmentEditor::text() const
{
    return m_isTyped ? typedText() : m_model->text();
}

std::string EnvironmentEditor::typedText() const
{
    const QString typed = m_text->toPlainText();
    return (m_hasReturns ? QString(typed).replace(u'\n', "\r\n"_L1) : typed).toStdString();
}

QString EnvironmentEditor::path() const
{
    return m_path->text();
}

void EnvironmentEditor::showAsText(bool isText)
{
    const QScopedValueRollback guard(m_isSetting, true);
    if (isText) {
        m_text->setPlainText(QString::fromStdString(m_model->text()));
    } else if (m_isTyped) { // else its line ends stay as they were
        m_model->setText(typedText());
    }
    m_isTyped = false; // the model has it
    m_show->setEnabled(!isText);
    m_stack->setCurrentIndex(isText ? 1 : 0);
    setFocusProxy(m_stack->currentWidget());
}

} // namespace gw::environments
