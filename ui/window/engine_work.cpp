// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/engine_work.h"

#include "widgets/work_bar.h"
#include "window/banner.h"

#include <QVBoxLayout>

namespace gw::window {

using session::EngineSession;

namespace {

const QString kUnawaitedReload = QStringLiteral("unawaited");
const QString kUnawaitedLibrary = QStringLiteral("unawaited-library");
const QString kRefusedLibrary = QStringLiteral("refused-library");

} // namespace

EngineWork::EngineWork(EngineSession &session, Banner &banner, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_banner(banner)
    , m_start(new widgets::WorkBar(this))
    , m_reload(new widgets::WorkBar(this))
    , m_library(new widgets::WorkBar(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_start);
    layout->addWidget(m_reload);
    layout->addWidget(m_library);
    connect(&session, &EngineSession::stateChanged, this, &EngineWork::followState);
    connect(&session, &EngineSession::reloadBegun, this,
            [this] { m_reload->begin(tr("Reloading all files"), [this] { stopWaiting(); }); });
    connect(&session, &EngineSession::reloadEnded, this, [this] {
        m_reload->end();
        m_banner.hide(kUnawaitedReload);
    });
    followLibraries();
    followState();
}

void EngineWork::followLibraries()
{
    connect(&m_session, &EngineSession::libraryReloadBegun, this, [this](const QString &path) {
        m_library->begin(tr("Reloading %1").arg(path), [this, path] {
            m_library->end();
            m_banner.show(Banner::Tone::Info, kUnawaitedLibrary,
                          tr("Not waited for; the page of %1 tells what became of it.").arg(path));
        });
    });
    connect(&m_session, &EngineSession::libraryReloadEnded, this, [this] {
        m_library->end();
        m_banner.hide(kUnawaitedLibrary);
    });
    connect(&m_session, &EngineSession::libraryReloaded, this,
            [this](const QString &path, const client::PluginSwap &swap) {
                const QString what = swap.outcome == QLatin1String("unchanged")
                                         ? tr("%1 has not changed: generation %2 serves")
                                         : tr("%1: generation %2 serves");
                m_banner.hide(kRefusedLibrary);
                Q_EMIT messageRaised(what.arg(path, QString::number(swap.generation)));
            });
    connect(
        &m_session, &EngineSession::libraryRefused, this,
        [this](const QString &, const Error &why) { m_banner.showProblem(kRefusedLibrary, why); });
}

void EngineWork::followState()
{
    if (m_session.state() != EngineSession::State::Connected) {
        m_library->end(); // nobody answers any more
    }
    if (m_session.state() != EngineSession::State::Starting) {
        m_start->end();
        return;
    }
    const auto stop = [this] {
        m_session.stop();
    };
    if (m_session.isAttached()) {
        m_start->begin(tr("Connecting to %1").arg(m_session.address().url.toString()), stop);
    } else {
        m_start->begin(tr("Starting the engine"), stop);
    }
}

void EngineWork::stopWaiting()
{
    m_reload->end();
    m_banner.show(Banner::Tone::Info, kUnawaitedReload,
                  tr("Not waited for; see Last reload for what became of it."));
    m_banner.offer(tr("Last reload"), [this] { Q_EMIT reportWanted(); });
}

} // namespace gw::window
