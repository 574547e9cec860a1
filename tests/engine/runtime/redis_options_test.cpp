// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/redis_options.h"
#include "spec/gateway_config.h"
#include "support/room_test.h"

using gw::shipping::RedisSettings;

class RedisOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void choosesTheKindOfSite_data();
    void choosesTheKindOfSite();
};

void RedisOptionsTest::choosesTheKindOfSite_data()
{
    QTest::addColumn<bool>("isCluster");
    QTest::addColumn<std::string>("masterName");
    QTest::addColumn<RedisSettings::Kind>("kind");
    QTest::addColumn<int>("database"); // of 3
    using enum RedisSettings::Kind;
    QTest::newRow("server") << false << std::string() << Server << 3;
    QTest::newRow("cluster") << true << std::string() << Cluster << 0;
    QTest::newRow("sentinels") << false << std::string("m") << Sentinel << 3;
    QTest::newRow("sentinels before a cluster") << true << std::string("m") << Sentinel << 3;
}

void RedisOptionsTest::choosesTheKindOfSite()
{
    QFETCH(bool, isCluster);
    QFETCH(std::string, masterName);
    gw::spec::GatewayConfig config;
    config.storage.enableCluster = isCluster;
    config.storage.masterName = masterName;
    config.storage.database = 3;
    const RedisSettings site = gw::runtime::redisOptions(config, {}).site;
    QTEST(site.kind, "kind");
    QTEST(int(site.login.database), "database");
}

GW_TEST(RedisOptionsTest)
#include "redis_options_test.moc"
