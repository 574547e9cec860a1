// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/transfer_result.h"

#include <chrono>
#include <functional>

namespace gw::requests {

// Sends requests side by side on a thread of its own, with kept-alive connections.
// Thread: any; the handlers run on the runner's thread and must not block it.
class RequestRunner final {
public:
    using Id = std::uint64_t;

    struct Handlers {
        std::function<void(const Progress &)> progress; // may be empty
        std::function<void(TransferResult)> finished;   // exactly once, also when cancelled
        // The request is about to go out from that port of this machine; again behind a redirect.
        // May be empty.
        std::function<void(int localPort)> sending = {};
        // The head of an answer has come, before its body; again behind a redirect. Not of interim
        // answers. May be empty.
        std::function<void(const ResponseHead &head)> head = {};
        // A part of the body has come. May be empty.
        std::function<void(std::string_view bytes)> body = {};
    };

    RequestRunner();
    // Cancels what is under way.
    ~RequestRunner();
    RequestRunner(const RequestRunner &) = delete;
    RequestRunner &operator=(const RequestRunner &) = delete;

    Id start(HttpRequest request, Handlers handlers);
    void cancel(Id id); // nothing happens when it has ended
    // Cancels what is under way, and all that is started from here on; ends the waits.
    void stop();
    [[nodiscard]] bool isStopped() const;
    // Between the requests of a run. False when the runner was, or is, stopped. Not for threads
    // that must not block.
    [[nodiscard]] bool wait(std::chrono::milliseconds duration);
    // Waits for the end. Not for threads that must not block.
    [[nodiscard]] TransferResult perform(HttpRequest request);

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace gw::requests
