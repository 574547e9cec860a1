// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/definition_form.h"

#include "form/definition_sections.h"
#include "form/entry_detail.h"
#include "form/entry_table.h"
#include "form/entry_table_model.h"
#include "form/form_field.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "spec/json_pointer.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::form {

namespace {

constexpr std::string_view kEndpoints = "@/extended_paths";

} // namespace

DefinitionForm::DefinitionForm(spec::DefinitionSchema schema, QWidget *parent)
    : QScrollArea(parent)
    , m_schema(std::move(schema))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Settings of the API"));
    build();
}

DefinitionForm::~DefinitionForm() = default;

void DefinitionForm::build()
{
    auto *content = new QWidget(this);
    auto *outer = new QHBoxLayout(content);
    outer->setContentsMargins(look::kMargin, look::kMargin, look::kMargin, look::kMargin);
    auto *column = new QWidget(content);
    column->setMaximumWidth(look::kFormWidth);
    outer->addWidget(column, 1);
    outer->addStretch(0);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins({});
    layout->setSpacing(look::kGap);
    const auto addAll = [this, layout](const std::vector<FormSection> &sections) {
        for (const FormSection &section : sections) {
            QFormLayout *form = addSection(tr(section.title), layout);
            for (const FormEntry &entry : section.entries) {
                addField(form, tr(entry.label), entry.place);
            }
        }
    };
    addAll(sectionsBeforeEndpoints());
    buildVersions(layout);
    buildEndpoints(layout);
    addAll(sectionsBehindEndpoints());
    layout->addStretch(1);
    setWidget(content);
    content->setEnabled(false);
}

QFormLayout *DefinitionForm::addSection(const QString &title, QVBoxLayout *layout)
{
    auto *label = new QLabel(title);
    label->setFont(look::strongFont());
    layout->addSpacing(layout->count() == 0 ? 0 : look::kGap);
    layout->addWidget(label);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(look::kMargin);
    form->setVerticalSpacing(look::kTight + 2);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    layout->addLayout(form);
    return form;
}

void DefinitionForm::addField(QFormLayout *form, const QString &label, std::string_view place)
{
    const std::string pointer = placed(place);
    std::unique_ptr<FormField> field = FormField::create(m_schema, pointer, form->parentWidget());
    QWidget *focused = addFieldRow(*form, *field, {label, m_schema.at(pointer)->description()});
    focused->setProperty("pointer", QString::fromStdString(pointer));
    focused->installEventFilter(this);
    connect(field.get(), &FormField::patchWanted, this, &DefinitionForm::patchWanted);
    m_fields.push_back(std::move(field));
}

// What stands below it is of the version that is chosen here.
void DefinitionForm::buildVersions(QVBoxLayout *layout)
{
    QFormLayout *form = addSection(tr("Version"), layout);
    m_versions = new QComboBox;
    m_versions->setObjectName(QStringLiteral("version"));
    m_versions->setAccessibleName(tr("Version"));
    m_versions->setToolTip(
        tr("Endpoints, headers and the limits of body and time are those of this version"));
    m_versions->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_versions->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *name = new QLabel(tr("Shown below"));
    name->setBuddy(m_versions);
    name->setMinimumWidth(name->fontMetrics().averageCharWidth() * kLabelCharacters);
    form->addRow(name, m_versions);
    connect(m_versions, &QComboBox::currentTextChanged, this, [this](const QString &version) {
        if (m_document != nullptr && !version.isEmpty()) {
            retarget(version.toStdString());
            showFields();
        }
    });
}

void DefinitionForm::buildEndpoints(QVBoxLayout *layout)
{
    QFormLayout *form = addSection(tr("Endpoints"), layout);
    m_lists = new QComboBox;
    m_lists->setObjectName(QStringLiteral("lists"));
    m_lists->setAccessibleName(tr("Endpoint list"));
    m_lists->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_lists->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const std::string_view key : m_schema.at(placed(kEndpoints))->keys()) {
        m_lists->addItem(humanName(key), QString::fromUtf8(key.data(), qsizetype(key.size())));
    }
    auto *name = new QLabel(tr("List"));
    name->setBuddy(m_lists);
    name->setMinimumWidth(name->fontMetrics().averageCharWidth() * kLabelCharacters);
    form->addRow(name, m_lists);
    m_endpoints = new EntryTable(m_schema);
    m_endpoints->view()->setAccessibleName(tr("Endpoints"));
    m_endpoints->setObjectName(QStringLiteral("endpoints"));
    m_listHelp = new QLabel;
    m_listHelp->setObjectName(QStringLiteral("listHelp"));
    m_listHelp->setFont(look::secondaryFont());
    m_listHelp->setForegroundRole(QPalette::PlaceholderText);
    m_listHelp->setWordWrap(true);
    m_detail = new EntryDetail(m_schema);
    layout->addWidget(m_listHelp);
    layout->addWidget(m_endpoints);
    layout->addWidget(m_detail);
    connect(m_endpoints, &EntryTable::patchWanted, this, &DefinitionForm::patchWanted);
    connect(m_detail, &EntryDetail::patchWanted, this, &DefinitionForm::patchWanted);
    connect(m_detail, &EntryDetail::pointerEntered, this, &DefinitionForm::pointerEntered);
    connect(m_endpoints->view()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { m_detail->setRow(current.row()); });
    connect(m_lists, &QComboBox::currentIndexChanged, this, &DefinitionForm::showEndpoints);
    showEndpoints();
}

std::string DefinitionForm::placed(std::string_view place) const
{
    if (!place.starts_with('@')) {
        return std::string(place);
    }
    return spec::childPointer("/version_data/versions", m_version) + std::string(place.substr(1));
}

std::string DefinitionForm::listPlace(int index) const
{
    return spec::childPointer(placed(kEndpoints),
                              m_lists->itemData(index).toString().toStdString());
}

void DefinitionForm::showEndpoints()
{
    const std::string place = listPlace(std::max(m_lists->currentIndex(), 0));
    const std::string_view help = m_schema.at(place)->description();
    m_listHelp->setText(QString::fromUtf8(help.data(), static_cast<qsizetype>(help.size())));
    m_endpoints->setPointer(place);
    m_detail->setList(place);
    showEntries();
}

// The details are those of a row; there is always one where there are entries.
void DefinitionForm::showEntries()
{
    m_endpoints->setDocument(m_document);
    if (!m_endpoints->view()->currentIndex().isValid()) {
        m_endpoints->view()->selectRow(0);
    }
    m_detail->setDocument(m_document);
    m_detail->setRow(m_endpoints->view()->currentIndex().row());
}

void DefinitionForm::setDocument(const std::shared_ptr<const spec::JsonDocument> &document)
{
    widget()->setEnabled(document != nullptr && document->root().isObject());
    if (document == nullptr) {
        return;
    }
    const bool isFirst = m_document == nullptr;
    m_document = document;
    listVersions(*document);
    const auto preferred = document->valueAt("/version_data/default_version");
    if (isFirst && preferred) {
        const std::string_view version = preferred->string();
        const int index = m_versions->findText(
            QString::fromUtf8(version.data(), static_cast<qsizetype>(version.size())));
        m_versions->setCurrentIndex(std::max(index, 0));
    }
    retarget(m_versions->currentText().toStdString());
    if (isFirst) {
        chooseList();
    }
    showFields();
}

// The version that was chosen stays as long as the document has it.
void DefinitionForm::listVersions(const spec::JsonDocument &document)
{
    QStringList names;
    if (const auto versions = document.valueAt("/version_data/versions")) {
        for (const spec::JsonValue version : versions->children()) {
            names.append(QString::fromStdString(std::string(version.key())));
        }
    }
    if (names.isEmpty()) {
        names.append(QStringLiteral("Default"));
    }
    const QSignalBlocker quiet(m_versions);
    const QString chosen = m_versions->currentText();
    m_versions->clear();
    m_versions->addItems(names);
    m_versions->setCurrentIndex(std::max(m_versions->findText(chosen), 0));
    m_versions->setEnabled(names.size() > 1);
}

// The fields of the version follow its name.
void DefinitionForm::retarget(const std::string &version)
{
    if (version == m_version) {
        return;
    }
    const std::string before = placed("@");
    m_version = version;
    for (const auto &field : m_fields) {
        if (field->pointer().starts_with(before + '/')) {
            field->setPointer(placed("@") + field->pointer().substr(before.size()));
        }
    }
    showEndpoints();
}

void DefinitionForm::showFields()
{
    for (const auto &field : m_fields) {
        field->show(m_document);
    }
    for (int i = 0; i < m_lists->count(); ++i) {
        const auto list = m_document->valueAt(listPlace(i));
        const QString name = humanName(m_lists->itemData(i).toString().toStdString());
        m_lists->setItemText(
            i, list && list->size() > 0 ? name + QStringLiteral("  (%1)").arg(list->size()) : name);
    }
    showEntries();
}

// Begins with a list that has entries.
void DefinitionForm::chooseList()
{
    for (int i = 0; i < m_lists->count(); ++i) {
        const auto list = m_document->valueAt(listPlace(i));
        if (list && list->size() > 0) {
            m_lists->setCurrentIndex(i);
            return;
        }
    }
}

bool DefinitionForm::goToEntry(const std::vector<std::string> &tokens)
{
    constexpr std::size_t kList = 4; // in /version_data/versions/NAME/extended_paths/LIST/ROW
    if (tokens.size() <= kList + 1 || tokens[kList - 1] != "extended_paths") {
        return false;
    }
    const int list = m_lists->findData(QString::fromStdString(tokens[kList]));
    const int row = QString::fromStdString(tokens[kList + 1]).toInt();
    m_lists->setCurrentIndex(list < 0 ? m_lists->currentIndex() : list);
    if (list < 0 || row >= m_endpoints->model()->rowCount()) {
        return false;
    }
    m_endpoints->view()->selectRow(row);
    ensureWidgetVisible(m_endpoints);
    m_endpoints->view()->setFocus();
    return true;
}

bool DefinitionForm::goToPointer(const std::string &pointer)
{
    const auto tokens = spec::pointerTokens(pointer);
    if (tokens && tokens->size() > 3 && (*tokens)[1] == "versions") {
        const int version = m_versions->findText(QString::fromStdString((*tokens)[2]));
        m_versions->setCurrentIndex(version < 0 ? m_versions->currentIndex() : version);
    }
    for (const auto &field : m_fields) {
        if (field->pointer() == pointer) {
            ensureWidgetVisible(field->widget());
            field->widget()->setFocus();
            return true;
        }
    }
    return tokens && goToEntry(*tokens);
}

bool DefinitionForm::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        Q_EMIT pointerEntered(object->property("pointer").toString().toStdString());
    }
    return QScrollArea::eventFilter(object, event);
}

} // namespace gw::form
