// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/options_table.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "request_form/hurl_text.h"
#include "request_form/line_table.h"
#include "request_form/option_words.h"
#include "request_form/word_delegate.h"

#include <QAction>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPersistentModelIndex>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::request_form {

namespace {

QStringList optionNames()
{
    QStringList names;
    for (const requests::OptionInfo &option : requests::knownOptions()) {
        names.append(QString::fromUtf8(option.name));
    }
    return names;
}

QString optionOf(const QModelIndex &index)
{
    return index.siblingAtColumn(LineTableModel::NameColumn).data(Qt::EditRole).toString();
}

// A box of what there is to choose from, else a field; one for a file has a button that asks.
class OptionValueDelegate final : public WordDelegate {
public:
    explicit OptionValueDelegate(QWidget *table)
        : WordDelegate([](const QModelIndex &index) { return choicesOf(optionOf(index)); }, table)
        , m_table(table)
    {
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override
    {
        QWidget *editor = WordDelegate::createEditor(parent, option, index);
        auto *field = qobject_cast<QLineEdit *>(editor);
        if (field == nullptr || kindOf(optionOf(index)) != requests::OptionKind::File) {
            return editor;
        }
        QAction *choose = field->addAction(look::icon(QStringLiteral("document-open")),
                                           QLineEdit::TrailingPosition);
        choose->setText(OptionsTable::tr("Choose a file"));
        choose->setToolTip(choose->text());
        // The field is gone by the time when a file was chosen.
        connect(choose, &QAction::triggered, m_table,
                [table = m_table, at = QPersistentModelIndex(index)] { askForFile(*table, at); });
        return editor;
    }

private:
    static void askForFile(QWidget &table, const QPersistentModelIndex &at)
    {
        auto *dialog = new QFileDialog(&table, OptionsTable::tr("File of the option"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QFileDialog::fileSelected, &table, [at](const QString &path) {
            if (at.isValid()) {
                auto *model = const_cast<QAbstractItemModel *>(at.model());
                model->setData(at, path, Qt::EditRole);
            }
        });
        dialog->open();
    }

    QWidget *m_table;
};

} // namespace

OptionsTable::OptionsTable(QWidget *parent)
    : QWidget(parent)
    , m_lines(new LineTable(tr("Options"), optionNames(), this))
    , m_menu(new QMenu(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_lines);
    m_lines->setValueDelegate(new OptionValueDelegate(m_lines));
    m_lines->setCheck(&whyRefused);
    auto *add = new QToolButton(this);
    add->setText(tr("Add"));
    add->setToolTip(tr("All options that there are, and what they do"));
    add->setMenu(m_menu);
    add->setPopupMode(QToolButton::InstantPopup);
    m_lines->addButton(add);
    connect(m_menu, &QMenu::aboutToShow, this, &OptionsTable::fillMenu);
}

void OptionsTable::fillMenu()
{
    m_menu->clear();
    for (const OptionGroup &group : optionGroups()) {
        fillGroup(*m_menu->addMenu(group.title), group);
    }
}

void OptionsTable::fillGroup(QMenu &menu, const OptionGroup &group)
{
    for (const QString &option : group.names) {
        // The sentence stands where other menus have keys.
        QAction *action = menu.addAction(option + QLatin1Char('\t') + sentenceOf(option), this,
                                         [this, option] { add(option); });
        action->setObjectName(option);
        action->setCheckable(true);
        action->setChecked(rowOf({option}) >= 0);
    }
}

int OptionsTable::rowOf(const QStringList &options) const
{
    const std::vector<requests::Line> &lines = m_lines->model().lines();
    const auto found = std::ranges::find_if(lines, [&options](const requests::Line &line) {
        return options.contains(shownText(line.name));
    });
    return found == lines.end() ? -1 : static_cast<int>(found - lines.begin());
}

void OptionsTable::add(const QString &option)
{
    QStringList replaced{option};
    for (const OptionGroup &group : optionGroups()) {
        if (group.isChoice && group.names.contains(option)) {
            replaced = group.names;
        }
    }
    LineTableModel &model = m_lines->model();
    const int known = isRepeatable(option) ? -1 : rowOf(replaced);
    const int row = known < 0 ? model.rowCount() - 1 : known;
    const bool isOther = optionOf(model.index(row, LineTableModel::NameColumn)) != option;
    if (isOther) {
        model.setData(model.index(row, LineTableModel::NameColumn), option, Qt::EditRole);
        model.setData(model.index(row, LineTableModel::ValueColumn), firstValueOf(option),
                      Qt::EditRole);
    }
    model.setData(model.index(row, LineTableModel::NameColumn), Qt::Checked, Qt::CheckStateRole);
    m_lines->editValue(row);
}

} // namespace gw::request_form
