// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/resolver.h"

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <netdb.h>
#include <thread>

namespace gw::net {

namespace {

constexpr std::size_t kMaxKept = 1024; // hosts

Expected<std::vector<IpAddress>> lookUpBySystem(const std::string &host)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo *list = nullptr;
    const int error = ::getaddrinfo(host.c_str(), nullptr, &hints, &list);
    if (error != 0) {
        return failure(std::string("Cannot find the host: ") + ::gai_strerror(error), host,
                       "Check the name and the machine's DNS");
    }
    std::vector<IpAddress> found;
    for (const addrinfo *entry = list; entry != nullptr; entry = entry->ai_next) {
        sockaddr_storage native{};
        std::memcpy(&native, entry->ai_addr, entry->ai_addrlen);
        const IpAddress ip = Address::fromNative(native).ip();
        if (std::find(found.begin(), found.end(), ip) == found.end()) {
            found.push_back(ip);
        }
    }
    ::freeaddrinfo(list);
    if (found.empty()) {
        return failure("The host has no address", host);
    }
    return found;
}

Expected<std::vector<IpAddress>> parseNumeric(std::string_view host)
{
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    return IpAddress::parse(host).map([](const IpAddress &ip) { return std::vector{ip}; });
}

Resolver::Answer withPort(const Expected<std::vector<IpAddress>> &found, std::uint16_t port)
{
    return found.map([port](const std::vector<IpAddress> &ips) {
        Resolver::Addresses addresses;
        for (const IpAddress &ip : ips) {
            addresses.emplace_back(ip, port);
        }
        return addresses;
    });
}

} // namespace

// The threads that block. They share this object and outlive the resolver when a look-up hangs:
// then they find `owner` gone and end.
struct Resolver::Pool : std::enable_shared_from_this<Resolver::Pool> {
    struct Thread {
        std::thread thread;
        bool isBusy = false;
    };

    Pool(Resolver *resolver, LookUp function, unsigned limit)
        : owner(resolver)
        , lookUp(std::move(function))
        , maxThreads(std::max(limit, 1U))
    {
    }

    void ask(const std::string &host);
    void stop();
    void run(Thread &self);
    void report(const std::string &host, const Found &found);

    std::mutex mutex; // guards everything below
    std::condition_variable changed;
    Resolver *owner; // null: stopped
    const LookUp lookUp;
    const unsigned maxThreads;
    std::deque<std::string> hosts;
    std::list<Thread> threads;
    unsigned idle = 0;
};

void Resolver::Pool::ask(const std::string &host)
{
    const std::lock_guard lock(mutex);
    hosts.push_back(host);
    if (idle < hosts.size() && threads.size() < maxThreads) {
        Thread &added = threads.emplace_back();
        added.thread = std::thread([pool = shared_from_this(), &added] { pool->run(added); });
    }
    changed.notify_one();
}

void Resolver::Pool::stop()
{
    std::list<std::thread> idling;
    {
        const std::lock_guard lock(mutex);
        owner = nullptr;
        hosts.clear();
        for (Thread &entry : threads) {
            if (entry.isBusy) {
                entry.thread.detach();
            } else {
                idling.push_back(std::move(entry.thread));
            }
        }
        changed.notify_all();
    }
    for (std::thread &thread : idling) {
        thread.join();
    }
}

void Resolver::Pool::run(Thread &self)
{
    std::unique_lock lock(mutex);
    while (owner != nullptr) {
        if (hosts.empty()) {
            ++idle;
            changed.wait(lock);
            --idle;
            continue;
        }
        const std::string host = std::move(hosts.front());
        hosts.pop_front();
        self.isBusy = true;
        lock.unlock();
        const Found found = lookUp(host);
        lock.lock();
        self.isBusy = false;
        report(host, found);
    }
}

// Under the mutex: the owner cannot die meanwhile, and takes posted calls with it when it does
// later.
void Resolver::Pool::report(const std::string &host, const Found &found)
{
    if (owner != nullptr) {
        QMetaObject::invokeMethod(
            owner, [resolver = owner, host, found] { resolver->take(host, found); },
            Qt::QueuedConnection);
    }
}

Resolver::Resolver()
    : Resolver(Options())
{
}

Resolver::Resolver(Options options)
    : m_options(std::move(options))
    , m_pool(std::make_shared<Pool>(this, m_options.lookUp ? m_options.lookUp : lookUpBySystem,
                                    m_options.threads))
{
}

Resolver::~Resolver()
{
    m_pool->stop();
}

std::optional<Resolver::Answer> Resolver::known(const std::string &host, std::uint16_t port) const
{
    if (const Found numeric = parseNumeric(host)) {
        return withPort(numeric, port);
    }
    const auto kept = m_kept.find(host);
    if (kept == m_kept.end() || kept->second.until <= Clock::now()) {
        return std::nullopt;
    }
    return withPort(kept->second.found, port);
}

Resolver::RequestId Resolver::resolve(const std::string &host, std::uint16_t port,
                                      Callback callback)
{
    const RequestId id = ++m_lastId;
    m_requests.emplace(id, Request{host, port, std::move(callback)});
    if (const std::optional<Answer> answer = known(host, port)) {
        QMetaObject::invokeMethod(
            this, [this, id, answer = *answer] { this->answer(id, answer); }, Qt::QueuedConnection);
        return id;
    }
    std::vector<RequestId> &waiting = m_waiting[host];
    waiting.push_back(id);
    if (waiting.size() == 1) {
        m_pool->ask(host);
    }
    return id;
}

void Resolver::cancel(RequestId id)
{
    m_requests.erase(id); // its id may stay in m_waiting, where it finds nobody
}

void Resolver::take(const std::string &host, const Found &found)
{
    keep(host, found);
    const auto waiting = m_waiting.extract(host);
    if (!waiting) {
        return;
    }
    for (const RequestId id : waiting.mapped()) {
        const auto request = m_requests.find(id);
        if (request != m_requests.end()) {
            answer(id, withPort(found, request->second.port));
        }
    }
}

void Resolver::keep(const std::string &host, const Found &found)
{
    const Clock::time_point now = Clock::now();
    if (m_kept.size() >= kMaxKept) {
        std::erase_if(m_kept, [now](const auto &entry) { return entry.second.until <= now; });
    }
    if (m_kept.size() >= kMaxKept) {
        m_kept.clear();
    }
    const auto lifetime = found ? m_options.lifetime : m_options.failureLifetime;
    m_kept.insert_or_assign(host, Kept{found, now + lifetime});
}

void Resolver::answer(RequestId id, const Answer &answer)
{
    const auto request = m_requests.extract(id);
    if (request) {
        request.mapped().callback(answer);
    }
}

} // namespace gw::net
