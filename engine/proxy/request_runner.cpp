// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/request_runner.h"

#include "base/log.h"
#include "chain/error_reply.h"
#include "proxy/client_address.h"
#include "proxy/end_to_end.h"
#include "request/session_lifetime.h"
#include "telemetry/worker_counters.h"

namespace gw::proxy {

using chain::StepRunner;
using request::StepResult;

RequestRunner::RequestRunner(http::Exchange &clientExchange,
                             const request::WorkerServices &workerServices, RunnerHost &host)
    : RequestContext(clientExchange, workerServices)
    , m_host(host)
    , m_gotHead(clientExchange.request().method == "HEAD")
{
    continuation = this;
}

RequestRunner::~RequestRunner()
{
    dropCall();
}

void RequestRunner::start(Entry entry)
{
    m_api = std::move(entry.api);
    api = &m_api->facts;
    startedAt = Clock::now();
    requestId = entry.requestId;
    originalTarget = exchange.request().target;
    decodedPath = entry.decodedPath;
    listenPathLength = entry.listenPathLength;
    dropConnectionOptions(exchange.request());
    clientAddress = api->gateway->trustsAddressFields
                        ? realClientAddress(exchange, api->gateway->xffDepth)
                        : std::string_view(exchange.peer().address);
    m_host.counters().requests.fetch_add(1, std::memory_order_relaxed);
    m_host.counters().activeRequests.fetch_add(1, std::memory_order_relaxed);
    if (m_host.wantsTrace()) {
        trace = std::make_unique<telemetry::Trace>();
    }
    m_recordsDetails = m_api->recordsDetails;
    exchange.setObserver(this);
    watchBreakpoints();
    if (api->gateway->closeConnections) {
        exchange.closeAfterResponse();
    }
    if (m_api->chain.skipsPreflight && exchange.request().method == "OPTIONS") {
        forward();
        return;
    }
    startRequestSteps();
    runRequestSteps();
}

void RequestRunner::startRequestSteps()
{
    m_recordsDetails = m_api->recordsDetails;
    telemetry::TimingRing *timings = m_api->stepEvents.empty() ? nullptr : m_host.timings();
    m_steps.start(m_api->chain.request, "request", {m_api->stepEvents, timings});
}

void RequestRunner::runRequestSteps()
{
    m_state = State::RequestSteps;
    onRequestStop(m_steps.run(*this));
}

void RequestRunner::onRequestStop(StepRunner::Stop stop)
{
    // Not while a hook may be changing the session on another thread.
    if (stop != StepRunner::Stop::Suspended && session) {
        if (sessionChanged && !authToken.empty()) {
            sessionChanged = false;
            m_host.keepSession(
                authToken, *session,
                request::lifetimeOf(*session, m_api->facts, std::chrono::system_clock::now()));
        }
        m_recordsDetails = m_recordsDetails || session->enableDetailedRecording;
    }
    switch (stop) {
    case StepRunner::Stop::AtEnd:
        forward();
        return;
    case StepRunner::Stop::AtBody:
        readClientBody();
        return;
    case StepRunner::Stop::Suspended:
        suspendRequest();
        return;
    case StepRunner::Stop::Decided:
        answerDecision(m_steps.decision());
        return;
    case StepRunner::Stop::AtBreakpoint:
        stopAtStep();
        return;
    }
}

// A hook may be at work in another thread: the exchange must outlive the client.
void RequestRunner::suspendRequest()
{
    m_isSuspended = true;
    exchange.hold();
}

// A step wants the request body whole. Without one there is nothing to wait for.
void RequestRunner::readClientBody()
{
    if (m_isBodyHere || exchange.requestBodyLength() == std::uint64_t{0}) {
        capture(m_rawRequestBody, requestBody.bytes);
        requestBody.isBuffered = true;
        runRequestSteps();
        return;
    }
    if (exchange.requestBodyLength().value_or(0) > api->gateway->maxBufferedBody) {
        onClientBodyFailed(http::BodyFailure::TooLarge);
        return;
    }
    m_isReadingClient = true;
    exchange.readBody(m_clientBody);
}

void RequestRunner::answerDecision(const StepResult &result)
{
    dropCall();
    if (result.kind() == StepResult::Kind::Fail) {
        answerError(result.status(), result.message());
        return;
    }
    answerReply();
}

void RequestRunner::answerError(int status, std::string_view message, std::string_view detail)
{
    if (error.empty()) { // a step that failed knows better
        error = message;
    }
    if (!detail.empty()) {
        error.append(": ").append(detail);
    }
    m_api->errorReply->fill(*this, status, message, replyBody);
    answerReply();
}

// Sends what the gateway, a hook or a developer has made.
void RequestRunner::answerReply()
{
    if (exchange.isResponseStarted()) {
        cutOff();
        return;
    }
    m_state = State::Replying;
    if (!stopBeforeReply()) {
        sendReply();
    }
}

void RequestRunner::sendReply()
{
    m_state = State::Relaying;
    const int status = exchange.response().status;
    capture(m_rawResponseBody, replyBody);
    // The exchange is gone when respond() returns: the record is made before.
    const std::uint64_t size = replyBody.size();
    auto analytics = makeRecord(status);
    if (analytics) {
        analytics->bytesOut = size;
        m_host.keepRecord(std::move(analytics));
    }
    exchange.setObserver(nullptr);
    exchange.respond(replyBody);
    end(status);
}

} // namespace gw::proxy
