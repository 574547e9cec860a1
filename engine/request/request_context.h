// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/timer_wheel.h"
#include "http/exchange.h"
#include "request/api_facts.h"
#include "request/loop_controls.h"
#include "request/services.h"
#include "request/session.h"
#include "request/step_result.h"
#include "telemetry/trace.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::spec {
struct VersionInfo;
}

namespace gw::request {

class RequestContext;

// Sees a body as it streams through. Thread: the request's worker.
class BodyFilter {
public:
    virtual ~BodyFilter() = default;
    // Appends what shall go on instead of `bytes` to `out`; `isLast` comes once, maybe with no
    // bytes. False: the body cannot be carried on, the message is cut off.
    virtual bool filter(std::string_view bytes, bool isLast, std::string &out) = 0;
};

// A body that a step wanted whole.
struct BufferedBody {
    bool isBuffered = false; // false: it streams, `bytes` means nothing
    bool isReplaced = false; // a step put other bytes there
    std::string bytes;
};

// The upstream's answer while the response steps look at it.
struct UpstreamResponse {
    explicit UpstreamResponse(http::Arena &arena)
        : head(arena)
    {
    }

    http::ResponseHead head;                 // what goes to the client, end-to-end fields only
    std::optional<std::uint64_t> bodyLength; // as declared; no value: unknown
    BufferedBody body;
    std::vector<std::unique_ptr<BodyFilter>> filters;
};

// Takes up a suspended request again.
class Continuation {
public:
    virtual void resume(RequestContext &context, StepResult result) = 0;

protected:
    ~Continuation() = default;
};

// Everything about one request on its way through an API's chain. Steps read and write it; what
// they decide for later (another target, a method, a timeout) they note here and the proxy applies
// it. Thread: its worker. A blocking hook has it to itself while it runs.
class RequestContext {
public:
    RequestContext(http::Exchange &clientExchange, const WorkerServices &workerServices)
        : exchange(clientExchange)
        , services(workerServices)
    {
    }
    RequestContext(const RequestContext &) = delete;
    RequestContext &operator=(const RequestContext &) = delete;

    http::Exchange &exchange;
    const WorkerServices &services;
    const ApiFacts *api = nullptr; // kept alive by the chain runner

    // --- Facts of this request, set before the first step ---
    std::string_view requestId;      // unique; also context variable request_id
    std::string_view clientAddress;  // after X-Real-IP / X-Forwarded-For (reference D6)
    std::string_view originalTarget; // as received
    // Percent-decoded path of the request as it was routed: what every list and pattern is matched
    // with, so that "/%61dmin" is "/admin" for a black list (Go's URL.Path).
    std::string_view decodedPath;
    std::size_t listenPathLength = 0; // how much of decodedPath the listen path matched
    Clock::time_point startedAt;
    // The loop under way only chooses a version (an API of its own): internal endpoints stay
    // closed.
    bool isVersionLoop = false;
    int loopLevel = 0; // how many rewrites to tyk:// led here; 0: the request came from outside

    // --- Decided by steps ---
    const spec::VersionInfo *version = nullptr; // set by VersionCheck
    std::string_view versionName;               // empty: not versioned
    // Of decodedPath behind the listen path, with URL versioning; its leading slash counts.
    std::size_t versionSegmentLength = 0;
    bool stripsVersionSegment = false; // the proxy leaves that segment out
    // The version is an API of its own: its id. The request goes there whatever later steps and
    // hooks make of its URL, or it would pass by that API's authentication. Empty: this API.
    std::string_view versionApi;
    bool isIgnored = false;          // path is on the ignore list: built-in auth is skipped
    bool omitsForwardedFor = false;  // X-Forwarded-For is on a list of fields to remove
    std::string_view outgoingMethod; // method transform; empty: the request's
    std::optional<std::string_view> rewrittenUrl; // URL rewrite, before the target join
    LoopControls loopControls;                    // of a rewrittenUrl that loops
    std::chrono::milliseconds enforcedTimeout{0}; // hard timeout; zero: none
    std::string_view trackedPath;                 // track_endpoints; empty: not tracked
    bool doNotTrack = false;

    // --- Identity ---
    std::optional<Session> session;
    std::string authToken; // the presented key
    // Keys that APIs before a loop took: not valid here, and not to be shown either.
    std::vector<std::string> formerTokens;
    bool sessionChanged = false; // a step asks that the session be stored

    // Values that steps and hooks share: "name" -> text or JSON. Few, so a list.
    std::vector<std::pair<std::string, std::string>> values;
    [[nodiscard]] const std::string *contextValue(std::string_view name) const;
    void setContextValue(std::string_view name, std::string value);

    // --- Bodies ---
    BufferedBody requestBody;
    std::vector<std::unique_ptr<BodyFilter>> requestFilters;
    std::string replyBody; // of a Respond; status and fields are in exchange.response()
    UpstreamResponse *upstreamResponse = nullptr; // set while response steps run

    // --- Suspension ---
    void resume(StepResult result) { continuation->resume(*this, std::move(result)); }
    Continuation *continuation = nullptr;
    // The client has left. Set on the worker while a step is suspended; the step still resumes.
    bool isAbandoned = false;

    // --- Telemetry ---
    std::unique_ptr<telemetry::Trace> trace; // null: tracing is off
    std::string note;                        // why the current step decided so; goes to the trace
    std::string error; // why the gateway answered an error; goes to the record
    std::int64_t upstreamNs = 0;
    std::string upstreamAddress;

    // decodedPath as the three forms that endpoint lists match (reference D3): behind listen path
    // and version, behind the listen path, whole. Each starts with a slash.
    [[nodiscard]] std::string_view pathBehindVersion() const;
    [[nodiscard]] std::string_view pathBehindListenPath() const;
    [[nodiscard]] std::string_view fullPath() const;

protected:
    ~RequestContext() = default;
};

} // namespace gw::request
