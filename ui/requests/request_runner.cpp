// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/request_runner.h"

#include "requests/curl_transfer.h"

#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <thread>

namespace gw::requests {

namespace {

constexpr int kPollMilliseconds = 60'000; // a wake-up ends it
constexpr long kMaxIdleConnections = 64;

void initialiseCurl()
{
    static std::once_flag s_isDone;
    std::call_once(s_isDone, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::string keyOf(const TransferOptions &options)
{
    return options.certificateType + '\n' + options.clientKey + '\n' + options.keyType + '\n' +
           options.keyPassword;
}

} // namespace

// The thread, and what it shares with the others: the queue of commands.
class RequestRunner::Loop final {
public:
    Loop();
    ~Loop();

    Id start(HttpRequest request, Handlers handlers);
    void cancel(Id id);
    void stop();
    [[nodiscard]] bool isStopped() const;
    [[nodiscard]] bool wait(std::chrono::milliseconds duration);

private:
    struct Command {
        Id id = 0;
        std::optional<HttpRequest> request; // none: cancel
        Handlers handlers;
    };
    struct Job {
        std::unique_ptr<CurlTransfer> transfer;
        Handlers handlers;
    };

    void run();
    void execute(std::vector<Command> commands);
    void begin(Command command);
    void takeFinished();
    void cancelAll();
    void end(std::map<Id, Job>::iterator job, TransferResult result);

    mutable std::mutex m_mutex; // of the next four
    std::vector<Command> m_commands;
    Id m_lastId = 0;
    bool m_isStopping = false;
    std::condition_variable m_stopped;

    [[nodiscard]] bool mayShareConnections(const TransferOptions &options);

    CURLM *m_multi = nullptr;
    std::map<std::string, std::string>
        m_keys; // by certificate, of those whose connections are kept
    std::map<Id, Job> m_jobs;
    std::thread m_thread;
};

RequestRunner::Loop::Loop()
{
    initialiseCurl();
    m_multi = curl_multi_init();
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, kMaxIdleConnections);
    m_thread = std::thread([this] { run(); });
}

void RequestRunner::Loop::stop()
{
    const std::lock_guard lock(m_mutex);
    m_isStopping = true;
    m_stopped.notify_all();
    curl_multi_wakeup(m_multi);
}

bool RequestRunner::Loop::isStopped() const
{
    const std::lock_guard lock(m_mutex);
    return m_isStopping;
}

bool RequestRunner::Loop::wait(std::chrono::milliseconds duration)
{
    std::unique_lock lock(m_mutex);
    return !m_stopped.wait_for(lock, duration, [this] { return m_isStopping; });
}

RequestRunner::Loop::~Loop()
{
    stop();
    m_thread.join();
    curl_multi_cleanup(m_multi);
}

RequestRunner::Id RequestRunner::Loop::start(HttpRequest request, Handlers handlers)
{
    std::unique_lock lock(m_mutex);
    const Id id = ++m_lastId;
    if (!m_isStopping) {
        m_commands.push_back({id, std::move(request), std::move(handlers)});
        curl_multi_wakeup(m_multi);
        return id;
    }
    lock.unlock(); // the handler may start another one
    CurlTransfer transfer(std::move(request), {});
    handlers.finished(transfer.finishCancelled());
    return id;
}

void RequestRunner::Loop::cancel(Id id)
{
    const std::lock_guard lock(m_mutex);
    m_commands.push_back({id, std::nullopt, {}});
    curl_multi_wakeup(m_multi);
}

void RequestRunner::Loop::run()
{
    while (true) {
        std::vector<Command> commands;
        {
            const std::lock_guard lock(m_mutex);
            if (m_isStopping) {
                break;
            }
            commands.swap(m_commands);
        }
        execute(std::move(commands));
        int running = 0;
        curl_multi_perform(m_multi, &running);
        takeFinished();
        curl_multi_poll(m_multi, nullptr, 0, kPollMilliseconds, nullptr);
    }
    cancelAll();
}

void RequestRunner::Loop::execute(std::vector<Command> commands)
{
    for (Command &command : commands) {
        if (command.request) {
            begin(std::move(command));
        } else if (const auto job = m_jobs.find(command.id); job != m_jobs.end()) {
            curl_multi_remove_handle(m_multi, job->second.transfer->handle());
            end(job, job->second.transfer->finishCancelled());
        }
    }
}

void RequestRunner::Loop::begin(Command command)
{
    auto transfer = std::make_unique<CurlTransfer>(*std::move(command.request),
                                                   std::move(command.handlers.progress));
    transfer->setSendingHandler(command.handlers.sending);
    transfer->setHeadHandler(command.handlers.head);
    transfer->setBodyHandler(command.handlers.body);
    const auto job =
        m_jobs.emplace(command.id, Job{std::move(transfer), std::move(command.handlers)}).first;
    if (auto prepared = job->second.transfer->prepare(); !prepared) {
        end(job, job->second.transfer->finishRefused(prepared.error()));
        return;
    }
    if (!mayShareConnections(job->second.transfer->options())) {
        curl_easy_setopt(job->second.transfer->handle(), CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(job->second.transfer->handle(), CURLOPT_FORBID_REUSE, 1L);
    }
    curl_multi_add_handle(m_multi, job->second.transfer->handle());
}

// libcurl tells kept connections apart by the client's certificate, not by its key and password:
// only those are kept that were opened with the first ones.
bool RequestRunner::Loop::mayShareConnections(const TransferOptions &options)
{
    if (options.clientCertificate.empty()) {
        return true;
    }
    const std::string key = keyOf(options);
    return m_keys.emplace(options.clientCertificate, key).first->second == key;
}

void RequestRunner::Loop::takeFinished()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        const CURLcode code = message->data.result;
        CURL *handle = message->easy_handle;
        const auto job = std::ranges::find_if(m_jobs, [handle](const auto &entry) {
            return entry.second.transfer->handle() == handle;
        });
        // The facts are read while the handle knows its connection.
        const TransferOptions &options = job->second.transfer->options();
        if (const auto kept = m_keys.find(options.clientCertificate);
            code == CURLE_SSL_CERTPROBLEM && kept != m_keys.end() &&
            kept->second == keyOf(options)) {
            m_keys.erase(kept); // it opens nothing
        }
        TransferResult result = job->second.transfer->finish(code);
        curl_multi_remove_handle(m_multi, handle);
        end(job, std::move(result));
    }
}

void RequestRunner::Loop::cancelAll()
{
    std::vector<Command> waiting;
    {
        const std::lock_guard lock(m_mutex);
        waiting.swap(m_commands);
    }
    for (Command &command : waiting) {
        if (command.request) {
            CurlTransfer transfer(*std::move(command.request), {});
            command.handlers.finished(transfer.finishCancelled());
        }
    }
    while (!m_jobs.empty()) {
        const auto job = m_jobs.begin();
        curl_multi_remove_handle(m_multi, job->second.transfer->handle());
        end(job, job->second.transfer->finishCancelled());
    }
}

void RequestRunner::Loop::end(std::map<Id, Job>::iterator job, TransferResult result)
{
    const Handlers handlers = std::move(job->second.handlers);
    m_jobs.erase(job);
    handlers.finished(std::move(result));
}

RequestRunner::RequestRunner()
    : m_loop(std::make_unique<Loop>())
{
}

RequestRunner::~RequestRunner() = default;

RequestRunner::Id RequestRunner::start(HttpRequest request, Handlers handlers)
{
    return m_loop->start(std::move(request), std::move(handlers));
}

void RequestRunner::cancel(Id id)
{
    m_loop->cancel(id);
}

void RequestRunner::stop()
{
    m_loop->stop();
}

bool RequestRunner::isStopped() const
{
    return m_loop->isStopped();
}

bool RequestRunner::wait(std::chrono::milliseconds duration)
{
    return m_loop->wait(duration);
}

TransferResult RequestRunner::perform(HttpRequest request)
{
    std::promise<TransferResult> promise;
    auto future = promise.get_future();
    start(std::move(request), {{}, [&promise](TransferResult result) {
                                   promise.set_value(std::move(result));
                               }});
    return future.get();
}

} // namespace gw::requests
