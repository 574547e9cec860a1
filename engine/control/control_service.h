// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control/control_options.h"
#include "control/control_routes.h"
#include "control/engine_port.h"
#include "control/failure_limit.h"
#include "control/trace_switch.h"

#include <QFuture>
#include <QObject>

namespace gw {
class Log;
}

namespace gw::control {

// Answers control requests of all workers, one after the other, on the engine's own thread. It
// outlives the workers. Thread: control, but submit(), options() and failures().
class ControlService final : public QObject {
    Q_OBJECT

public:
    ControlService(EnginePort &engine, Log &log, ControlOptions options);
    ~ControlService() override;

    // Thread: any. The future is finished on the control thread; it is cancelled when nobody
    // answers.
    [[nodiscard]] QFuture<ControlReply> submit(ControlRequest request);
    // Thread: any (immutable).
    [[nodiscard]] const ControlOptions &options() const { return m_options; }

    // Attempts with a wrong secret, on all workers. Thread: any.
    [[nodiscard]] FailureLimit &failures() { return m_failures; }

    [[nodiscard]] EnginePort &engine() { return m_engine; }
    [[nodiscard]] Log &log() { return m_log; }
    [[nodiscard]] TraceSwitch &traceSwitch() { return m_traceSwitch; }

private:
    void answer(ControlRequest request, const Answer &answer);

    EnginePort &m_engine;
    Log &m_log;
    ControlOptions m_options;
    FailureLimit m_failures;
    TraceSwitch m_traceSwitch;
    ControlRoutes m_routes;
};

} // namespace gw::control
