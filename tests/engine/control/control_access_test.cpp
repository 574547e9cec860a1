// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/control_access.h"
#include "engine/control/service_fixture.h"
#include "support/room_test.h"

using namespace gw;
using namespace gw::control;
using testing::ServiceFixture;

namespace {

constexpr const char *kForbidden = "{\"status\":\"error\",\"message\":\"Attempted administrative "
                                   "access with invalid or missing key!\"}\n";

AccessQuery goodQuery()
{
    AccessQuery query;
    query.peerAddress = "127.0.0.1";
    query.host = "127.0.0.1:8080";
    query.secret = ServiceFixture::kSecret;
    query.secretCount = 1;
    return query;
}

AccessQuery wrongQuery(const std::string &peer)
{
    AccessQuery query = goodQuery();
    query.peerAddress = peer;
    query.secret = "wrong";
    return query;
}

} // namespace

class ControlAccessTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksForTheSecret_data();
    void asksForTheSecret();
    void takesTwoSecretsWhileOneIsReplaced();
    void opensToNobodyWithoutASecret();
    void looksAtTheHost_data();
    void looksAtTheHost();
    void takesLiteralsOnAWildcardAddress();
    void refusesOtherWebSites_data();
    void refusesOtherWebSites();
    void knowsWhatEachPathNeeds_data();
    void knowsWhatEachPathNeeds();
    void slowsDownStrangers();
    void countsForAllWorkers();
    void neverLocksOutThisMachine();
    void logsOneLineAMinute();

private:
    Log m_log{testing::quietLog()};
    FailureLimit m_limit{30};
    ControlAccess::TimePoint m_now{std::chrono::hours(100)};
};

void ControlAccessTest::asksForTheSecret_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("passes");
    const QByteArray good(ServiceFixture::kSecret.data(), ServiceFixture::kSecret.size());
    QTest::newRow("right") << good << 1 << true;
    QTest::newRow("missing") << QByteArray() << 0 << false;
    QTest::newRow("empty") << QByteArray() << 1 << false;
    QTest::newRow("wrong") << QByteArray("wrong") << 1 << false;
    QTest::newRow("prefix") << good.chopped(1) << 1 << false;
    QTest::newRow("longer") << good + "x" << 1 << false;
    QTest::newRow("other case") << good.toUpper() << 1 << false;
    QTest::newRow("twice") << good << 2 << false;
}

void ControlAccessTest::asksForTheSecret()
{
    QFETCH(QByteArray, secret);
    QFETCH(int, count);
    QFETCH(bool, passes);
    ControlAccess access(ServiceFixture::defaultOptions(), m_limit, m_log);
    AccessQuery query = goodQuery();
    query.secret = secret.toStdString();
    query.secretCount = static_cast<std::size_t>(count);
    const auto refusal = access.refuse(query, AccessNeed::Secret, m_now);
    QCOMPARE(!refusal, passes);
    if (refusal) {
        QCOMPARE(refusal->status, 403);
        QCOMPARE(refusal->body, std::string(kForbidden));
        QCOMPARE(refusal->contentType, std::string("application/json"));
    }
}

void ControlAccessTest::takesTwoSecretsWhileOneIsReplaced()
{
    ControlOptions options = ServiceFixture::defaultOptions();
    options.secrets.emplace_back("the-next-secret");
    ControlAccess access(options, m_limit, m_log);
    AccessQuery query = goodQuery();
    QVERIFY(!access.refuse(query, AccessNeed::Secret, m_now));
    query.secret = "the-next-secret";
    QVERIFY(!access.refuse(query, AccessNeed::Secret, m_now));
}

void ControlAccessTest::opensToNobodyWithoutASecret()
{
    ControlOptions options = ServiceFixture::defaultOptions();
    options.secrets = {""};
    ControlAccess access(options, m_limit, m_log);
    AccessQuery query = goodQuery();
    query.secret.clear();
    QVERIFY(access.refuse(query, AccessNeed::Secret, m_now));
}

void ControlAccessTest::looksAtTheHost_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("passes");
    QTest::newRow("loopback") << QByteArray("127.0.0.1") << true;
    QTest::newRow("any port") << QByteArray("127.0.0.1:1") << true;
    QTest::newRow("localhost") << QByteArray("localhost:8080") << true;
    QTest::newRow("case and final dot") << QByteArray("LocalHost.:8080") << true;
    QTest::newRow("IPv6") << QByteArray("[::1]:8080") << true;
    QTest::newRow("bound address") << QByteArray("10.0.0.7:8080") << true;
    QTest::newRow("configured name") << QByteArray("gateway.example") << true;
    QTest::newRow("rebinding") << QByteArray("evil.example:8080") << false;
    QTest::newRow("name that begins well") << QByteArray("127.0.0.1.evil.example") << false;
    QTest::newRow("subdomain") << QByteArray("localhost.evil.example") << false;
    QTest::newRow("other literal") << QByteArray("192.168.0.1") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("user part") << QByteArray("127.0.0.1@evil.example") << false;
    QTest::newRow("bad port") << QByteArray("127.0.0.1:80x") << false;
    QTest::newRow("no bracket") << QByteArray("[::1") << false;
    QTest::newRow("behind bracket") << QByteArray("[::1]evil") << false;
    QTest::newRow("two") << QByteArray("127.0.0.1, evil.example") << false;
}

void ControlAccessTest::looksAtTheHost()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, passes);
    ControlOptions options = ServiceFixture::defaultOptions();
    options.boundAddresses = {"10.0.0.7:8080"};
    options.allowedHosts = {"Gateway.Example"};
    ControlAccess access(options, m_limit, m_log);
    AccessQuery query = goodQuery();
    query.host = host.toStdString();
    const auto refusal = access.refuse(query, AccessNeed::Secret, m_now);
    QCOMPARE(!refusal, passes);
    if (refusal) {
        QCOMPARE(refusal->status, 403);
        QVERIFY(refusal->body.find("gateway.example") == std::string::npos); // tells nothing
    }
}

void ControlAccessTest::takesLiteralsOnAWildcardAddress()
{
    ControlOptions options = ServiceFixture::defaultOptions();
    options.boundAddresses = {"0.0.0.0:8080"};
    ControlAccess access(options, m_limit, m_log);
    AccessQuery query = goodQuery();
    query.host = "172.17.0.2:8080";
    QVERIFY(!access.refuse(query, AccessNeed::Secret, m_now));
    query.host = "evil.example";
    QVERIFY(access.refuse(query, AccessNeed::Secret, m_now));
}

void ControlAccessTest::refusesOtherWebSites_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("site");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("passes");
    const QByteArray own("http://127.0.0.1:8080");
    QTest::newRow("curl") << QByteArray("POST") << QByteArray() << QByteArray()
                          << QByteArray("application/x-www-form-urlencoded") << true;
    QTest::newRow("no type") << QByteArray("POST") << QByteArray() << QByteArray() << QByteArray()
                             << true;
    QTest::newRow("own page reads")
        << QByteArray("GET") << own << QByteArray("same-origin") << QByteArray() << true;
    QTest::newRow("own page writes") << QByteArray("POST") << own << QByteArray("same-origin")
                                     << QByteArray("application/json; charset=utf-8") << true;
    QTest::newRow("own page, form") << QByteArray("POST") << own << QByteArray("same-origin")
                                    << QByteArray("application/x-www-form-urlencoded") << false;
    QTest::newRow("own page, text")
        << QByteArray("PUT") << own << QByteArray() << QByteArray("Text/Plain ;a") << false;
    QTest::newRow("own page, no type")
        << QByteArray("DELETE") << own << QByteArray() << QByteArray() << false;
    QTest::newRow("other site") << QByteArray("GET") << QByteArray("http://evil.example")
                                << QByteArray() << QByteArray() << false;
    QTest::newRow("other port") << QByteArray("GET") << QByteArray("http://127.0.0.1:3000")
                                << QByteArray() << QByteArray() << false;
    QTest::newRow("opaque") << QByteArray("GET") << QByteArray("null") << QByteArray()
                            << QByteArray() << false;
    QTest::newRow("image tag") << QByteArray("GET") << QByteArray() << QByteArray("cross-site")
                               << QByteArray() << false;
    QTest::newRow("same site") << QByteArray("GET") << QByteArray() << QByteArray("same-site")
                               << QByteArray() << false;
    QTest::newRow("typed in") << QByteArray("GET") << QByteArray() << QByteArray("none")
                              << QByteArray() << true;
}

void ControlAccessTest::refusesOtherWebSites()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, site);
    QFETCH(QByteArray, type);
    QFETCH(bool, passes);
    ControlAccess access(ServiceFixture::defaultOptions(), m_limit, m_log);
    AccessQuery query = goodQuery();
    query.method = method == "GET" ? Method::Get : method == "PUT" ? Method::Put : Method::Post;
    query.origin = origin.toStdString();
    query.secFetchSite = site.toStdString();
    query.contentType = type.toStdString();
    QCOMPARE(!access.refuse(query, AccessNeed::Secret, m_now), passes);
}

void ControlAccessTest::knowsWhatEachPathNeeds_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<AccessNeed>("need");
    QTest::newRow("health") << QByteArray("/hello") << QByteArray("10.0.0.9")
                            << AccessNeed::Nothing;
    QTest::newRow("readiness") << QByteArray("/ready") << QByteArray("10.0.0.9")
                               << AccessNeed::Nothing;
    QTest::newRow("metrics here") << QByteArray("/metrics") << QByteArray("127.0.0.1")
                                  << AccessNeed::Host;
    QTest::newRow("metrics here, IPv6")
        << QByteArray("/metrics") << QByteArray("::1") << AccessNeed::Host;
    QTest::newRow("metrics far") << QByteArray("/metrics") << QByteArray("10.0.0.9")
                                 << AccessNeed::Secret;
    QTest::newRow("API") << QByteArray("/tyk/apis") << QByteArray("127.0.0.1")
                         << AccessNeed::Secret;
    QTest::newRow("like health") << QByteArray("/hello/x") << QByteArray("127.0.0.1")
                                 << AccessNeed::Secret;
}

void ControlAccessTest::knowsWhatEachPathNeeds()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, peer);
    QFETCH(AccessNeed, need);
    const ControlAccess access(ServiceFixture::defaultOptions(), m_limit, m_log);
    QCOMPARE(access.needOf(path.toStdString(), peer.toStdString()), need);
}

void ControlAccessTest::slowsDownStrangers()
{
    ControlOptions options = ServiceFixture::defaultOptions();
    FailureLimit limit(3);
    ControlAccess access(options, limit, m_log);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(access.refuse(wrongQuery("10.0.0.9"), AccessNeed::Secret, m_now)->status, 403);
    }
    const auto refusal = access.refuse(wrongQuery("10.0.0.9"), AccessNeed::Secret, m_now);
    QCOMPARE(refusal->status, 429);
    QCOMPARE(refusal->fields.front(), (std::pair<std::string, std::string>("Retry-After", "60")));

    AccessQuery right = goodQuery();
    right.peerAddress = "10.0.0.9";
    QCOMPARE(access.refuse(right, AccessNeed::Secret, m_now)->status, 429);
    QCOMPARE(access.refuse(wrongQuery("10.0.0.8"), AccessNeed::Secret, m_now)->status, 403);
    QVERIFY(!access.refuse(right, AccessNeed::Secret, m_now + std::chrono::seconds(60)));
}

// A connection for each attempt reaches any of them.
void ControlAccessTest::countsForAllWorkers()
{
    ControlOptions options = ServiceFixture::defaultOptions();
    options.failuresPerMinute = 4;
    testing::FakeEngine engine;
    ControlService service(engine, m_log, options);
    ControlAccess first(service.options(), service.failures(), m_log);
    ControlAccess second(service.options(), service.failures(), m_log);
    for (ControlAccess *access : {&first, &second, &first, &second}) {
        QCOMPARE(access->refuse(wrongQuery("10.0.0.9"), AccessNeed::Secret, m_now)->status, 403);
    }
    for (ControlAccess *access : {&first, &second}) {
        QCOMPARE(access->refuse(wrongQuery("10.0.0.9"), AccessNeed::Secret, m_now)->status, 429);
    }
}

void ControlAccessTest::neverLocksOutThisMachine()
{
    ControlOptions options = ServiceFixture::defaultOptions();
    FailureLimit limit(1);
    ControlAccess access(options, limit, m_log);
    QCOMPARE(access.refuse(wrongQuery("127.0.0.1"), AccessNeed::Secret, m_now)->status, 403);
    QCOMPARE(access.refuse(wrongQuery("127.0.0.1"), AccessNeed::Secret, m_now)->status, 429);
    QVERIFY(!access.refuse(goodQuery(), AccessNeed::Secret, m_now));
}

void ControlAccessTest::logsOneLineAMinute()
{
    m_log.flush(); // lines of other tests
    std::vector<LogRecord> lines;
    const int listener =
        m_log.addListener([&lines](const LogRecord &line) { lines.push_back(line); });
    ControlAccess access(ServiceFixture::defaultOptions(), m_limit, m_log);
    for (int i = 0; i < 10; ++i) {
        (void)access.refuse(wrongQuery("127.0.0.1"), AccessNeed::Secret,
                            m_now + std::chrono::seconds(i));
    }
    (void)access.refuse(wrongQuery("127.0.0.1"), AccessNeed::Secret,
                        m_now + std::chrono::seconds(60));
    m_log.flush();
    m_log.removeListener(listener);
    QCOMPARE(lines.size(), 2U);
    const auto &fields = lines.back().fields;
    QVERIFY(std::ranges::find(fields, std::pair<std::string, std::string>("attempts", "10")) !=
            fields.end());
}

GW_TEST(ControlAccessTest)
#include "control_access_test.moc"
