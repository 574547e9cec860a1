// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gw::control {

class EnginePort;

// Tracing is on while somebody has switched it on, or an event stream that asked for it is open.
// Thread: control.
class TraceSwitch final {
public:
    explicit TraceSwitch(EnginePort &engine);

    void setEnabled(bool isOn);
    void addWatcher();
    void removeWatcher();

private:
    void apply();

    EnginePort &m_engine;
    bool m_isEnabled;
    int m_watchers = 0;
};

} // namespace gw::control
