// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/diagnostics.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <optional>

namespace gw::editing {

// Judges a text while it is typed: after a pause, on a thread of its own, the newest text only.
// Thread: GUI.
class DiagnosticsRunner final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kPause{60};

    explicit DiagnosticsRunner(spec::DefinitionSchema schema, QObject *parent = nullptr);
    ~DiagnosticsRunner() override; // waits for a run that is under way

    // Starts the pause anew.
    void request(DiagnosticsInput input);
    // Neither waiting nor running.
    [[nodiscard]] bool isIdle() const { return !m_next && !m_isRunning; }

Q_SIGNALS:
    void started();
    // For the newest text only.
    void finished(const std::vector<gw::editing::Diagnostic> &diagnostics);

private:
    void start();

    spec::DefinitionSchema m_schema;
    QThreadPool m_pool;
    QTimer m_pause;
    std::optional<DiagnosticsInput> m_next;
    bool m_isRunning = false;
};

} // namespace gw::editing
