// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/epoll_dispatcher.h"
#include "base/timer_wheel.h"
#include "http/listener.h"

#include <QThread>

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <optional>

namespace gw::http::test {

// What the handler saw; read from the test's thread.
struct Seen {
    std::atomic<int> requests = 0;
    std::atomic<int> gone = 0;    // onClientGone()
    std::atomic<int> drained = 0; // onDrained()
    std::atomic<int> bodyEnds = 0;
    std::atomic<std::uint64_t> bodyBytes = 0;
    std::atomic<int> bodyFailure = -1; // of the last one
};

// Of /pulse: so large that they are not put together with others.
constexpr std::size_t kPulse = 4096;

// A listener on a worker thread of its own. The handler's behaviour is chosen by the path:
//
//   * /hello answers "hello"; /later the same, from another event; /echo with the body
//   * /slowly reads the body and pauses after each piece; /ignore answers without reading it
//   * /never does not answer
//   * /stream?N streams N bytes with a length; /chunks?N in chunks; /short too few for its length
//   * /cut sends a chunk, then aborts; /abort aborts before any answer
//   * /tunnel upgrades, and echoes in upper case
//   * /pulse?N upgrades, and sends N pieces of kPulse bytes, one each 50 ms
//   * /hints sends 103, then "hello"; /empty 204 and /old 304 with a body that must not be sent
//   * /close says "hello" and closeAfterResponse()
class WireServer final {
public:
    struct Options {
        ConnectionLimits limits;
        std::shared_ptr<const net::TlsServerContext> tls = nullptr;
        // Instead of the handler above; called and used on the worker.
        std::function<RequestHandler &()> makeHandler = {};
    };

    WireServer();
    explicit WireServer(Options options);
    ~WireServer();

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] const Seen &seen() const { return m_seen; }
    // Runs on the worker and waits for it.
    void run(const std::function<void(Listener &)> &function);
    [[nodiscard]] std::size_t countConnections();

private:
    class Handler;
    struct Parts;

    Seen m_seen;
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<Parts> m_parts;
    std::uint16_t m_port = 0;
};

} // namespace gw::http::test
