// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain/step_runner.h"
#include "http/exchange.h"
#include "proxy/api.h"
#include "proxy/forward_plan.h"
#include "proxy/message_view.h"
#include "proxy/pause_point.h"
#include "proxy/runner_host.h"
#include "request/request_context.h"
#include "upstream/http_client.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gw::proxy {

// One request from its head to the end of its answer: runs the request steps, forwards, streams
// both bodies with back-pressure, runs the response steps, answers, records. It ends exactly once,
// by host.onRunnerDone(). Thread: its worker.
class RequestRunner final : public request::RequestContext,
                            private request::Continuation,
                            private http::ExchangeObserver,
                            private upstream::ResponseListener {
public:
    // How the route was found. Views live in the exchange.
    struct Entry {
        std::shared_ptr<const Api> api;
        std::string_view decodedPath;
        std::size_t listenPathLength = 0;
        std::string_view requestId;
    };

    RequestRunner(http::Exchange &exchange, const request::WorkerServices &services,
                  RunnerHost &host);
    ~RequestRunner();

    void start(Entry entry);

private:
    // The client's request body, heard apart from the upstream's response body.
    class ClientBody final : public http::BodyReader {
    public:
        explicit ClientBody(RequestRunner &runner)
            : m_runner(runner)
        {
        }
        void onBody(std::string_view bytes) override { m_runner.onClientBody(bytes); }
        void onBodyEnd() override { m_runner.onClientBodyEnd(); }
        void onBodyFailed(http::BodyFailure failure) override
        {
            m_runner.onClientBodyFailed(failure);
        }

    private:
        RequestRunner &m_runner;
    };

    enum class State : std::uint8_t {
        RequestSteps,  // steps run, or wait for the request body or a suspended step
        Forwarding,    // the upstream has the request
        ResponseSteps, // steps over the response run or wait
        Replying,      // an answer of our own is ready
        Relaying,      // the answer has begun
        Upgraded,      // bytes both ways
        Done,
    };

    // request_runner.cpp
    void startRequestSteps();
    void runRequestSteps();
    void onRequestStop(chain::StepRunner::Stop stop);
    void suspendRequest();
    void answerDecision(const request::StepResult &result);
    // detail: for the record only.
    void answerError(int status, std::string_view message, std::string_view detail = {});
    void answerReply();
    void sendReply();
    void readClientBody();

    // request_forwarding.cpp
    [[nodiscard]] Expected<ForwardPlan> takePlan();
    void forward();
    void answerAllDown();
    void callUpstream(const ForwardPlan &plan);
    void loop(const ForwardPlan &plan);
    void onClientBody(std::string_view bytes);
    void onClientBodyEnd();
    void onClientBodyFailed(http::BodyFailure failure);
    void sendUpstream(std::string_view bytes, bool isLast);
    void onWritable() override;

    // response_relay.cpp
    void onInformational(const upstream::IncomingHead &head) override;
    void onHead(const upstream::IncomingHead &head) override;
    void onBody(std::string_view bytes) override;
    void onEnd(const http::FieldList &trailers) override;
    void onFailure(const upstream::Failure &failure) override;
    void runResponseSteps();
    void onResponseStop(chain::StepRunner::Stop stop);
    void deliver();
    void mergeAnswer();
    void relayAnswer();
    void sendClient(std::string_view bytes, bool isLast);
    void finishClient();
    void beginUpgrade();
    void addQuotaFields(http::FieldList &fields) const;
    void onDrained() override;

    // request_pausing.cpp
    void watchBreakpoints();
    void notePresentedKeys();
    [[nodiscard]] bool isPaused() const { return m_pause != nullptr && m_pause->isPaused(); }
    // A hook or a developer has it: what breaks meanwhile is told afterwards.
    [[nodiscard]] bool isWaiting() const { return m_isSuspended || isPaused(); }
    void stopAtStep();
    // Each of these tells whether the request waits now: for a developer, or for a body that he is
    // to see.
    [[nodiscard]] bool stopBeforeUpstream(const ForwardPlan &plan);
    [[nodiscard]] bool stopBeforeReply();
    [[nodiscard]] bool pause(const chain::StepRunner::Meeting &meeting, PausePoint::Place place);
    [[nodiscard]] PausedRequest describe(const chain::StepRunner::Meeting &meeting,
                                         PausePoint::Place place);
    [[nodiscard]] bool holdClientBody();
    [[nodiscard]] bool holdResponseBody();
    [[nodiscard]] bool reserveWhole(std::optional<std::uint64_t> length, std::uint64_t limit);
    [[nodiscard]] http::ResponseHead &responseHeadHere(); // that the pause shows
    [[nodiscard]] MessageView::Body requestBodyHere() const;
    [[nodiscard]] MessageView::Body responseBodyHere() const;
    void goOn(const PauseEnd &pauseEnd);
    void edit(const PauseEnd &pauseEnd);
    void answerInstead(const MessageEdit &answer);
    void endTraceOfPause(std::string_view outcome, ReleaseReason reason);
    void leavePause();

    // request_ending.cpp
    void resume(RequestContext &context, request::StepResult result) override;
    void onClientGone() override;
    void answerLateFailure();
    void recordClientGone();
    void cutOff();
    void dropCall();
    void traceUpstream(std::string_view outcome);
    // What hides the credentials of all APIs that the request has passed.
    [[nodiscard]] CredentialMask allCredentials() const;
    void end(int status);
    [[nodiscard]] std::unique_ptr<telemetry::AnalyticsRecord> makeRecord(int status);
    // Asks for room for a piece of a body that is held whole; false: answer 503.
    [[nodiscard]] bool mayHold(std::size_t bytes);
    void answerOverloaded();
    [[nodiscard]] bool isTracked() const;
    void capture(std::string &into, std::string_view bytes);

    RunnerHost &m_host;
    std::shared_ptr<const Api> m_api;
    // Before a loop led to m_api: what their steps decided may be views into them.
    std::vector<std::shared_ptr<const Api>> m_passedApis;
    State m_state = State::RequestSteps;
    chain::StepRunner m_steps;
    ClientBody m_clientBody{*this};
    bool m_isReadingClient = false; // exchange.readBody() was called
    bool m_clientBodyEnded = false;
    bool m_holdsClientBody = false; // it is read for a breakpoint, no step wanted it
    bool m_isBodyHere = false;      // and is in requestBody.bytes; to the steps it streams still
    bool m_isSuspended = false;     // the exchange is held
    bool m_upstreamEnded = false;   // the whole response has arrived
    std::optional<upstream::Failure> m_lateFailure; // came while it waited

    upstream::ClientCall *m_call = nullptr;
    bool m_sentHead = false;   // the upstream was asked by HEAD
    const bool m_gotHead;      // the client asked by HEAD; hooks may change the method
    bool m_isBodiless = false; // its answer stands for a body without bringing it
    std::optional<request::UpstreamResponse> m_response;
    std::string m_waitingBody;    // response bytes that came while response steps ran
    bool m_holdsResponse = false; // they are to come whole, for a breakpoint
    http::Arena m_trailerArena;   // of its own: a hook may be at work in the exchange's
    std::optional<http::FieldList> m_trailers;
    Clock::time_point m_forwardedAt;
    std::string m_filtered; // scratch of filters

    std::unique_ptr<PausePoint> m_pause; // null: there is no breakpoint for it

    std::uint64_t m_heldBytes = 0;     // of the worker's budget
    std::uint64_t m_reservedBytes = 0; // of them, for a body that is on its way
    std::uint64_t m_bytesIn = 0;
    bool m_recordsDetails = false; // the API or the session asks for it
    std::string m_rawRequestBody;  // captured for detailed recording
    std::string m_rawResponseBody;
};

} // namespace gw::proxy
