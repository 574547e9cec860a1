// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "http/uri_path.h"
#include "proxy/end_to_end.h"
#include "proxy/forward_plan.h"
#include "proxy/loop_url.h"
#include "proxy/request_runner.h"
#include "request/message_edit.h"

#include <algorithm>
#include <utility>

namespace gw::proxy {

namespace {

constexpr std::string_view kProxyProblem = "There was a problem proxying the request";
constexpr int kMostLoops = 50;

std::string_view methodOf(const request::RequestContext &context)
{
    return context.outgoingMethod.empty() ? context.exchange.request().method
                                          : context.outgoingMethod;
}

// Blanks and control characters would end the request line, or the whole head, early. Rewrites,
// hooks, loops and debug requests may bring them.
bool canBeSent(std::string_view method, const ForwardPlan &plan)
{
    const auto isVisible = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte != 0x7f;
    };
    return request::isMethod(method) &&
           std::all_of(plan.target.begin(), plan.target.end(), isVisible) &&
           std::all_of(plan.host.begin(), plan.host.end(), isVisible);
}

// Not from HTTP/1.0 (RFC 9110 section 7.8), and not with a body, which would have to be read to its
// end before the bytes of the other protocol.
bool mayUpgrade(const http::Exchange &exchange)
{
    return exchange.request().minorVersion > 0 &&
           exchange.requestBodyLength() == std::uint64_t{0} && asksForUpgrade(exchange.request());
}

} // namespace

// The one from before a pause, if nothing was edited there.
Expected<ForwardPlan> RequestRunner::takePlan()
{
    if (m_pause != nullptr && m_pause->plan) {
        return *std::exchange(m_pause->plan, std::nullopt);
    }
    return planForward(*this, *m_api);
}

void RequestRunner::forward()
{
    const auto plan = takePlan();
    if (!plan) {
        services.log.error("Cannot forward", {{"api_id", api->id}, {"error", plan.error().text()}});
        answerError(500, kProxyProblem);
        return;
    }
    if (plan->areAllDown) {
        answerAllDown();
        return;
    }
    if (!plan->loopUrl.empty()) {
        loop(*plan);
        return;
    }
    if (!canBeSent(methodOf(*this), *plan)) {
        answerError(500, kProxyProblem, "the method or the target URL cannot be sent");
        return;
    }
    if (!stopBeforeUpstream(*plan)) {
        callUpstream(*plan);
    }
}

// Tyk has an upstream of its own say this (reference D7): plain text, with quota fields.
void RequestRunner::answerAllDown()
{
    constexpr std::string_view kText = "all hosts are down";
    error = kText;
    http::ResponseHead &reply = exchange.response();
    reply.status = 503;
    reply.fields.set("Content-Type", "text/plain; charset=utf-8");
    addQuotaFields(reply.fields);
    replyBody.assign(kText).append("\n");
    answerReply();
}

void RequestRunner::callUpstream(const ForwardPlan &plan)
{
    m_state = State::Forwarding;
    m_forwardedAt = Clock::now();

    const bool isBodyHere = requestBody.isBuffered || requestBody.isReplaced || m_isBodyHere;
    const bool isUpgrade = api->gateway->relaysUpgrades && mayUpgrade(exchange) &&
                           (!isBodyHere || requestBody.bytes.empty());
    http::FieldList fields(exchange.arena());
    copyRequestFields(exchange.request(), {exchange.peer().address, omitsForwardedFor, isUpgrade},
                      exchange.arena(), fields);

    upstream::OutgoingRequest outgoing;
    outgoing.method = methodOf(*this);
    m_sentHead = outgoing.method == "HEAD";
    outgoing.target = plan.target;
    outgoing.host = plan.host;
    outgoing.fields = &fields;
    outgoing.wantsUpgrade = isUpgrade;
    outgoing.connectTimeout = api->gateway->upstreamTimeout;
    outgoing.headTimeout = api->gateway->upstreamTimeout;
    outgoing.bodyTimeout = api->gateway->upstreamBodyTimeout;
    outgoing.totalTimeout = enforcedTimeout;
    outgoing.bodyLength = isBodyHere ? std::optional<std::uint64_t>(requestBody.bytes.size())
                                     : exchange.requestBodyLength();
    const bool hasBody = outgoing.bodyLength != std::uint64_t{0};
    if (hasBody && !requestFilters.empty()) {
        outgoing.bodyLength.reset();
    }
    if (const std::string_view trailer = exchange.request().fields.value("Trailer");
        !outgoing.bodyLength && !trailer.empty()) {
        fields.addView({"Trailer", trailer}); // what it announces goes along
    }

    m_call = services.client.start(plan.origin, outgoing, *this);
    if (!hasBody) {
        m_clientBodyEnded = true;
        return;
    }
    if (isBodyHere) {
        m_clientBodyEnded = true;
        sendUpstream(requestBody.bytes, true);
        return;
    }
    m_isReadingClient = true;
    exchange.readBody(m_clientBody);
}

// "tyk://": the request goes through the chain of this or another API of the same gateway (D5).
void RequestRunner::loop(const ForwardPlan &plan)
{
    LoopUrl target = parseLoopUrl(plan.loopUrl);
    const std::string_view query = plan.loopQuery;
    if (!query.empty()) {
        target.pathAndQuery += target.pathAndQuery.find('?') == std::string::npos ? '?' : '&';
        target.pathAndQuery += query;
    }
    // A large limit must not exhaust the stack.
    const int limit = std::clamp(plan.loopControls.limit, 0, kMostLoops);
    if (++loopLevel > limit) {
        answerError(500, "Loop level too deep. Found more than " + std::to_string(limit) +
                             " loops in single request");
        return;
    }
    auto next = target.apiName == "self" ? m_api : m_host.findLoopTarget(target.apiName);
    if (!next) {
        answerError(500, "Can't detect loop target");
        return;
    }
    http::Arena &arena = exchange.arena();
    exchange.request().target = arena.copy(target.pathAndQuery);
    if (!plan.loopControls.method.empty()) {
        outgoingMethod = {};
        exchange.request().method = arena.copy(plan.loopControls.method);
    }
    m_passedApis.push_back(std::exchange(m_api, std::move(next)));
    api = &m_api->facts;
    decodedPath = http::decodePath(arena, exchange.request().path());
    isVersionLoop = plan.isVersionLoop;
    versionApi = {};
    listenPathLength = 0;
    version = nullptr;
    versionName = {};
    versionSegmentLength = 0;
    rewrittenUrl.reset();
    loopControls = {};
    isIgnored = false;
    if (!api->isKeyless) { // its own authentication decides, not a session that another API set
        session.reset();
        if (!authToken.empty()) {
            formerTokens.push_back(std::exchange(authToken, {}));
        }
    }
    notePresentedKeys();
    startRequestSteps();
    runRequestSteps();
}

void RequestRunner::onClientBody(std::string_view bytes)
{
    m_bytesIn += bytes.size();
    if (m_state == State::RequestSteps) {
        if (requestBody.bytes.size() + bytes.size() > api->gateway->maxBufferedBody) {
            onClientBodyFailed(http::BodyFailure::TooLarge);
            return;
        }
        if (!mayHold(bytes.size())) {
            exchange.closeAfterResponse();
            answerOverloaded();
            return;
        }
        requestBody.bytes += bytes;
        return;
    }
    if (m_call != nullptr) {
        sendUpstream(bytes, false);
    }
}

void RequestRunner::onClientBodyEnd()
{
    m_clientBodyEnded = true;
    if (m_state == State::RequestSteps) {
        m_isBodyHere = std::exchange(m_holdsClientBody, false);
        if (!m_isBodyHere) {
            capture(m_rawRequestBody, requestBody.bytes);
            requestBody.isBuffered = true;
        }
        runRequestSteps();
        return;
    }
    if (m_state == State::Upgraded) {
        if (m_call != nullptr) {
            m_call->endBody();
        } else {
            finishClient(); // the upstream had ended its direction before
        }
        return;
    }
    if (m_call != nullptr) {
        sendUpstream({}, true);
    }
}

void RequestRunner::onClientBodyFailed(http::BodyFailure failure)
{
    if (failure == http::BodyFailure::ClientGone) {
        return; // onClientGone() tells
    }
    dropCall();
    if (m_state == State::Replying) {
        exchange.closeAfterResponse(); // nobody wants the body any more
        return;
    }
    if (isWaiting()) {
        m_lateFailure = {upstream::FailureKind::Closed, "the client's body broke off"};
        return;
    }
    if (m_state != State::RequestSteps && m_state != State::Forwarding) {
        cutOff();
        return;
    }
    exchange.closeAfterResponse();
    switch (failure) {
    case http::BodyFailure::TooLarge:
        exchange.response().status = 413;
        exchange.response().fields.set("Content-Type", "text/plain; charset=utf-8");
        replyBody = "Request Entity Too Large\n"; // reference D8
        error = "Request Entity Too Large";
        answerReply();
        return;
    case http::BodyFailure::TimedOut:
        answerError(408, "Request Timeout");
        return;
    default:
        answerError(500, "There was a problem with reading Body of the Request.");
        return;
    }
}

void RequestRunner::sendUpstream(std::string_view bytes, bool isLast)
{
    if (!requestFilters.empty() && m_state != State::Upgraded) {
        std::string piece(bytes);
        for (const auto &filter : requestFilters) {
            m_filtered.clear();
            if (!filter->filter(piece, isLast, m_filtered)) {
                dropCall();
                if (isWaiting()) {
                    m_lateFailure = {upstream::FailureKind::Closed, "a body filter failed"};
                } else {
                    answerError(500, kProxyProblem);
                }
                return;
            }
            piece.swap(m_filtered);
        }
        const bool mayGoOn = piece.empty() || m_call->write(piece);
        if (isLast) {
            m_call->endBody(&exchange.requestTrailers());
        } else if (!mayGoOn) {
            exchange.pauseBody();
        }
        return;
    }
    if (!requestBody.isBuffered) {
        capture(m_rawRequestBody, bytes);
    }
    const bool mayGoOn = bytes.empty() || m_call->write(bytes);
    if (isLast) {
        m_call->endBody(&exchange.requestTrailers());
    } else if (!mayGoOn) {
        exchange.pauseBody();
    }
}

void RequestRunner::onWritable()
{
    if (m_isReadingClient && !m_clientBodyEnded) {
        exchange.resumeBody();
    }
}

} // namespace gw::proxy
