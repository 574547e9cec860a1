// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_host.h"
#include "ui/session/answering_engine.h"

namespace gw::test {

// Its engine is the one that answers what it is told. Thread: GUI.
class AnsweringHost final : public session::EngineHost {
public:
    AnsweringHost(const AnsweringEngine &engine, const QString &workspace)
        : m_engine(engine)
        , m_workspace(workspace)
    {
    }
    void start(const QString &) override
    {
        session::HostedEngine hosted;
        hosted.address = m_engine.address();
        hosted.workspace = m_workspace;
        hosted.definitions = m_workspace + QStringLiteral("/apps");
        Q_EMIT started(hosted);
    }
    void stop() override {}

private:
    const AnsweringEngine &m_engine;
    QString m_workspace;
};

} // namespace gw::test
