// SPDX-License-Identifier: GPL-3.0-or-later
// Servers that behave, and servers that do not.
#include "bundle/bundle_fetcher.h"
#include "engine/bundle/bundle_folder.h"
#include "engine/net/test_certificates.h"
#include "engine/upstream/lying_origin.h"
#include "support/room_test.h"

#include <openssl/ssl.h>

#include <deque>

namespace gw::bundle::test {

namespace {

using namespace std::chrono_literals;
using gw::test::LyingOrigin;
using gw::test::OriginPeer;

constexpr std::size_t kMost = 64 * 1024;

std::string answer(const std::string &body, const std::string &fields = {})
{
    return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n" + fields + "\r\n" + body;
}

LyingOrigin::Script once(const std::string &bytes)
{
    return gw::test::answeringOnce(bytes);
}

// The last event of each kind of interest, one job at a time.
class FetchUnderTest final {
public:
    enum class Certificates : std::uint8_t { Checked, Unchecked };
    explicit FetchUnderTest(const std::string &publicKeyPath = {},
                            Certificates certificates = Certificates::Checked)
        : m_store(m_folder.filePath(QStringLiteral("bundles")).toStdString())
    {
        BundleFetcher::Settings settings;
        settings.publicKeyPath = publicKeyPath;
        settings.skipsTlsVerification = certificates == Certificates::Unchecked;
        settings.retries.attempts = 3;
        settings.retries.first = 1ms;
        settings.retries.times = {2s, 1s, 3s};
        settings.limits.archiveBytes = kMost;
        m_fetcher = std::make_unique<BundleFetcher>(m_store, settings, [this](FetchEvent event) {
            const std::lock_guard lock(m_mutex);
            m_events.push_back(std::move(event));
            m_arrived.notify_all();
        });
    }

    // The event that ends the job; the kinds of those before it are in `before`.
    [[nodiscard]] FetchEvent run(const std::string &baseUrl, const std::string &known = {})
    {
        before.clear();
        FetchJob job;
        job.name = "b.zip";
        job.address = bundleAddress(baseUrl, "b.zip").value();
        job.currentSha256 = known;
        job.known = validators;
        m_fetcher->start(std::move(job));
        std::unique_lock lock(m_mutex);
        while (true) {
            if (!m_arrived.wait_for(lock, 30s, [this] { return !m_events.empty(); })) {
                return {};
            }
            FetchEvent event = std::move(m_events.front());
            m_events.pop_front();
            if (event.kind != FetchEvent::Kind::Stumbled &&
                event.kind != FetchEvent::Kind::Adopted) {
                return event;
            }
            before.push_back(event.kind);
        }
    }
    [[nodiscard]] FetchEvent run(const LyingOrigin &origin, const std::string &known = {})
    {
        return run("http://127.0.0.1:" + std::to_string(origin.port()) + "/abc", known);
    }
    [[nodiscard]] const BundleStore &store() const { return m_store; }

    std::vector<FetchEvent::Kind> before;
    Validators validators;

private:
    QTemporaryDir m_folder;
    BundleStore m_store;
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<FetchEvent> m_events;
    std::unique_ptr<BundleFetcher> m_fetcher;
};

bool says(const FetchEvent &event, const char *words)
{
    return event.kind == FetchEvent::Kind::Failed && event.error &&
           event.error->text().find(words) != std::string::npos;
}

} // namespace

class BundleFetcherTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void installsWhatTheServerSends();
    void asksOnlyForNewerVersions();
    void takesTheSameContentForUnchanged();
    void adoptsWhatWasInstalledBefore();
    void triesAgain();
    void givesUpAfterItsAttempts();
    void refusesWhatLies_data();
    void refusesWhatLies();
    void doesNotRetryWhatIsNoGood();
    void followsRedirectsToTheSameScheme();
    void checksCertificatesUnlessToldOtherwise();
    void readsFiles();
    void saysWhichSignatureIsMissing();
    void endsWhileAServerHangs();
    void joinsAddresses_data();
    void joinsAddresses();

private:
    const std::string m_zip = BundleFolder().build();
};

void BundleFetcherTest::installsWhatTheServerSends()
{
    std::string request;
    const LyingOrigin origin({[&](OriginPeer &peer) {
        request = peer.readHead();
        peer.send(answer(m_zip, "ETag: \"one\"\r\n"));
    }});
    FetchUnderTest fetch;
    const FetchEvent event = fetch.run(origin);
    QVERIFY2(event.kind == FetchEvent::Kind::Installed,
             event.error ? event.error->text().c_str() : "");
    QVERIFY2(request.starts_with("GET /abc/b.zip HTTP/1.1\r\n"), request.c_str());
    QCOMPARE(event.validators.etag, "\"one\"");
    QCOMPARE(readFile(event.bundle->folder / "hook.so"), "the code of a plugin");
}

void BundleFetcherTest::asksOnlyForNewerVersions()
{
    std::string request;
    const LyingOrigin origin({[&](OriginPeer &peer) {
        request = peer.readHead();
        peer.send("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
    }});
    FetchUnderTest fetch;
    fetch.validators = {"\"one\"", "Wed, 25 Nov 2026 10:00:00 GMT"};
    QVERIFY(fetch.run(origin, "known").kind == FetchEvent::Kind::Unchanged);
    QVERIFY2(request.find("If-None-Match: \"one\"\r\n") != std::string::npos, request.c_str());
    QVERIFY2(request.find("If-Modified-Since: Wed, 25 Nov 2026 10:00:00 GMT\r\n") !=
                 std::string::npos,
             request.c_str());
}

void BundleFetcherTest::takesTheSameContentForUnchanged()
{
    const LyingOrigin origin({once(answer(m_zip))});
    FetchUnderTest fetch;
    const FetchEvent first = fetch.run(origin);
    QVERIFY(first.kind == FetchEvent::Kind::Installed);
    QVERIFY(fetch.run(origin, first.bundle->sha256).kind == FetchEvent::Kind::Unchanged);
}

void BundleFetcherTest::adoptsWhatWasInstalledBefore()
{
    const LyingOrigin origin({once(answer(m_zip)), once("HTTP/1.1 500 No\r\n\r\n")});
    FetchUnderTest fetch;
    QVERIFY(fetch.run(origin).kind == FetchEvent::Kind::Installed);
    QVERIFY(says(fetch.run(origin), "status code 500"));
    QVERIFY(!fetch.before.empty());
    QVERIFY(fetch.before.front() == FetchEvent::Kind::Adopted);
}

void BundleFetcherTest::triesAgain()
{
    const LyingOrigin origin({once("HTTP/1.1 404 Not yet\r\nContent-Length: 0\r\n\r\n"),
                              [](OriginPeer &peer) { peer.reset(); }, once(answer(m_zip))});
    FetchUnderTest fetch;
    QVERIFY(fetch.run(origin).kind == FetchEvent::Kind::Installed);
    QCOMPARE(fetch.before.size(), std::size_t(2));
}

void BundleFetcherTest::givesUpAfterItsAttempts()
{
    const LyingOrigin origin({once("HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n")});
    FetchUnderTest fetch;
    QVERIFY(says(fetch.run(origin), "HTTP Error, got status code 404"));
    QCOMPARE(origin.accepted(), 3);
}

void BundleFetcherTest::refusesWhatLies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const std::string &bytes, const char *words) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(words);
    };
    const std::string large(kMost + 1, 'x');
    row("larger than allowed", answer(large), "larger than");
    row("larger than allowed, without saying so",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + large, "larger than");
    row("more than it said", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + m_zip, "no zip file");
    row("cut off", "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + m_zip, "Couldn't fetch");
    row("cut off, without a length",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + m_zip.substr(0, m_zip.size() / 2),
        "cut off");
    row("chunk cut off", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nPK",
        "Couldn't fetch");
    row("no HTTP", "PK" + m_zip, "Couldn't fetch");
    row("nothing", "", "Couldn't fetch");
    row("not modified, without having been asked", "HTTP/1.1 304 Not Modified\r\n\r\n",
        "status code 304");
    row("a part", "HTTP/1.1 206 Partial\r\nContent-Length: 1\r\n\r\nx", "status code 206");
    row("a page", answer("<html>Please log in to the captive portal of this network.</html>"),
        "no zip file");
    row("redirect to a file", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n",
        "another scheme");
    row("redirect to TLS", "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/b.zip\r\n\r\n",
        "another scheme");
    row("redirect to nowhere", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        "without an address");
    row("redirect in a circle",
        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: "
        "/abc/b.zip\r\n\r\n",
        "too many redirects");
}

void BundleFetcherTest::refusesWhatLies()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, words);

    const LyingOrigin origin({once(bytes.toStdString())});
    FetchUnderTest fetch;
    const FetchEvent event = fetch.run(origin);
    QVERIFY2(says(event, words.constData()), event.error ? event.error->text().c_str() : "");
    QVERIFY(!std::filesystem::exists(fetch.store().folder() / "staging"));
}

void BundleFetcherTest::doesNotRetryWhatIsNoGood()
{
    const LyingOrigin origin({once(answer("no zip file, however often it is sent to us"))});
    FetchUnderTest fetch;
    const FetchEvent event = fetch.run(origin);
    QVERIFY(event.isRefused);
    QCOMPARE(origin.accepted(), 1);
}

void BundleFetcherTest::followsRedirectsToTheSameScheme()
{
    const LyingOrigin target({once(answer(m_zip))});
    const LyingOrigin origin({once("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
                                   "http://127.0.0.1:" +
                                   std::to_string(target.port()) + "/elsewhere\r\n\r\n")});
    FetchUnderTest fetch;
    QVERIFY(fetch.run(origin).kind == FetchEvent::Kind::Installed);
}

void BundleFetcherTest::checksCertificatesUnlessToldOtherwise()
{
    net::test::TestCertificates certificates; // of an authority that nobody here knows
    const net::CertificateFiles files = certificates.issue({"127.0.0.1"});
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> tls(SSL_CTX_new(TLS_server_method()),
                                                                &SSL_CTX_free);
    SSL_CTX_use_certificate_chain_file(tls.get(), files.certificate.c_str());
    SSL_CTX_use_PrivateKey_file(tls.get(), files.key.c_str(), SSL_FILETYPE_PEM);
    const LyingOrigin origin({once(answer(m_zip))}, tls.get());
    const std::string url = "https://127.0.0.1:" + std::to_string(origin.port());
    FetchUnderTest checking;
    QVERIFY(says(checking.run(url), "certificate"));
    FetchUnderTest trusting({}, FetchUnderTest::Certificates::Unchecked);
    QVERIFY(trusting.run(url).kind == FetchEvent::Kind::Installed);
}

void BundleFetcherTest::readsFiles()
{
    const QTemporaryDir folder;
    writeFile(folder.path().toStdString() + "/b.zip", m_zip);
    FetchUnderTest fetch;
    QVERIFY(fetch.run("file://" + folder.path().toStdString()).kind == FetchEvent::Kind::Installed);
    QVERIFY(says(fetch.run("file:///nonexistent", "known"), "Couldn't fetch bundle"));
}

void BundleFetcherTest::saysWhichSignatureIsMissing()
{
    const LyingOrigin origin({once(answer(m_zip))});
    FetchUnderTest unreadable("/nonexistent/public.pem");
    QVERIFY(says(unreadable.run(origin), "/nonexistent/public.pem"));
}

void BundleFetcherTest::endsWhileAServerHangs()
{
    const LyingOrigin origin({[](OriginPeer &peer) {
        peer.readAll();
    }});
    FetchUnderTest fetch;
    QVERIFY(says(fetch.run(origin), "Couldn't fetch bundle")); // the idle time, three times
}

void BundleFetcherTest::joinsAddresses_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("url"); // or the reason
    const auto row = [](const char *base, const char *name, const char *url) {
        QTest::newRow((std::string(base) + " " + name).c_str())
            << QByteArray(base) << QByteArray(name) << QByteArray(url);
    };
    row("http://h:8000/abc", "b.zip", "http://h:8000/abc/b.zip");
    row("http://h/abc/", "b.zip", "http://h/abc/b.zip");
    row("https://h", "team/b.zip", "https://h/team/b.zip");
    row("https://h/abc?sig=s3cret", "b.zip", "https://h/abc/b.zip?sig=s3cret");
    row("https://user:pass@h/", "b.zip", "https://user:pass@h/b.zip");
    row("http://h/", "a b?c.zip", "http://h/a%20b%3Fc.zip");
    row("file:///srv", "b.zip", "file:///srv/b.zip");
    row("", "b.zip", "No bundle base URL set");
    row("ftp://h/", "b.zip", "Unknown URL scheme");
    row("h:8000/abc", "b.zip", "Unknown URL scheme");
    row("http:///abc", "b.zip", "no host");
    row("http://h/abc", "../b.zip", "leads elsewhere");
    row("http://h/abc", "a/../../b.zip", "leads elsewhere");
    row("http://h/abc", "/b.zip", "leads elsewhere");
    row("http://h/abc", "", "leads elsewhere");
}

void BundleFetcherTest::joinsAddresses()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, url);

    const auto address = bundleAddress(base.toStdString(), name.toStdString());
    const std::string result = address ? address->url : address.error().text();
    QVERIFY2(result.find(url.toStdString()) != std::string::npos, result.c_str());
    if (address) {
        QVERIFY(address->shown.find("pass") == std::string::npos);
        QVERIFY(address->shown.find("s3cret") == std::string::npos);
    }
}

} // namespace gw::bundle::test

GW_TEST(gw::bundle::test::BundleFetcherTest)
#include "bundle_fetcher_test.moc"
