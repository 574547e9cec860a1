// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "chain/step_tracer.h"
#include "proxy/record_builder.h"
#include "proxy/request_runner.h"
#include "request/body_budget.h"
#include "telemetry/worker_counters.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace gw::proxy {

namespace {

// How much of a body a detailed record keeps.
constexpr std::size_t kMaxCapturedBody = 64 * 1024;
constexpr int kClientClosedRequest = 499;

struct ErrorAnswer {
    int status;
    std::string_view message;
};

// Reference D8.
ErrorAnswer answerTo(upstream::FailureKind kind)
{
    switch (kind) {
    case upstream::FailureKind::Lookup:
        return {500, "Upstream host lookup failed"};
    case upstream::FailureKind::TimedOut:
        return {504, "Upstream service reached hard timeout."};
    default:
        return {500, "There was a problem proxying the request"};
    }
}

} // namespace

void RequestRunner::onFailure(const upstream::Failure &failure)
{
    m_call = nullptr;
    m_host.counters().upstreamFailures.fetch_add(1, std::memory_order_relaxed);
    upstreamNs = (Clock::now() - m_forwardedAt).count();
    services.log.error("http: proxy error: " + failure.text, {{"api_id", api->id},
                                                              {"api_name", api->name},
                                                              {"request_id", requestId},
                                                              {"prefix", "proxy"}});
    if (m_state == State::Forwarding || (m_state == State::ResponseSteps && !isWaiting())) {
        note = failure.text;
        traceUpstream("fail");
        const ErrorAnswer answer = answerTo(failure.kind);
        answerError(answer.status, answer.message, failure.text);
        return;
    }
    if (isWaiting()) {
        m_lateFailure = failure;
        return;
    }
    error = failure.text;
    cutOff();
}

void RequestRunner::traceUpstream(std::string_view outcome)
{
    if (!trace) {
        return;
    }
    telemetry::TraceStep step;
    step.name = "upstream";
    step.phase = "upstream";
    step.outcome = outcome;
    step.note = note.empty() ? upstreamAddress : note;
    note.clear();
    step.startNs = (m_forwardedAt - startedAt).count();
    step.durationNs = upstreamNs;
    chain::StepTracer::add(*this, std::move(step));
}

void RequestRunner::resume(RequestContext &, request::StepResult result)
{
    m_isSuspended = false;
    if (isAbandoned) {
        recordClientGone();
        exchange.release();
        end(kClientClosedRequest);
        return;
    }
    exchange.release();
    const auto stop = m_steps.resumed(*this, std::move(result));
    if (stop == chain::StepRunner::Stop::Suspended) {
        suspendRequest();
    } else if (m_state == State::RequestSteps) {
        onRequestStop(stop);
    } else if (m_lateFailure) {
        answerLateFailure();
    } else {
        onResponseStop(stop);
    }
}

void RequestRunner::answerLateFailure()
{
    const upstream::Failure failure = *std::exchange(m_lateFailure, std::nullopt); // told once
    const ErrorAnswer answer = answerTo(failure.kind);
    answerError(answer.status, answer.message, failure.text);
}

void RequestRunner::onClientGone()
{
    dropCall();
    if (m_isSuspended) {
        // Ends when the step resumes. Until then a hook may have the context to itself, but for
        // this.
        std::atomic_ref<bool>(isAbandoned).store(true, std::memory_order_relaxed);
        return;
    }
    leavePause();
    recordClientGone();
    end(kClientClosedRequest);
}

void RequestRunner::recordClientGone()
{
    error = "Client closed request";
    if (auto analytics = makeRecord(kClientClosedRequest)) {
        analytics->clientGone = true;
        m_host.keepRecord(std::move(analytics));
    }
}

// The answer has begun and cannot be completed: the client must see that.
void RequestRunner::cutOff()
{
    dropCall();
    const int status = exchange.response().status;
    if (auto analytics = makeRecord(status)) {
        analytics->bytesOut = exchange.bytesSent();
        m_host.keepRecord(std::move(analytics));
    }
    exchange.setObserver(nullptr);
    exchange.abort();
    end(status);
}

void RequestRunner::dropCall()
{
    if (m_call != nullptr) {
        std::exchange(m_call, nullptr)->cancel();
    }
}

void RequestRunner::end(int status)
{
    if (m_state == State::Done) {
        return;
    }
    m_state = State::Done;
    dropCall();
    services.bodies.giveBack(std::exchange(m_heldBytes, 0));
    telemetry::WorkerCounters &counters = m_host.counters();
    const auto statusClass = static_cast<std::size_t>(status / 100);
    counters.responsesByClass[statusClass < 6 ? statusClass : 0].fetch_add(
        1, std::memory_order_relaxed);
    counters.activeRequests.fetch_sub(1, std::memory_order_relaxed);
    counters.requestTime.record(static_cast<std::uint64_t>((Clock::now() - startedAt).count()));
    m_host.onRunnerDone(*this);
}

CredentialMask RequestRunner::allCredentials() const
{
    CredentialMask all = m_api->credentials;
    for (const auto &before : m_passedApis) {
        all.add(before->credentials);
    }
    return all;
}

std::unique_ptr<telemetry::AnalyticsRecord> RequestRunner::makeRecord(int status)
{
    using telemetry::RecordInterest;
    const RecordInterest interest = m_host.recordInterest();
    if (interest == RecordInterest::None || (interest == RecordInterest::Tracked && !isTracked())) {
        return nullptr;
    }
    // What the client sent was meant for the first API that it passed.
    const CredentialMask passed = m_passedApis.empty() ? CredentialMask() : allCredentials();
    RecordInputs inputs{m_passedApis.empty() ? m_api->credentials : passed};
    inputs.status = status;
    inputs.bytesIn = m_bytesIn;
    if (m_recordsDetails) {
        // A body that was there before the session asked for details was not captured.
        inputs.requestBody = m_rawRequestBody.empty() && (requestBody.isBuffered || m_isBodyHere)
                                 ? std::string_view(requestBody.bytes).substr(0, kMaxCapturedBody)
                                 : m_rawRequestBody;
        inputs.responseBody = m_rawResponseBody;
        inputs.withDetails = true;
    }
    auto analytics = buildRecord(*this, inputs);
    analytics->isTracked = isTracked();
    analytics->trace = std::move(trace);
    analytics->editor = m_api->recordEditor;
    return analytics;
}

bool RequestRunner::mayHold(std::size_t bytes)
{
    const std::uint64_t reserved = std::min<std::uint64_t>(m_reservedBytes, bytes);
    if (!services.bodies.take(bytes - reserved)) {
        return false;
    }
    m_reservedBytes -= reserved;
    m_heldBytes += bytes - reserved;
    return true;
}

void RequestRunner::answerOverloaded()
{
    services.log.warning("The bodies that steps want whole need more memory than they may have",
                         {{"api_id", api->id}, {"prefix", "proxy"}});
    answerError(503, "Service temporarily unavailable.",
                "gatewright.max_buffered_bodies is reached");
}

bool RequestRunner::isTracked() const
{
    const AddressSet *ignored = m_api->untrackedAddresses.get();
    return !api->doNotTrack && !doNotTrack &&
           (ignored == nullptr || ignored->find(clientAddress) == ignored->end());
}

void RequestRunner::capture(std::string &into, std::string_view bytes)
{
    if (m_recordsDetails && into.size() < kMaxCapturedBody) {
        into += bytes.substr(0, kMaxCapturedBody - into.size());
    }
}

} // namespace gw::proxy
