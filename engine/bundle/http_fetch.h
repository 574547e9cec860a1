// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "bundle/bundle_store.h"

#include <atomic>
#include <chrono>
#include <string>

namespace gw::bundle {

struct FetchTimes {
    std::chrono::milliseconds connect = std::chrono::seconds(5);
    std::chrono::seconds idle = std::chrono::seconds(5); // without a byte
    std::chrono::milliseconds total = std::chrono::seconds(60);
};

struct FetchRequest {
    std::string url;             // http or https
    Validators known;            // of the version that is there already
    std::uint64_t mostBytes = 0; // of the answer's body; more ends the transfer
    bool skipsTlsVerification = false;
    FetchTimes times;
    const std::atomic<bool> *isCancelled = nullptr; // looked at about once a second
};

struct Fetched {
    bool isUnchanged = false; // the server said so (304)
    std::string content;
    Validators validators;
};

struct FetchFailure {
    Error error;
    bool isFinal = false; // trying again would not help
};

// One attempt, by libcurl. Follows at most five redirects, which neither change the scheme nor lead
// from another machine to this one or to a link-local address. Thread: any but those with an event
// loop; blocks.
[[nodiscard]] tl::expected<Fetched, FetchFailure> fetchOverHttp(const FetchRequest &request);

} // namespace gw::bundle
