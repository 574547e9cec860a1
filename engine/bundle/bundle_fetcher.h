// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/bundle_address.h"
#include "bundle/bundle_store.h"
#include "bundle/http_fetch.h"
#include "bundle/rsa_key.h"

#include <QThreadPool>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

namespace gw::bundle {

// How often and how patiently a bundle is asked for (reference B5).
struct RetryPlan {
    int attempts = 5;
    std::chrono::milliseconds first{500};
    std::chrono::milliseconds most = std::chrono::seconds(5);
    std::chrono::milliseconds again = std::chrono::seconds(30); // after the last attempt failed
    FetchTimes times;
};

// One bundle to be looked for.
struct FetchJob {
    std::string name;
    BundleAddress address;
    std::string currentSha256; // of the version in use; empty: none, the store is asked
    Validators known;          // of a version that need not be sent again
};

// What became of a job: any number of others, then exactly one Unchanged, Installed or Failed.
struct FetchEvent {
    enum class Kind : std::uint8_t {
        Adopted,   // a version from before the start was found; newer ones are looked for
        Stumbled,  // an attempt failed, another follows
        Unchanged, // the server has what was known
        Installed, // a new version
        Failed,
    };
    std::string name;
    Kind kind = Kind::Failed;
    std::optional<InstalledBundle> bundle; // Adopted, Installed
    Validators validators;                 // of what the server sent
    bool isRefused = false;     // Failed: what the server sent is no good, however often it is sent
    std::optional<Error> error; // Stumbled, Failed
};

// Downloads, checks and installs bundles on threads of its own. Thread: one starts jobs; events are
// reported on the fetcher's threads.
class BundleFetcher final {
public:
    struct Settings {
        std::string publicKeyPath; // empty: signatures are not asked for
        bool skipsTlsVerification = false;
        RetryPlan retries;
        Limits limits;
    };
    using Report = std::function<void(FetchEvent)>;

    BundleFetcher(const BundleStore &store, Settings settings, Report report);
    ~BundleFetcher(); // cancels what is under way and waits for its end
    BundleFetcher(const BundleFetcher &) = delete;
    BundleFetcher &operator=(const BundleFetcher &) = delete;

    void start(FetchJob job);

private:
    struct Outcome;
    void run(FetchJob job);
    void adoptStored(FetchJob &job);
    [[nodiscard]] Outcome attempt(const FetchJob &job);
    [[nodiscard]] tl::expected<Fetched, FetchFailure> fetch(const FetchJob &job) const;
    [[nodiscard]] Outcome install(const FetchJob &job, Fetched fetched);
    [[nodiscard]] Expected<std::optional<RsaKey>> key() const;
    // False: cancelled.
    [[nodiscard]] bool pause(std::chrono::milliseconds duration);

    const BundleStore &m_store;
    const Settings m_settings;
    const Report m_report;
    std::atomic<bool> m_isCancelled = false;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    QThreadPool m_threads;
};

} // namespace gw::bundle
