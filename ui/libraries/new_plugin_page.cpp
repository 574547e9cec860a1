// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/new_plugin_page.h"

#include "editing/plugin_sources.h"
#include "libraries/plugin_commands.h"
#include "libraries/source_page.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/scrolled.h"
#include "window/banner.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace gw::libraries {

namespace {

using toolchain::HookPlace;

} // namespace

NewPluginPage::NewPluginPage(session::EngineSession &session, window::PageOpener &opener,
                             QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_opener(opener)
    , m_name(new QLineEdit(this))
    , m_language(new QComboBox(this))
    , m_outcome(new QLabel(this))
    , m_message(new QLabel(this))
    , m_create(new QPushButton(tr("Create plugin"), this))
{
    build();
    connect(&session, &session::EngineSession::stateChanged, this, &NewPluginPage::refresh);
    refresh();
}

window::PageAddress NewPluginPage::pageAddress()
{
    return {QStringLiteral("new-plugin"), {}};
}

QIcon NewPluginPage::icon() const
{
    return look::icon(QStringLiteral("plugins"), look::Tint::Plugin);
}

void NewPluginPage::build()
{
    auto *column = new QWidget(this);
    column->setMaximumWidth(look::kFormWidth);
    auto *title = new QLabel(tr("New plugin"), column);
    title->setFont(look::titleFont());
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(look::kMargin);
    form->setVerticalSpacing(look::kTight + 2);
    form->setLabelAlignment(Qt::AlignLeft);
    m_name->setPlaceholderText(QStringLiteral("rate-guard"));
    m_name->setToolTip(tr("Letters, digits, '-' and '_', a letter first"));
    m_name->setAccessibleName(tr("Name"));
    form->addRow(tr("&Name"), m_name);
    m_language->addItem(QStringLiteral("C++"), static_cast<int>(toolchain::Language::Cpp));
    m_language->addItem(QStringLiteral("C"), static_cast<int>(toolchain::Language::C));
    m_language->addItem(QStringLiteral("Rust"), static_cast<int>(toolchain::Language::Rust));
    m_language->setAccessibleName(tr("Language"));
    form->addRow(tr("&Language"), m_language);
    auto *hooks = new QWidget(column);
    auto *list = new QVBoxLayout(hooks);
    list->setContentsMargins({});
    list->setSpacing(look::kTight);
    for (const char *name : kHookSlots) {
        auto *box = new QCheckBox(QLatin1String(name), hooks);
        box->setChecked(QLatin1String(name) == QLatin1String("post"));
        connect(box, &QCheckBox::toggled, this, &NewPluginPage::refresh);
        list->addWidget(box);
        m_hooks.append(box);
    }
    form->addRow(tr("Hooks"), hooks);
    for (QLabel *label : {m_outcome, m_message}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_outcome->setForegroundRole(QPalette::PlaceholderText);
    m_create->setProperty(look::kPrimaryProperty, true);
    m_create->setObjectName(QStringLiteral("create"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_create);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(look::kMargin, look::kMargin, look::kMargin, look::kMargin);
    layout->setSpacing(look::kGap);
    layout->addWidget(title);
    layout->addLayout(form);
    layout->addWidget(m_outcome);
    layout->addWidget(m_message);
    layout->addLayout(buttons);
    layout->addStretch();
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(widgets::scrolled(column, this));
    setFocusProxy(m_name);
    connect(m_name, &QLineEdit::textChanged, this, &NewPluginPage::refresh);
    connect(m_name, &QLineEdit::returnPressed, this, &NewPluginPage::create);
    connect(m_language, &QComboBox::currentIndexChanged, this, &NewPluginPage::refresh);
    connect(m_create, &QPushButton::clicked, this, &NewPluginPage::create);
}

toolchain::ProjectRequest NewPluginPage::request() const
{
    toolchain::ProjectRequest request;
    request.name = m_name->text().trimmed().toStdString();
    request.language = static_cast<toolchain::Language>(m_language->currentData().toInt());
    for (qsizetype place = 0; place < m_hooks.size(); ++place) {
        if (m_hooks[place]->isChecked()) {
            request.hooks.push_back(static_cast<HookPlace>(place));
        }
    }
    request.parent = editing::pluginSourcesFolder(m_session.workspace().toStdString());
    return request;
}

void NewPluginPage::refresh()
{
    const bool hasWorkspace = !m_session.workspace().isEmpty();
    const toolchain::ProjectRequest made = request();
    QStringList names;
    for (const HookPlace place : made.hooks) {
        names.append(QString::fromStdString(toolchain::hookName(made.name, place)));
    }
    const toolchain::NameVerdict verdict = toolchain::judgeName(made.name);
    const bool isFine = verdict == toolchain::NameVerdict::Fine;
    m_outcome->setText(!hasWorkspace ? tr("No workspace is open: a plugin's source stands in one.")
                       : made.name.empty() ? tr("Source, build file and a test of each hook.")
                       : verdict == toolchain::NameVerdict::NoWord
                           ? tr("Not a name for a plugin. Take letters, digits, '-' and '_', a "
                                "letter first, at most %1.")
                                 .arg(toolchain::kLongestProjectName)
                       : !isFine ? tr("Build systems keep the name %1 for themselves. Take another "
                                      "one.")
                                       .arg(QString::fromStdString(made.name))
                       : names.isEmpty()
                           ? tr("Choose at least one hook.")
                           : tr("Makes %1 with %2.")
                                 .arg(QString::fromStdString((made.parent / made.name).string()),
                                      names.join(QStringLiteral(", "))));
    const std::string library =
        m_session.workspace().toStdString() + "/plugins/" + made.name + ".so";
    std::error_code ignored;
    if (hasWorkspace && isFine && std::filesystem::exists(library, ignored)) {
        m_outcome->setText(
            tr("%1 is there already: a build replaces it, also where an API uses its "
               "hooks. Take another name unless you mean that.")
                .arg(QString::fromStdString(library)));
    }
    m_create->setEnabled(hasWorkspace && isFine && !made.hooks.empty() && !m_isMaking);
    m_message->hide();
    Q_EMIT stateChanged();
}

void NewPluginPage::create()
{
    if (!m_create->isEnabled()) {
        return;
    }
    m_isMaking = true;
    refresh();
    QtConcurrent::run([wanted = request()]() -> Expected<std::filesystem::path> {
        std::error_code error;
        std::filesystem::create_directories(wanted.parent, error);
        return toolchain::makeProject(wanted); // says what is wrong with the folder too
    }).then(this, [this](const Expected<std::filesystem::path> &folder) {
        m_isMaking = false;
        refresh();
        show(folder);
    });
}

void NewPluginPage::show(const Expected<std::filesystem::path> &folder)
{
    if (!folder) {
        m_message->setText(window::wordsOf(folder.error()));
        m_message->show();
        return;
    }
    const auto source = editing::sourceOfPlugin(m_session.workspace().toStdString(),
                                                folder->filename().string() + ".so");
    m_opener.open(SourcePage::addressOf(
        QString::fromStdString(source ? source->file : (*folder / "CMakeLists.txt").string())));
    Q_EMIT messageRaised(tr("Made %1. Build makes the library; its page puts it into an API.")
                             .arg(QString::fromStdString(folder->string())));
    m_name->clear();
    Q_EMIT closeWanted();
}

QJsonObject NewPluginPage::saveState() const
{
    QJsonArray hooks;
    for (const QCheckBox *box : m_hooks) {
        hooks.append(box->isChecked());
    }
    return {{QStringLiteral("name"), m_name->text()},
            {QStringLiteral("language"), m_language->currentIndex()},
            {QStringLiteral("hooks"), hooks}};
}

void NewPluginPage::restoreState(const QJsonObject &state)
{
    m_name->setText(state.value(QLatin1String("name")).toString());
    m_language->setCurrentIndex(state.value(QLatin1String("language")).toInt());
    const QJsonArray hooks = state.value(QLatin1String("hooks")).toArray();
    for (qsizetype place = 0; place < m_hooks.size() && place < hooks.size(); ++place) {
        m_hooks[place]->setChecked(hooks[place].toBool());
    }
}

} // namespace gw::libraries
