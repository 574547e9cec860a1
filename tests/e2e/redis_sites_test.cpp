// SPDX-License-Identifier: GPL-3.0-or-later
// Records on their way to a Redis over TLS, to a master that sentinels name, to a cluster.
#include "e2e/support/gateway_process.h"
#include "e2e/support/redis_server.h"
#include "e2e/support/scripted_origin.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QJsonArray>

#include <memory>

using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

using Words = std::vector<std::string>;

const std::string kRecords = "analytics-tyk-system-analytics";
constexpr int kSoon = 60'000; // milliseconds for what happens by itself

QString loopback(std::uint16_t port)
{
    return u"127.0.0.1:%1"_s.arg(port);
}

} // namespace

class RedisSitesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void speaksTls();
    void refusesCertificates_data();
    void refusesCertificates();
    void asksSentinels();
    void goesOnWithANewMaster();
    void followsAClusterToItsNodes();
    void asksOnceWhileAListMoves();

private:
    struct Node {
        RedisServer server;
        std::uint16_t port = closedPort();
        std::uint16_t busPort = closedPort();
    };
    void start(QJsonObject storage, QJsonObject analytics = {});
    void call() { QCOMPARE(get(m_gateway->address("/api/x")).status, 200); }
    [[nodiscard]] bool startTls(RedisServer &server, const QStringList &arguments = {});
    [[nodiscard]] bool startNode(Node &node) const;
    // Two nodes that have half of the slots each.
    [[nodiscard]] bool startCluster();
    [[nodiscard]] static bool isKept(const RedisServer &server, const std::string &keys)
    {
        return QTest::qWaitFor([&] { return server.ask({"DBSIZE"}) == Words{keys}; }, kSoon);
    }
    [[nodiscard]] Node &nodeOf(const std::string &key, bool isOther = false);
    void makeCertificate(const QString &name, const QString &names);

    ScriptedOrigin m_origin{
        ScriptedOrigin::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")};
    QTemporaryDir m_certificates;
    std::unique_ptr<RedisServer> m_redis;
    std::vector<std::unique_ptr<Node>> m_nodes;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GatewayProcess> m_gateway;
};

void RedisSitesTest::initTestCase()
{
    makeCertificate(u"server"_s, u"DNS:localhost"_s);
    makeCertificate(u"client"_s, u"DNS:client"_s);
}

void RedisSitesTest::makeCertificate(const QString &name, const QString &names)
{
    QCOMPARE(
        QProcess::execute(u"openssl"_s,
                          {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                           u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                           u"-subj"_s, u"/CN="_s + name, u"-addext"_s, u"subjectAltName="_s + names,
                           u"-keyout"_s, m_certificates.filePath(name + u".key"_s), u"-out"_s,
                           m_certificates.filePath(name + u".pem"_s)}),
        0);
}

void RedisSitesTest::init()
{
    m_redis = std::make_unique<RedisServer>();
    m_workspace = std::make_unique<Workspace>();
    m_gateway = std::make_unique<GatewayProcess>();
    m_workspace->writeApi(ApiDefinition(u"api"_s, QString::fromStdString(m_origin.url())));
    for (const QString &name : {u"server.pem"_s, u"client.pem"_s, u"client.key"_s}) {
        QVERIFY(QFile::copy(m_certificates.filePath(name), m_workspace->filePath(name)));
    }
}

void RedisSitesTest::cleanup()
{
    if (m_gateway->isRunning()) {
        QCOMPARE(m_gateway->stop(), 0);
    }
    m_nodes.clear();
}

void RedisSitesTest::start(QJsonObject storage, QJsonObject analytics)
{
    storage.insert(u"type"_s, u"redis"_s);
    m_workspace->writeConfig({{u"enable_analytics"_s, true},
                              {u"analytics_config"_s, analytics},
                              {u"storage"_s, storage}});
    QVERIFY(m_gateway->serve(m_workspace->path()));
}

bool RedisSitesTest::startTls(RedisServer &server, const QStringList &arguments)
{
    const std::uint16_t port = closedPort();
    setProperty("tlsPort", port);
    return server.start(
        {.arguments = QStringList{u"--tls-port"_s, QString::number(port), u"--tls-cert-file"_s,
                                  m_certificates.filePath(u"server.pem"_s), u"--tls-key-file"_s,
                                  m_certificates.filePath(u"server.key"_s), u"--tls-ca-cert-file"_s,
                                  m_certificates.filePath(u"client.pem"_s)} +
                      arguments});
}

// With a certificate of our own: the server wants one.
void RedisSitesTest::speaksTls()
{
    QVERIFY(startTls(*m_redis));
    start({{u"use_ssl"_s, true},
           {u"host"_s, u"localhost"_s},
           {u"port"_s, property("tlsPort").toInt()},
           {u"ca_file"_s, u"server.pem"_s},
           {u"cert_file"_s, u"client.pem"_s},
           {u"key_file"_s, u"client.key"_s},
           {u"tls_min_version"_s, u"1.3"_s}});
    call();
    QVERIFY2(isKept(*m_redis, "1"), qPrintable(m_gateway->log()));
}

void RedisSitesTest::refusesCertificates_data()
{
    QTest::addColumn<QJsonObject>("storage");
    QTest::addColumn<QString>("reason"); // empty: records arrive
    QTest::newRow("of nobody we know")
        << QJsonObject{{u"host"_s, u"localhost"_s}} << u"certificate is refused"_s;
    QTest::newRow("for another name")
        << QJsonObject{{u"host"_s, u"127.0.0.1"_s}, {u"ca_file"_s, u"server.pem"_s}}
        << u"certificate is refused"_s;
    QTest::newRow("none wanted") << QJsonObject{{u"host"_s, u"127.0.0.1"_s},
                                                {u"ssl_insecure_skip_verify"_s, true}}
                                 << QString();
    QTest::newRow("missing file") << QJsonObject{{u"host"_s, u"localhost"_s},
                                                 {u"ca_file"_s, u"nothing.pem"_s}}
                                  << u"nothing.pem"_s;
}

void RedisSitesTest::refusesCertificates()
{
    QFETCH(QJsonObject, storage);
    QFETCH(QString, reason);

    QVERIFY(startTls(*m_redis, {u"--tls-auth-clients"_s, u"no"_s}));
    storage.insert(u"use_ssl"_s, true);
    storage.insert(u"port"_s, property("tlsPort").toInt());
    start(storage);
    call();
    if (reason.isEmpty()) {
        QVERIFY2(isKept(*m_redis, "1"), qPrintable(m_gateway->log()));
        return;
    }
    QVERIFY(m_gateway->waitForLog({u"Analytics records wait for Redis"_s, reason}));
    QCOMPARE(m_redis->ask({"DBSIZE"}), Words{"0"});
}

void RedisSitesTest::asksSentinels()
{
    const std::uint16_t port = closedPort();
    QVERIFY(m_redis->start({.password = u"open-sesame"_s, .port = port}));
    RedisServer sentinel;
    const std::uint16_t sentinelPort = closedPort();
    QVERIFY(
        sentinel.startSentinel(sentinelPort, {u"sentinel monitor main 127.0.0.1 %1 1"_s.arg(port),
                                              u"sentinel auth-pass main open-sesame"_s}));
    // The first sentinel is away.
    start({{u"master_name"_s, u"main"_s},
           {u"password"_s, u"open-sesame"_s},
           {u"addrs"_s, QJsonArray{loopback(closedPort()), loopback(sentinelPort)}}});
    call();
    QVERIFY2(isKept(*m_redis, "1"), qPrintable(m_gateway->log()));
    QCOMPARE(m_gateway->stop(), 0);

    start({{u"master_name"_s, u"other"_s}, {u"addrs"_s, QJsonArray{loopback(sentinelPort)}}});
    call();
    QVERIFY(m_gateway->waitForLog(
        {u"Analytics records wait for Redis"_s, u"the sentinel knows no master"_s}));
}

void RedisSitesTest::goesOnWithANewMaster()
{
    const std::uint16_t port = closedPort();
    QVERIFY(m_redis->start({.port = port}));
    RedisServer replica;
    QVERIFY(replica.start(
        {.port = closedPort(), .arguments = {u"--replicaof"_s, u"127.0.0.1 %1"_s.arg(port)}}));
    QTRY_VERIFY_WITH_TIMEOUT(
        replica.ask({"INFO", "replication"}).front().find("master_link_status:up") !=
            std::string::npos,
        kSoon);
    RedisServer sentinel;
    const std::uint16_t sentinelPort = closedPort();
    QVERIFY(sentinel.startSentinel(sentinelPort,
                                   {u"sentinel monitor main 127.0.0.1 %1 1"_s.arg(port)}));
    start({{u"master_name"_s, u"main"_s}, {u"addrs"_s, QJsonArray{loopback(sentinelPort)}}});
    call();
    QVERIFY2(isKept(*m_redis, "1"), qPrintable(m_gateway->log()));

    const auto begins = [&sentinel] {
        return sentinel.ask({"SENTINEL", "FAILOVER", "main"}) == Words{"OK"};
    };
    QVERIFY(QTest::qWaitFor(begins, kSoon)); // once it has heard of the replica
    QTRY_COMPARE_WITH_TIMEOUT(replica.ask({"ROLE"}).front(), std::string("master"), kSoon);
    QTRY_COMPARE_WITH_TIMEOUT(m_redis->ask({"ROLE"}).front(), std::string("slave"), kSoon);
    QCOMPARE(replica.ask({"DEL", kRecords}), Words{"1"});
    call();
    QTRY_COMPARE_WITH_TIMEOUT(replica.ask({"LLEN", kRecords}), Words{"1"}, kSoon);
}

bool RedisSitesTest::startNode(Node &node) const
{
    return node.server.start({.port = node.port,
                              .arguments = {u"--cluster-enabled"_s, u"yes"_s, u"--cluster-port"_s,
                                            QString::number(node.busPort)}});
}

bool RedisSitesTest::startCluster()
{
    for (int i = 0; i < 2; ++i) {
        m_nodes.push_back(std::make_unique<Node>());
        const Words slots = i == 0 ? Words{"0", "8191"} : Words{"8192", "16383"};
        if (!startNode(*m_nodes.back()) ||
            m_nodes.back()->server.ask({"CLUSTER", "ADDSLOTSRANGE", slots[0], slots[1]}) !=
                Words{"OK"}) {
            return false;
        }
    }
    const Node &second = *m_nodes[1];
    static_cast<void>(
        m_nodes[0]->server.ask({"CLUSTER", "MEET", "127.0.0.1", std::to_string(second.port),
                                std::to_string(second.busPort)}));
    return QTest::qWaitFor(
        [this] {
            return std::ranges::all_of(m_nodes, [](const auto &node) {
                return node->server.ask({"CLUSTER", "INFO"}).front().find("cluster_state:ok") !=
                       std::string::npos;
            });
        },
        kSoon);
}

RedisSitesTest::Node &RedisSitesTest::nodeOf(const std::string &key, bool isOther)
{
    const int slot = std::stoi(m_nodes[0]->server.ask({"CLUSTER", "KEYSLOT", key}).front());
    const bool isSecond = (slot > 8191) != isOther;
    return *m_nodes[isSecond ? 1 : 0];
}

void RedisSitesTest::followsAClusterToItsNodes()
{
    QVERIFY(startCluster());
    Node &owner = nodeOf(kRecords);
    Node &other = nodeOf(kRecords, true);
    // A node that is away, and one that has the list elsewhere.
    start({{u"enable_cluster"_s, true},
           {u"database"_s, 3}, // a cluster has none but the first
           {u"addrs"_s, QJsonArray{loopback(closedPort()), loopback(other.port)}}});
    call();
    QVERIFY2(isKept(owner.server, "1"), qPrintable(m_gateway->log()));
    QVERIFY(!m_gateway->log().contains(u"wait for Redis"_s));
    QCOMPARE(other.server.ask({"DBSIZE"}), Words{"0"});
    QCOMPARE(m_gateway->stop(), 0);

    QCOMPARE(owner.server.ask({"DEL", kRecords}), Words{"1"});
    start({{u"enable_cluster"_s, true}, {u"addrs"_s, QJsonArray{loopback(other.port)}}},
          {{u"enable_multiple_analytics_keys"_s, true}});
    for (int i = 0; i < 10; ++i) {
        call();
        const std::string list = kRecords + "_" + std::to_string(i);
        const Node &node = nodeOf(list);
        QTRY_COMPARE_WITH_TIMEOUT(node.server.ask({"LLEN", list}), Words{"1"}, kSoon);
    }
}

void RedisSitesTest::asksOnceWhileAListMoves()
{
    QVERIFY(startCluster());
    Node &from = nodeOf(kRecords);
    Node &to = nodeOf(kRecords, true);
    const std::string slot = from.server.ask({"CLUSTER", "KEYSLOT", kRecords}).front();
    const std::string fromId = from.server.ask({"CLUSTER", "MYID"}).front();
    const std::string toId = to.server.ask({"CLUSTER", "MYID"}).front();
    QCOMPARE(to.server.ask({"CLUSTER", "SETSLOT", slot, "IMPORTING", fromId}), Words{"OK"});
    QCOMPARE(from.server.ask({"CLUSTER", "SETSLOT", slot, "MIGRATING", toId}), Words{"OK"});
    start({{u"enable_cluster"_s, true}, {u"addrs"_s, QJsonArray{loopback(from.port)}}});
    call();
    QVERIFY2(isKept(to.server, "1"), qPrintable(m_gateway->log()));
    QCOMPARE(from.server.ask({"DBSIZE"}), Words{"0"});
    QVERIFY(!m_gateway->log().contains(u"wait for Redis"_s));
}

} // namespace gw::e2e

GW_TEST(gw::e2e::RedisSitesTest)
#include "redis_sites_test.moc"
