// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QObject>
#include <QtConcurrentRun>

#include <exception>
#include <functional>
#include <optional>
#include <stop_token>
#include <utility>

namespace gw::editing {

// Work for one object of the GUI thread that is done by the thread pool, for the newest input only:
// an input that comes while work runs takes the place of one that waits, and the result of the work
// is dropped, and the work is told to stop. The work has all that it needs in its input, and may
// outlive the owner; nobody gets its result then. It ends in bounded time. Thread: GUI.
template <typename Input, typename Result>
class NewestRun final {
public:
    using Work = std::function<Result(const Input &input)>; // Thread: any
    // Looks now and then whether it is to stop; what it gives then is dropped. Thread: any.
    using StoppableWork = std::function<Result(const Input &input, const std::stop_token &stop)>;
    // Nothing: the work threw, such as for want of memory. Thread: GUI. Also within request(), when
    // the work is done by then.
    using Take = std::function<void(std::optional<Result> result)>;

    // A member of the owner.
    NewestRun(QObject *owner, Work work, Take take)
        : NewestRun(
              owner,
              [work = std::move(work)](const Input &input, const std::stop_token &) {
                  return work(input);
              },
              std::move(take))
    {
    }
    NewestRun(QObject *owner, StoppableWork work, Take take)
        : m_owner(owner)
        , m_work(std::move(work))
        , m_take(std::move(take))
    {
    }
    ~NewestRun() { m_stop.request_stop(); }
    NewestRun(const NewestRun &) = delete;
    NewestRun &operator=(const NewestRun &) = delete;

    void request(Input input)
    {
        m_next = std::move(input);
        m_isDropped = false;
        if (!m_isRunning) {
            start();
        } else {
            m_stop.request_stop();
        }
    }
    // Nobody wants the result any more: the work is told to stop.
    void drop()
    {
        m_next.reset();
        m_isDropped = true;
        m_stop.request_stop();
    }
    [[nodiscard]] bool isIdle() const { return !m_isRunning; }

private:
    void start()
    {
        m_isRunning = true;
        m_stop = {};
        Input input = *std::exchange(m_next, std::nullopt);
        QtConcurrent::run([work = m_work, stop = m_stop.get_token(),
                           input = std::move(input)]() -> std::optional<Result> {
            try {
                return work(input, stop);
            } catch (const std::exception &) {
                return std::nullopt;
            }
        }).then(m_owner, [this](std::optional<Result> result) { end(std::move(result)); });
    }
    void end(std::optional<Result> result)
    {
        m_isRunning = false;
        if (m_next) {
            start();
        } else if (!m_isDropped) {
            m_take(std::move(result));
        }
    }

    QObject *m_owner;
    StoppableWork m_work;
    Take m_take;
    std::stop_source m_stop; // of the work that runs
    std::optional<Input> m_next;
    bool m_isRunning = false;
    bool m_isDropped = false;
};

} // namespace gw::editing
