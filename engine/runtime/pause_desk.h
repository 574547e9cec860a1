// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proxy/pause_port.h"
#include "runtime/listener_list.h"

#include <QObject>

#include <atomic>
#include <map>
#include <mutex>

namespace gw::runtime {

// A request has met a breakpoint, or goes on.
struct PauseEvent {
    std::uint64_t id = 0;
    std::shared_ptr<const proxy::PausedRequest> request; // null: released
    proxy::ReleaseReason reason = proxy::ReleaseReason::Continued;
};

// The breakpoints of an engine and the requests of all workers that wait at them. Nobody is stopped
// unless the breakpoints are switched on and somebody watches; when the last watcher leaves, all go
// on. In memory only. Thread: control, but for what it does as a PausePort.
class PauseDesk final : public QObject, public proxy::PausePort {
    Q_OBJECT

public:
    static constexpr std::size_t kMostPaused = 100;
    static constexpr std::size_t kMostBreakpoints = 100;
    // Of all bodies that are shown; further ones count as streaming.
    static constexpr std::size_t kMostBodyBytes = std::size_t{16} * 1024 * 1024;

    struct Settings {
        bool isEnabled = false;
        chain::BreakpointSet set;
    };

    ~PauseDesk() override;

    // Replaces all. Switching off lets all that wait go on.
    void configure(Settings settings);
    [[nodiscard]] const Settings &settings() const { return m_settings; }
    void setWatched(bool isOn);
    [[nodiscard]] bool isWatched() const { return m_isWatched; }
    // The engine ends: all go on, nobody is stopped any more.
    void stop();

    using Request = std::shared_ptr<const proxy::PausedRequest>;
    [[nodiscard]] std::vector<Request> paused() const;  // oldest first
    [[nodiscard]] Request find(std::uint64_t id) const; // null: it waits no longer
    // Requests that met a breakpoint while kMostPaused waited already.
    [[nodiscard]] std::uint64_t passed() const;
    // The end must have been checked. False: it waits no longer.
    [[nodiscard]] bool release(std::uint64_t id, proxy::PauseEnd pauseEnd);
    // Returns how many went on.
    std::size_t releaseAll(proxy::ReleaseReason reason);

    int addListener(std::function<void(const PauseEvent &)> listener);
    void removeListener(int id);

    // --- PausePort. Thread: any
    [[nodiscard]] std::shared_ptr<const chain::BreakpointSet> breakpoints() const override;
    [[nodiscard]] std::uint64_t pause(proxy::PausedRequest request,
                                      std::function<void(proxy::PauseEnd)> release) override;
    bool leave(std::uint64_t id, proxy::ReleaseReason reason) override;

private:
    struct Waiting {
        Request request;
        std::size_t bodyBytes = 0;
        std::function<void(proxy::PauseEnd)> release;
    };

    void apply();
    void tell(PauseEvent event);
    [[nodiscard]] std::size_t limitBodies(proxy::PausedRequest &request) const;

    Settings m_settings;
    bool m_isWatched = false;
    bool m_isStopped = false;
    ListenerList<const PauseEvent &> m_listeners;

    std::atomic<bool> m_isOn{false};
    mutable std::mutex m_mutex; // of what follows; events are posted under it, in order
    std::shared_ptr<const chain::BreakpointSet> m_set; // null: off
    std::map<std::uint64_t, Waiting> m_waiting;
    std::size_t m_bodyBytes = 0; // of all that wait
    std::uint64_t m_lastId = 0;
    std::uint64_t m_passed = 0;
};

} // namespace gw::runtime
