// SPDX-License-Identifier: GPL-3.0-or-later
#include "breakpoints/breakpoint_table.h"

#include "breakpoints/choice_delegate.h"
#include "libraries/plugin_commands.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "session/breakpoints.h"
#include "session/engine_session.h"
#include "widgets/empty_text.h"
#include "widgets/row_table.h"
#include "window/keys_of.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace gw::breakpoints {

using client::Breakpoint;
using models::BreakpointModel;
using session::EngineSession;

namespace {

constexpr int kLeastRules = 3; // that are shown, the header among them

QList<Choice> apiChoices(const EngineSession &session)
{
    QList<Choice> choices{{BreakpointTable::tr("any"), QString()}};
    for (const client::ApiReport &api : session.report().apis) {
        if (!api.apiId.isEmpty() && api.takesRequests()) {
            choices.append({api.name.isEmpty() ? api.apiId : api.name, api.apiId});
        }
    }
    return choices;
}

QList<Choice> methodChoices()
{
    QList<Choice> choices{{BreakpointTable::tr("any"), QString()}};
    for (const char *method : {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}) {
        choices.append({QLatin1String(method), QLatin1String(method)});
    }
    return choices;
}

// The steps of the API that the engine tells, or of any; then what is there without them. An
// engine that tells none has hooks at least.
QList<Choice> stepChoices(const EngineSession &session, const QString &apiId)
{
    QStringList steps;
    for (const client::ApiReport &api : session.report().apis) {
        if (apiId.isEmpty() || api.apiId == apiId) {
            steps += api.steps;
        }
    }
    for (const client::PluginHook &hook : session.plugins()) {
        if (hook.kind != "analytics"_L1 && (apiId.isEmpty() || hook.users.contains(apiId))) {
            steps.append(hook.symbol);
        }
    }
    if (apiId.isEmpty()) {
        steps.sort(); // else they stand as they run
    }
    for (const char *slot : libraries::kHookSlots) {
        steps.append(QLatin1String(slot));
    }
    steps += {u"upstream"_s, u"client"_s};
    steps.removeDuplicates();
    QList<Choice> choices;
    for (const QString &step : std::as_const(steps)) {
        choices.append({step, step});
    }
    return choices;
}

} // namespace

BreakpointTable::BreakpointTable(EngineSession &session, session::Breakpoints &breakpoints,
                                 QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_breakpoints(breakpoints)
    , m_table(new widgets::RowTable(this))
    , m_time(new QSpinBox(this))
    , m_add(new QAction(look::icon(u"list-add"_s), tr("Add"), this))
    , m_remove(new QAction(look::icon(u"list-remove"_s), tr("Remove"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(head());
    layout->addWidget(m_table, 1);
    buildTable();
    setFocusProxy(m_table);
    connect(m_add, &QAction::triggered, this, &BreakpointTable::addRule);
    connect(m_remove, &QAction::triggered, m_table, &widgets::RowTable::removeSelected);
    connect(m_table, &widgets::RowTable::removeWanted, &m_model, &BreakpointModel::removeRowsAt);
    connect(&m_model, &BreakpointModel::edited, this,
            [this] { m_breakpoints.setRules(m_model.rules()); });
    connect(m_time, &QSpinBox::valueChanged, this,
            [this](int seconds) { m_breakpoints.setAutoContinue(std::chrono::seconds(seconds)); });
    connect(&breakpoints, &session::Breakpoints::changed, this, &BreakpointTable::refresh);
    connect(&session, &EngineSession::reportChanged, this, &BreakpointTable::refresh);
    refresh();
}

QLayout *BreakpointTable::head()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(look::kMargin, look::kTight, look::kGap, look::kTight);
    head->setSpacing(look::kGap);
    auto *title = new QLabel(tr("Where requests stop"), this);
    title->setFont(look::strongFont());
    head->addWidget(title, 1);
    auto *timeTitle = new QLabel(tr("Go &on after"), this);
    timeTitle->setBuddy(m_time);
    m_time->setRange(1, static_cast<int>(session::Breakpoints::kLongestPause.count()));
    m_time->setSuffix(tr(" s"));
    m_time->setKeyboardTracking(false);
    m_time->setAccessibleName(tr("Seconds after which a paused request goes on by itself"));
    m_time->setToolTip(m_time->accessibleName());
    head->addWidget(timeTitle);
    head->addWidget(m_time);
    m_add->setToolTip(tr("Add a breakpoint"));
    setRemoveKeys({});
    for (QAction *action : {m_add, m_remove}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAccessibleName(action->toolTip());
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        head->addWidget(button);
    }
    return head;
}

void BreakpointTable::buildTable()
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Breakpoints"));
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setMinimumHeight(kLeastRules * look::rowHeight());
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(BreakpointModel::Path, QHeaderView::Stretch);
    header->setMinimumSectionSize(header->sectionSizeHint(BreakpointModel::Path));
    for (const auto &[column, letters] :
         {std::pair(BreakpointModel::Enabled, 5), std::pair(BreakpointModel::Api, 16),
          std::pair(BreakpointModel::Method, 9), std::pair(BreakpointModel::Step, 20),
          std::pair(BreakpointModel::When, 9)}) {
        widgets::setColumnLetters(*m_table, column, letters);
    }
    const auto choose = [this](int column, const ChoiceDelegate::Choices &choices,
                               ChoiceDelegate::Typing typing) {
        m_table->setItemDelegateForColumn(column, new ChoiceDelegate(choices, typing, m_table));
    };
    choose(
        BreakpointModel::Api, [this](const QModelIndex &) { return apiChoices(m_session); },
        ChoiceDelegate::Typing::None);
    choose(
        BreakpointModel::Method, [](const QModelIndex &) { return methodChoices(); },
        ChoiceDelegate::Typing::Free);
    choose(
        BreakpointModel::Step,
        [this](const QModelIndex &index) {
            return stepChoices(m_session, m_model.rules().at(index.row()).apiId);
        },
        ChoiceDelegate::Typing::Free);
    choose(
        BreakpointModel::When,
        [](const QModelIndex &) {
            return QList<Choice>{{models::wordOf(client::BreakWhen::Before), false},
                                 {models::wordOf(client::BreakWhen::After), true}};
        },
        ChoiceDelegate::Typing::None);
    auto *empty = new widgets::EmptyText(m_table);
    empty->setText(tr("No breakpoint yet. A breakpoint stops requests at a step, so that you can "
                      "look at them, edit them, let them go on or answer them."),
                   m_add);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_remove->setEnabled(m_table->selectionModel()->hasSelection()); });
    m_remove->setEnabled(false);
}

void BreakpointTable::setRemoveKeys(const QString &keys)
{
    m_remove->setToolTip(window::withKeys(tr("Remove the selected breakpoints"), keys));
}

// Any request, before its upstream: what most people begin with.
void BreakpointTable::addRule()
{
    QList<Breakpoint> rules = m_model.rules();
    Breakpoint rule;
    rule.step = u"upstream"_s;
    rules.append(rule);
    m_breakpoints.setRules(std::move(rules));
    m_table->selectRow(m_model.rowCount() - 1);
    m_table->setCurrentIndex(m_model.index(m_model.rowCount() - 1, BreakpointModel::Api));
    m_table->setFocus();
}

void BreakpointTable::refresh()
{
    QHash<QString, QString> names;
    for (const client::ApiReport &api : m_session.report().apis) {
        if (!api.name.isEmpty()) {
            names.insert(api.apiId, api.name);
        }
    }
    m_model.setApiNames(names);
    m_model.setRules(m_breakpoints.rules());
    m_time->setValue(static_cast<int>(m_breakpoints.autoContinue().count()));
    m_add->setEnabled(m_model.rowCount() < session::Breakpoints::kMostRules);
    m_remove->setEnabled(m_table->selectionModel()->hasSelection());
}

} // namespace gw::breakpoints
