// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/definition_form.h"

#include "look/metrics.h"
#include "look/palette.h"
#include "pages/entry_table.h"
#include "pages/entry_table_model.h"
#include "pages/form_field.h"
#include "spec/json_pointer.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace gw::pages {

namespace {

// "@" stands for the version that the form shows.
struct Entry {
    const char *label;
    std::string_view place;
};
struct Section {
    const char *title;
    std::vector<Entry> entries;
};

const std::vector<Section> &sectionsBefore()
{
    static const std::vector<Section> sections = {
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Identity"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Name"), "/name"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "API id"), "/api_id"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Organisation"), "/org_id"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Active"), "/active"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Internal"), "/internal"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Domain"), "/domain"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Proxy"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Listen path"), "/proxy/listen_path"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Target URL"), "/proxy/target_url"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Strip listen path"),
           "/proxy/strip_listen_path"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Keep client's Host"),
           "/proxy/preserve_host_header"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Load balancing"),
           "/proxy/enable_load_balancing"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Targets"), "/proxy/target_list"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Authentication"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Open to everybody"), "/use_keyless"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Keys"), "/use_standard_auth"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Plugin (auth_check)"),
           "/custom_plugin_auth_enabled"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "JWT"), "/enable_jwt"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Basic"), "/use_basic_auth"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Key's header"),
           "/auth_configs/authToken/auth_header_name"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Key in query too"),
           "/auth_configs/authToken/use_param"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Query parameter"),
           "/auth_configs/authToken/param_name"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Remove credential"),
           "/strip_auth_data"}}},
    };
    return sections;
}

const std::vector<Section> &sectionsBehind()
{
    static const std::vector<Section> sections = {
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Request headers"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Set"), "@/global_headers"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Remove"), "@/global_headers_remove"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Response headers"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Set"), "@/global_response_headers"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Remove"),
           "@/global_response_headers_remove"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "CORS"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Switched on"), "/CORS/enable"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Origins"), "/CORS/allowed_origins"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Methods"), "/CORS/allowed_methods"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Headers"), "/CORS/allowed_headers"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Credentials"),
           "/CORS/allow_credentials"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Remembered (s)"), "/CORS/max_age"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Upstream answers"),
           "/CORS/options_passthrough"}}},
        {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Limits"),
         {{QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Requests"), "/global_rate_limit/rate"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Per (s)"), "/global_rate_limit/per"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "No key rates"), "/disable_rate_limit"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "No key quotas"), "/disable_quota"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Largest body (B)"),
           "@/global_size_limit"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Longest time"),
           "@/global_enforce_timeout"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Only from"), "/allowed_ips"},
          {QT_TRANSLATE_NOOP("gw::pages::DefinitionForm", "Never from"), "/blacklisted_ips"}}},
    };
    return sections;
}

constexpr int kLabelCharacters = 21;
constexpr int kFieldCharacters = 24; // less, and the field goes below its label

constexpr std::array<std::string_view, 16> kLists = {
    "ignored",       "white_list",        "black_list",
    "mock_response", "transform_headers", "transform_response_headers",
    "url_rewrites",  "method_transforms", "size_limits",
    "hard_timeouts", "circuit_breakers",  "advance_cache_config",
    "validate_json", "go_plugin",         "rate_limit",
    "internal"};

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
    const auto addAll = [this, layout](const std::vector<Section> &sections) {
        for (const Section &section : sections) {
            QFormLayout *form = addSection(tr(section.title), layout);
            for (const Entry &entry : section.entries) {
                addField(form, tr(entry.label), entry.place);
            }
        }
    };
    addAll(sectionsBefore());
    buildVersions(layout);
    buildEndpoints(layout);
    addAll(sectionsBehind());
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
    QWidget *widget = field->widget();
    const std::string_view help = m_schema.at(pointer)->description();
    const QString words = QString::fromUtf8(help.data(), static_cast<qsizetype>(help.size()));
    auto *name = new QLabel(label);
    name->setBuddy(widget);
    name->setToolTip(words);
    // Labels of all sections begin and end at the same place.
    name->setMinimumWidth(name->fontMetrics().averageCharWidth() * kLabelCharacters);
    if (qobject_cast<QCheckBox *>(widget) == nullptr) {
        widget->setMinimumWidth(name->fontMetrics().averageCharWidth() * kFieldCharacters);
    }
    widget->setToolTip(words);
    widget->setAccessibleName(label);
    widget->setAccessibleDescription(words);
    widget->setObjectName(QString::fromStdString(pointer));
    QWidget *focused = widget->focusProxy() != nullptr ? widget->focusProxy() : widget;
    focused->setProperty("pointer", QString::fromStdString(pointer));
    focused->installEventFilter(this);
    form->addRow(name, widget);
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
    m_lists->setAccessibleName(tr("Endpoint list"));
    m_lists->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_lists->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const std::string_view list : kLists) {
        m_lists->addItem(humanName(list));
    }
    auto *name = new QLabel(tr("List"));
    name->setBuddy(m_lists);
    name->setMinimumWidth(name->fontMetrics().averageCharWidth() * kLabelCharacters);
    form->addRow(name, m_lists);
    m_endpoints = new EntryTable(m_schema);
    m_endpoints->setAccessibleName(tr("Endpoints"));
    m_endpoints->setObjectName(QStringLiteral("endpoints"));
    layout->addWidget(m_endpoints);
    connect(m_endpoints, &EntryTable::patchWanted, this, &DefinitionForm::patchWanted);
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

void DefinitionForm::showEndpoints()
{
    const auto index = static_cast<std::size_t>(std::max(m_lists->currentIndex(), 0));
    m_endpoints->setPointer(placed("@/extended_paths/" + std::string(kLists[index])));
    m_endpoints->setDocument(m_document);
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
    for (std::size_t i = 0; i < kLists.size(); ++i) {
        const auto list = m_document->valueAt(placed("@/extended_paths/" + std::string(kLists[i])));
        const QString name = humanName(kLists[i]);
        const bool hasEntries = list && list->size() > 0;
        m_lists->setItemText(static_cast<int>(i),
                             hasEntries ? name + QStringLiteral("  (%1)").arg(list->size()) : name);
    }
    m_endpoints->setDocument(m_document);
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
    return false;
}

bool DefinitionForm::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        Q_EMIT pointerEntered(object->property("pointer").toString().toStdString());
    }
    return QScrollArea::eventFilter(object, event);
}

} // namespace gw::pages
