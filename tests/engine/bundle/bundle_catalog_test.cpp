// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "bundle/bundle_catalog.h"
#include "engine/bundle/bundle_folder.h"
#include "engine/upstream/lying_origin.h"
#include "support/room_test.h"

#include <QSignalSpy>

namespace gw::bundle::test {

namespace {

using namespace std::chrono_literals;
using gw::test::LyingOrigin;
using gw::test::OriginPeer;

constexpr int kPatience = 30'000; // milliseconds

std::string taggedAnswer(const std::string &body, const std::string &etag)
{
    return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\nETag: \"" + etag + "\"\r\n\r\n" + body;
}

// Sends one version of a bundle until told to send another. Knows ETags.
class BundleServer final {
public:
    void offer(const std::string &content, const std::string &etag)
    {
        const std::lock_guard lock(m_mutex);
        m_content = content;
        m_etag = etag;
    }
    [[nodiscard]] int sent() const { return m_sent; }
    [[nodiscard]] int unchanged() const { return m_unchanged; }
    [[nodiscard]] std::string url() const
    {
        return "http://127.0.0.1:" + std::to_string(m_origin.port()) + "/";
    }

private:
    void serve(OriginPeer &peer)
    {
        const std::string head = peer.readHead();
        const std::lock_guard lock(m_mutex);
        if (head.find("If-None-Match: \"" + m_etag + "\"") != std::string::npos) {
            ++m_unchanged;
            peer.send("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
            return;
        }
        ++m_sent;
        peer.send(taggedAnswer(m_content, m_etag));
    }

    std::mutex m_mutex;
    std::string m_content;
    std::string m_etag;
    std::atomic<int> m_sent = 0;
    std::atomic<int> m_unchanged = 0;
    LyingOrigin m_origin{{[this](OriginPeer &peer) {
        serve(peer);
    }}};
};

} // namespace

class BundleCatalogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsWhenABundleHasCome();
    void tellsNothingWhenNothingChanged();
    void keepsTheLastGoodVersion();
    void doesNotLoadBadContentAgainAndAgain();
    void looksAgainByItself();
    void waitsForTheFirstNewsOnly();
    void findsInstalledBundlesAfterAStart();
    void forgetsVersionsThatNothingUses();
    void tellsOfBundlesWhileItIsOff();

private:
    [[nodiscard]] std::unique_ptr<BundleCatalog> make(const std::string &url, bool isOn = true)
    {
        BundleCatalog::Settings settings;
        settings.isEnabled = isOn;
        settings.baseUrl = url;
        settings.folder = m_folder->path().toStdString();
        settings.fetching.retries.attempts = 1;
        settings.fetching.retries.again = 20ms;
        return std::make_unique<BundleCatalog>(settings, m_log);
    }
    [[nodiscard]] static std::string version(const BundleCatalog &catalog)
    {
        const BundleState state = catalog.state("b.zip");
        return state.bundle == nullptr ? std::string() : readFile(state.bundle->folder / "hook.so");
    }

    Log m_log{{LogLevel::Off, LogFormat::Text}};
    std::unique_ptr<QTemporaryDir> m_folder;
    const std::string m_one = BundleFolder("one").build();
    const std::string m_two = BundleFolder("two").build();
};

void BundleCatalogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void BundleCatalogTest::tellsWhenABundleHasCome()
{
    BundleServer server;
    server.offer(m_one, "1");
    const auto catalog = make(server.url());
    QSignalSpy changed(catalog.get(), &BundleCatalog::changed);
    catalog->refresh({"b.zip"});
    QVERIFY(catalog->state("b.zip").isBeingFetched);
    QVERIFY(catalog->state("b.zip").problem);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, kPatience);
    QCOMPARE(version(*catalog), "one");
    QVERIFY(!catalog->state("b.zip").problem);
    server.offer(m_two, "2");
    catalog->refresh({"b.zip"});
    QCOMPARE(version(*catalog), "one");
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, kPatience);
    QCOMPARE(version(*catalog), "two");
}

void BundleCatalogTest::tellsNothingWhenNothingChanged()
{
    BundleServer server;
    server.offer(m_one, "1");
    const auto catalog = make(server.url());
    QSignalSpy changed(catalog.get(), &BundleCatalog::changed);
    catalog->refresh({"b.zip"});
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, kPatience);
    catalog->refresh({"b.zip"});
    QTRY_VERIFY_WITH_TIMEOUT(!catalog->state("b.zip").isBeingFetched, kPatience);
    QCOMPARE(server.unchanged(), 1);
    QCOMPARE(changed.size(), 1);
}

void BundleCatalogTest::keepsTheLastGoodVersion()
{
    BundleServer server;
    server.offer(m_one, "1");
    const auto catalog = make(server.url());
    catalog->refresh({"b.zip"});
    QTRY_COMPARE_WITH_TIMEOUT(version(*catalog), "one", kPatience);
    server.offer("no zip file at all, but long enough", "bad");
    catalog->refresh({"b.zip"});
    QTRY_VERIFY_WITH_TIMEOUT(catalog->state("b.zip").problem, kPatience);
    QCOMPARE(version(*catalog), "one");
}

void BundleCatalogTest::doesNotLoadBadContentAgainAndAgain()
{
    BundleServer server;
    server.offer("no zip file at all, but long enough", "bad");
    const auto catalog = make(server.url());
    catalog->refresh({"b.zip"});
    QTRY_VERIFY_WITH_TIMEOUT(server.unchanged() > 3, kPatience);
    QCOMPARE(server.sent(), 1);
    QVERIFY(catalog->state("b.zip").problem);
    QVERIFY(catalog->state("b.zip").bundle == nullptr);
    // Who reloads may have mended something else, a key for example: it is looked at again.
    catalog->refresh({"b.zip"});
    QTRY_COMPARE_WITH_TIMEOUT(server.sent(), 2, kPatience);
    server.offer(m_one, "1");
    QTRY_COMPARE_WITH_TIMEOUT(version(*catalog), "one", kPatience);
    QVERIFY(!catalog->state("b.zip").problem);
}

void BundleCatalogTest::looksAgainByItself()
{
    QTemporaryDir shelf;
    const auto catalog = make("file://" + shelf.path().toStdString());
    QSignalSpy changed(catalog.get(), &BundleCatalog::changed);
    catalog->refresh({"b.zip"});
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, kPatience); // the reason
    writeFile(shelf.path().toStdString() + "/b.zip", m_one);
    QTRY_COMPARE_WITH_TIMEOUT(version(*catalog), "one", kPatience);
    QCOMPARE(changed.size(), 2);
}

void BundleCatalogTest::waitsForTheFirstNewsOnly()
{
    BundleServer server;
    server.offer(m_one, "1");
    const auto catalog = make(server.url());
    catalog->refresh({"b.zip"});
    catalog->waitForFirst(std::chrono::milliseconds(kPatience));
    QCOMPARE(version(*catalog), "one");
    const auto missing = make("file:///nonexistent");
    missing->refresh({"b.zip"});
    missing->waitForFirst(std::chrono::hours(1)); // returns: it has failed once
    QVERIFY(missing->state("b.zip").problem);
    const LyingOrigin hanging({[](OriginPeer &peer) {
        peer.readAll();
    }});
    const auto stuck = make("http://127.0.0.1:" + std::to_string(hanging.port()) + "/");
    stuck->refresh({"b.zip"});
    stuck->waitForFirst(1ms);
    QVERIFY(stuck->state("b.zip").isBeingFetched);
}

void BundleCatalogTest::findsInstalledBundlesAfterAStart()
{
    BundleServer server;
    server.offer(m_one, "1");
    {
        const auto catalog = make(server.url());
        catalog->refresh({"b.zip"});
        catalog->waitForFirst(std::chrono::milliseconds(kPatience));
    }
    const auto catalog = make(server.url());
    catalog->refresh({"b.zip"});
    catalog->waitForFirst(std::chrono::milliseconds(kPatience));
    QCOMPARE(version(*catalog), "one");
    QTRY_VERIFY_WITH_TIMEOUT(!catalog->state("b.zip").isBeingFetched, kPatience);
    QCOMPARE(server.sent(), 1); // its ETag was kept
}

void BundleCatalogTest::forgetsVersionsThatNothingUses()
{
    BundleServer server;
    server.offer(m_one, "1");
    const auto catalog = make(server.url());
    catalog->refresh({"b.zip"});
    QTRY_COMPARE_WITH_TIMEOUT(version(*catalog), "one", kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!catalog->state("b.zip").isBeingFetched, kPatience);
    const InstalledBundle one = *catalog->state("b.zip").bundle;
    catalog->keepOnly({one.sha256});
    server.offer(m_two, "2");
    catalog->refresh({"b.zip"});
    QTRY_COMPARE_WITH_TIMEOUT(version(*catalog), "two", kPatience);
    const InstalledBundle two = *catalog->state("b.zip").bundle;
    catalog->keepOnly({two.sha256});
    QVERIFY(std::filesystem::exists(one.folder)); // of the snapshot before
    catalog->keepOnly({two.sha256});
    QVERIFY(!std::filesystem::exists(one.folder));
    QVERIFY(std::filesystem::exists(two.folder));
}

void BundleCatalogTest::tellsOfBundlesWhileItIsOff()
{
    BundleServer server;
    server.offer(m_one, "1");
    {
        const auto catalog = make(server.url());
        QSignalSpy changed(catalog.get(), &BundleCatalog::changed);
        catalog->refresh({"b.zip"});
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, kPatience);
    }
    const auto catalog = make(server.url(), false);
    catalog->refresh({"b.zip", "never.zip"});
    const auto list = catalog->list();
    QCOMPARE(list.size(), 2U);
    QCOMPARE(list[0].name, "b.zip");
    QVERIFY2(list[0].problem.find("is disabled; the version fetched before is kept") !=
                 std::string::npos,
             list[0].problem.c_str());
    QCOMPARE(list[0].sha256, ""); // none is in use
    QVERIFY(list[1].problem.find("Bundle downloader is disabled") != std::string::npos);
    QVERIFY(list[1].problem.find("is kept") == std::string::npos);
    QVERIFY(catalog->state("b.zip").bundle == nullptr);
    catalog->refresh({});
    QVERIFY(catalog->list().empty()); // nobody names them
    QCOMPARE(server.sent(), 1);
}

} // namespace gw::bundle::test

GW_TEST(gw::bundle::test::BundleCatalogTest)
#include "bundle_catalog_test.moc"
