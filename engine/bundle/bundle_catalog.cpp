// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/bundle_catalog.h"

#include "base/log.h"

#include <algorithm>

namespace gw::bundle {

// One bundle by name.
struct BundleCatalog::Entry {
    std::string name;
    std::optional<InstalledBundle> current;
    Validators validators;             // of `current`
    std::optional<Validators> refused; // of newer content that was no good
    std::optional<Error> failure;
    bool isWanted = true;
    bool isFetching = false;
    bool wantsAnother = false; // asked for while one was under way
    bool askedBeyondRefused = false;
    bool isFresh = true;                             // nothing was heard of it yet
    std::chrono::system_clock::time_point fetchedAt; // `current`
    std::chrono::system_clock::time_point heardAt;
};

BundleCatalog::BundleCatalog(Settings settings, Log &log)
    : m_settings(std::move(settings))
    , m_log(log)
    , m_store(m_settings.folder, m_settings.fetching.limits)
{
    if (!m_settings.isEnabled) {
        return;
    }
    m_store.sweep();
    warnOfUnsafeTransport();
    m_fetcher = std::make_unique<BundleFetcher>(
        m_store, m_settings.fetching, [this](FetchEvent event) { take(std::move(event)); });
    m_retry.setSingleShot(true);
    m_retry.setInterval(m_settings.fetching.retries.again);
    connect(&m_retry, &QTimer::timeout, this, &BundleCatalog::retryFailed);
}

BundleCatalog::~BundleCatalog() = default;

void BundleCatalog::warnOfUnsafeTransport() const
{
    const auto address = bundleAddress(m_settings.baseUrl, "b.zip");
    const bool isPlain = address && address->scheme == "http" && !address->isLocal;
    if (!m_settings.fetching.publicKeyPath.empty() ||
        !(isPlain || m_settings.fetching.skipsTlsVerification)) {
        return;
    }
    m_log.warning("Whoever is between this machine and the bundles' server can replace them: use "
                  "https with a certificate that is checked, or signed bundles (public_key_path)",
                  {{"prefix", "bundle"}});
}

void BundleCatalog::refresh(const std::set<std::string> &names)
{
    for (const auto &[name, entry] : m_entries) {
        entry->isWanted = names.contains(name);
    }
    for (const std::string &name : names) {
        std::unique_ptr<Entry> &slot = m_entries[name];
        if (slot == nullptr) {
            slot = std::make_unique<Entry>();
            slot->name = name;
        }
        if (m_settings.isEnabled) {
            start(*slot, false);
        } else {
            slot->failure = whyDisabled(name);
        }
    }
}

Error BundleCatalog::whyDisabled(const std::string &name) const
{
    const auto address = bundleAddress(m_settings.baseUrl, name);
    const bool isKept = address && m_store.reference(address->url);
    return {std::string("Bundle downloader is disabled") +
                (isKept ? "; the version fetched before is kept, but not used" : ""),
            "custom_middleware_bundle", "Set enable_bundle_downloader to true"};
}

void BundleCatalog::start(Entry &entry, bool isAutomatic)
{
    if (entry.isFetching) {
        entry.wantsAnother = true;
        return;
    }
    auto address = bundleAddress(m_settings.baseUrl, entry.name);
    if (!address) {
        entry.failure = address.error();
        entry.isFresh = false;
        return;
    }
    entry.isFetching = true;
    entry.askedBeyondRefused = isAutomatic && entry.refused;
    FetchJob job;
    job.name = entry.name;
    job.address = std::move(*address);
    job.currentSha256 = entry.current ? entry.current->sha256 : std::string();
    job.known = entry.askedBeyondRefused ? *entry.refused : entry.validators;
    m_fetcher->start(std::move(job));
}

BundleState BundleCatalog::state(const std::string &name) const
{
    BundleState state;
    if (!m_settings.isEnabled) {
        state.problem = whyDisabled(name);
        return state;
    }
    const auto place = m_entries.find(name);
    if (place == m_entries.end()) { // a definition that is only tried out
        state.problem = Error{"The bundle was not fetched yet", name, {}};
        return state;
    }
    const Entry &entry = *place->second;
    state.bundle = entry.current ? &*entry.current : nullptr;
    state.problem = entry.failure;
    state.isBeingFetched = entry.isFetching;
    if (state.bundle == nullptr && !state.problem) {
        state.problem = Error{"The bundle is being fetched", name, {}};
    }
    return state;
}

std::vector<BundleReport> BundleCatalog::list() const
{
    std::vector<BundleReport> reports;
    for (const auto &[name, entry] : m_entries) {
        if (!entry->isWanted) {
            continue;
        }
        BundleReport &report = reports.emplace_back();
        report.name = name;
        if (entry->current) {
            report.sha256 = entry->current->sha256;
            report.isSigned = entry->current->isSigned;
        }
        report.fetchedAt = entry->fetchedAt;
        report.heardAt = entry->heardAt;
        report.problem = entry->failure ? entry->failure->text() : std::string();
        report.isBeingFetched = entry->isFetching;
    }
    return reports;
}

void BundleCatalog::take(FetchEvent event)
{
    const std::lock_guard lock(m_mutex);
    m_events.push_back(std::move(event));
    m_arrived.notify_all();
    if (!m_isCalled) {
        m_isCalled = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (drain()) {
                    Q_EMIT changed();
                }
            },
            Qt::QueuedConnection);
    }
}

bool BundleCatalog::drain()
{
    std::vector<FetchEvent> events;
    {
        const std::lock_guard lock(m_mutex);
        events.swap(m_events);
        m_isCalled = false;
    }
    bool isChanged = false;
    for (FetchEvent &event : events) {
        isChanged = apply(std::move(event)) || isChanged;
    }
    return isChanged;
}

void BundleCatalog::waitForFirst(std::chrono::milliseconds most)
{
    const auto deadline = std::chrono::steady_clock::now() + most;
    while (isAnyFresh()) {
        {
            std::unique_lock lock(m_mutex);
            if (!m_arrived.wait_until(lock, deadline, [this] { return !m_events.empty(); })) {
                return;
            }
        }
        static_cast<void>(drain());
    }
}

bool BundleCatalog::isAnyFresh() const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [](const auto &entry) {
        return entry.second->isFresh && entry.second->isFetching;
    });
}

// Whether state() is another afterwards.
bool BundleCatalog::apply(FetchEvent event)
{
    Entry &entry = *m_entries.at(event.name);
    const std::string oldSha256 = entry.current ? entry.current->sha256 : std::string();
    const std::string oldFailure = entry.failure ? entry.failure->text() : std::string();
    entry.isFresh = false;
    switch (event.kind) {
    case FetchEvent::Kind::Adopted:
        entry.current = std::move(event.bundle);
        entry.validators = std::move(event.validators);
        break;
    case FetchEvent::Kind::Stumbled:
        m_log.warning(event.error->what,
                      {{"prefix", "bundle"}, {"bundle", entry.name}, {"url", event.error->where}});
        if (!entry.current) { // so that whoever looks learns why it takes so long
            entry.failure = std::move(event.error);
        }
        break;
    default:
        entry.heardAt = std::chrono::system_clock::now();
        applyFinal(entry, event);
        finish(entry);
    }
    return oldSha256 != (entry.current ? entry.current->sha256 : std::string()) ||
           oldFailure != (entry.failure ? entry.failure->text() : std::string());
}

void BundleCatalog::applyFinal(Entry &entry, FetchEvent &event)
{
    if (event.kind == FetchEvent::Kind::Failed) {
        m_log.error("Couldn't load bundle",
                    {{"prefix", "bundle"}, {"bundle", entry.name}, {"error", event.error->text()}});
        entry.failure = std::move(event.error);
        entry.refused.reset();
        if (event.isRefused && event.validators != Validators()) {
            entry.refused = std::move(event.validators);
        }
        return;
    }
    if (entry.askedBeyondRefused && !event.bundle) {
        return; // still what was refused
    }
    entry.failure.reset();
    entry.refused.reset();
    if (event.bundle) {
        entry.current = std::move(event.bundle);
        entry.validators = std::move(event.validators);
    }
    if (event.kind == FetchEvent::Kind::Installed) {
        entry.fetchedAt = entry.heardAt;
        m_log.info(
            "Bundle installed",
            {{"prefix", "bundle"}, {"bundle", entry.name}, {"sha256", entry.current->sha256}});
    }
}

void BundleCatalog::finish(Entry &entry)
{
    entry.isFetching = false;
    if (std::exchange(entry.wantsAnother, false) && entry.isWanted) {
        start(entry, false);
    } else if (entry.failure && !m_retry.isActive()) {
        m_retry.start();
    }
}

void BundleCatalog::retryFailed()
{
    for (const auto &[name, entry] : m_entries) {
        if (entry->failure && entry->isWanted && !entry->isFetching) {
            start(*entry, true);
        }
    }
}

void BundleCatalog::keepOnly(std::set<std::string> sha256sInUse)
{
    const bool isAnyFetching =
        std::any_of(m_entries.begin(), m_entries.end(),
                    [](const auto &entry) { return entry.second->isFetching; });
    std::set<std::string> kept = sha256sInUse;
    kept.merge(std::set<std::string>(m_inUse));
    m_inUse = std::move(sha256sInUse);
    // A version that was installed a moment ago may have no reference yet.
    if (m_settings.isEnabled && !isAnyFetching) {
        m_store.keepOnly(kept);
    }
}

} // namespace gw::bundle
