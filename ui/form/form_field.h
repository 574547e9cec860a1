// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"
#include "spec/definition_schema.h"
#include "spec/json_document.h"

#include <QObject>

#include <memory>
#include <string>

class QFormLayout;
class QWidget;

namespace gw::form {

// One value of a definition in a form. Shows what the document has, and asks for a patch when the
// user changes it. Thread: GUI.
class FormField : public QObject {
    Q_OBJECT

public:
    explicit FormField(std::string pointer)
        : m_pointer(std::move(pointer))
    {
    }

    [[nodiscard]] const std::string &pointer() const { return m_pointer; }
    // The same field of another version.
    virtual void setPointer(const std::string &pointer) { m_pointer = pointer; }
    [[nodiscard]] virtual QWidget *widget() const = 0;
    // document: never null.
    virtual void show(const std::shared_ptr<const spec::JsonDocument> &document) = 0;

    // The right kind for what the schema says about the place: switch, choice, number, text, a
    // table for lists and maps of single values, or an area. `parent` takes the widget.
    [[nodiscard]] static std::unique_ptr<FormField>
    create(const spec::DefinitionSchema &schema, const std::string &pointer, QWidget *parent);
    // Whether a value is more than a cell of a table takes.
    [[nodiscard]] static bool isLarge(const spec::SchemaField &field);

Q_SIGNALS:
    void patchWanted(const gw::editing::Patch &patch);

protected:
    void set(const std::string &json);
    void remove(); // unless it is missing
    // A value that equals the default is not written where there is none.
    void setUnlessMissing(const std::string &json, bool isDefault);
    [[nodiscard]] std::optional<spec::JsonValue> valueIn(const spec::JsonDocument &document) const;
    void noteMissing(bool isMissing) { m_isMissing = isMissing; }

private:
    std::string m_pointer;
    bool m_isMissing = true;
};

// Labels of all sections begin and end at the same place.
inline constexpr int kLabelCharacters = 21;

struct FieldWords {
    QString label;
    std::string_view help;
    std::string name; // in the definition: "CORS.max_age"
};

// A row with the field and its words; returns what has the focus when the field is used.
QWidget *addFieldRow(QFormLayout &form, const FormField &field, const FieldWords &words);

} // namespace gw::form
