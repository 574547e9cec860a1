// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/status_line.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"

#include <QFontMetrics>
#include <QToolButton>

#include <algorithm>

namespace gw::window {

using session::EngineSession;

namespace {

constexpr int kMessageMs = 6000;
constexpr std::uint64_t kMegabyte = 1'000'000; // as look::byteText() counts

} // namespace

StatusLine::StatusLine(EngineSession &session, QWidget *parent)
    : QStatusBar(parent)
    , m_session(session)
    , m_stuck(addButton(tr("Hooks that do not return"), &StatusLine::stuckClicked))
    , m_paused(addButton(tr("Paused requests"), &StatusLine::pausedClicked))
    , m_engine(addButton(tr("Engine"), &StatusLine::engineClicked))
    , m_generation(addButton(tr("Generation"), &StatusLine::generationClicked))
    , m_apis(addButton(tr("APIs"), &StatusLine::apisClicked))
    , m_plugins(addButton(tr("Plugins"), &StatusLine::pluginsClicked))
    , m_load(addButton(tr("Load"), &StatusLine::loadClicked))
    , m_traffic(addButton(tr("Kept requests"), &StatusLine::trafficClicked))
{
    setSizeGripEnabled(false);
    m_generation->setObjectName(QStringLiteral("generation"));
    m_generation->setToolTip(tr("What became of each file at the last reload"));
    m_paused->setIcon(look::icon(QStringLiteral("media-playback-pause"), look::Tint::Warn));
    m_paused->setToolTip(tr("Requests that breakpoints hold"));
    m_paused->hide();
    m_stuck->setIcon(look::icon(QStringLiteral("data-warning"), look::Tint::Bad));
    m_stuck->setToolTip(tr("Hooks of plugins that hold their threads: see Problems"));
    m_stuck->hide();
    m_traffic->setMinimumWidth(1); // it never keeps the window from being small
    connect(&session, &EngineSession::stateChanged, this, &StatusLine::refreshEngine);
    connect(&session, &EngineSession::reportChanged, this, &StatusLine::refreshEngine);
    connect(&session, &EngineSession::pluginsChanged, this, &StatusLine::refreshPlugins);
    connect(&session, &EngineSession::stuckHooksChanged, this, &StatusLine::refreshStuck);
    connect(&session, &EngineSession::metricsChanged, this, &StatusLine::refreshLoad);
    refreshEngine();
    refreshPlugins();
    refreshLoad();
    refreshTraffic();
}

void StatusLine::say(const QString &text)
{
    // What stands at the right would cut it.
    const QWidget *first = !m_stuck->isHidden()    ? m_stuck
                           : !m_paused->isHidden() ? m_paused
                                                   : m_engine;
    const int room = first->x() - 2 * look::kGap;
    showMessage(room > 0 ? fontMetrics().elidedText(text, Qt::ElideRight, room) : text, kMessageMs);
}

void StatusLine::showPaused(int count)
{
    m_paused->setText(tr("%n paused", nullptr, count));
    m_paused->setVisible(count > 0);
    refreshTraffic();
}

void StatusLine::refreshStuck()
{
    const auto count = static_cast<int>(m_session.stuckHooks().size());
    m_stuck->setText(tr("%n hook(s) hang", nullptr, count));
    m_stuck->setVisible(count > 0);
    refreshTraffic();
}

void StatusLine::showTraffic(const Kept &kept)
{
    m_kept = kept;
    refreshTraffic();
}

// "requests 1,042   3/256 MB"
void StatusLine::refreshTraffic()
{
    const QString rows = look::countText(m_kept.rows);
    const QString used = look::countText(m_kept.bytes / kMegabyte);
    const QString bound = look::countText(m_kept.bound / kMegabyte);
    m_traffic->setToolTip(tr("The list of the traffic keeps %1 requests, %2 of at most %3 MB; then "
                             "the oldest go")
                              .arg(rows, used, bound));
    m_traffic->setText(tr("requests %1   %2/%3 MB").arg(rows, used, bound));
    int needed = 2 * look::kGroupGap;
    for (const QToolButton *button :
         {m_stuck, m_paused, m_engine, m_generation, m_apis, m_plugins, m_load, m_traffic}) {
        needed += button->isHidden() ? 0 : button->sizeHint().width() + look::kGap;
    }
    if (needed > width()) {
        m_traffic->setText(rows);
    }
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    QStatusBar::resizeEvent(event);
    refreshTraffic();
}

QToolButton *StatusLine::addButton(const QString &name, void (StatusLine::*clicked)())
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAccessibleName(name);
    button->setFont(look::secondaryFont());
    connect(button, &QToolButton::clicked, this, clicked);
    addPermanentWidget(button);
    return button;
}

void StatusLine::refreshEngine()
{
    const client::ReloadReport &report = m_session.report();
    const QString address = m_session.trafficUrl().authority();
    switch (m_session.state()) {
    case EngineSession::State::Connected:
        m_engine->setText(address);
        m_engine->setIcon(look::dot(look::Tint::Good));
        break;
    case EngineSession::State::Starting:
        m_engine->setText(tr("starting"));
        m_engine->setIcon(look::dot(look::Tint::Warn));
        break;
    case EngineSession::State::Lost:
        m_engine->setText(tr("%1 lost").arg(address));
        m_engine->setIcon(look::dot(look::Tint::Bad));
        break;
    case EngineSession::State::Failed:
        m_engine->setText(tr("did not start"));
        m_engine->setIcon(look::dot(look::Tint::Bad));
        break;
    case EngineSession::State::Off:
        m_engine->setText(tr("stopped"));
        m_engine->setIcon(look::dot(look::Tint::Secondary));
        break;
    }
    m_generation->setText(tr("gen %1").arg(report.generation));
    m_generation->setVisible(m_session.state() == EngineSession::State::Connected);
    const auto serving = std::ranges::count_if(
        report.apis, [](const client::ApiReport &api) { return api.isServing(); });
    m_apis->setText(report.failures == 0
                        ? tr("APIs %1").arg(serving)
                        : tr("APIs %1, %2 failed").arg(serving).arg(report.failures));
    m_apis->setIcon(report.failures == 0
                        ? QIcon()
                        : look::icon(QStringLiteral("data-warning"), look::Tint::Bad));
}

void StatusLine::refreshPlugins()
{
    const QList<client::PluginHook> &hooks = m_session.plugins();
    const auto loaded = std::ranges::count_if(hooks, &client::PluginHook::isLoaded);
    const auto failed = hooks.size() - loaded;
    m_plugins->setText(failed == 0 ? tr("hooks %1 ok").arg(loaded)
                                   : tr("hooks %1 ok, %2 failed").arg(loaded).arg(failed));
    m_plugins->setIcon(failed == 0 ? look::icon(QStringLiteral("plugins"), look::Tint::Plugin)
                                   : look::icon(QStringLiteral("data-warning"), look::Tint::Bad));
}

void StatusLine::refreshLoad()
{
    const auto &metrics = m_session.metrics();
    if (!metrics) {
        m_load->setText(QStringLiteral("-"));
        m_lastUptime = 0;
        return;
    }
    const double seconds = metrics->uptimeSeconds - m_lastUptime;
    const bool isFirst = m_lastUptime == 0 || seconds <= 0 || metrics->requests < m_lastRequests;
    const double rate =
        isFirst ? 0 : static_cast<double>(metrics->requests - m_lastRequests) / seconds;
    m_lastRequests = metrics->requests;
    m_lastUptime = metrics->uptimeSeconds;
    m_load->setText(tr("%1   p99 %2   5xx %3   %4")
                        .arg(look::rateText(rate), look::durationText(metrics->requestTime.p99),
                             look::countText(metrics->responses5xx),
                             look::byteText(metrics->residentBytes)));
    // Its width only grows, so that the line does not dance.
    m_load->setMinimumWidth(std::max(m_load->minimumWidth(), m_load->sizeHint().width()));
    refreshTraffic();
}

} // namespace gw::window
