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
class QBoxLayout;
class QComboBox;
class QFormLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace gw::form {

class EntryDetail;
class EntryTable;
class FormField;
class SectionList;
class VersionBar;

// The settings of a definition that are changed most: identity, proxy, authentication, headers,
// endpoint lists, CORS, limits. Every change is a patch of the text; what the form does not show
// stays as it is. Thread: GUI.
class DefinitionForm final : public QWidget {
    Q_OBJECT

public:
    explicit DefinitionForm(spec::DefinitionSchema schema, QWidget *parent = nullptr);
    ~DefinitionForm() override;

    // Null when the text is no JSON: the form keeps its values and takes no input.
    void setDocument(const std::shared_ptr<const spec::JsonDocument> &document);
    // Scrolls to the field and focuses it, in the version that the place is in; false when the form
    // has none for it.
    bool goToPointer(const std::string &pointer);
    // Whose keys remove the selected rows of the tables here; it must outlive this.
    void setRemoval(QAction &removal);

Q_SIGNALS:
    void patchWanted(const gw::editing::Patch &patch);
    // The field that has the focus, for help.
    void pointerEntered(const std::string &pointer);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void buildVersions(QVBoxLayout *layout);
    void buildEndpoints(QVBoxLayout *layout);
    QFormLayout *addSection(const QString &title, QVBoxLayout *layout);
    void addField(QFormLayout *form, const QString &label, std::string_view place);
    void fitSections();
    void goToSection(int section);
    void enterSection(int section);
    void followScrolling();
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
    QBoxLayout *m_layout = nullptr;    // the sections, and what is in them
    SectionList *m_sections = nullptr;
    QScrollArea *m_scroll = nullptr;
    std::vector<QLabel *> m_titles; // of the sections
    bool m_isJumping = false;
    VersionBar *m_versions = nullptr;
    QComboBox *m_lists = nullptr;
    QLabel *m_listHelp = nullptr;
    EntryTable *m_endpoints = nullptr;
    EntryDetail *m_detail = nullptr;
};

} // namespace gw::form
