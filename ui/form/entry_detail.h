// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"
#include "spec/definition_schema.h"
#include "spec/json_document.h"

#include <QWidget>

#include <memory>
#include <string>
#include <vector>

class QAction;
class QFormLayout;

namespace gw::form {

class FormField;

// What an entry of a list of objects holds beside the columns of its table: lists, maps, objects
// and long texts. Hidden where the list's entries have none. Thread: GUI.
class EntryDetail final : public QWidget {
    Q_OBJECT

public:
    explicit EntryDetail(spec::DefinitionSchema schema, QWidget *parent = nullptr);

    void setList(const std::string &pointer);
    // -1: no entry is chosen.
    void setRow(int row);
    // Null: nothing is shown.
    void setDocument(std::shared_ptr<const spec::JsonDocument> document);
    // Whose keys remove the selected rows of the tables here; it must outlive this.
    void setRemoval(QAction &removal);
    [[nodiscard]] const std::vector<FormField *> &fields() const { return m_fields; }

Q_SIGNALS:
    void patchWanted(const gw::editing::Patch &patch);
    void pointerEntered(const std::string &pointer);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void rebuild();
    void retarget();
    [[nodiscard]] std::string placeOf(const std::string &key) const;

    spec::DefinitionSchema m_schema;
    std::string m_list;
    int m_row = -1;
    std::shared_ptr<const spec::JsonDocument> m_document;
    QFormLayout *m_layout;
    std::vector<std::string> m_keys; // one for each field
    std::vector<FormField *> m_fields;
    QAction *m_removal = nullptr;
};

} // namespace gw::form
