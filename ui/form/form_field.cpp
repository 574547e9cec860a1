// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/form_field.h"

#include "form/area_field.h"
#include "form/entry_table.h"
#include "form/field_undo.h"
#include "look/palette.h"
#include "spec/json_pointer.h"
#include "widgets/whole_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

namespace gw::form {

namespace {

using spec::JsonDocument;
using spec::JsonType;
using spec::JsonValue;
using spec::SchemaField;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

constexpr int kFieldCharacters = 24; // less, and the field goes below its label

bool isScalar(const std::optional<SchemaField> &field)
{
    const std::vector<JsonType> types = field ? field->types() : std::vector<JsonType>();
    return !types.empty() && types.front() != JsonType::Array && types.front() != JsonType::Object;
}

// A list, or a map from any name, whose values are single ones.
bool isTable(const SchemaField &field)
{
    if (field.allows(JsonType::Array)) {
        return isScalar(field.items());
    }
    return field.keys().empty() && isScalar(field.child("any"));
}

class SwitchField final : public FormField {
public:
    SwitchField(std::string pointer, QWidget *parent)
        : FormField(std::move(pointer))
        , m_box(new QCheckBox(parent))
    {
        connect(m_box, &QCheckBox::toggled, this,
                [this](bool isOn) { setUnlessMissing(isOn ? "true" : "false", !isOn); });
    }

    [[nodiscard]] QWidget *widget() const override { return m_box; }

    void show(const std::shared_ptr<const JsonDocument> &document) override
    {
        const std::optional<JsonValue> value = valueIn(*document);
        noteMissing(!value);
        const QSignalBlocker quiet(m_box);
        m_box->setChecked(value && value->boolean());
    }

private:
    QCheckBox *m_box;
};

class ChoiceField final : public FormField {
public:
    ChoiceField(std::string pointer, const SchemaField &field, QWidget *parent)
        : FormField(std::move(pointer))
        , m_box(new QComboBox(parent))
    {
        m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        for (const std::string_view json : field.enumValues()) {
            const auto value = JsonDocument::parse(std::string(json));
            const bool isText = value && value->root().isString();
            const QString text = textOf(isText ? value->root().string() : json);
            m_box->addItem(text.isEmpty() ? FormField::tr("(none)") : text, textOf(json));
        }
        connect(m_box, &QComboBox::activated, this, [this] {
            const std::string json = m_box->currentData().toString().toStdString();
            setUnlessMissing(json, json == "\"\"" || json == "0");
        });
    }

    [[nodiscard]] QWidget *widget() const override { return m_box; }

    // A value that is none of the choices is shown as it is.
    void show(const std::shared_ptr<const JsonDocument> &document) override
    {
        const std::optional<JsonValue> value = valueIn(*document);
        noteMissing(!value);
        const QString json = value && !value->isNull() ? textOf(value->text()) : QString();
        int index = json.isEmpty() ? 0 : m_box->findData(json);
        if (index < 0) {
            m_box->addItem(textOf(value->isString() ? value->string() : value->text()), json);
            index = m_box->count() - 1;
        }
        const QSignalBlocker quiet(m_box);
        m_box->setCurrentIndex(index);
    }

private:
    QComboBox *m_box;
};

class TextField final : public FormField {
public:
    TextField(std::string pointer, const SchemaField &field, QWidget *parent)
        : FormField(std::move(pointer))
        , m_edit(new QLineEdit(parent))
        , m_isNumber(!field.allows(JsonType::String))
    {
        m_edit->setFont(look::fixedFont());
        widgets::takeWholeText(*m_edit);
        const std::vector<std::string_view> examples = field.examples();
        if (m_isNumber) {
            m_edit->setPlaceholderText(textOf(field.defaultText()));
        } else if (!examples.empty()) {
            const auto example = JsonDocument::parse(std::string(examples.front()));
            m_edit->setPlaceholderText(example ? textOf(example->root().string()) : QString());
        }
        leaveUndoToPage(*m_edit);
        connect(m_edit, &QLineEdit::editingFinished, this, &TextField::commit);
    }

    [[nodiscard]] QWidget *widget() const override { return m_edit; }

    void show(const std::shared_ptr<const JsonDocument> &document) override
    {
        const std::optional<JsonValue> value = valueIn(*document);
        noteMissing(!value || value->isNull());
        const QString text = !value || value->isNull()
                                 ? QString()
                                 : textOf(value->isString() ? value->string() : value->text());
        if (m_edit->isModified() && text == m_shown) {
            return; // another field's change: what is being typed here goes on
        }
        m_shown = text;
        if (m_edit->text() != m_shown) {
            m_edit->setText(m_shown);
            m_edit->setCursorPosition(0); // the start of a long text is what tells it apart
        } else {
            forgetUndone(*m_edit);
        }
    }

private:
    void commit()
    {
        const QString typed = m_isNumber ? m_edit->text().trimmed() : m_edit->text();
        m_edit->setModified(false);
        if (typed == m_shown) {
            return;
        }
        m_shown = typed;
        if (!m_isNumber) {
            setUnlessMissing(spec::quotedJson(typed.toStdString()), typed.isEmpty());
            return;
        }
        const std::string number = typed.isEmpty() ? "0" : typed.toStdString();
        const auto value = JsonDocument::parse(number);
        const bool isNumber = value && value->root().type() == JsonType::Number;
        // What is no number is written as text: the checks say so, and nothing is lost.
        setUnlessMissing(isNumber ? number : spec::quotedJson(number), typed.isEmpty());
    }

    QLineEdit *m_edit;
    bool m_isNumber;
    QString m_shown;
};

class TableField final : public FormField {
public:
    TableField(std::string pointer, const spec::DefinitionSchema &schema, QWidget *parent)
        : FormField(std::move(pointer))
        , m_table(new EntryTable(schema, parent))
    {
        m_table->setPointer(this->pointer());
        connect(m_table, &EntryTable::patchWanted, this, &FormField::patchWanted);
    }

    void setPointer(const std::string &pointer) override
    {
        FormField::setPointer(pointer);
        m_table->setPointer(pointer);
    }
    [[nodiscard]] QWidget *widget() const override { return m_table; }

    void show(const std::shared_ptr<const JsonDocument> &document) override
    {
        m_table->setDocument(document);
    }

private:
    EntryTable *m_table;
};

} // namespace

std::unique_ptr<FormField> FormField::create(const spec::DefinitionSchema &schema,
                                             const std::string &pointer, QWidget *parent)
{
    const std::optional<SchemaField> field = schema.at(pointer);
    Q_ASSERT(field);
    const std::vector<JsonType> types = field->types();
    if (isLarge(*field)) {
        if (isScalar(field)) {
            return std::make_unique<AreaField>(pointer, AreaField::Kind::Text, parent);
        }
        if (!isTable(*field)) {
            return std::make_unique<AreaField>(pointer, AreaField::Kind::Json, parent);
        }
        return std::make_unique<TableField>(pointer, schema, parent);
    }
    if (!field->enumValues().empty()) {
        return std::make_unique<ChoiceField>(pointer, *field, parent);
    }
    if (!types.empty() && types.front() == JsonType::Bool) {
        return std::make_unique<SwitchField>(pointer, parent);
    }
    return std::make_unique<TextField>(pointer, *field, parent);
}

bool FormField::isLarge(const SchemaField &field)
{
    return !isScalar(field) || field.format() == "text";
}

std::optional<JsonValue> FormField::valueIn(const JsonDocument &document) const
{
    return document.valueAt(m_pointer);
}

void FormField::set(const std::string &json)
{
    Q_EMIT patchWanted([pointer = m_pointer, json](std::string_view text) {
        return editing::setValue(text, pointer, json);
    });
}

void FormField::remove()
{
    if (!m_isMissing) {
        Q_EMIT patchWanted([pointer = m_pointer](std::string_view text) {
            return editing::removeValue(text, pointer);
        });
    }
}

void FormField::setUnlessMissing(const std::string &json, bool isDefault)
{
    if (!m_isMissing || !isDefault) {
        set(json);
    }
}

QWidget *addFieldRow(QFormLayout &form, const FormField &field, const FieldWords &words)
{
    QWidget *widget = field.widget();
    const QString help = textOf(words.help);
    auto *name = new QLabel(words.label);
    name->setBuddy(widget);
    const QString tip = QStringLiteral("%1\n%2").arg(QString::fromStdString(words.name), help);
    name->setToolTip(tip);
    name->setMinimumWidth(name->fontMetrics().averageCharWidth() * kLabelCharacters);
    if (qobject_cast<QCheckBox *>(widget) == nullptr) {
        widget->setMinimumWidth(name->fontMetrics().averageCharWidth() * kFieldCharacters);
    }
    widget->setToolTip(tip);
    widget->setObjectName(QString::fromStdString(field.pointer()));
    form.addRow(name, widget);
    QWidget *focused = widget->focusProxy() != nullptr ? widget->focusProxy() : widget;
    focused->setAccessibleName(words.label);
    focused->setAccessibleDescription(help);
    return focused;
}

} // namespace gw::form
