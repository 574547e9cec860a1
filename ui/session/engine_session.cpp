// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/engine_session.h"

#include "session/api_subject.h"
#include "session/disk_apis.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace gw::session {

namespace {

constexpr int kMostMissed = 1000; // an engine keeps no more records, and lines

// Without the line and those before it, where they are of the same run of the engine.
QList<client::LogLine> linesBehind(const client::LogLine &last, const QList<client::LogLine> &lines)
{
    const auto known = std::ranges::find_if(lines, [&last](const client::LogLine &line) {
        return line.sequence == last.sequence && line.time == last.time &&
               line.message == last.message;
    });
    return known == lines.end() ? lines : lines.sliced(known - lines.begin() + 1);
}

} // namespace

EngineSession::EngineSession(std::unique_ptr<EngineHost> host, QObject *parent)
    : QObject(parent)
    , m_host(std::move(host))
    , m_gap([this](const QList<client::TrafficRecord> &records, quint64 skipped) {
        Q_EMIT trafficArrived(records, skipped);
    })
    , m_logGap([this](const QList<client::LogLine> &lines, quint64 skipped) {
        for (const client::LogLine &line : lines) {
            m_lastLine = line.message.isEmpty() ? m_lastLine : line;
        }
        Q_EMIT logArrived(lines, skipped);
    })
{
    if (m_host == nullptr) {
        return;
    }
    connect(m_host.get(), &EngineHost::started, this, [this](const HostedEngine &engine) {
        m_workspace = engine.workspace;
        m_definitions = engine.definitions;
        m_traffic = engine.traffic;
        m_control = engine.control;
        m_echo = engine.echo;
        connectTo(engine.address);
        if (!engine.notice.isEmpty()) {
            Q_EMIT noticeRaised(engine.notice);
        }
    });
    connect(m_host.get(), &EngineHost::waiting, this, [this](const QString &forWhat) {
        m_awaited = forWhat;
        Q_EMIT stateChanged();
    });
    connect(m_host.get(), &EngineHost::failed, this, [this](const Error &why) {
        m_problem = why;
        beWithoutEngine(State::Failed);
    });
}

EngineSession::~EngineSession()
{
    disconnect();
    m_events.reset();
    m_client.reset();
}

void EngineSession::openWorkspace(const QString &folder)
{
    Q_ASSERT(m_host != nullptr);
    forget();
    m_isAttached = false;
    m_workspace = folder;
    setState(State::Starting);
    m_host->start(folder);
}

void EngineSession::attach(const client::EngineAddress &address)
{
    if (m_host != nullptr) {
        m_host->stop();
    }
    forget();
    m_isAttached = true;
    m_workspace.clear();
    m_address = address;
    setState(State::Starting);
    connectTo(address);
}

void EngineSession::stop()
{
    const client::EngineAddress address = m_address;
    if (m_host != nullptr) {
        m_host->stop();
    }
    forget();
    m_address = m_isAttached ? address : client::EngineAddress();
    beWithoutEngine(State::Off);
}

void EngineSession::restart()
{
    if (m_isAttached) {
        const client::EngineAddress address = m_address;
        attach(address);
    } else {
        const QString folder = m_workspace;
        const Expected<void> may =
            m_state == State::Connected ? m_host->check(folder) : Expected<void>();
        if (!may) { // the one that runs goes on serving
            Error why = may.error();
            why.what = tr("Not restarted: %1").arg(QString::fromStdString(why.what)).toStdString();
            Q_EMIT problemRaised(why);
            return;
        }
        openWorkspace(folder);
    }
}

void EngineSession::setCapturing(bool isOn)
{
    if (isOn == m_isCapturing) {
        return;
    }
    m_isCapturing = isOn;
    if (m_events != nullptr) {
        m_events->setTracing(isOn);
    }
    Q_EMIT capturingChanged();
}

void EngineSession::retry()
{
    if (m_state == State::Failed && m_host != nullptr) {
        openWorkspace(m_workspace);
    } else if (m_events != nullptr) {
        m_events->retry();
    }
}

QUrl EngineSession::trafficUrl() const
{
    return m_traffic.isEmpty() ? m_address.url : m_traffic;
}

QUrl EngineSession::controlUrl() const
{
    return m_control.isEmpty() ? m_address.url : m_control;
}

QUrl EngineSession::trafficUrl(const QString &apiId) const
{
    QUrl url = trafficUrl();
    const client::ApiReport *found = api(apiId);
    if (found != nullptr && found->listenPort != 0 && found->takesRequests()) {
        url.setScheme(found->protocol);
        url.setPort(found->listenPort);
    }
    return url;
}

QString EngineSession::definitionsFolder() const
{
    return m_definitions.isEmpty() ? definitionsOf(m_workspace) : m_definitions;
}

QString EngineSession::origin() const
{
    return m_workspace.isEmpty() ? m_address.url.toString() : m_workspace;
}

const client::ApiReport *EngineSession::api(const QString &apiId) const
{
    return findApi(m_report.apis, apiId); // or a file: see apiSubject()
}

bool EngineSession::isOnDisk() const
{
    return !m_workspace.isEmpty() && (m_state == State::Off || m_state == State::Failed);
}

void EngineSession::reload()
{
    if (m_client == nullptr) {
        readDisk();
        return;
    }
    ++m_reloads;
    Q_EMIT reloadBegun();
    m_client->reload().then(
        this, [this, engine = m_engine](const Expected<client::ReloadReport> &report) {
            if (engine != m_engine) {
                return;
            }
            if (--m_reloads == 0) {
                Q_EMIT reloadEnded();
            }
            if (!report) {
                Q_EMIT problemRaised(report.error());
            }
            // A good one arrives as an event, in order with the others.
        });
}

void EngineSession::reloadLibrary(const QString &path)
{
    if (m_client == nullptr) {
        return;
    }
    Q_EMIT libraryReloadBegun(path);
    client::PluginClient(*m_client).reload(path).then(
        this, [this, path, engine = m_engine](const Expected<client::PluginSwap> &swap) {
            if (engine != m_engine) {
                return;
            }
            Q_EMIT libraryReloadEnded(path);
            if (swap) {
                Q_EMIT libraryReloaded(path, *swap);
            } else {
                Q_EMIT libraryRefused(path, swap.error());
            }
        });
}

// Its files can be worked on all the same.
void EngineSession::beWithoutEngine(State state)
{
    m_definitions = definitionsOf(m_workspace);
    setState(state);
    readDisk();
}

void EngineSession::readDisk()
{
    if (!isOnDisk()) {
        return;
    }
    QtConcurrent::run(apisOnDisk, m_definitions)
        .then(this, [this, engine = m_engine](const QList<client::ApiReport> &apis) {
            if (engine == m_engine && isOnDisk()) {
                m_report.apis = apis;
                Q_EMIT reportChanged();
            }
        });
}

void EngineSession::connectTo(const client::EngineAddress &address)
{
    m_address = address;
    m_client = std::make_unique<client::EngineClient>(address);
    m_events = std::make_unique<client::EventReader>(address);
    client::EventReader *events = m_events.get();
    // What the user has chosen holds as long as it is the same engine.
    const QString whose = m_isAttached ? address.url.toString() : m_workspace;
    if (std::exchange(m_captured, whose) != whose) {
        setCapturing(!m_isAttached);
    }
    events->setTracing(m_isCapturing);
    connect(events, &client::EventReader::connected, this, &EngineSession::becomeConnected);
    connect(events, &client::EventReader::lost, this, [this](const Error &why) {
        m_problem = why;
        setState(State::Lost);
    });
    connect(events, &client::EventReader::trafficArrived, this,
            [this](const QList<client::TrafficRecord> &records, quint64 skipped) {
                m_gap.take(records, skipped);
            });
    connect(events, &client::EventReader::logArrived, this,
            [this](const QList<client::LogLine> &lines, quint64 skipped) {
                m_logGap.take(lines, skipped);
            });
    connect(events, &client::EventReader::metricsArrived, this,
            [this](const client::EngineMetrics &metrics) {
                m_metrics = metrics;
                Q_EMIT metricsChanged();
            });
    connect(events, &client::EventReader::reloaded, this,
            [this](const client::ReloadReport &report) {
                m_report = report;
                m_hasHeardReload = true;
                Q_EMIT reportChanged();
                Q_EMIT reloaded(report);
            });
    connect(events, &client::EventReader::pluginsChanged, this,
            [this](const QList<client::PluginHook> &hooks, const QList<client::StuckHook> &stuck) {
                m_plugins = hooks;
                Q_EMIT pluginsChanged();
                setStuckHooks(stuck);
            });
    events->start();
}

void EngineSession::becomeConnected()
{
    m_problem = {};
    const int stream = ++m_stream;
    if (m_state == State::Connected) {
        askForTraffic(stream); // the stream was opened anew
    } else {
        m_gap.forget();
        setState(State::Connected);
    }
    if (m_client != nullptr) { // a listener may have left this engine
        askForReport(stream);
        askForLog(stream);
    }
}

// Reloads before the stream was open were not heard. An engine that was started again counts its
// generations from 1: only what its stream has told since is newer than the answer may be.
void EngineSession::askForReport(int stream)
{
    m_hasHeardReload = false;
    m_client->lastReport().then(this, [this, stream](const Expected<client::ReloadReport> &report) {
        if (stream != m_stream) {
            return;
        }
        if (!report) {
            Q_EMIT problemRaised(report.error());
            return;
        }
        if (!m_hasHeardReload || report->generation >= m_report.generation) {
            m_report = *report;
            Q_EMIT reportChanged();
        }
    });
}

void EngineSession::askForTraffic(int stream)
{
    m_gap.open();
    m_client->traffic(kMostMissed, m_gap.last())
        .then(this, [this, stream](const Expected<QList<client::TrafficRecord>> &records) {
            if (stream == m_stream) {
                m_gap.fill(records.value_or(QList<client::TrafficRecord>()));
            }
        });
}

// What it has said before the stream was open: how it started, or what was missed.
void EngineSession::askForLog(int stream)
{
    m_logGap.forget();
    m_logGap.open();
    m_client->log(kMostMissed)
        .then(this, [this, stream](const Expected<QList<client::LogLine>> &lines) {
            if (stream == m_stream) {
                m_logGap.fill(linesBehind(m_lastLine, lines.value_or(QList<client::LogLine>())));
            }
        });
}

void EngineSession::setStuckHooks(const QList<client::StuckHook> &stuck)
{
    if (stuck != m_stuck) {
        m_stuck = stuck;
        Q_EMIT stuckHooksChanged();
    }
}

void EngineSession::setState(State state)
{
    m_state = state;
    m_awaited.clear();
    Q_EMIT stateChanged();
}

void EngineSession::forget()
{
    if (m_events != nullptr) {
        m_events->disconnect(this);
        m_events.release()->deleteLater(); // it may be the one who calls
    }
    ++m_engine; // what was asked of this one ends in the next line
    m_client.reset();
    if (std::exchange(m_reloads, 0) > 0) {
        Q_EMIT reloadEnded();
    }
    m_gap.forget();
    m_logGap.forget();
    m_address = {};
    m_traffic.clear();
    m_control.clear();
    m_echo.clear();
    m_definitions.clear();
    m_problem = {};
    m_report = {};
    m_plugins.clear();
    m_metrics.reset();
    Q_EMIT reportChanged();
    Q_EMIT pluginsChanged();
    setStuckHooks({});
    Q_EMIT metricsChanged();
}

} // namespace gw::session
