// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/test_pane.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/palette.h"
#include "panes/list_view.h"
#include "panes/pane_tools.h"
#include "session/engine_session.h"
#include "session/environments.h"

#include <QAction>
#include <QLabel>
#include <QVBoxLayout>

namespace gw::panes {

using models::TestResultsModel;
using session::TestRun;

TestPane::TestPane(session::EngineSession &session, session::Environments &environments,
                   QWidget *parent)
    : Pane(parent)
    , m_session(session)
    , m_environments(environments)
    , m_view(new ListView(this))
    , m_tools(new PaneTools(this))
    , m_summary(new QLabel(m_tools))
    , m_all(new QAction(look::icon(QStringLiteral("media-playback-start")), tr("Run all"), this))
    , m_again(new QAction(look::icon(QStringLiteral("view-refresh")), tr("Again"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    m_model.setFixedFont(look::fixedFont());
    m_view->setModel(&m_model);
    m_view->setAccessibleName(tr("Test results"));
    m_view->setWidths({14, 46, 40, 9, 26}, TestResultsModel::Text);
    m_view->setEmptyText(
        tr("Nothing was run yet. \"Run all\" sends the requests of the collections "
           "and checks the answers, as \"gatewright run\" does."),
        m_all);
    setFocusProxy(m_view);
    buildTools();
    connect(&m_run, &TestRun::rowsAdded, &m_model, &TestResultsModel::add);
    connect(&m_run, &TestRun::started, this, &TestPane::refresh);
    connect(&m_run, &TestRun::finished, this, &TestPane::refresh);
    connect(&m_run, &TestRun::noticeRaised, this, &TestPane::messageRaised);
    connect(&m_model, &TestResultsModel::countsChanged, this, &TestPane::refresh);
    connect(&session, &session::EngineSession::stateChanged, this, &TestPane::refresh);
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex &index) {
        const session::TestRow &row = m_model.row(index.row());
        Q_EMIT openWanted({QStringLiteral("request"), row.file}, row.line);
    });
    refresh();
}

QWidget *TestPane::tools()
{
    return m_tools;
}

void TestPane::buildTools()
{
    m_summary->setFont(look::secondaryFont());
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_tools->add(m_summary, 1);
    m_all->setToolTip(tr("Send all requests of the collections and check the answers"));
    auto *failures = new QAction(look::icon(QStringLiteral("view-filter")), tr("Failures"), this);
    failures->setCheckable(true);
    failures->setToolTip(tr("Show only what failed"));
    const std::pair<QAction *, const char *> commands[] = {
        {failures, "failures"}, {m_all, "all"}, {m_again, "again"}};
    for (const auto &[action, id] : commands) {
        m_tools->addButton(action);
        makeCommand(action, QLatin1String(id));
    }
    connect(failures, &QAction::toggled, &m_model, &TestResultsModel::setOnlyFailures);
    connect(m_all, &QAction::triggered, this,
            [this] { run({m_session.workspace() + QStringLiteral("/requests")}); });
    connect(m_again, &QAction::triggered, this, [this] {
        if (m_run.isRunning()) {
            m_isStopped = true;
            m_run.cancel();
        } else {
            run(QStringList(m_paths));
        }
    });
}

void TestPane::run(const QStringList &paths)
{
    Q_EMIT raiseWanted();
    auto variables = m_environments.variables();
    if (!variables) {
        Q_EMIT messageRaised(QString::fromStdString(variables.error().text()));
        return;
    }
    m_paths = paths;
    m_isStopped = false;
    m_model.clear();
    TestRun::Plan plan{paths, *std::move(variables), {}, m_session.workspace()};
    if (m_session.state() == session::EngineSession::State::Connected) {
        const client::EngineAddress &address = m_session.address();
        plan.access = {
            address.url.toString(QUrl::RemovePath | QUrl::StripTrailingSlash).toStdString(),
            address.secret.toStdString()};
    }
    plan.control = m_environments.control();
    m_run.start(std::move(plan));
}

void TestPane::refresh()
{
    const bool isRunning = m_run.isRunning();
    m_all->setEnabled(!isRunning && !m_session.workspace().isEmpty());
    m_again->setEnabled(!m_paths.isEmpty());
    m_again->setText(isRunning ? tr("Stop") : tr("Again"));
    m_again->setIcon(look::icon(isRunning ? QStringLiteral("media-playback-stop")
                                          : QStringLiteral("view-refresh")));
    m_again->setToolTip(isRunning ? tr("Stop the run") : tr("Run the same files again"));
    QString words;
    if (!m_paths.isEmpty()) {
        words = tr("%1 requests, %2 checks").arg(m_model.requestCount()).arg(m_model.checkCount());
        words += QStringLiteral("   ") + outcome();
        if (m_model.droppedCount() > 0) {
            words += tr("   %1 older rows dropped, of at most %2")
                         .arg(look::countText(m_model.droppedCount()),
                              look::countText(static_cast<quint64>(m_model.maxRows())));
        }
    }
    m_summary->setText(words);
    Q_EMIT badgeChanged();
}

QString TestPane::outcome() const
{
    QStringList parts;
    if (m_model.failedCount() > 0) {
        parts.append(tr("%1 failed").arg(m_model.failedCount()));
    }
    if (m_model.uncheckedCount() > 0) {
        parts.append(tr("%1 not checked").arg(m_model.uncheckedCount()));
    }
    if (m_run.isRunning()) {
        parts.append(tr("running..."));
    } else if (m_isStopped) {
        parts.append(tr("stopped"));
    } else if (parts.isEmpty() && m_model.requestCount() > 0) {
        parts.append(tr("all passed"));
    }
    return parts.join(QStringLiteral(", "));
}

QString TestPane::badge() const
{
    return m_model.failedCount() == 0 ? QString() : tr("%1 failed").arg(m_model.failedCount());
}

} // namespace gw::panes
