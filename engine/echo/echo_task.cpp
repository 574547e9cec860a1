// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/echo_task.h"

#include <utility>

namespace gw::echo {

namespace {

constexpr std::size_t kLargestBody = 16 * 1024 * 1024;

} // namespace

EchoTask::EchoTask(TaskOwner &owner, http::Exchange &exchange)
    : m_owner(owner)
    , m_exchange(exchange)
{
    exchange.setObserver(this);
}

BodyTask::BodyTask(TaskOwner &owner, http::Exchange &exchange, TimerWheel &timers, Plan plan)
    : EchoTask(owner, exchange)
    , m_timers(timers)
    , m_plan(std::move(plan))
{
}

BodyTask::~BodyTask()
{
    m_timers.disarm(*this);
}

void BodyTask::start()
{
    exchange().readBody(*this);
}

void BodyTask::onBody(std::string_view bytes)
{
    m_isTooLarge = m_isTooLarge || m_body.size() + bytes.size() > kLargestBody;
    if (!m_isTooLarge) {
        m_body += bytes;
    }
}

void BodyTask::onBodyEnd()
{
    if (m_plan.delay > std::chrono::milliseconds::zero()) {
        m_timers.arm(*this, Clock::now() + m_plan.delay);
        return;
    }
    onExpired();
}

void BodyTask::onBodyFailed(http::BodyFailure failure)
{
    if (failure == http::BodyFailure::ClientGone) {
        return; // onClientGone() follows
    }
    constexpr int kStatus[] = {413, 400, 408};
    exchange().response().status = kStatus[static_cast<std::size_t>(failure)];
    exchange().respond({});
    end();
}

void BodyTask::onExpired()
{
    if (m_isTooLarge) {
        exchange().response().status = 413;
        exchange().respond({});
    } else {
        m_plan.answer(exchange(), m_body);
    }
    end();
}

StreamTask::StreamTask(TaskOwner &owner, http::Exchange &exchange, TimerWheel &timers, Plan plan)
    : EchoTask(owner, exchange)
    , m_timers(timers)
    , m_plan(std::move(plan))
{
}

StreamTask::~StreamTask()
{
    m_timers.disarm(*this);
}

void StreamTask::start()
{
    if (exchange().request().method == "HEAD") {
        exchange().startResponse(m_plan.length);
        exchange().finish(nullptr);
        end();
        return;
    }
    exchange().startResponse(m_plan.length);
    sendOn();
}

void StreamTask::onDrained()
{
    if (!isArmed()) {
        sendOn();
    }
}

void StreamTask::sendOn()
{
    bool mayGoOn = true;
    while (mayGoOn) {
        const std::optional<std::string> piece = m_plan.next();
        if (!piece) {
            exchange().finish(nullptr);
            end();
            return;
        }
        mayGoOn = exchange().write(*piece);
        if (m_plan.pause > std::chrono::milliseconds::zero()) {
            m_timers.arm(*this, Clock::now() + m_plan.pause);
            return;
        }
    }
}

} // namespace gw::echo
