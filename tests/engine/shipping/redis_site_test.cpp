// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/descriptor.h"
#include "engine/shipping/fake_redis.h"
#include "shipping/redis_site.h"
#include "support/room_test.h"

#include <array>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>

using namespace std::chrono_literals;

namespace gw::shipping {

namespace {

constexpr auto kSitePatience = 20s;
constexpr auto kNever = 120s; // a wait that an interrupt ends
constexpr const char *kMaster = "*1\r\n$6\r\nmaster\r\n";
constexpr const char *kReplica = "*1\r\n$5\r\nslave\r\n";

RedisSettings settingsOf(RedisSettings::Kind kind, std::vector<RedisAddress> addresses)
{
    RedisSettings settings;
    settings.kind = kind;
    settings.addresses = std::move(addresses);
    settings.masterName = "main";
    settings.login.timeout = kNever;
    return settings;
}

Expected<void> appendTo(RedisSite &site)
{
    return site.append("list", std::array{std::string("value")}, 60s);
}

RedisAddress nobody()
{
    return {"127.0.0.1", e2e::closedPort()};
}

// A port that takes no connections: its queue is full.
class FullPort final {
public:
    FullPort()
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto *const any = reinterpret_cast<sockaddr *>(&address);
        m_isMade = ::bind(m_listener.get(), any, size) == 0 && ::listen(m_listener.get(), 0) == 0 &&
                   ::getsockname(m_listener.get(), any, &size) == 0;
        m_port = ntohs(address.sin_port);
        for (Descriptor &client : m_clients) {
            client.reset(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
            static_cast<void>(::connect(client.get(), any, size));
        }
    }

    [[nodiscard]] bool isMade() const { return m_isMade; }
    [[nodiscard]] RedisAddress address() const { return {"127.0.0.1", m_port}; }

private:
    Descriptor m_listener{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    std::array<Descriptor, 4> m_clients;
    int m_port = 0;
    bool m_isMade = false;
};

} // namespace

class RedisSiteTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithAnotherNodeAfterAFailure();
    void doesNotFollowANodeUnlessItIsACluster();
    void asksTheNextSentinelWhenAMasterIsOfNoUse_data();
    void asksTheNextSentinelWhenAMasterIsOfNoUse();
    void believesAServerThatKeepsItsRoleToItself();
    void endsEachWait_data();
    void endsEachWait();
    void endsTheHandshake();
    void triesNobodyElseAtTheEnd();

private:
    using Kind = RedisSettings::Kind;
    // An append on a thread of its own ends when it is interrupted, once isThere says so.
    void interruptAppend(const RedisSettings &settings, const std::function<bool()> &isThere);
};

void RedisSiteTest::beginsWithAnotherNodeAfterAFailure()
{
    const FakeRedis ill({{"RPUSH", "-CLUSTERDOWN The cluster is down\r\n"}});
    const FakeRedis well;
    RedisInterrupt interrupt;
    const auto site =
        makeRedisSite(settingsOf(Kind::Cluster, {ill.address(), well.address()}), interrupt);
    QVERIFY(!appendTo(*site));
    QCOMPARE(well.count("RPUSH"), 0);
    QVERIFY(appendTo(*site));
    QCOMPARE(ill.count("RPUSH"), 1);
    QCOMPARE(well.count("RPUSH"), 1);
    QVERIFY(appendTo(*site)); // and stays there
    QCOMPARE(well.count("RPUSH"), 2);
    QCOMPARE(well.count("PING"), 1);
}

void RedisSiteTest::doesNotFollowANodeUnlessItIsACluster()
{
    const FakeRedis other;
    const FakeRedis node({{"RPUSH", "-MOVED 609 " + other.address().text() + "\r\n"}});
    RedisInterrupt interrupt;
    auto site = makeRedisSite(settingsOf(Kind::Server, {node.address()}), interrupt);
    const auto refused = appendTo(*site);
    QVERIFY(!refused);
    QVERIFY2(refused.error().remedy.find("enable_cluster") != std::string::npos,
             refused.error().text().c_str());
    QCOMPARE(other.count("RPUSH"), 0);

    site = makeRedisSite(settingsOf(Kind::Cluster, {node.address()}), interrupt);
    QVERIFY(appendTo(*site));
    QCOMPARE(other.count("RPUSH"), 1);
}

void RedisSiteTest::asksTheNextSentinelWhenAMasterIsOfNoUse_data()
{
    QTest::addColumn<std::string>("role"); // empty: nobody is there
    QTest::newRow("away") << std::string();
    QTest::newRow("replica") << std::string(kReplica);
    QTest::newRow("loading") << std::string("-LOADING Redis is loading the dataset\r\n");
}

void RedisSiteTest::asksTheNextSentinelWhenAMasterIsOfNoUse()
{
    QFETCH(std::string, role);

    const FakeRedis old({{"ROLE", role}});
    const FakeRedis master({{"ROLE", kMaster}});
    const FakeRedis late({{"SENTINEL", masterAt(role.empty() ? nobody() : old.address())}});
    const FakeRedis knowing({{"SENTINEL", masterAt(master.address())}});
    RedisInterrupt interrupt;
    const auto site =
        makeRedisSite(settingsOf(Kind::Sentinel, {late.address(), knowing.address()}), interrupt);
    const auto appended = appendTo(*site);
    QVERIFY2(appended, appended ? "" : appended.error().text().c_str());
    QCOMPARE(late.count("SENTINEL"), 1);
    QCOMPARE(old.count("RPUSH"), 0);
    QCOMPARE(master.count("RPUSH"), 1);
}

void RedisSiteTest::believesAServerThatKeepsItsRoleToItself()
{
    const FakeRedis master(
        {{"ROLE", "-NOPERM User default has no permissions to run the 'role' command\r\n"}});
    const FakeRedis sentinel({{"SENTINEL", masterAt(master.address())}});
    RedisInterrupt interrupt;
    const auto site = makeRedisSite(settingsOf(Kind::Sentinel, {sentinel.address()}), interrupt);
    const auto appended = appendTo(*site);
    QVERIFY2(appended, appended ? "" : appended.error().text().c_str());
    QCOMPARE(master.count("RPUSH"), 1);
}

void RedisSiteTest::interruptAppend(const RedisSettings &settings,
                                    const std::function<bool()> &isThere)
{
    RedisInterrupt interrupt;
    std::atomic<bool> hasEnded = false;
    std::atomic<bool> isDone = false;
    std::thread thread([&] {
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        const auto site = makeRedisSite(settings, interrupt);
        isDone = appendTo(*site).has_value();
        hasEnded = true;
    });
    const bool isReached = QTest::qWaitFor(isThere, kSitePatience);
    const bool hasWaited = !hasEnded;
    interrupt.interrupt();
    const bool isBack = QTest::qWaitFor([&] { return hasEnded.load(); }, kSitePatience);
    thread.join();
    QVERIFY(isReached);
    QVERIFY(hasWaited);
    QVERIFY(isBack);
    QVERIFY(!isDone);
}

void RedisSiteTest::endsEachWait_data()
{
    QTest::addColumn<RedisSettings::Kind>("kind");
    QTest::addColumn<std::string>("command"); // that gets no answer
    QTest::newRow("login") << Kind::Server << std::string("PING");
    QTest::newRow("records") << Kind::Server << std::string("RPUSH");
    QTest::newRow("node") << Kind::Cluster << std::string("PING");
    QTest::newRow("sentinel") << Kind::Sentinel << std::string("SENTINEL");
    QTest::newRow("role") << Kind::Sentinel << std::string("ROLE");
}

void RedisSiteTest::endsEachWait()
{
    QFETCH(RedisSettings::Kind, kind);
    QFETCH(std::string, command);

    const FakeRedis server({{command, ""}});
    const bool isAsked = command == "SENTINEL";
    const FakeRedis sentinel({{"SENTINEL", isAsked ? "" : masterAt(server.address())}});
    const FakeRedis &silent = isAsked ? sentinel : server;
    interruptAppend(
        settingsOf(kind, {kind == Kind::Sentinel ? sentinel.address() : server.address()}),
        [&] { return silent.count(command) > 0; });
}

void RedisSiteTest::endsTheHandshake()
{
    const e2e::ScriptedOrigin silent([](e2e::Socket &connection) {
        while (!connection.receive(4096, 60s).empty()) {
        }
    });
    RedisSettings settings = settingsOf(Kind::Server, {{"127.0.0.1", silent.port()}});
    settings.login.tls.emplace().checksServer = false;
    interruptAppend(settings, [&] { return silent.connections() > 0; });
}

void RedisSiteTest::triesNobodyElseAtTheEnd()
{
    const FullPort full;
    QVERIFY(full.isMade());
    const FakeRedis sentinel({{"SENTINEL", masterAt(full.address())}});
    const FakeRedis next;
    // It connects, and nobody takes it; nobody else is asked once it has been ended.
    interruptAppend(settingsOf(Kind::Sentinel, {sentinel.address(), next.address()}),
                    [&] { return sentinel.count("SENTINEL") > 0; });
    QCOMPARE(next.count("PING"), 0);
}

} // namespace gw::shipping

GW_TEST(gw::shipping::RedisSiteTest)
#include "redis_site_test.moc"
