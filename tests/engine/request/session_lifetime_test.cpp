// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/api_facts.h"
#include "request/session.h"
#include "request/session_lifetime.h"
#include "spec/api_definition.h"
#include "support/room_test.h"

using namespace std::chrono_literals;

namespace gw::request {

class SessionLifetimeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTyksOrder_data()
    {
        QTest::addColumn<int>("own");
        QTest::addColumn<int>("ofApi");
        QTest::addColumn<int>("forced"); // -1: not forced
        QTest::addColumn<int>("expected");
        QTest::newRow("nothing said") << 0 << 0 << -1 << 0;
        QTest::newRow("API") << 0 << 60 << -1 << 60;
        QTest::newRow("session") << 30 << 60 << -1 << 30;
        QTest::newRow("negative session") << -1 << 60 << -1 << 60;
        QTest::newRow("forced") << 30 << 60 << 90 << 90;
        QTest::newRow("forced for ever") << 30 << 60 << 0 << 0;
    }
    void followsTyksOrder()
    {
        QFETCH(int, own);
        QFETCH(int, ofApi);
        QFETCH(int, forced);
        QFETCH(int, expected);
        Session session;
        session.sessionLifetime = own;
        session.expires = 5000; // not respected
        m_definition->authentication.sessionLifetime = ofApi;
        if (forced >= 0) {
            m_settings->forcedSessionLifetime = std::chrono::seconds(forced);
        }
        QCOMPARE(lifetimeOf(session, facts(), m_now).count(), expected);
    }

    void lastsUntilTheKeyExpiresWhereThatIsLater()
    {
        Session session;
        session.sessionLifetime = 60;
        m_definition->authentication.sessionLifetimeRespectsKeyExpiration = true;
        session.expires = 1500; // it is 1000
        QCOMPARE(lifetimeOf(session, facts(), m_now).count(), 500);
        session.expires = 1010;
        QCOMPARE(lifetimeOf(session, facts(), m_now).count(), 60);
        session.expires = 0; // never
        QCOMPARE(lifetimeOf(session, facts(), m_now).count(), 60);
        session.sessionLifetime = 0;
        session.expires = 1500;
        QCOMPARE(lifetimeOf(session, facts(), m_now).count(), 0);
    }

    void init()
    {
        m_definition = std::make_shared<spec::ApiDefinition>();
        m_settings = std::make_shared<GatewaySettings>();
    }

private:
    [[nodiscard]] ApiFacts facts() const
    {
        ApiFacts facts;
        facts.definition = m_definition;
        facts.gateway = m_settings;
        return facts;
    }

    const std::chrono::system_clock::time_point m_now{1000s};
    std::shared_ptr<spec::ApiDefinition> m_definition;
    std::shared_ptr<GatewaySettings> m_settings;
};

} // namespace gw::request

GW_TEST(gw::request::SessionLifetimeTest)
#include "session_lifetime_test.moc"
