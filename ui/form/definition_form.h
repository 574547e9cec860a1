// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"
#include "spec/definition_schema.h"
#include "spec/json_document.h"

#include <QScrollArea>

#include <memory>
#include <string>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace gw::form {

class EntryDetail;
class EntryTable;
class FormField;

// The settings of a definition that are changed most: identity, proxy, authentication, headers,
// endpoint lists, CORS, limits. Every change is a patch of the text; what the form does not show
// stays as it is. Thread: GUI.
class DefinitionForm final : public QScrollArea {
    Q_OBJECT

public:
    explicit DefinitionForm(spec::DefinitionSchema schema, QWidget *parent = nullptr);
    ~DefinitionForm() override;

    // Null when the text is no JSON: the form keeps its values and takes no input.
    void setDocument(const std::shared_ptr<const spec::JsonDocument> &document);
    // Scrolls to the field and focuses it, in the version that the place is in; false when the form
    // has none for it.
    bool goToPointer(const std::string &pointer);

Q_SIGNALS:
    void patchWanted(const gw::editing::Patch &patch);
    // The field that has the focus, for help.
    void pointerEntered(const std::string &pointer);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void build();
    void buildVersions(QVBoxLayout *layout);
    void buildEndpoints(QVBoxLayout *layout);
    QFormLayout *addSection(const QString &title, QVBoxLayout *layout);
    void addField(QFormLayout *form, const QString &label, std::string_view place);
    void listVersions(const spec::JsonDocument &document);
    void retarget(const std::string &version);
    void showFields();
    void showEndpoints();
    void showEntries();
    void chooseList();
    bool goToEntry(const std::vector<std::string> &tokens);
    [[nodiscard]] std::string listPlace(int index) const;
    [[nodiscard]] std::string placed(std::string_view place) const;

    spec::DefinitionSchema m_schema;
    std::vector<std::unique_ptr<FormField>> m_fields;
    std::shared_ptr<const spec::JsonDocument> m_document;
    std::string m_version = "Default"; // that the form shows
    QComboBox *m_versions = nullptr;
    QComboBox *m_lists = nullptr;
    QLabel *m_listHelp = nullptr;
    EntryTable *m_endpoints = nullptr;
    EntryDetail *m_detail = nullptr;
};

} // namespace gw::form
