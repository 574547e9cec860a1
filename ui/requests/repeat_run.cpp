// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/repeat_run.h"

#include "requests/request_runner.h"

#include <algorithm>
#include <mutex>
#include <set>

namespace gw::requests {

namespace {

using RepeatClock = std::chrono::steady_clock;
using RepeatDuration = RepeatFigures::Duration;

RepeatDuration percentile(std::vector<RepeatDuration> &durations, int percent)
{
    if (durations.empty()) {
        return RepeatDuration(0);
    }
    // The smallest one that so many of them do not exceed.
    const std::size_t place = (durations.size() * static_cast<std::size_t>(percent) + 99) / 100 - 1;
    const auto nth = durations.begin() + static_cast<std::ptrdiff_t>(place);
    std::ranges::nth_element(durations, nth);
    return *nth;
}

} // namespace

class RepeatRun::State final {
public:
    State(HttpRequest request, const RepeatPlan &plan)
        : m_request(std::move(request))
        , m_begin(RepeatClock::now())
        , m_runner(std::make_unique<RequestRunner>())
    {
        m_figures.planned = std::clamp(plan.count, 1, RepeatPlan::kMaxCount);
        const int parallel = std::clamp(plan.parallel, 1, RepeatPlan::kMaxParallel);
        const std::lock_guard lock(m_mutex);
        for (int number = 0; number < parallel; ++number) {
            startNext();
        }
    }

    // The handlers of what is cancelled run before the runner's thread ends.
    ~State()
    {
        cancel();
        m_runner.reset();
    }

    void cancel()
    {
        std::set<RequestRunner::Id> running;
        {
            const std::lock_guard lock(m_mutex);
            m_figures.isCancelled = m_figures.isCancelled || !m_figures.isEnded;
            m_started = m_figures.planned; // nothing more is started
            running = m_running;
            noteEnd();
        }
        for (const RequestRunner::Id id : running) {
            m_runner->cancel(id);
        }
    }

    RepeatFigures figures() const
    {
        std::vector<RepeatDuration> durations;
        RepeatFigures figures;
        {
            const std::lock_guard lock(m_mutex);
            figures = m_figures;
            durations = m_durations;
            if (!figures.isEnded) {
                figures.elapsed = sinceBegin();
            }
        }
        figures.p50 = percentile(durations, 50);
        figures.p90 = percentile(durations, 90);
        figures.p99 = percentile(durations, 99);
        figures.slowest = percentile(durations, 100);
        return figures;
    }

private:
    RepeatDuration sinceBegin() const
    {
        return std::chrono::duration_cast<RepeatDuration>(RepeatClock::now() - m_begin);
    }

    // With the lock held. The runner's thread waits for the lock before it tells of an end, so the
    // id is known by then.
    void startNext()
    {
        if (m_started >= m_figures.planned) {
            return;
        }
        ++m_started;
        auto place = std::make_shared<RequestRunner::Id>(0);
        *place = m_runner->start(m_request, {{}, [this, place](const TransferResult &result) {
                                                 take(result, *place);
                                             }});
        m_running.insert(*place);
    }

    void take(const TransferResult &result, const RequestRunner::Id &id)
    {
        const std::lock_guard lock(m_mutex);
        m_running.erase(id);
        if (result.isCancelled) {
            noteEnd();
            return;
        }
        ++m_figures.done;
        if (result.error) {
            ++m_figures.failed;
            if (m_figures.firstError.empty()) {
                m_figures.firstError = result.error->text();
            }
        } else {
            ++m_figures.statuses[result.status()];
            m_durations.push_back(result.timings.total);
        }
        startNext();
        noteEnd();
    }

    void noteEnd()
    {
        if (m_running.empty() && m_started >= m_figures.planned && !m_figures.isEnded) {
            m_figures.isEnded = true;
            m_figures.elapsed = sinceBegin();
        }
    }

    HttpRequest m_request;
    const RepeatClock::time_point m_begin;
    mutable std::mutex m_mutex; // of the rest, but for the runner
    RepeatFigures m_figures;
    std::vector<RepeatDuration> m_durations;
    std::set<RequestRunner::Id> m_running;
    int m_started = 0;
    std::unique_ptr<RequestRunner> m_runner;
};

double RepeatFigures::perSecond() const
{
    const double seconds = std::chrono::duration<double>(elapsed).count();
    return seconds <= 0 ? 0 : done / seconds;
}

RepeatRun::RepeatRun(HttpRequest request, const RepeatPlan &plan)
    : m_state(std::make_unique<State>(std::move(request), plan))
{
}

RepeatRun::~RepeatRun() = default;

void RepeatRun::cancel()
{
    m_state->cancel();
}

RepeatFigures RepeatRun::figures() const
{
    return m_state->figures();
}

} // namespace gw::requests
