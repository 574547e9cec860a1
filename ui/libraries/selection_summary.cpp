// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/selection_summary.h"

#include "libraries/fact_rows.h"
#include "libraries/hook_times.h"
#include "libraries/library_facts.h"
#include "libraries/library_generations.h"
#include "libraries/pipeline_words.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/scrolled.h"
#include "widgets/work_bar.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolBar>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace gw::libraries {

using session::EngineSession;

namespace {

using client::ApiState;

QString stateOf(const client::ApiReport &api)
{
    switch (api.state) {
    case ApiState::Degraded:
        return inColor(SelectionSummary::tr("degraded: a hook is not loaded"), look::Tint::Bad);
    case ApiState::KeptOld:
        return inColor(SelectionSummary::tr("the version before serves"), look::Tint::Warn);
    case ApiState::Failed:
        return inColor(SelectionSummary::tr("failed"), look::Tint::Bad);
    case ApiState::Removed:
        return inColor(SelectionSummary::tr("removed"), look::Tint::Bad);
    case ApiState::NotLoaded:
        return inColor(SelectionSummary::tr("no engine has read it"), look::Tint::Secondary);
    case ApiState::Loaded:
    case ApiState::Unchanged:
        break;
    }
    return inColor(SelectionSummary::tr("serves"), look::Tint::Good);
}

} // namespace

SelectionSummary::SelectionSummary(PluginCommands &commands, QWidget *parent)
    : QWidget(parent)
    , m_commands(commands)
    , m_session(commands.services().session)
    , m_title(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_pipeline(new QLabel(this))
    , m_bar(new QToolBar(this))
    , m_table(new QTableView(this))
    , m_times(new HookTimes(m_session, this))
    , m_generations(new LibraryGenerations(m_session, this))
{
    build();
    buildBar();
    const auto openFrom = [this](QLabel *label, const QString &kind) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::RichText);
        label->setTextInteractionFlags(Qt::TextBrowserInteraction);
        connect(label, &QLabel::linkActivated, this, [this, kind](const QString &subject) {
            m_commands.services().opener.open({kind, subject});
        });
    };
    openFrom(m_facts, QStringLiteral("api"));
    openFrom(m_pipeline, QStringLiteral("plugin"));
    connect(m_generations, &LibraryGenerations::changed, this, &SelectionSummary::refreshEnabled);
    connect(&m_session, &EngineSession::reportChanged, this, &SelectionSummary::load);
    connect(&m_session, &EngineSession::pluginsChanged, this, &SelectionSummary::refresh);
}

void SelectionSummary::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kGap);
    layout->setSpacing(look::kGap);
    m_title->setFont(look::strongFont());
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    auto *content = new QWidget(this);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins({});
    rows->setSpacing(look::kGap);
    buildTable();
    for (const int column :
         {LibraryGenerations::Abi, LibraryGenerations::BuildId, LibraryGenerations::Digest}) {
        m_generations->list()->hideColumn(column); // its page has room for them
    }
    rows->addWidget(m_facts);
    rows->addWidget(m_bar);
    rows->addWidget(m_generations->work());
    rows->addWidget(m_generations->message());
    rows->addWidget(m_pipeline);
    rows->addWidget(m_table);
    rows->addWidget(m_times);
    rows->addWidget(m_generations->list());
    rows->addStretch(1);
    layout->addWidget(m_title);
    layout->addWidget(widgets::scrolled(content, this), 1);
    setAccessibleName(tr("Selected in the navigator"));
    m_pipeline->setAccessibleName(tr("Pipeline of the API"));
}

// What has no room goes into a menu at its end.
void SelectionSummary::buildBar()
{
    m_bar->setAccessibleName(tr("Commands of what is selected"));
    m_bar->setContentsMargins({});
    const auto add = [this](const QString &text, const QString &tip,
                            const std::function<void()> &run) {
        QAction *action = m_bar->addAction(text, this, run);
        action->setToolTip(tip);
        m_bar->widgetForAction(action)->setAccessibleName(text);
        m_bar->widgetForAction(action)->setFocusPolicy(Qt::TabFocus);
        return action;
    };
    add(tr("Open"), tr("Open its page"), [this] { m_commands.services().opener.open(m_address); });
    m_editPipeline = add(tr("Edit pipeline"), tr("Open the definition at its pipeline"),
                         [this] { m_commands.openPipeline(m_address.subject); });
    m_reload = add(tr("Reload"), tr("Load the file as it lies on the disk"),
                   [this] { m_generations->reload(); });
    m_rollBack = add(tr("Roll back"), tr("Select a generation that is kept, then go back to it"),
                     [this] { m_generations->rollBack(); });
}

void SelectionSummary::buildTable()
{
    m_hooks.setFixedFont(look::fixedFont());
    m_table->setTabKeyNavigation(false);
    m_table->setModel(&m_hooks);
    m_table->setAccessibleName(tr("Hooks"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(look::rowHeight());
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(models::HooksModel::Symbol,
                                                      QHeaderView::Stretch);
    m_table->setColumnHidden(models::HooksModel::Failures, true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SelectionSummary::showTimes);
}

bool SelectionSummary::takes(const window::PageAddress &address)
{
    return address.kind == QLatin1String("api") || address.kind == QLatin1String("plugin");
}

void SelectionSummary::show(const window::PageAddress &address)
{
    if (m_address != address) {
        m_definition.reset();
        m_exported.reset();
    }
    m_address = address;
    const bool isPlugin = address.kind == QLatin1String("plugin");
    m_generations->setLibrary(isPlugin ? address.subject : QString());
    load();
}

void SelectionSummary::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refresh(); // the facts have the scheme's colours
    }
}

// What the engine said before stays until it says something else.
void SelectionSummary::load()
{
    refresh();
    ++m_asked;
    if (m_address.kind == QLatin1String("api")) {
        loadDefinition();
    } else if (takes(m_address)) {
        loadExports();
    }
}

// One without an id is only a file, of which the facts tell what is wrong.
void SelectionSummary::loadDefinition()
{
    const client::ApiReport *api = m_session.api(m_address.subject);
    if (m_session.client() == nullptr || api == nullptr || api->apiId.isEmpty()) {
        return;
    }
    m_session.client()
        ->definition(m_address.subject)
        .then(this, [this, asked = m_asked](const Expected<client::StoredDefinition> &stored) {
            if (asked != m_asked || !stored) {
                return;
            }
            auto parsed = spec::JsonDocument::parse(stored->text.toStdString());
            m_definition =
                parsed ? std::make_unique<spec::JsonDocument>(*std::move(parsed)) : nullptr;
            refresh();
        });
}

void SelectionSummary::loadExports()
{
    m_commands.facts(m_address.subject)
        .then(this, [this, asked = m_asked](const PluginCommands::Facts &facts) {
            if (asked == m_asked) {
                m_exported = facts;
                refresh();
            }
        });
}

void SelectionSummary::refresh()
{
    const bool isPlugin = m_address.kind == QLatin1String("plugin");
    const bool isApi = m_address.kind == QLatin1String("api");
    if (isApi) {
        showApi();
    } else if (isPlugin) {
        showPlugin();
    }
    m_editPipeline->setVisible(isApi);
    m_reload->setVisible(isPlugin);
    m_rollBack->setVisible(isPlugin);
    refreshEnabled();
    m_pipeline->setVisible(isApi && m_definition != nullptr);
    m_table->setVisible(isPlugin && m_hooks.rowCount() > 0);
    m_times->setVisible(isPlugin && m_hooks.rowCount() > 0);
}

void SelectionSummary::refreshEnabled()
{
    m_editPipeline->setEnabled(m_definition != nullptr);
    m_reload->setEnabled(m_generations->canReload());
    m_rollBack->setEnabled(m_generations->canRollBack());
    m_generations->list()->setVisible(m_generations->list()->topLevelItemCount() > 0);
}

void SelectionSummary::showApi()
{
    const client::ApiReport *api = m_session.api(m_address.subject);
    if (api == nullptr) {
        m_title->setText(m_address.subject);
        m_facts->setText(inColor(tr("The engine has no such API."), look::Tint::Warn));
        return;
    }
    m_title->setText(!api->name.isEmpty()   ? api->name
                     : api->apiId.isEmpty() ? api->file
                                            : api->apiId);
    QString html = factRow(tr("State"), stateOf(*api)) +
                   factRow(tr("Listen path"), api->listenPath.toHtmlEscaped()) +
                   factRow(tr("File"), api->file.toHtmlEscaped());
    if (api->listenPort != 0) {
        html +=
            factRow(tr("Port"), QStringLiteral("%1 %2").arg(api->listenPort).arg(api->protocol));
    }
    for (const QString &problem : api->problems) {
        html += factRow(tr("Problem"), inColor(problem, look::Tint::Bad));
    }
    m_facts->setText(QStringLiteral("<table cellspacing='0' cellpadding='2'>") + html +
                     QStringLiteral("</table>"));
    if (m_definition != nullptr) {
        QList<client::PluginHook> own;
        for (const client::PluginHook &hook : m_session.plugins()) {
            if (hook.users.contains(m_address.subject)) {
                own.append(hook);
            }
        }
        m_pipeline->setText(pipelineText(*m_definition, own));
    }
}

void SelectionSummary::showPlugin()
{
    m_title->setText(m_address.subject.section(QLatin1Char('/'), -1));
    m_facts->setText(libraryFacts(m_session, m_address.subject, m_exported));
    m_hooks.setHooks(hooksOf(m_session, m_address.subject));
    m_table->updateGeometry();
    if (!m_table->currentIndex().isValid() && m_hooks.rowCount() > 0) {
        m_table->selectRow(0);
    }
    showTimes();
}

// Of the row that is chosen.
void SelectionSummary::showTimes()
{
    const int row = m_table->currentIndex().row();
    const bool isHook = row >= 0 && row < m_hooks.rowCount();
    m_times->setHook(m_address.subject, isHook ? m_hooks.hook(row).symbol : QString());
}

} // namespace gw::libraries
