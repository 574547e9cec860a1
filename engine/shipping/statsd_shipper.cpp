// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/statsd_shipper.h"

#include "base/log.h"
#include "shipping/statsd_lines.h"
#include "shipping/udp_sender.h"
#include "telemetry/timing_ring.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace gw::shipping {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto kFlushInterval = 100ms;
constexpr auto kLoadInterval = 5s;
constexpr std::string_view kPluginName = "GoPluginMiddleware:";

struct ControlCall {
    int status = 0;
    std::chrono::nanoseconds time{0};
};

struct EventOfStep {
    std::string event;  // counts the runs
    std::string timing; // their times
};

EventOfStep eventOf(const std::string &step, StatsdNames names)
{
    if (names == StatsdNames::Documented) {
        return {step, step + ".exec_time"};
    }
    // Tyk's code prints a space behind the colon.
    const std::string name = step.starts_with(kPluginName)
                                 ? std::string(kPluginName) + " " + step.substr(kPluginName.size())
                                 : step;
    return {name + ".executed", name + ".executed.exec_time"};
}

} // namespace

struct StatsdShipper::Private {
    explicit Private(Parts given)
        : parts(std::move(given))
        , sender(parts.target)
        , lines(parts.prefix, [this](std::string_view packet) { send(packet); })
        , lastRequests(parts.requestsSoFar())
    {
    }

    void run();
    void addSteps();
    void addControlCalls();
    void addLoad(Clock::time_point now);
    void send(std::string_view packet);

    Parts parts;
    std::mutex mutex;
    std::condition_variable changed;
    bool isEnding = false;          // guarded by mutex
    std::vector<ControlCall> calls; // guarded by mutex
    // The shipping thread's own.
    UdpSender sender;
    StatsdLines lines;
    std::map<const std::string *, EventOfStep> events;
    Clock::time_point lastLoad = Clock::now();
    std::uint64_t lastRequests;
    std::uint64_t toldDropped = 0;
    std::thread thread;
};

void StatsdShipper::Private::run()
{
    for (bool isLast = false; !isLast;) {
        {
            std::unique_lock lock(mutex);
            isLast = changed.wait_for(lock, kFlushInterval, [this] { return isEnding; });
        }
        addSteps();
        addControlCalls();
        addLoad(Clock::now());
        lines.flush();
    }
}

// Runs of the same step that took equally long, as far as the wire form can tell, are one line.
void StatsdShipper::Private::addSteps()
{
    std::vector<telemetry::StepTiming> fresh;
    std::uint64_t dropped = 0;
    for (telemetry::TimingRing *ring : parts.rings) {
        ring->drain(fresh);
        dropped += ring->dropped();
    }
    std::map<const std::string *, std::map<std::string, std::uint64_t>> byStep;
    std::map<std::string, std::uint64_t> all;
    for (const telemetry::StepTiming &timing : fresh) {
        const std::string text = StatsdLines::milliseconds(timing.nanoseconds);
        ++byStep[timing.name][text];
        ++all[text];
    }
    constexpr std::string_view kJob = "MiddlewareCall";
    if (!fresh.empty()) {
        lines.count(kJob, "executed", fresh.size());
    }
    for (const auto &[text, times] : all) {
        lines.timing(kJob, "exec_time", text, times);
    }
    for (const auto &[name, texts] : byStep) {
        const EventOfStep &event =
            events.try_emplace(name, eventOf(*name, parts.names)).first->second;
        std::uint64_t runs = 0;
        for (const auto &[text, times] : texts) {
            lines.timing(kJob, event.timing, text, times);
            runs += times;
        }
        lines.count(kJob, event.event, runs);
    }
    if (dropped > toldDropped) {
        parts.log.warning("Times of steps were dropped: they come faster than they are sent",
                          {{"prefix", std::string_view("main")},
                           {"dropped", static_cast<std::int64_t>(dropped - toldDropped)}});
        toldDropped = dropped;
    }
}

void StatsdShipper::Private::addControlCalls()
{
    std::vector<ControlCall> fresh;
    {
        const std::lock_guard lock(mutex);
        fresh.swap(calls);
    }
    for (const ControlCall &call : fresh) {
        lines.count("SystemAPICall", "called");
        lines.completion("SystemAPICall", "success", StatsdLines::milliseconds(call.time.count()));
        if (call.status != 200) {
            lines.count("SystemAPIError", std::to_string(call.status));
        }
    }
}

void StatsdShipper::Private::addLoad(Clock::time_point now)
{
    if (now - lastLoad < kLoadInterval) {
        return;
    }
    const std::uint64_t requests = parts.requestsSoFar();
    const double seconds = std::chrono::duration<double>(now - lastLoad).count();
    lines.gauge("Load", "rps", static_cast<double>(requests - lastRequests) / seconds);
    lastRequests = requests;
    lastLoad = now;
}

void StatsdShipper::Private::send(std::string_view packet)
{
    if (const auto sent = sender.send(packet); !sent) {
        parts.log.error("The StatsD server cannot be reached",
                        {{"prefix", std::string_view("main")},
                         {"error", std::string_view(sent.error().text())}});
    }
}

StatsdShipper::StatsdShipper(Parts parts)
    : d(std::make_unique<Private>(std::move(parts)))
{
    d->parts.log.info("Sending stats to StatsD",
                      {{"prefix", std::string_view("main")},
                       {"target", std::string_view(d->parts.target)},
                       {"stats_prefix", std::string_view(d->parts.prefix)}});
    d->thread = std::thread([this] { d->run(); });
}

StatsdShipper::~StatsdShipper()
{
    {
        const std::lock_guard lock(d->mutex);
        d->isEnding = true;
        d->changed.notify_all();
    }
    d->thread.join();
}

void StatsdShipper::noteControlCall(int status, std::chrono::nanoseconds time)
{
    constexpr std::size_t kMostWaiting = 10'000; // a sender that looks a name up may take long
    const std::lock_guard lock(d->mutex);
    if (d->calls.size() < kMostWaiting) {
        d->calls.push_back({status, time});
    }
}

} // namespace gw::shipping
