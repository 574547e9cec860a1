// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/bundle_fetcher.h"

#include "bundle/archive.h"
#include "spec/regular_file.h"

#include <algorithm>
#include <curl/curl.h>

namespace gw::bundle {

namespace {

constexpr int kThreads = 4; // one server that hangs does not hold up the others

} // namespace

// What one attempt came to.
struct BundleFetcher::Outcome {
    FetchEvent event;
    bool isFinal = true;
};

BundleFetcher::BundleFetcher(const BundleStore &store, Settings settings, Report report)
    : m_store(store)
    , m_settings(std::move(settings))
    , m_report(std::move(report))
{
    curl_global_init(CURL_GLOBAL_DEFAULT); // counted; before the first thread uses it
    m_threads.setMaxThreadCount(kThreads);
    m_threads.setObjectName(QStringLiteral("bundles"));
}

BundleFetcher::~BundleFetcher()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isCancelled = true;
    }
    m_wake.notify_all();
    m_threads.clear();
    m_threads.waitForDone();
    curl_global_cleanup();
}

void BundleFetcher::start(FetchJob job)
{
    m_threads.start([this, job = std::move(job)]() mutable { run(std::move(job)); });
}

bool BundleFetcher::pause(std::chrono::milliseconds duration)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, duration, [this] { return m_isCancelled.load(); });
}

void BundleFetcher::run(FetchJob job)
{
    if (job.currentSha256.empty()) {
        adoptStored(job);
    }
    std::chrono::milliseconds wait = m_settings.retries.first;
    for (int attempts = 1; !m_isCancelled; ++attempts) {
        Outcome outcome = attempt(job);
        if (outcome.isFinal || attempts >= m_settings.retries.attempts) {
            m_report(std::move(outcome.event));
            return;
        }
        outcome.event.kind = FetchEvent::Kind::Stumbled;
        m_report(std::move(outcome.event));
        if (!pause(wait)) {
            return;
        }
        wait = std::min(wait * 2, m_settings.retries.most);
    }
}

// After a start: the version that was installed last serves while newer ones are looked for.
void BundleFetcher::adoptStored(FetchJob &job)
{
    const auto reference = m_store.reference(job.address.url);
    const auto publicKey = key();
    if (!reference || !publicKey) {
        return;
    }
    auto bundle = m_store.adopt(reference->sha256, *publicKey ? &**publicKey : nullptr);
    if (!bundle) {
        return; // fetched anew
    }
    job.currentSha256 = bundle->sha256;
    job.known = reference->validators;
    FetchEvent event;
    event.name = job.name;
    event.kind = FetchEvent::Kind::Adopted;
    event.bundle = std::move(*bundle);
    event.validators = reference->validators;
    m_report(std::move(event));
}

BundleFetcher::Outcome BundleFetcher::attempt(const FetchJob &job)
{
    auto fetched = fetch(job);
    if (fetched && !fetched->isUnchanged) {
        return install(job, std::move(*fetched));
    }
    Outcome outcome;
    outcome.event.name = job.name;
    outcome.event.validators = job.known;
    if (fetched) {
        outcome.event.kind = FetchEvent::Kind::Unchanged;
        return outcome;
    }
    outcome.event.error = std::move(fetched.error().error);
    outcome.event.error->where = job.address.shown;
    outcome.isFinal = fetched.error().isFinal;
    return outcome;
}

tl::expected<Fetched, FetchFailure> BundleFetcher::fetch(const FetchJob &job) const
{
    if (job.address.filePath.empty()) {
        return fetchOverHttp({job.address.url, job.known, m_settings.limits.archiveBytes,
                              m_settings.skipsTlsVerification, m_settings.retries.times,
                              &m_isCancelled});
    }
    auto content = spec::readRegularFile(job.address.filePath, m_settings.limits.archiveBytes);
    if (!content) {
        return tl::unexpected<FetchFailure>(
            FetchFailure{{"Couldn't fetch bundle: " + content.error().what, {}, {}}});
    }
    return Fetched{false, std::move(*content), {}};
}

Expected<std::optional<RsaKey>> BundleFetcher::key() const
{
    if (m_settings.publicKeyPath.empty()) {
        return std::nullopt;
    }
    auto read = RsaKey::readPublic(m_settings.publicKeyPath);
    if (!read) {
        return tl::unexpected(read.error());
    }
    return std::move(*read);
}

// Checked whole before anything is written, then once more as it is written.
BundleFetcher::Outcome BundleFetcher::install(const FetchJob &job, Fetched fetched)
{
    Outcome outcome;
    FetchEvent &event = outcome.event;
    event.name = job.name;
    event.validators = std::move(fetched.validators);
    const auto fail = [&](const Error &error) {
        event.error = error;
        event.error->where = job.address.shown + (error.where.empty() ? "" : ": " + error.where);
        return std::move(outcome);
    };
    const auto publicKey = key();
    if (!publicKey) {
        return fail(publicKey.error());
    }
    const RsaKey *usedKey = *publicKey ? &**publicKey : nullptr;
    const auto archive = Archive::open(std::move(fetched.content), m_settings.limits);
    const auto checked = archive ? archive->unpack(usedKey, nullptr)
                                 : Expected<void>(tl::unexpected(archive.error()));
    if (!checked) {
        event.isRefused = true;
        return fail(checked.error());
    }
    auto bundle = m_store.install(*archive, usedKey);
    if (!bundle) {
        return fail(bundle.error());
    }
    // Without it a restart while the server is away would have no version.
    const auto kept = m_store.setReference(job.address.url, {bundle->sha256, event.validators});
    if (!kept) {
        return fail(kept.error());
    }
    event.kind = bundle->sha256 == job.currentSha256 ? FetchEvent::Kind::Unchanged
                                                     : FetchEvent::Kind::Installed;
    event.bundle = std::move(*bundle);
    return outcome;
}

} // namespace gw::bundle
