// SPDX-License-Identifier: GPL-3.0-or-later
// How a SpecPage is put together; what it does is in spec_page.cpp.
#include "client/control_channel.h"
#include "compare/diff_view.h"
#include "definition/definition_drafts.h"
#include "definition/engine_plugins.h"
#include "definition/field_help_view.h"
#include "definition/history_panel.h"
#include "definition/spec_page.h"
#include "definition/spec_topics.h"
#include "form/definition_form.h"
#include "form/pipeline_view.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/elided_label.h"
#include "widgets/json_editor.h"
#include "widgets/row_table.h"
#include "widgets/work_bar.h"
#include "window/banner.h"

#include <QApplication>
#include <QButtonGroup>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace gw::definition {

namespace {

constexpr std::chrono::milliseconds kRefresh{80};

bool isDraft(const QString &subject)
{
    return subject.startsWith(DefinitionDrafts::kMark);
}

// Of the hook, and of the row, that has the keyboard.
QList<window::PageCommand<SpecPage>> hookCommands()
{
    QList<window::PageCommand<SpecPage>> commands;
    const auto add = [&commands](const char *id, const QString &text, const QKeySequence &keys,
                                 const std::function<void(SpecPage &)> &run,
                                 const QString &scope = {}) {
        commands.append({{.id = QStringLiteral("definition.") + QLatin1String(id),
                          .text = text,
                          .category = SpecPage::tr("API definition"),
                          .shortcut = keys,
                          .scope = scope},
                         run});
    };
    add("hookUp", SpecPage::tr("Move Hook U&p"), Qt::ALT | Qt::Key_Up,
        [](SpecPage &page) { page.usedPipeline()->moveFocused(-1); });
    add("hookDown", SpecPage::tr("Move Hook Do&wn"), Qt::ALT | Qt::Key_Down,
        [](SpecPage &page) { page.usedPipeline()->moveFocused(1); });
    add("hookEarlier", SpecPage::tr("Move Hook to the Place &Before"),
        Qt::ALT | Qt::SHIFT | Qt::Key_Up,
        [](SpecPage &page) { page.usedPipeline()->carryFocused(-1); });
    add("hookLater", SpecPage::tr("Move Hook to the Place Be&hind"),
        Qt::ALT | Qt::SHIFT | Qt::Key_Down,
        [](SpecPage &page) { page.usedPipeline()->carryFocused(1); });
    add(
        "hookRemove", SpecPage::tr("&Remove Hook"), QKeySequence::Delete,
        [](SpecPage &page) { page.usedPipeline()->removeFocused(); }, QStringLiteral("card"));
    add("removeRows", SpecPage::tr("Remove the selected &rows"), QKeySequence::Delete,
        &widgets::RowTable::removeSelectedIn, QStringLiteral("table"));
    return commands;
}

} // namespace

SpecPage::SpecPage(const SpecServices &services, const QString &subject, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_source(new DefinitionSource(
          m_services.session,
          isDraft(subject) ? subject.sliced(DefinitionDrafts::kMark.size()) : subject, this))
    , m_apiId(m_source->apiId())
    , m_runner(new editing::DiagnosticsRunner(m_services.schema, this))
    , m_plugins(new editing::WorkspacePlugins(this))
    , m_policies(new editing::WorkspacePolicies(this))
    , m_enginePlugins(new EnginePlugins(m_services.session, this))
    , m_work(new widgets::WorkBar(this))
    , m_banner(new window::Banner(this))
    , m_editor(new widgets::JsonEditor(m_services.schema, this))
    , m_form(new form::DefinitionForm(m_services.schema, this))
    , m_pipeline(new form::PipelineView(choices(), this))
    , m_sidePipeline(new form::PipelineView(choices(), this))
    , m_help(new FieldHelpView(m_services.schema, this))
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefresh);
    build();
    buildInspector();
    m_actions = window::makeActions(*this, commands());
    addActions(m_actions);
    const auto own = [this](const char *id) {
        return findChild<QAction *>(QStringLiteral("definition.") + QLatin1String(id));
    };
    for (form::PipelineView *pipeline : {m_pipeline, m_sidePipeline}) {
        pipeline->setCommands({own("hookUp"), own("hookDown"), own("hookEarlier"), own("hookLater"),
                               own("hookRemove")});
    }
    m_form->setRemoval(*own("removeRows"));
    m_inspector->addActions({own("undo"), own("redo")}); // it is in the window's panel
    connectParts();
    setMode(Mode::Text);
    refreshState();
    if (isDraft(subject)) {
        m_source->beNew();
    } else {
        m_source->load();
    }
}

SpecPage::~SpecPage() = default;

void SpecPage::build()
{
    m_editor->setName(tr("API definition"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    buildBar(layout);
    layout->addWidget(m_work);
    layout->addWidget(m_banner);
    m_split = new QSplitter(this);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(look::kSplitter);
    m_views = new QTabWidget(this);
    m_views->setDocumentMode(true);
    m_views->addTab(m_form, tr("Settings"));
    m_views->addTab(m_pipeline, tr("Pipeline"));
    m_split->addWidget(m_editor);
    m_split->addWidget(m_views);
    m_split->setSizes({1000, 1000});

    auto *changes = new QWidget(this);
    auto *changesLayout = new QVBoxLayout(changes);
    changesLayout->setContentsMargins({});
    changesLayout->setSpacing(0);
    m_diff = new compare::DiffView(changes);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    auto *shut = new QPushButton(tr("Close"), changes);
    buttons->addStretch(1);
    buttons->addWidget(shut);
    changesLayout->addWidget(m_diff, 1);
    changesLayout->addLayout(buttons);
    connect(shut, &QPushButton::clicked, this, &SpecPage::showEditor);

    m_historyPanel = new HistoryPanel(m_services.history, m_apiId, this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_split);
    m_stack->addWidget(changes);
    m_stack->addWidget(m_historyPanel);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_editor);
    connect(m_source, &DefinitionSource::busyChanged, this, &SpecPage::showWork);
    connect(m_editor, &widgets::JsonEditor::folded, this, &SpecPage::stateChanged);
}

void SpecPage::buildBar(QLayout *layout)
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    row->setSpacing(look::kTight);
    m_modes = new QButtonGroup(this);
    const std::pair<Mode, QString> modes[] = {
        {Mode::Text, tr("Text")}, {Mode::Form, tr("Form")}, {Mode::Both, tr("Both")}};
    for (const auto &[mode, text] : modes) {
        auto *button = new QToolButton(bar);
        button->setText(text);
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setMinimumHeight(look::kControlHeight);
        m_modes->addButton(button, static_cast<int>(mode));
        row->addWidget(button);
    }
    m_status = new widgets::ElidedLabel(bar);
    m_status->setFont(look::secondaryFont());
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_status->setAccessibleName(tr("What was applied last"));
    auto *changes = new QPushButton(tr("Changes"), bar);
    changes->setToolTip(tr("What differs from what is served"));
    auto *history = new QPushButton(tr("History"), bar);
    m_apply = new QPushButton(tr("Apply"), bar);
    m_apply->setProperty(look::kPrimaryProperty, true);
    m_report = new QToolButton(bar);
    m_report->setObjectName(QStringLiteral("report"));
    m_report->setIcon(look::icon(QStringLiteral("view-list-details")));
    m_report->setAutoRaise(true);
    m_report->setAccessibleName(tr("Last reload"));
    m_report->setToolTip(tr("What became of each file at the last reload"));
    m_report->hide(); // until something was applied
    connect(m_report, &QToolButton::clicked, this, [this] { m_services.openReport(); });
    row->addWidget(m_status, 1);
    row->addWidget(m_report);
    row->addWidget(changes);
    row->addWidget(history);
    row->addWidget(m_apply);
    layout->addWidget(bar);
    connect(m_modes, &QButtonGroup::idClicked, this, [this](int id) {
        showEditor();
        setMode(static_cast<Mode>(id));
    });
    connect(changes, &QPushButton::clicked, this, &SpecPage::showChanges);
    connect(history, &QPushButton::clicked, this, &SpecPage::showHistory);
    connect(m_apply, &QPushButton::clicked, this, &SpecPage::save);
}

// The page owns it; the window's inspector borrows it.
void SpecPage::buildInspector()
{
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(look::kSplitter);
    split->addWidget(m_sidePipeline);
    split->addWidget(m_help);
    split->setStretchFactor(0, 1);
    split->hide();
    m_inspector = split;
    m_splits = {m_split, split, m_historyPanel->split()};
    for (const QSplitter *each : m_splits) {
        connect(each, &QSplitter::splitterMoved, this, &SpecPage::stateChanged);
    }
}

void SpecPage::nameKeys(const window::KeysOf &keysOf)
{
    const QString own = keysOf(QStringLiteral("definition.apply"));
    m_applyKeys = own.isEmpty() ? keysOf(QStringLiteral("file.save")) : own;
    m_apply->setToolTip(window::withKeys(tr("Save the file and serve it"), m_applyKeys));
    // Without keys of its own it is what saves that applies: a menu tells the part behind the tab.
    auto *apply = findChild<QAction *>(QStringLiteral("definition.apply"));
    apply->setText(own.isEmpty() ? tr("&Apply") + QLatin1Char('\t') + m_applyKeys : tr("&Apply"));
    if (m_source->isNew() && m_banner->holds(topic::kDraft)) {
        sayThatItIsADraft();
    }
}

QList<window::PageCommand<SpecPage>> SpecPage::commands()
{
    QList<window::PageCommand<SpecPage>> commands;
    const auto add = [&commands](const char *id, const QString &text, const QKeySequence &keys,
                                 const std::function<void(SpecPage &)> &run) {
        commands.append({{.id = QStringLiteral("definition.") + QLatin1String(id),
                          .text = text,
                          .category = tr("API definition"),
                          .shortcut = keys},
                         run});
    };
    const auto addEdit = [&add](const char *id, const QString &text, const QKeySequence &keys,
                                void (widgets::JsonEditor::*run)()) {
        add(id, text, keys, [run](SpecPage &page) { (page.m_editor->*run)(); });
    };
    using widgets::JsonEditor;
    add("apply", tr("&Apply"), {}, &SpecPage::save);
    add("changes", tr("Show &Changes"), Qt::CTRL | Qt::SHIFT | Qt::Key_D, &SpecPage::showChanges);
    add("history", tr("Show &History"), {}, &SpecPage::showHistory);
    add("duplicate", tr("&Duplicate the API in this tab"), Qt::CTRL | Qt::Key_D,
        &SpecPage::duplicate);
    // In the form and the pipeline; fields and the text take the keys first.
    addEdit("undo", tr("&Undo"), QKeySequence::Undo, &JsonEditor::undo);
    addEdit("redo", tr("&Redo"), QKeySequence::Redo, &JsonEditor::redo);
    addEdit("find", tr("&Find..."), QKeySequence::Find, &JsonEditor::showFind);
    // Not QKeySequence::Replace: on KDE these are Ctrl+R, which reloads.
    addEdit("replace", tr("&Replace..."), Qt::CTRL | Qt::Key_H, &JsonEditor::showReplace);
    addEdit("complete", tr("&Complete"), Qt::CTRL | Qt::Key_Space, &JsonEditor::showCandidates);
    addEdit("fix", tr("&Quick Fix..."), Qt::ALT | Qt::Key_Return, &JsonEditor::showFixes);
    add("nextProblem", tr("&Next Problem"), Qt::Key_F8,
        [](SpecPage &page) { page.m_editor->goToProblem(1); });
    add("previousProblem", tr("&Previous Problem"), Qt::SHIFT | Qt::Key_F8,
        [](SpecPage &page) { page.m_editor->goToProblem(-1); });
    addEdit("pointer", tr("&Go to Pointer..."), Qt::CTRL | Qt::Key_G, &JsonEditor::askForPointer);
    addEdit("nextOccurrence", tr("Select Next &Occurrence"), Qt::ALT | Qt::Key_J,
            &JsonEditor::selectNextOccurrence);
    addEdit("zoomIn", tr("Zoom &In"), QKeySequence::ZoomIn, &JsonEditor::zoomIn);
    addEdit("zoomOut", tr("Zoom O&ut"), QKeySequence::ZoomOut, &JsonEditor::zoomOut);
    addEdit("resetZoom", tr("Reset &Zoom"), Qt::CTRL | Qt::Key_0, &JsonEditor::resetZoom);
    commands += hookCommands();
    addEdit("prettyPrint", tr("Pretty Pr&int"), {}, &JsonEditor::prettify);
    addEdit("minify", tr("&Minify"), {}, &JsonEditor::minify);
    return commands;
}

form::PipelineView *SpecPage::usedPipeline() const
{
    return m_sidePipeline->isAncestorOf(QApplication::focusWidget()) ? m_sidePipeline : m_pipeline;
}

void SpecPage::showPipeline()
{
    showEditor();
    setMode(Mode::Form);
    m_views->setCurrentWidget(m_pipeline);
}

void SpecPage::connectSource()
{
    connect(m_source, &DefinitionSource::loaded, this, &SpecPage::take);
    connect(m_source, &DefinitionSource::served, this, &SpecPage::noteServed);
    connect(m_source, &DefinitionSource::created, this, &SpecPage::becomeServed);
    connect(m_source, &DefinitionSource::subjectChanged, this, &SpecPage::followSubject);
    connect(m_source, &DefinitionSource::applied, this, &SpecPage::afterApply);
    connect(m_source, &DefinitionSource::changedOutside, this, &SpecPage::offerOutside);
    connect(m_source, &DefinitionSource::removedOutside, this, &SpecPage::noteRemoved);
    connect(m_source, &DefinitionSource::cameBack, this, [this](const std::string &text) {
        m_banner->hide(topic::kOutside);
        setSaved(text);
        refreshState();
        Q_EMIT stateChanged();
    });
    connect(m_source, &DefinitionSource::failed, this, [this](const Error &problem) {
        m_status->clear();
        m_wasUnreachable = client::isUnreachable(problem);
        m_banner->showProblem(topic::kProblem, problem);
        refreshState();
        if (!m_isLoaded && m_draft) {
            showWaitingDraft();
        }
    });
}

void SpecPage::connectParts()
{
    connectSource();
    connect(m_editor, &widgets::JsonEditor::edited, this, &SpecPage::textChanged);
    connect(m_editor, &widgets::JsonEditor::caretMoved, this, &SpecPage::stateChanged);
    connect(m_editor, &widgets::JsonEditor::zoomed, this, &SpecPage::stateChanged);
    connect(m_views, &QTabWidget::currentChanged, this, &SpecPage::stateChanged);
    connect(m_editor, &widgets::JsonEditor::caretPointerChanged, m_help,
            &FieldHelpView::setPointer);
    connect(&m_refresh, &QTimer::timeout, this, &SpecPage::refreshViews);
    connect(m_runner, &editing::DiagnosticsRunner::finished, this,
            [this](const std::vector<editing::Diagnostic> &diagnostics) {
                m_editor->setDiagnostics(diagnostics);
                if (!m_refusal.isEmpty() && m_editor->text() == m_applying) {
                    sayNotServed();
                }
                Q_EMIT diagnosticsChanged();
            });
    connect(m_enginePlugins, &EnginePlugins::changed, this, [this] {
        lookAtPlugins();
        judge();
    });
    connect(m_form, &form::DefinitionForm::patchWanted, this, &SpecPage::patch);
    connect(m_form, &form::DefinitionForm::pointerEntered, m_help, &FieldHelpView::setPointer);
    session::EngineSession &session = m_services.session;
    for (form::PipelineView *pipeline : {m_pipeline, m_sidePipeline}) {
        connect(pipeline, &form::PipelineView::patchWanted, this, &SpecPage::patch);
        connect(m_plugins, &editing::WorkspacePlugins::changed, pipeline,
                &form::PipelineView::refreshChoices);
        pipeline->setTimes(session.plugins());
        connect(&session, &session::EngineSession::pluginsChanged, pipeline,
                [pipeline, &session] { pipeline->setTimes(session.plugins()); });
    }
    connect(m_diff, &compare::DiffView::pointerChosen, this, &SpecPage::goToPointer);
    connect(m_historyPanel, &HistoryPanel::closeWanted, this, &SpecPage::showEditor);
    connect(m_historyPanel, &HistoryPanel::textWanted, this,
            [this](const std::string &text, const QString &what) {
                m_editor->replaceBy(text);
                showEditor();
                refreshState();
                m_status->setText((m_apply->isEnabled() ? tr("rolled back to %1; apply to serve it")
                                                        : tr("rolled back to %1, which is served"))
                                      .arg(what));
            });
    connect(&session, &session::EngineSession::stateChanged, this, [this] {
        const bool isBack = m_services.session.state() == session::EngineSession::State::Connected;
        if (isBack && std::exchange(m_wasUnreachable, false)) {
            m_banner->hide(topic::kProblem);
        }
    });
    m_policies->follow(session.workspace());
    connect(&session, &session::EngineSession::reportChanged, this, [this] {
        m_policies->follow(m_services.session.workspace());
        followOrigin();
        Q_EMIT titleChanged();
    });
    m_editor->setSources(completionSources());
}

editing::CompletionSources SpecPage::completionSources() const
{
    editing::CompletionSources sources;
    const form::PluginChoices files = choices();
    sources.pluginFiles = files.files;
    sources.symbols = files.symbols;
    sources.apiIds = [this] {
        std::vector<std::string> ids;
        for (const client::ApiReport &api : m_services.session.report().apis) {
            ids.push_back(api.apiId.toStdString());
        }
        return ids;
    };
    sources.policyIds = [this] {
        return m_policies->ids();
    };
    return sources;
}

} // namespace gw::definition
