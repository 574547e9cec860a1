// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/new_api_page.h"

#include "editing/definition_templates.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/scrolled.h"
#include "widgets/work_bar.h"
#include "window/banner.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFormLayout>
#include <QFuture>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <QtConcurrentRun>

#include <algorithm>

namespace gw::definition {

namespace {

constexpr std::chrono::milliseconds kPause{100};
constexpr int kWithPreview = 800; // a narrower page has no room for it
constexpr int kCommandLines = 4;
constexpr int kMostZoom = 10; // steps
constexpr int kPathRoom = 12; // of characters, for what is typed beside a button

void tint(QLabel &label, look::Tint tint)
{
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, look::colorOf(tint));
    label.setPalette(palette);
}

QString wordsOfTemplate(const std::string &english)
{
    return QCoreApplication::translate("gw::editing::Template", english.c_str());
}

// Of Create draft, while nothing is against it.
QString createHelp()
{
    return NewApiPage::tr("Opens it in the editor. It is served when you apply it there.");
}

} // namespace

NewApiPage::NewApiPage(DefinitionDrafts drafts, QWidget *parent)
    : Page(parent)
    , m_drafts(drafts)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &NewApiPage::make);
    build();
    setOrigin(DefinitionOrigin::Template);
    connect(&m_drafts.session(), &session::EngineSession::stateChanged, this,
            &NewApiPage::followEngine);
    followEngine();
}

NewApiPage::~NewApiPage()
{
    m_stop.request_stop();
}

window::PageAddress NewApiPage::address() const
{
    return {QStringLiteral("new-api"), {}};
}

QIcon NewApiPage::icon() const
{
    return look::icon(QStringLiteral("document-new"));
}

void NewApiPage::build()
{
    auto *column = new QWidget(this);
    column->setMaximumWidth(look::kFormWidth);
    auto *lines = new QVBoxLayout(column);
    lines->setContentsMargins(look::kMargin, look::kMargin, look::kMargin, look::kMargin);
    lines->setSpacing(look::kGap);
    auto *title = new QLabel(tr("New API"), column);
    title->setFont(look::titleFont());
    lines->addWidget(title);
    lines->addWidget(buildOrigins());
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(look::kMargin);
    m_form->setVerticalSpacing(look::kGap);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    lines->addLayout(m_form);
    buildSources();
    m_name = addField(tr("&Name"), "name");
    m_apiId = addField(tr("API &id"), "apiId");
    m_listenPath = addField(tr("&Listen path"), "listenPath");
    // With an underlined letter a text is wider than it is measured: that one stands on its own.
    for (QLabel *label : column->findChildren<QLabel *>()) {
        if (label->buddy() != nullptr) {
            label->setMinimumWidth(label->sizeHint().width() + look::kGap);
        }
    }
    m_work = new widgets::WorkBar(column);
    lines->addWidget(m_work);
    m_message = new QLabel(column);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->setObjectName(QStringLiteral("message"));
    lines->addWidget(m_message);
    auto *buttons = new QHBoxLayout;
    m_create = new QPushButton(tr("Create draft"), column);
    m_create->setProperty(look::kPrimaryProperty, true);
    auto *cancel = new QPushButton(tr("Cancel"), column);
    buttons->addWidget(m_create);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    lines->addLayout(buttons);
    lines->addStretch(1);
    connect(m_create, &QPushButton::clicked, this, &NewApiPage::create);
    connect(cancel, &QPushButton::clicked, this, &Page::closeWanted);

    m_formArea = widgets::scrolled(column, this);
    m_side = buildOutcome();
    m_split = new QSplitter(this);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(look::kSplitter);
    m_split->addWidget(m_formArea);
    m_split->addWidget(m_side);
    m_split->setSizes({look::kFormWidth, look::kFormWidth}); // as one
    connect(m_split, &QSplitter::splitterMoved, this, &Page::stateChanged);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_split);
}

QWidget *NewApiPage::buildOrigins()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(look::kTight);
    m_origins = new QButtonGroup(this);
    const std::pair<DefinitionOrigin, QString> origins[] = {
        {DefinitionOrigin::Template, tr("Template")},
        {DefinitionOrigin::Url, tr("URL")},
        {DefinitionOrigin::OpenApi, tr("OpenAPI file")},
        {DefinitionOrigin::Curl, tr("curl command")}};
    for (const auto &[origin, text] : origins) {
        auto *button = new QToolButton(row);
        button->setText(text);
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setMinimumHeight(look::kControlHeight);
        button->setToolTip(tr("What the API is made from"));
        m_origins->addButton(button, static_cast<int>(origin));
        layout->addWidget(button);
    }
    layout->addStretch(1);
    connect(m_origins, &QButtonGroup::idClicked, this,
            [this](int id) { setOrigin(static_cast<DefinitionOrigin>(id)); });
    return row;
}

void NewApiPage::buildSources()
{
    m_template = new QComboBox(this);
    m_template->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_template->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const editing::Template &entry : editing::templates()) {
        m_template->addItem(QStringLiteral("%1: %2").arg(wordsOfTemplate(entry.title),
                                                         wordsOfTemplate(entry.description)),
                            QString::fromStdString(entry.id));
    }
    m_template->setAccessibleName(tr("Template"));
    m_form->addRow(tr("&Template"), m_template);
    connect(m_template, &QComboBox::currentIndexChanged, this, &NewApiPage::change);
    m_target = addField(tr("Ta&rget URL"), "target");
    m_url = addField(tr("&URL"), "url");
    m_url->setPlaceholderText(QStringLiteral("https://api.example.com/v1"));
    m_file = new QLineEdit(this);
    m_file->setObjectName(QStringLiteral("file"));
    m_file->setAccessibleName(tr("OpenAPI file"));
    m_file->setMinimumWidth(m_file->fontMetrics().averageCharWidth() * kPathRoom);
    m_file->setPlaceholderText(tr("OpenAPI 3, YAML or JSON"));
    auto *browse = new QPushButton(tr("&Browse..."), this);
    auto *fileRow = new QHBoxLayout;
    fileRow->setSpacing(look::kGap);
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(browse);
    auto *fileLabel = new QLabel(tr("&File"), this);
    fileLabel->setBuddy(m_file);
    m_form->addRow(fileLabel, fileRow);
    connect(m_file, &QLineEdit::textChanged, this, &NewApiPage::change);
    connect(m_file, &QLineEdit::returnPressed, this, &NewApiPage::create);
    connect(browse, &QPushButton::clicked, this, &NewApiPage::chooseFile);
    m_command = new QPlainTextEdit(this);
    m_command->setFont(look::fixedFont());
    m_command->setFixedHeight(m_command->fontMetrics().lineSpacing() * kCommandLines +
                              look::kMargin);
    m_command->setTabChangesFocus(true);
    m_command->setPlaceholderText(QStringLiteral("curl https://api.example.com/v1/orders"));
    m_command->setAccessibleName(tr("curl command"));
    m_form->addRow(tr("C&ommand"), m_command);
    connect(m_command, &QPlainTextEdit::textChanged, this, &NewApiPage::change);
}

QWidget *NewApiPage::buildOutcome()
{
    auto *side = new QWidget(this);
    auto *lines = new QVBoxLayout(side);
    lines->setContentsMargins(0, look::kMargin, look::kMargin, look::kMargin);
    lines->setSpacing(look::kGap);
    auto *heading = new QLabel(tr("The definition"), side);
    heading->setFont(look::strongFont());
    lines->addWidget(heading);
    m_preview = new QPlainTextEdit(side);
    m_preview->setReadOnly(true);
    m_preview->setFont(look::fixedFont());
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setAccessibleName(tr("The definition that will be made"));
    m_preview->viewport()->installEventFilter(this);
    lines->addWidget(m_preview, 1);
    return side;
}

QLineEdit *NewApiPage::addField(const QString &label, const char *name)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    m_form->addRow(label, field);
    connect(field, &QLineEdit::textChanged, this, &NewApiPage::change);
    connect(field, &QLineEdit::returnPressed, this, &NewApiPage::create);
    return field;
}

void NewApiPage::setOrigin(DefinitionOrigin origin)
{
    m_origins->button(static_cast<int>(origin))->setChecked(true);
    // Rows stand in the order of the origins; a template has two.
    const int first[] = {0, 2, 3, 4, 5};
    const auto chosen = static_cast<std::size_t>(origin);
    for (int row = 0; row < first[4]; ++row) {
        m_form->setRowVisible(row, row >= first[chosen] && row < first[chosen + 1]);
    }
    QWidget *const firstFields[] = {m_name, m_url, m_file, m_command};
    m_wasAsked = false;
    setFocusProxy(firstFields[chosen]);
    firstFields[chosen]->setFocus();
    change();
}

// An engine of this console has an echo beside it, which answers what has no target yet.
void NewApiPage::followEngine()
{
    const QUrl &echo = m_drafts.session().echoUrl();
    const bool isOffered = echo.toString().toStdString() == editing::kUsualEcho;
    m_target->setPlaceholderText(isOffered ? tr("The echo of this engine, %1").arg(echo.toString())
                                           : QStringLiteral("https://api.example.com/v1"));
    m_isStale = true;
    m_pause.start();
}

DefinitionOrigin NewApiPage::origin() const
{
    return static_cast<DefinitionOrigin>(m_origins->checkedId());
}

NewDefinitionInput NewApiPage::input() const
{
    const QString sources[] = {m_target->text(), m_url->text(), m_file->text(),
                               m_command->toPlainText()};
    NewDefinitionInput input;
    input.origin = origin();
    input.templateId = m_template->currentData().toString().toStdString();
    input.source = sources[static_cast<std::size_t>(input.origin)].toStdString();
    input.echo = m_drafts.session().echoUrl().toString().toStdString();
    input.name = m_name->text().toStdString();
    input.unnamed = tr("New API").toStdString();
    input.apiId = m_apiId->text().toStdString();
    input.listenPath = m_listenPath->text().toStdString();
    input.takenIds = m_drafts.takenIds();
    return input;
}

void NewApiPage::change()
{
    m_isStale = true;
    m_wantsToCreate = false;
    m_pause.start();
    Q_EMIT stateChanged();
}

void NewApiPage::make()
{
    if (m_isMaking) { // its end begins the next one
        m_isStale = std::exchange(m_isCancelled, false) || m_isStale;
        if (m_isStale) {
            m_stop.request_stop();
        }
        return;
    }
    m_isMaking = true;
    m_isStale = false;
    m_stop = {};
    m_work->begin(tr("Reading the source"), [this] { cancel(); });
    QtConcurrent::run([input = input(), stop = m_stop.get_token()] {
        return makeDefinition(input, stop);
    }).then(this, [this](const Expected<NewDefinition> &made) { end(made); });
}

void NewApiPage::end(const Expected<NewDefinition> &made)
{
    m_isMaking = false;
    if (std::exchange(m_isCancelled, false)) {
        m_isStale = true; // what stands here was not read
        return;
    }
    if (m_isStale) {
        make();
        return;
    }
    m_work->end();
    present(made);
    if (std::exchange(m_wantsToCreate, false)) {
        create();
    }
}

void NewApiPage::cancel()
{
    m_isCancelled = true;
    m_wantsToCreate = false;
    m_stop.request_stop();
    m_work->end();
    m_made.reset();
    m_problem.reset();
    m_preview->clear();
    m_create->setEnabled(true);
    m_create->setToolTip(createHelp());
    tint(*m_message, look::Tint::Secondary);
    m_message->setText(tr("Cancelled. Create draft reads it again."));
    m_message->show();
}

void NewApiPage::present(const Expected<NewDefinition> &made)
{
    m_made = made ? std::optional(*made) : std::nullopt;
    m_problem = made ? std::nullopt : std::optional(made.error());
    m_create->setEnabled(m_made.has_value());
    m_preview->setPlainText(m_made ? QString::fromStdString(m_made->text) : QString());
    m_name->setPlaceholderText(m_made ? QString::fromStdString(m_made->name) : QString());
    m_apiId->setPlaceholderText(m_made ? QString::fromStdString(m_made->apiId) : QString());
    m_listenPath->setPlaceholderText(m_made ? QString::fromStdString(m_made->listenPath)
                                            : QString());
    say();
}

// What the source lacks is no mistake while nothing is typed there: then it is a hint.
void NewApiPage::say()
{
    QStringList notes;
    bool isMistake = false;
    if (m_made) {
        for (const std::string &note : m_made->notes) {
            notes.append(QString::fromStdString(note));
        }
    } else if (m_problem) {
        const QString place = QString::fromStdString(m_problem->where);
        const bool isOfTyped = !input().source.empty() ||
                               (!place.isEmpty() && (place == m_apiId->text().trimmed() ||
                                                     place == m_listenPath->text().trimmed()));
        isMistake = m_wasAsked || isOfTyped;
        const std::string &hint = m_problem->remedy.empty() ? m_problem->what : m_problem->remedy;
        notes.append(isMistake ? window::wordsOf(*m_problem)
                               : tr("%1.").arg(QString::fromStdString(hint)));
    }
    const QString text = notes.join(QLatin1Char('\n'));
    tint(*m_message, isMistake ? look::Tint::Bad : look::Tint::Secondary);
    m_message->setText(text);
    m_message->setVisible(!notes.isEmpty());
    m_create->setToolTip(m_problem ? tr("Not yet: %1").arg(text) : createHelp());
}

void NewApiPage::create()
{
    if (m_isStale || m_isMaking) {
        m_wantsToCreate = true;
        m_pause.stop();
        make();
        return;
    }
    if (!m_made) {
        m_wasAsked = true;
        say();
        return;
    }
    const NewDefinition made = *m_made;
    m_drafts.open(QString::fromStdString(made.apiId), made.text);
    Q_EMIT closeWanted();
}

void NewApiPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("OpenAPI file"), QString(),
                                   tr("OpenAPI (*.yaml *.yml *.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

QJsonObject NewApiPage::saveState() const
{
    return {{QStringLiteral("zoom"), m_zoom},
            {QStringLiteral("split"), QString::fromLatin1(m_split->saveState().toBase64())},
            {QStringLiteral("origin"), static_cast<int>(origin())},
            {QStringLiteral("template"), m_template->currentData().toString()},
            {QStringLiteral("target"), m_target->text()},
            {QStringLiteral("url"), m_url->text()},
            {QStringLiteral("file"), m_file->text()},
            {QStringLiteral("command"), m_command->toPlainText()},
            {QStringLiteral("name"), m_name->text()},
            {QStringLiteral("apiId"), m_apiId->text()},
            {QStringLiteral("listenPath"), m_listenPath->text()}};
}

void NewApiPage::restoreState(const QJsonObject &state)
{
    for (QLineEdit *field : {m_target, m_url, m_file, m_name, m_apiId, m_listenPath}) {
        field->setText(state.value(field->objectName()).toString());
    }
    m_command->setPlainText(state.value(QLatin1String("command")).toString());
    const int recipe = m_template->findData(state.value(QLatin1String("template")).toString());
    m_template->setCurrentIndex(std::max(recipe, 0));
    setOrigin(static_cast<DefinitionOrigin>(
        std::clamp(state.value(QLatin1String("origin")).toInt(), 0, 3)));
    m_split->restoreState(
        QByteArray::fromBase64(state.value(QLatin1String("split")).toString().toLatin1()));
    zoomPreview(state.value(QLatin1String("zoom")).toInt() - m_zoom);
}

void NewApiPage::zoomPreview(int steps)
{
    const int zoom = std::clamp(m_zoom + steps, -kMostZoom, kMostZoom);
    m_preview->zoomIn(zoom - m_zoom);
    m_zoom = zoom;
}

// Ctrl and the wheel: the text would take it, and nobody would know how far.
bool NewApiPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_preview->viewport() || event->type() != QEvent::Wheel) {
        return Page::eventFilter(watched, event);
    }
    const auto *wheel = static_cast<QWheelEvent *>(event);
    if (!wheel->modifiers().testFlag(Qt::ControlModifier) || wheel->angleDelta().y() == 0) {
        return Page::eventFilter(watched, event);
    }
    zoomPreview(wheel->angleDelta().y() > 0 ? 1 : -1);
    Q_EMIT stateChanged();
    return true;
}

void NewApiPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    // The form comes first: large letters need more room than a half.
    const int form = m_formArea->widget()->minimumSizeHint().width() +
                     style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    m_side->setVisible(width() >= std::max(kWithPreview, form + form / 2));
    m_formArea->setMinimumWidth(m_side->isVisibleTo(this) ? form : 0);
}

} // namespace gw::definition
