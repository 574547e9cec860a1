// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/pause_desk.h"

#include <algorithm>
#include <utility>

namespace gw::runtime {

using proxy::PausedMessage;
using proxy::PauseEnd;
using proxy::ReleaseReason;

PauseDesk::~PauseDesk() = default;

void PauseDesk::configure(Settings settings)
{
    m_settings = std::move(settings);
    apply();
}

void PauseDesk::setWatched(bool isOn)
{
    m_isWatched = isOn;
    apply();
}

void PauseDesk::stop()
{
    m_isStopped = true;
    apply();
}

void PauseDesk::apply()
{
    const bool isOn = m_settings.isEnabled && m_isWatched && !m_isStopped;
    {
        const std::lock_guard lock(m_mutex);
        m_set = isOn ? std::make_shared<const chain::BreakpointSet>(m_settings.set) : nullptr;
        m_isOn.store(isOn && !m_settings.set.breakpoints.empty(), std::memory_order_relaxed);
    }
    if (!isOn) {
        releaseAll(ReleaseReason::SwitchedOff);
    }
}

std::vector<PauseDesk::Request> PauseDesk::paused() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Request> requests;
    for (const auto &[id, waiting] : m_waiting) {
        requests.push_back(waiting.request);
    }
    return requests;
}

PauseDesk::Request PauseDesk::find(std::uint64_t id) const
{
    const std::lock_guard lock(m_mutex);
    const auto place = m_waiting.find(id);
    return place == m_waiting.end() ? nullptr : place->second.request;
}

std::uint64_t PauseDesk::passed() const
{
    const std::lock_guard lock(m_mutex);
    return m_passed;
}

bool PauseDesk::release(std::uint64_t id, PauseEnd pauseEnd)
{
    const std::lock_guard lock(m_mutex);
    const auto place = m_waiting.find(id);
    if (place == m_waiting.end()) {
        return false;
    }
    const ReleaseReason reason = pauseEnd.reason;
    place->second.release(std::move(pauseEnd)); // posts: its request lives as long as it is here
    m_bodyBytes -= place->second.bodyBytes;
    m_waiting.erase(place);
    tell({id, nullptr, reason});
    return true;
}

std::size_t PauseDesk::releaseAll(ReleaseReason reason)
{
    const std::lock_guard lock(m_mutex);
    for (const auto &[id, waiting] : m_waiting) {
        waiting.release({.reason = reason});
        tell({id, nullptr, reason});
    }
    const std::size_t count = m_waiting.size();
    m_waiting.clear();
    m_bodyBytes = 0;
    return count;
}

int PauseDesk::addListener(std::function<void(const PauseEvent &)> listener)
{
    return m_listeners.add(std::move(listener));
}

void PauseDesk::removeListener(int id)
{
    m_listeners.remove(id);
}

void PauseDesk::tell(PauseEvent event)
{
    QMetaObject::invokeMethod(
        this, [this, event = std::move(event)] { m_listeners.tell(event); }, Qt::QueuedConnection);
}

std::shared_ptr<const chain::BreakpointSet> PauseDesk::breakpoints() const
{
    if (!m_isOn.load(std::memory_order_relaxed)) {
        return nullptr;
    }
    const std::lock_guard lock(m_mutex);
    return m_set;
}

std::size_t PauseDesk::limitBodies(proxy::PausedRequest &request) const
{
    std::size_t taken = 0;
    PausedMessage *response = request.response ? &*request.response : nullptr;
    for (PausedMessage *message : {&request.request, response}) {
        if (message == nullptr) {
            continue;
        }
        if (m_bodyBytes + taken + message->body.size() > kMostBodyBytes) {
            message->body.clear();
            message->bodyState = PausedMessage::BodyState::Streams;
        }
        taken += message->body.size();
    }
    return taken;
}

std::uint64_t PauseDesk::pause(proxy::PausedRequest request, std::function<void(PauseEnd)> release)
{
    const std::lock_guard lock(m_mutex);
    const auto isIt = [&request](const chain::Breakpoint &breakpoint) {
        return breakpoint.isEnabled && breakpoint.id == request.breakpoint;
    };
    // Switched off, or taken away, since the request began.
    if (m_set == nullptr || std::ranges::none_of(m_set->breakpoints, isIt)) {
        return 0;
    }
    if (m_waiting.size() >= kMostPaused) {
        ++m_passed;
        return 0;
    }
    request.id = ++m_lastId;
    const std::size_t bodyBytes = limitBodies(request);
    m_bodyBytes += bodyBytes;
    auto shared = std::make_shared<const proxy::PausedRequest>(std::move(request));
    m_waiting.emplace(m_lastId, Waiting{shared, bodyBytes, std::move(release)});
    tell({m_lastId, std::move(shared), ReleaseReason::Continued});
    return m_lastId;
}

bool PauseDesk::leave(std::uint64_t id, ReleaseReason reason)
{
    const std::lock_guard lock(m_mutex);
    const auto place = m_waiting.find(id);
    if (place == m_waiting.end()) {
        return false;
    }
    m_bodyBytes -= place->second.bodyBytes;
    m_waiting.erase(place);
    tell({id, nullptr, reason});
    return true;
}

} // namespace gw::runtime
