// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"
#include "client/event_reader.h"
#include "client/plugin_client.h"
#include "session/engine_host.h"
#include "session/stream_gap.h"

#include <QObject>

#include <memory>
#include <optional>

namespace gw::session {

// The engine that the console works with: one of its own (through the host) or one it is attached
// to. Keeps what the engine last said; when the engine is lost it goes on trying. All that pages
// and panes know of an engine comes from here. Thread: GUI.
class EngineSession final : public QObject {
    Q_OBJECT

public:
    enum class State : std::uint8_t {
        Off,       // no engine was asked for, or it was stopped
        Starting,  // asked for, not heard of yet
        Connected, // the event stream is open
        Lost,      // it was there, or should be; being retried
        Failed,    // the own engine could not start
    };

    // host: null for a console that only attaches.
    explicit EngineSession(std::unique_ptr<EngineHost> host, QObject *parent = nullptr);
    ~EngineSession() override;

    // Runs an own engine on a workspace folder; empty: the demo.
    void openWorkspace(const QString &folder);
    void attach(const client::EngineAddress &address);
    // Ends the own engine, or leaves the one of somebody else; its address is kept.
    void stop();
    // Again, behind stop() or in place of what runs.
    void restart();
    // Tries now instead of after the wait.
    void retry();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isAttached() const { return m_isAttached; } // to an engine of somebody else
    // Folder of the own engine's workspace; empty when attached.
    [[nodiscard]] const QString &workspace() const { return m_workspace; }
    [[nodiscard]] const client::EngineAddress &address() const { return m_address; }
    // Where its APIs are served; of an engine of somebody else the address that was given.
    [[nodiscard]] QUrl trafficUrl() const;
    // Where people and their requests find its control API.
    [[nodiscard]] QUrl controlUrl() const;
    // An upstream that answers with what it was asked; empty: none runs beside the engine.
    [[nodiscard]] const QUrl &echoUrl() const { return m_echo; }
    // Where requests reach that API: a port of its own, else as above.
    [[nodiscard]] QUrl trafficUrl(const QString &apiId) const;
    // Folder of the API definitions (app_path); empty when attached.
    [[nodiscard]] QString definitionsFolder() const;
    // Whose definitions these are: the workspace's folder, or the URL of the engine it is attached
    // to. Empty while that is not known.
    [[nodiscard]] QString origin() const;
    // Null when there is no engine.
    [[nodiscard]] client::EngineClient *client() { return m_client.get(); }
    // Null when there is none.
    [[nodiscard]] client::EventReader *events() { return m_events.get(); }
    // Why Starting takes long; empty when it does not.
    [[nodiscard]] const QString &awaited() const { return m_awaited; }
    // Why it is Lost or Failed.
    [[nodiscard]] const Error &problem() const { return m_problem; }

    // Of a workspace whose engine is Off or Failed: the definitions on the disk, of generation 0.
    [[nodiscard]] const client::ReloadReport &report() const { return m_report; }
    [[nodiscard]] const QList<client::PluginHook> &plugins() const { return m_plugins; }
    // Hooks that hold their threads now.
    [[nodiscard]] const QList<client::StuckHook> &stuckHooks() const { return m_stuck; }
    [[nodiscard]] const std::optional<client::EngineMetrics> &metrics() const { return m_metrics; }
    // Null when the engine has no such API.
    [[nodiscard]] const client::ApiReport *api(const QString &apiId) const;

    // Whether the engine traces its requests for this console: from the start when it is its own,
    // on demand when it is somebody else's.
    [[nodiscard]] bool isCapturing() const { return m_isCapturing; }
    void setCapturing(bool isOn);

    // No engine tells of the workspace, Off or Failed: its files are all there is.
    [[nodiscard]] bool isOnDisk() const;
    // The engine, or without one the console, reads all files again; ends in reportChanged() or
    // problemRaised().
    void reload();
    [[nodiscard]] bool isReloading() const { return m_reloads > 0; } // an answer is awaited
    // Without an engine the console reads the files again; ends in reportChanged(). Else nothing.
    void readDisk();
    // Loads a plugin file as it lies on the disk, by its path as the list of plugins has it; ends
    // in libraryReloaded() or libraryRefused().
    void reloadLibrary(const QString &path);

Q_SIGNALS:
    void stateChanged();
    void capturingChanged();
    void reportChanged();
    void reloadBegun();
    void reloadEnded(); // none is awaited any more
    // The engine has just loaded files: reload, edit or first load. After reportChanged().
    void reloaded(const gw::client::ReloadReport &report);
    void libraryReloadBegun(const QString &path);
    void libraryReloadEnded(const QString &path); // as long as it is the same engine
    void libraryReloaded(const QString &path, const gw::client::PluginSwap &swap);
    void libraryRefused(const QString &path, const gw::Error &why);
    void pluginsChanged();
    void stuckHooksChanged();
    void metricsChanged();
    void trafficArrived(const QList<gw::client::TrafficRecord> &records, quint64 skipped);
    void logArrived(const QList<gw::client::LogLine> &lines, quint64 skipped);
    // Something to tell the user once, without a dialog.
    void noticeRaised(const QString &text);
    void problemRaised(const gw::Error &problem);

private:
    void connectTo(const client::EngineAddress &address);
    void becomeConnected();
    void askForReport(int stream);
    void askForTraffic(int stream);
    void askForLog(int stream);
    void setStuckHooks(const QList<client::StuckHook> &stuck);
    void setState(State state);
    void beWithoutEngine(State state);
    void forget();

    std::unique_ptr<EngineHost> m_host;
    std::unique_ptr<client::EngineClient> m_client;
    std::unique_ptr<client::EventReader> m_events;
    State m_state = State::Off;
    bool m_isAttached = false;
    bool m_isCapturing = true;
    QString m_captured; // whose requests that is about
    QString m_workspace;
    QString m_definitions;
    QUrl m_traffic;
    QUrl m_control;
    QUrl m_echo;
    client::EngineAddress m_address;
    Error m_problem;
    QString m_awaited;
    client::ReloadReport m_report;
    int m_reloads = 0;             // that were not answered yet
    int m_engine = 0;              // counts what it was connected to
    int m_stream = 0;              // counts the event streams that were opened
    bool m_hasHeardReload = false; // from this stream
    TrafficGap m_gap;
    LogGap m_logGap;
    client::LogLine m_lastLine; // with a message: of those the engine keeps the newest
    QList<client::PluginHook> m_plugins;
    QList<client::StuckHook> m_stuck;
    std::optional<client::EngineMetrics> m_metrics;
};

} // namespace gw::session
