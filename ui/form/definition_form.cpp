// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/definition_form.h"

#include "form/definition_sections.h"
#include "form/entry_detail.h"
#include "form/entry_table.h"
#include "form/entry_table_model.h"
#include "form/form_field.h"
#include "form/section_list.h"
#include "form/version_bar.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "spec/json_pointer.h"
#include "widgets/row_table.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::form {

namespace {

constexpr std::string_view kEndpoints = "@/extended_paths";

} // namespace

DefinitionForm::DefinitionForm(spec::DefinitionSchema schema, QWidget *parent)
    : QWidget(parent)
    , m_schema(std::move(schema))
    , m_layout(new QBoxLayout(QBoxLayout::TopToBottom, this))
    , m_sections(new SectionList(this))
    , m_scroll(new QScrollArea(this))
{
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Settings of the API"));
    m_layout->setContentsMargins({});
    m_layout->setSpacing(0);
    m_layout->addWidget(m_sections);
    m_layout->addWidget(m_scroll, 1);
    build();
    connect(m_sections, &SectionList::chosen, this, &DefinitionForm::goToSection);
    connect(m_sections, &SectionList::entered, this, &DefinitionForm::enterSection);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &DefinitionForm::followScrolling);
}

DefinitionForm::~DefinitionForm() = default;

void DefinitionForm::build()
{
    auto *content = new QWidget(m_scroll);
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
    m_scroll->setWidget(content);
    content->setEnabled(false);
}

QFormLayout *DefinitionForm::addSection(const QString &title, QVBoxLayout *layout)
{
    auto *label = new QLabel(title);
    label->setFont(look::strongFont());
    m_titles.push_back(label);
    m_sections->add(title);
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
    std::string name(place.substr(place.starts_with('@') ? 2 : 1));
    std::ranges::replace(name, '/', '.');
    QWidget *focused =
        addFieldRow(*form, *field, {label, m_schema.at(pointer)->description(), name});
    focused->setProperty("pointer", QString::fromStdString(pointer));
    focused->installEventFilter(this);
    connect(field.get(), &FormField::patchWanted, this, &DefinitionForm::patchWanted);
    m_fields.push_back(std::move(field));
}

// What stands below it is of the version that is chosen here.
void DefinitionForm::buildVersions(QVBoxLayout *layout)
{
    QFormLayout *form = addSection(tr("Version"), layout);
    m_versions = new VersionBar;
    auto *name = new QLabel(tr("Shown below"));
    name->setBuddy(m_versions);
    name->setMinimumWidth(name->fontMetrics().averageCharWidth() * kLabelCharacters);
    form->addRow(name, m_versions);
    connect(m_versions, &VersionBar::patchWanted, this, &DefinitionForm::patchWanted);
    connect(m_versions, &VersionBar::chosen, this, [this] {
        if (m_document != nullptr) {
            retarget(m_versions->current());
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
    m_scroll->widget()->setEnabled(document != nullptr && document->root().isObject());
    if (document == nullptr) {
        return;
    }
    const bool isFirst = m_document == nullptr;
    m_document = document;
    m_versions->setDocument(document);
    const auto preferred = document->valueAt("/version_data/default_version");
    if (isFirst && preferred) {
        m_versions->choose(std::string(preferred->string()));
    }
    retarget(m_versions->current());
    if (isFirst) {
        chooseList();
    }
    showFields();
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
    m_scroll->ensureWidgetVisible(m_endpoints);
    m_endpoints->view()->setFocus();
    return true;
}

bool DefinitionForm::goToPointer(const std::string &pointer)
{
    const auto tokens = spec::pointerTokens(pointer);
    if (tokens && tokens->size() > 3 && (*tokens)[1] == "versions") {
        m_versions->choose((*tokens)[2]);
    }
    for (const auto &field : m_fields) {
        if (field->pointer() == pointer) {
            m_scroll->ensureWidgetVisible(field->widget());
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
    return QWidget::eventFilter(object, event);
}

void DefinitionForm::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitSections();
}

void DefinitionForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitSections();
    }
}

// Beside the fields where these keep three quarters of their room.
void DefinitionForm::fitSections()
{
    const bool isWide = width() - m_sections->listWidth() >= look::kFormWidth * 3 / 4;
    m_layout->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_sections->setShape(isWide ? SectionList::Shape::List : SectionList::Shape::Box);
}

// The last ones cannot come to the top: they are the current ones all the same.
void DefinitionForm::goToSection(int section)
{
    const QLabel *title = m_titles[static_cast<std::size_t>(section)];
    const int top = title->mapTo(m_scroll->widget(), QPoint()).y();
    m_isJumping = true;
    m_scroll->verticalScrollBar()->setValue(top - look::kGap);
    m_isJumping = false;
}

void DefinitionForm::enterSection(int section)
{
    goToSection(section);
    QWidget *title = m_titles[static_cast<std::size_t>(section)];
    const int top = title->mapTo(m_scroll->widget(), QPoint()).y();
    for (QWidget *next = title->nextInFocusChain(); next != title;
         next = next->nextInFocusChain()) {
        const bool isBelow = m_scroll->widget()->isAncestorOf(next) &&
                             next->mapTo(m_scroll->widget(), QPoint()).y() > top;
        if (isBelow && next->isVisibleTo(this) && next->isEnabled() &&
            (next->focusPolicy() & Qt::TabFocus) != 0) {
            next->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void DefinitionForm::followScrolling()
{
    if (m_isJumping) {
        return;
    }
    const QScrollBar *bar = m_scroll->verticalScrollBar();
    const int top = bar->value() + 2 * look::kGap;
    int section = 0;
    for (std::size_t i = 1; i < m_titles.size(); ++i) {
        if (m_titles[i]->mapTo(m_scroll->widget(), QPoint()).y() <= top) {
            section = static_cast<int>(i);
        }
    }
    const bool isAtEnd = bar->maximum() > 0 && bar->value() == bar->maximum();
    m_sections->setCurrent(isAtEnd ? static_cast<int>(m_titles.size()) - 1 : section);
}

void DefinitionForm::setRemoval(QAction &removal)
{
    widgets::RowTable::giveRemoval(*this, removal);
    m_detail->setRemoval(removal);
}

} // namespace gw::form
