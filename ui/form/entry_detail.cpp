// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/entry_detail.h"

#include "form/entry_table_model.h"
#include "form/form_field.h"
#include "look/metrics.h"
#include "spec/json_pointer.h"
#include "widgets/row_table.h"

#include <QEvent>
#include <QFormLayout>

#include <algorithm>

namespace gw::form {

EntryDetail::EntryDetail(spec::DefinitionSchema schema, QWidget *parent)
    : QWidget(parent)
    , m_schema(std::move(schema))
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setHorizontalSpacing(look::kMargin);
    m_layout->setVerticalSpacing(look::kTight);
    m_layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    setAccessibleName(tr("Details of the endpoint"));
    hide();
}

void EntryDetail::setList(const std::string &pointer)
{
    if (pointer != m_list) {
        m_list = pointer;
        m_row = -1;
        rebuild();
    }
}

std::string EntryDetail::placeOf(const std::string &key) const
{
    const auto row = static_cast<std::size_t>(std::max(m_row, 0));
    return spec::childPointer(spec::childPointer(m_list, row), key);
}

// A field may be the one whose change brought the new list.
void EntryDetail::rebuild()
{
    for (FormField *field : m_fields) {
        field->disconnect(this);
        field->deleteLater();
        m_layout->removeRow(field->widget());
    }
    m_fields.clear();
    m_keys.clear();
    const auto list = m_schema.at(m_list);
    const auto items = list ? list->items() : std::nullopt;
    if (items) {
        for (const std::string_view key : items->keys()) {
            if (!FormField::isLarge(*items->child(key))) {
                continue;
            }
            const std::string place = placeOf(std::string(key));
            FormField *field = FormField::create(m_schema, place, this).release();
            field->setParent(this);
            QWidget *focused =
                addFieldRow(*m_layout, *field,
                            {humanName(key), items->child(key)->description(), std::string(key)});
            focused->installEventFilter(this);
            connect(field, &FormField::patchWanted, this, &EntryDetail::patchWanted);
            m_keys.emplace_back(key);
            m_fields.push_back(field);
        }
    }
    if (m_removal != nullptr) {
        widgets::RowTable::giveRemoval(*this, *m_removal);
    }
    retarget();
}

void EntryDetail::setRemoval(QAction &removal)
{
    m_removal = &removal;
    widgets::RowTable::giveRemoval(*this, removal);
}

void EntryDetail::setRow(int row)
{
    m_row = row;
    retarget();
}

void EntryDetail::setDocument(std::shared_ptr<const spec::JsonDocument> document)
{
    m_document = std::move(document);
    retarget();
}

void EntryDetail::retarget()
{
    setVisible(m_row >= 0 && m_document != nullptr && !m_fields.empty());
    if (m_row < 0 || m_document == nullptr) {
        return;
    }
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const std::string place = placeOf(m_keys[i]);
        if (m_fields[i]->pointer() != place) {
            m_fields[i]->setPointer(place);
        }
        m_fields[i]->show(m_document);
    }
}

bool EntryDetail::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        const auto field = std::ranges::find_if(m_fields, [object](const FormField *candidate) {
            return candidate->widget() == object || candidate->widget()->focusProxy() == object;
        });
        if (field != m_fields.end()) {
            Q_EMIT pointerEntered((*field)->pointer());
        }
    }
    return QWidget::eventFilter(object, event);
}

} // namespace gw::form
