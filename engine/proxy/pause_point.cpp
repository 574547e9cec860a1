// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/pause_point.h"

#include <utility>

namespace gw::proxy {

PausePoint::PausePoint(PausePort &port, const request::WorkerServices &services,
                       chain::BreakpointWatch watch, GoOn goOn)
    : m_port(port)
    , m_services(services)
    , m_watch(std::move(watch))
    , m_goOn(std::move(goOn))
    , m_anchor(std::make_shared<Anchor>(this))
{
}

PausePoint::~PausePoint()
{
    leave();
    m_anchor->point = nullptr;
}

bool PausePoint::stop(PausedRequest request, Place place)
{
    request.pausedAt = std::chrono::system_clock::now();
    request.continuesAt = request.pausedAt + m_watch.autoContinue();
    ++m_serial;
    auto release = [&worker = m_services.worker, anchor = m_anchor,
                    serial = m_serial](PauseEnd pauseEnd) {
        worker.post([anchor, serial, pauseEnd = std::move(pauseEnd)]() mutable {
            if (anchor->point != nullptr && anchor->point->m_serial == serial) {
                anchor->point->end(std::move(pauseEnd));
            }
        });
    };
    m_id = m_port.pause(std::move(request), std::move(release));
    if (m_id == 0) {
        return false;
    }
    m_place = place;
    m_services.timers.arm(*this, Clock::now() + m_watch.autoContinue());
    return true;
}

void PausePoint::leave()
{
    if (m_id == 0) {
        return;
    }
    m_services.timers.disarm(*this);
    ++m_serial;
    m_port.leave(std::exchange(m_id, 0), ReleaseReason::ClientGone);
}

const chain::Breakpoint *PausePoint::meets(const request::RequestContext &context,
                                           Place place) const
{
    const bool isUpstream = place == Place::Upstream;
    if (isUpstream ? m_hasPassedUpstream : m_hasPassedClient) {
        return nullptr;
    }
    return m_watch.atPlace(context, isUpstream ? chain::kUpstreamPlace : chain::kClientPlace);
}

void PausePoint::pass(Place place)
{
    (place == Place::Upstream ? m_hasPassedUpstream : m_hasPassedClient) = true;
}

void PausePoint::onExpired()
{
    if (m_port.leave(m_id, ReleaseReason::TimedOut)) {
        end({.reason = ReleaseReason::TimedOut});
    } // else a release is on its way
}

void PausePoint::end(PauseEnd pauseEnd)
{
    m_services.timers.disarm(*this);
    m_id = 0;
    ++m_serial;
    m_goOn(std::move(pauseEnd));
}

} // namespace gw::proxy
