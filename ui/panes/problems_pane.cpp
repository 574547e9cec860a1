// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/problems_pane.h"

#include "look/icons.h"
#include "panes/list_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QVBoxLayout>

namespace gw::panes {

using models::Problem;
using models::ProblemsModel;
using session::EngineSession;

ProblemsPane::ProblemsPane(EngineSession &session, ProblemsModel &model, QWidget *parent)
    : Pane(parent)
    , m_session(session)
    , m_model(model)
    , m_view(new ListView(this))
    , m_fix(new QAction(look::icon(QStringLiteral("tools-wizard")), tr("&Quick fix"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    m_view->setModel(&model);
    m_view->setAccessibleName(tr("Problems"));
    m_view->setWidths({60, 34, 40}, ProblemsModel::What);
    setFocusProxy(m_view);
    connect(&session, &EngineSession::stateChanged, this, &ProblemsPane::showEngine);
    showEngine();
    connect(&session, &EngineSession::reportChanged, &model, [&session, &model] {
        model.setProblems(QStringLiteral("engine"), models::problemsOf(session.report()));
    });
    connect(&session, &EngineSession::pluginsChanged, this, &ProblemsPane::showPlugins);
    connect(&session, &EngineSession::stuckHooksChanged, &model, [&session, &model] {
        model.setProblems(QStringLiteral("stuck"),
                          models::problemsOf(session.stuckHooks(), session.report().apis));
    });
    connect(&model, &ProblemsModel::countsChanged, this, &Pane::badgeChanged);
    makeCommand(m_fix, QStringLiteral("fix"), QKeySequence(QStringLiteral("Alt+Return")));
    const auto nameKeys = [this] {
        m_model.setFixKeys(m_fix->shortcut().toString(QKeySequence::NativeText));
    };
    nameKeys();
    connect(m_fix, &QAction::changed, this, nameKeys);
    connect(m_fix, &QAction::triggered, this, &ProblemsPane::mend);
    connect(m_view, &QTableView::activated, this,
            [this](const QModelIndex &index) { open(index.row()); });
    connect(m_view, &QTableView::clicked, this,
            [this](const QModelIndex &index) { open(index.row()); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &ProblemsPane::showMenu);
}

void ProblemsPane::setPluginMender(Mender mender)
{
    m_mender = std::move(mender);
    showPlugins();
}

// Without an engine nobody has looked at the APIs.
void ProblemsPane::showEngine()
{
    const auto state = m_session.state();
    QList<Problem> problems;
    if (state == EngineSession::State::Failed) {
        const Error &why = m_session.problem();
        Problem problem;
        problem.text = tr("The engine did not start: %1").arg(QString::fromStdString(why.what));
        problem.where = QString::fromStdString(why.where);
        problem.remedy = QString::fromStdString(why.remedy);
        if (!m_session.workspace().isEmpty()) {
            problem.kind = QStringLiteral("settings-file");
        }
        problems.append(problem);
    }
    m_model.setProblems(QStringLiteral("start"), problems);
    m_view->setEmptyText(state == EngineSession::State::Connected
                             ? tr("No problems: every API and every plugin is loaded.")
                             : tr("The engine does not answer: no API and no plugin is checked."));
}

void ProblemsPane::showPlugins()
{
    QList<Problem> problems = models::problemsOf(m_session.plugins());
    if (m_mender) {
        for (Problem &problem : problems) {
            m_mender(problem);
        }
    }
    m_model.setProblems(QStringLiteral("plugins"), problems);
}

QString ProblemsPane::badge() const
{
    const int count = m_model.rowCount();
    return count == 0 ? QString() : QString::number(count);
}

void ProblemsPane::open(int row)
{
    const Problem &problem = m_model.problem(row);
    if (!problem.kind.isEmpty()) {
        Q_EMIT openWanted({problem.kind, problem.subject}, problem.position);
    }
}

void ProblemsPane::mend()
{
    const QModelIndex index = m_view->currentIndex();
    if (index.isValid() && m_model.problem(index.row()).fix) {
        const std::function<void()> fix = m_model.problem(index.row()).fix;
        fix(); // takes the row away
    }
}

void ProblemsPane::showMenu(const QPoint &at)
{
    const QModelIndex index = m_view->indexAt(at);
    if (!index.isValid()) {
        return;
    }
    const Problem problem = m_model.problem(index.row());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_fix->setText(problem.fix ? problem.fixName : tr("&Quick fix"));
    m_fix->setEnabled(static_cast<bool>(problem.fix));
    menu->addAction(m_fix);
    connect(menu, &QObject::destroyed, m_fix, [fix = m_fix] { fix->setEnabled(true); });
    if (!problem.kind.isEmpty()) {
        menu->addAction(tr("&Show where"), this, [this, problem] {
            Q_EMIT openWanted({problem.kind, problem.subject}, problem.position);
        });
    }
    menu->addAction(look::icon(QStringLiteral("edit-copy")), tr("&Copy"), this, [problem] {
        QGuiApplication::clipboard()->setText(problem.text + QLatin1Char('\n') + problem.where +
                                              QLatin1Char('\n') + problem.remedy);
    });
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

} // namespace gw::panes
