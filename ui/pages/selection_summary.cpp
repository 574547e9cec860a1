// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/selection_summary.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "pages/fact_rows.h"
#include "widgets/empty_text.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace gw::pages {

namespace {

using client::ApiState;
using client::PluginHook;
using client::PluginState;

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

QString stateOf(const PluginHook &hook)
{
    switch (hook.state) {
    case PluginState::Loaded:
        return inColor(SelectionSummary::tr("loaded"), look::Tint::Good);
    case PluginState::KeptOld:
        return inColor(SelectionSummary::tr("the version before serves: %1").arg(hook.reason),
                       look::Tint::Warn);
    case PluginState::Failed:
        break;
    }
    return inColor(SelectionSummary::tr("failed: %1").arg(hook.reason), look::Tint::Bad);
}

} // namespace

SelectionSummary::SelectionSummary(session::EngineSession &session, window::PageOpener &opener,
                                   QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_opener(opener)
    , m_title(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_open(new QPushButton(tr("Open"), this))
    , m_table(new QTableView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kGap);
    layout->setSpacing(look::kGap);
    m_title->setFont(look::strongFont());
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_hooks.setFixedFont(look::fixedFont());
    m_table->setModel(&m_hooks);
    m_table->setAccessibleName(tr("Hooks"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(look::rowHeight());
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(models::HooksModel::Symbol,
                                                      QHeaderView::Stretch);
    m_table->setColumnHidden(models::HooksModel::Failures, true);
    new widgets::EmptyText(m_table, tr("No hook"));
    layout->addWidget(m_title);
    layout->addWidget(m_facts);
    layout->addWidget(m_open, 0, Qt::AlignLeft);
    layout->addWidget(m_table, 1);
    setAccessibleName(tr("Selected in the navigator"));
    connect(m_open, &QPushButton::clicked, this, [this] { m_opener.open(m_address); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        m_opener.open({QStringLiteral("plugin"), m_hooks.hook(index.row()).path});
    });
    connect(&session, &session::EngineSession::reportChanged, this, &SelectionSummary::refresh);
    connect(&session, &session::EngineSession::pluginsChanged, this, &SelectionSummary::refresh);
}

bool SelectionSummary::takes(const window::PageAddress &address)
{
    return address.kind == QLatin1String("api") || address.kind == QLatin1String("plugin");
}

void SelectionSummary::show(const window::PageAddress &address)
{
    m_address = address;
    refresh();
}

void SelectionSummary::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refresh(); // the facts have the scheme's colours
    }
}

void SelectionSummary::refresh()
{
    if (m_address.kind == QLatin1String("api")) {
        showApi();
    } else if (takes(m_address)) {
        showPlugin();
    }
}

void SelectionSummary::showApi()
{
    QList<PluginHook> own;
    for (const PluginHook &hook : m_session.plugins()) {
        if (hook.users.contains(m_address.subject)) {
            own.append(hook);
        }
    }
    m_hooks.setHooks(own);
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
}

void SelectionSummary::showPlugin()
{
    QList<PluginHook> own;
    for (const PluginHook &hook : m_session.plugins()) {
        if (hook.path == m_address.subject) {
            own.append(hook);
        }
    }
    m_hooks.setHooks(own);
    m_title->setText(m_address.subject.section(QLatin1Char('/'), -1));
    QString html = factRow(tr("File"), m_address.subject.toHtmlEscaped());
    if (m_session.report().generation == 0) {
        html +=
            factRow(tr("State"), inColor(tr("no engine tells who uses it"), look::Tint::Secondary));
    } else if (own.isEmpty()) {
        html += factRow(tr("State"), inColor(tr("no API uses it"), look::Tint::Secondary));
    } else {
        QStringList users;
        for (const PluginHook &hook : own) {
            for (const QString &id : hook.users) {
                const client::ApiReport *api = m_session.api(id);
                users.append(api == nullptr || api->name.isEmpty() ? id : api->name);
            }
        }
        users.removeDuplicates();
        html += factRow(tr("State"), stateOf(own.first())) +
                factRow(tr("ABI"), own.first().abi.toHtmlEscaped()) +
                factRow(tr("Used by"), users.join(QStringLiteral(", ")).toHtmlEscaped());
    }
    m_facts->setText(QStringLiteral("<table cellspacing='0' cellpadding='2'>") + html +
                     QStringLiteral("</table>"));
}

} // namespace gw::pages
