// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>

namespace gw::runtime {

// Functions that want to be told something. A listener may remove itself while it is told.
// Thread: one.
template <typename... Arguments>
class ListenerList final {
public:
    using Listener = std::function<void(Arguments...)>;

    int add(Listener listener)
    {
        m_listeners.emplace(m_nextId, std::move(listener));
        return m_nextId++;
    }
    void remove(int id) { m_listeners.erase(id); }
    [[nodiscard]] bool isEmpty() const { return m_listeners.empty(); }

    void tell(Arguments... arguments) const
    {
        const auto listeners = m_listeners;
        for (const auto &[id, listener] : listeners) {
            listener(arguments...);
        }
    }

private:
    std::map<int, Listener> m_listeners;
    int m_nextId = 1;
};

} // namespace gw::runtime
