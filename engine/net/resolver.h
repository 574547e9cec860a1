// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/address.h"

#include <QObject>

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace gw::net {

// Turns host names into addresses without blocking: getaddrinfo() runs on threads of its own.
// Answers are kept for a short time; questions for the same host at the same time share one
// look-up. Thread: the one that made it, which runs an event loop.
class Resolver final : public QObject {
public:
    using Addresses = std::vector<Address>; // in the order of preference (RFC 6724), never empty
    using Answer = Expected<Addresses>;
    using Callback = std::function<void(const Answer &)>;
    using RequestId = std::uint64_t;
    // Blocks; runs on several threads at once. Replaceable for tests.
    using LookUp = std::function<Expected<std::vector<IpAddress>>(const std::string &host)>;

    struct Options {
        std::chrono::milliseconds lifetime{10'000};       // of an answer
        std::chrono::milliseconds failureLifetime{1'000}; // of "there is no such host"
        unsigned threads = 2;                             // so many look-ups at a time
        LookUp lookUp{};                                  // empty: getaddrinfo()
    };

    Resolver();
    explicit Resolver(Options options);
    // Drops what is under way, and does not wait for it.
    ~Resolver() override;

    // The answer when it needs no look-up: numeric addresses (also "[::1]") and kept answers.
    [[nodiscard]] std::optional<Answer> known(const std::string &host, std::uint16_t port) const;

    // Calls back once, from the event loop, never from inside this call; not after cancel() and not
    // after the resolver died. The callback may do anything but delete the resolver.
    RequestId resolve(const std::string &host, std::uint16_t port, Callback callback);
    void cancel(RequestId id);

private:
    using Clock = std::chrono::steady_clock;
    using Found = Expected<std::vector<IpAddress>>;
    struct Pool;
    struct Kept {
        Found found;
        Clock::time_point until;
    };
    struct Request {
        std::string host;
        std::uint16_t port = 0;
        Callback callback;
    };

    void take(const std::string &host, const Found &found);
    void keep(const std::string &host, const Found &found);
    void answer(RequestId id, const Answer &answer);

    Options m_options;
    std::shared_ptr<Pool> m_pool;
    std::unordered_map<std::string, Kept> m_kept;
    std::unordered_map<std::string, std::vector<RequestId>> m_waiting; // by host under look-up
    std::unordered_map<RequestId, Request> m_requests;
    RequestId m_lastId = 0;
};

} // namespace gw::net
