// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/bundle_fetcher.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <set>

namespace gw {
class Log;
}

namespace gw::bundle {

// A bundle as definitions find it when a snapshot is built.
struct BundleState {
    const InstalledBundle *bundle = nullptr; // null: there is none that could serve
    std::optional<Error> problem;            // why there is none, or why it is not the newest
    bool isBeingFetched = false;
};

// One bundle for people.
struct BundleReport {
    std::string name;   // as definitions give it
    std::string sha256; // of the version in use; empty: none
    bool isSigned = false;
    std::chrono::system_clock::time_point fetchedAt; // that version; zero: before the start
    std::chrono::system_clock::time_point heardAt;   // of the server, or of its silence
    std::string problem;                             // why it is not the newest
    bool isBeingFetched = false;
};

// The bundles of an engine, by the name that definitions give them. Looking is never waiting: what
// is not there yet is fetched aside, and changed() tells when it has come, or could not. A bundle
// that cannot be renewed keeps its last good version; while it is not there it is asked for again
// and again. Thread: control.
class BundleCatalog final : public QObject {
    Q_OBJECT

public:
    struct Settings {
        bool isEnabled = false; // enable_bundle_downloader
        std::string baseUrl;
        std::filesystem::path folder; // of installed bundles
        BundleFetcher::Settings fetching;
    };

    BundleCatalog(Settings settings, Log &log);
    ~BundleCatalog() override; // ends downloads
    BundleCatalog(const BundleCatalog &) = delete;
    BundleCatalog &operator=(const BundleCatalog &) = delete;

    // Looks for these bundles on their server, for new ones and for new versions; others are not
    // looked for any more.
    void refresh(const std::set<std::string> &names);
    // Waits until each bundle of the last refresh() is there or has failed once, at most that long.
    // Emits nothing. For the start, when nothing else waits.
    void waitForFirst(std::chrono::milliseconds most);
    [[nodiscard]] BundleState state(const std::string &name) const;

    // Of the bundles that definitions name, by name.
    [[nodiscard]] std::vector<BundleReport> list() const;

    // Removes the files of versions that neither the newest snapshot nor the one before it uses.
    void keepOnly(std::set<std::string> sha256sInUse);

Q_SIGNALS:
    // state() of some bundle is another than before.
    void changed();

private:
    struct Entry;

    void warnOfUnsafeTransport() const;
    [[nodiscard]] Error whyDisabled(const std::string &name) const;
    void start(Entry &entry, bool isAutomatic);
    void take(FetchEvent event); // on a fetching thread
    [[nodiscard]] bool drain();
    [[nodiscard]] bool apply(FetchEvent event);
    void applyFinal(Entry &entry, FetchEvent &event);
    void finish(Entry &entry);
    void retryFailed();
    [[nodiscard]] bool isAnyFresh() const;

    const Settings m_settings;
    Log &m_log;
    const BundleStore m_store;
    std::map<std::string, std::unique_ptr<Entry>> m_entries;
    std::set<std::string> m_inUse;
    QTimer m_retry;

    std::mutex m_mutex; // of what follows
    std::condition_variable m_arrived;
    std::vector<FetchEvent> m_events;
    bool m_isCalled = false; // a drain() is on its way

    std::unique_ptr<BundleFetcher> m_fetcher; // last: its threads use the rest
};

} // namespace gw::bundle
