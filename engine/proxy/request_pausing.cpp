// SPDX-License-Identifier: GPL-3.0-or-later
// Breakpoints: a request that waits for a developer, and what he makes of it.
#include "base/log.h"
#include "proxy/request_runner.h"
#include "request/body_budget.h"

#include <algorithm>
#include <iterator>

namespace gw::proxy {

using chain::StepRunner;
using Place = PausePoint::Place;

void RequestRunner::watchBreakpoints()
{
    PausePort *port = m_host.pauses();
    auto set = port != nullptr ? port->breakpoints() : nullptr;
    if (set == nullptr) {
        return;
    }
    chain::BreakpointWatch watch(std::move(set), exchange.request().method, decodedPath);
    if (watch.isEmpty()) {
        return;
    }
    m_pause = std::make_unique<PausePoint>(*port, services, std::move(watch),
                                           [this](const PauseEnd &pauseEnd) { goOn(pauseEnd); });
    m_steps.watch(&m_pause->watch());
    notePresentedKeys();
}

// A hook may move a credential to where nobody looks for one.
void RequestRunner::notePresentedKeys()
{
    if (m_pause != nullptr) {
        std::ranges::move(chain::presentedKeys(*this), std::back_inserter(m_pause->keys));
    }
}

void RequestRunner::stopAtStep()
{
    const bool isRequest = m_state == State::RequestSteps;
    if (isRequest ? holdClientBody() : holdResponseBody()) {
        return; // the steps run again when it is there, and stop here again
    }
    if (pause(m_steps.meeting(), Place::Step)) {
        return;
    }
    m_steps.passBreakpoint();
    if (isRequest) {
        runRequestSteps();
    } else {
        runResponseSteps();
    }
}

bool RequestRunner::stopBeforeUpstream(const ForwardPlan &plan)
{
    const chain::Breakpoint *breakpoint =
        m_pause != nullptr ? m_pause->meets(*this, Place::Upstream) : nullptr;
    if (breakpoint == nullptr) {
        return false;
    }
    m_pause->plan = plan;
    if (holdClientBody()) {
        return true;
    }
    m_pause->pass(Place::Upstream);
    return pause({breakpoint, chain::kUpstreamPlace, chain::When::Before}, Place::Upstream);
}

bool RequestRunner::stopBeforeReply()
{
    const chain::Breakpoint *breakpoint =
        m_pause != nullptr ? m_pause->meets(*this, Place::Client) : nullptr;
    if (breakpoint == nullptr) {
        return false;
    }
    m_pause->pass(Place::Client);
    return pause({breakpoint, chain::kClientPlace, chain::When::Before}, Place::Client);
}

bool RequestRunner::pause(const StepRunner::Meeting &meeting, Place place)
{
    PausedRequest paused = describe(meeting, place);
    const bool isResponse = paused.response.has_value();
    if (!m_pause->stop(std::move(paused), place)) {
        return false;
    }
    m_pause->note = meeting.breakpoint->id;
    m_pause->note.append(meeting.when == chain::When::Before ? " before " : " after ");
    m_pause->note.append(meeting.step);
    if (trace) {
        m_pause->tracer.begin(*this, "breakpoint", isResponse ? "response" : "request");
    }
    if (m_call != nullptr) {
        m_call->pause();
        m_call->holdTotalTime();
    }
    if (m_state == State::Replying && m_isReadingClient && !m_clientBodyEnded) {
        exchange.pauseBody();
    }
    services.log.info("Request paused at a breakpoint",
                      {{"prefix", std::string_view("proxy")},
                       {"api_id", std::string_view(api->id)},
                       {"request_id", requestId},
                       {"breakpoint", std::string_view(m_pause->note)}});
    return true;
}

PausedRequest RequestRunner::describe(const StepRunner::Meeting &meeting, Place place)
{
    const CredentialMask mask = allCredentials();
    const MessageView view(*this, mask, m_pause->keys);
    const http::Peer &peer = exchange.peer();
    PausedRequest paused;
    paused.breakpoint = meeting.breakpoint->id;
    paused.requestId = requestId;
    paused.apiId = api->id;
    paused.apiName = api->name;
    paused.step = meeting.step;
    paused.when = meeting.when;
    paused.client = peer.address + ":" + std::to_string(peer.port);
    paused.request = view.request(requestBodyHere());
    if (m_response || m_state == State::Replying) {
        paused.phase = PausedRequest::Phase::Response;
        paused.response = view.response(
            place == Place::Client ? exchange.response() : m_response->head, responseBodyHere());
    }
    return paused;
}

// Its length must be known, and small enough; a body that the steps do not want goes on to them as
// if it streamed. Its room is taken at once: others may come before it is here.
bool RequestRunner::reserveWhole(std::optional<std::uint64_t> length, std::uint64_t limit)
{
    const std::uint64_t most = std::min<std::uint64_t>(MessageView::kLongestBody, limit);
    if (length.value_or(0) == 0 || *length > most || !mayHold(*length)) {
        return false;
    }
    m_reservedBytes = *length;
    return true;
}

bool RequestRunner::holdClientBody()
{
    if (requestBody.isBuffered || requestBody.isReplaced || m_isReadingClient ||
        !reserveWhole(exchange.requestBodyLength(), api->gateway->maxBufferedBody)) {
        return false;
    }
    m_holdsClientBody = true;
    m_isReadingClient = true;
    exchange.readBody(m_clientBody);
    return true;
}

bool RequestRunner::holdResponseBody()
{
    if (m_call == nullptr || m_isBodiless || m_response->body.isBuffered ||
        m_response->body.isReplaced ||
        !reserveWhole(m_response->bodyLength, api->gateway->maxBufferedResponse)) {
        return false;
    }
    m_holdsResponse = true;
    m_call->resume();
    return true;
}

MessageView::Body RequestRunner::requestBodyHere() const
{
    if (requestBody.isBuffered || requestBody.isReplaced || m_isBodyHere) {
        return requestBody.bytes;
    }
    return exchange.requestBodyLength() == std::uint64_t{0} ? MessageView::Body("") : std::nullopt;
}

MessageView::Body RequestRunner::responseBodyHere() const
{
    if (m_state == State::Replying) {
        return replyBody;
    }
    if (m_response->body.isBuffered || m_response->body.isReplaced) {
        return m_response->body.bytes;
    }
    if (m_upstreamEnded) {
        return m_waitingBody;
    }
    const bool isEmpty = m_isBodiless || m_response->bodyLength == std::uint64_t{0};
    return isEmpty ? MessageView::Body("") : std::nullopt;
}

void RequestRunner::goOn(const PauseEnd &pauseEnd)
{
    if (m_call != nullptr) {
        m_call->resumeTotalTime();
    }
    if (pauseEnd.reason == ReleaseReason::Answered) {
        answerInstead(pauseEnd.response);
        return;
    }
    for (const MessageEdit *edited : {&pauseEnd.request, &pauseEnd.response}) {
        if (edited->body && !mayHold(edited->body->size())) {
            endTraceOfPause("fail", pauseEnd.reason);
            dropCall();
            answerOverloaded();
            return;
        }
    }
    edit(pauseEnd);
    endTraceOfPause("continue", pauseEnd.reason);
    if (m_lateFailure) {
        if (m_pause->replyBefore) {
            exchange.response() = *m_pause->replyBefore;
        }
        answerLateFailure();
        return;
    }
    switch (m_pause->place()) {
    case Place::Step:
        m_steps.passBreakpoint();
        if (m_state == State::RequestSteps) {
            runRequestSteps();
        } else {
            runResponseSteps();
        }
        return;
    case Place::Upstream:
        forward();
        return;
    case Place::Client:
        if (m_state == State::Replying) {
            sendReply();
        } else {
            relayAnswer();
        }
        return;
    }
}

http::ResponseHead &RequestRunner::responseHeadHere()
{
    return m_pause->place() == Place::Client ? exchange.response() : m_response->head;
}

void RequestRunner::edit(const PauseEnd &pauseEnd)
{
    const CredentialMask mask = allCredentials();
    const MessageView view(*this, mask, m_pause->keys);
    if (!m_response && m_state != State::Replying) {
        view.editRequest(pauseEnd.request);
        if (pauseEnd.request.target || pauseEnd.request.fields) {
            m_pause->plan.reset();
        }
        if (pauseEnd.request.body) {
            requestBody.bytes = *pauseEnd.request.body;
            requestBody.isReplaced = true;
        }
        return;
    }
    http::ResponseHead &head = responseHeadHere();
    const int statusBefore = head.status;
    view.editResponse(pauseEnd.response, head);
    if (!pauseEnd.response.body) {
        if (m_response && m_isBodiless && !m_gotHead && head.status != statusBefore) {
            m_response->bodyLength = 0; // a 304 told that of the body which the client has
        }
        return;
    }
    const std::string &body = *pauseEnd.response.body;
    if (m_state == State::Replying) {
        replyBody = body;
    } else if (m_upstreamEnded && !m_response->body.isBuffered && !m_response->body.isReplaced) {
        m_waitingBody = body; // to the steps behind this one it streams
        m_response->bodyLength = body.size();
    } else {
        m_response->body.bytes = body;
        m_response->body.isBuffered = true;
        m_response->body.isReplaced = true;
    }
}

void RequestRunner::answerInstead(const MessageEdit &answer)
{
    dropCall();
    FieldTexts fields = answer.fields.value_or(FieldTexts());
    if (m_response || m_state == State::Replying) { // what was shown of it may come back
        const CredentialMask mask = allCredentials();
        fields = MessageView(*this, mask, m_pause->keys).answerFields(fields, responseHeadHere());
    }
    http::ResponseHead &reply = exchange.response();
    reply.fields.clear();
    reply.status = *answer.status;
    reply.reason = {};
    for (const auto &[name, value] : fields) {
        reply.fields.add(name, value);
    }
    replyBody = answer.body.value_or(std::string());
    if (reply.status >= 400) {
        error = "answered at breakpoint " + m_pause->note;
    }
    endTraceOfPause("respond", ReleaseReason::Answered);
    m_pause->pass(Place::Client);
    answerReply();
}

void RequestRunner::endTraceOfPause(std::string_view outcome, ReleaseReason reason)
{
    note = m_pause->note;
    note.append(": ").append(toString(reason));
    m_pause->tracer.end(*this, outcome);
}

void RequestRunner::leavePause()
{
    if (isPaused()) {
        endTraceOfPause("fail", ReleaseReason::ClientGone);
        m_pause->leave();
    }
}

} // namespace gw::proxy
