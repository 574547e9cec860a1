// SPDX-License-Identifier: GPL-3.0-or-later
#include "editing/diagnostics_runner.h"

#include <QFuture>
#include <QtConcurrentRun>

#include <exception>

namespace gw::editing {

DiagnosticsRunner::DiagnosticsRunner(spec::DefinitionSchema schema, QObject *parent)
    : QObject(parent)
    , m_schema(std::move(schema))
{
    m_pool.setMaxThreadCount(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &DiagnosticsRunner::start);
}

DiagnosticsRunner::~DiagnosticsRunner()
{
    m_pool.waitForDone();
}

void DiagnosticsRunner::request(DiagnosticsInput input)
{
    m_next = std::move(input);
    m_pause.start();
}

void DiagnosticsRunner::start()
{
    if (m_isRunning || !m_next) {
        return; // the end of the run starts the next one
    }
    m_isRunning = true;
    // Taken before the run starts: a run that has ended already continues at once.
    DiagnosticsInput input = std::move(*m_next);
    m_next.reset();
    Q_EMIT started();
    QtConcurrent::run(&m_pool, [input = std::move(input), schema = m_schema] {
        try {
            return diagnose(input, schema);
        } catch (const std::exception &) { // for want of memory, or of a look at a file
            return std::vector<Diagnostic>();
        }
    }).then(this, [this](const std::vector<Diagnostic> &diagnostics) {
        m_isRunning = false;
        if (m_next) {
            if (!m_pause.isActive()) {
                start();
            }
            return;
        }
        Q_EMIT finished(diagnostics);
    });
}

} // namespace gw::editing
