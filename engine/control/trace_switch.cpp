// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/trace_switch.h"

#include "control/engine_port.h"

namespace gw::control {

TraceSwitch::TraceSwitch(EnginePort &engine)
    : m_engine(engine)
    , m_isEnabled(engine.isTracing())
{
}

void TraceSwitch::setEnabled(bool isOn)
{
    m_isEnabled = isOn;
    apply();
}

void TraceSwitch::addWatcher()
{
    ++m_watchers;
    apply();
}

void TraceSwitch::removeWatcher()
{
    --m_watchers;
    apply();
}

void TraceSwitch::apply()
{
    m_engine.setTracing(m_isEnabled || m_watchers > 0);
}

} // namespace gw::control
