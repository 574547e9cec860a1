// SPDX-License-Identifier: MIT
// Three ways to wait. A hook without waiting runs on the worker's event loop and must be quick.
#include <gatewright/plugin.hpp>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;

// 1. Blocking: the hook runs on a thread of the blocking pool and may simply wait.
void WaitBlocking(gw::ResponseWriter &, gw::Request &r)
{
    std::this_thread::sleep_for(20ms); // a database, a file
    r.headers().set("X-Waited", "blocking");
}
GW_EXPORT_BLOCKING_HOOK(WaitBlocking)

// 2. Suspending: the worker goes on with other requests; any thread wakes this one with the ticket.
gw::Flow WaitSuspended(gw::ResponseWriter &, gw::Request &r)
{
    struct Waiting {
        std::string who;
    };
    if (const auto *state = r.state<Waiting>()) { // woken
        r.headers().set("X-Waited", state->who);
        return gw::Flow::Continue;
    }
    r.makeState<Waiting>(Waiting{"suspended"});
    r.suspend().resumeAfter(20ms);
    return gw::Flow::Suspend;
}
GW_EXPORT_HOOK(WaitSuspended)

// 3. Asking another service, whose address stands in the API's config_data.
gw::Flow AskService(gw::ResponseWriter &rw, gw::Request &r)
{
    const auto reply = r.reply();
    if (!reply) { // the first time
        gw::HttpRequest question;
        question.url = std::string(r.config("service").value_or("http://127.0.0.1:1/"));
        question.timeout = 2s;
        return r.startCall(question);
    }
    if (!reply->hasArrived()) {
        r.log().warning("The service does not answer", {{"why", reply->error()}});
        rw.replyJson(503, R"({"error":"try again later"})");
        return gw::Flow::Continue;
    }
    r.headers().set("X-Service-Says", std::to_string(reply->status()));
    return gw::Flow::Continue;
}
GW_EXPORT_HOOK(AskService)
