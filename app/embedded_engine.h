// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_host.h"

#include <QThread>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace gw::app {

// The console's own engine: in this process, on threads of its own, so that neither waits for the
// other. It listens on 127.0.0.1 only, on the port of the workspace's settings (8080 without) or
// the next free one. Thread: GUI.
class EmbeddedEngine final : public session::EngineHost {
    Q_OBJECT

public:
    // hasStuckHook becomes true when a plugin's hook has not come back, so that the process cannot
    // end in the usual way; it outlives this.
    explicit EmbeddedEngine(std::atomic<bool> &hasStuckHook);
    ~EmbeddedEngine() override;

    // The one that ran ends by itself; the next one has its port, and waits for its end, but not
    // for longer than kPatience.
    void start(const QString &workspaceFolder) override;
    void stop() override;
    [[nodiscard]] Expected<void> check(const QString &workspaceFolder) const override;
    // One that was stopped is still there.
    [[nodiscard]] bool isEnding() const { return !m_ending.empty(); }

    static constexpr std::chrono::seconds kPatience{10};

private:
    void begin();
    void forget(const QThread *ended);
    void run(const std::string &workspaceFolder, int number);
    // Thread: the engine's. Calls on the GUI thread, unless the run has been stopped by then.
    void tell(int number, std::function<void()> what);

    std::atomic<bool> &m_hasStuckHook;
    std::unique_ptr<QThread> m_thread;
    std::vector<std::unique_ptr<QThread>> m_ending;
    std::optional<QString> m_next; // workspace that waits for the end of the engine before
    QTimer m_tellLater;            // that it waits
    QTimer m_patience;
    int m_run = 0; // number of the run that is wanted
};

} // namespace gw::app
