// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/control_access.h"
#include "requests/hurl_reader.h"
#include "support/room_test.h"

using namespace gw::requests;

class ControlAccessTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offersTheSecretToItsEngineOnly_data();
    void offersTheSecretToItsEngineOnly();
    void leavesAValueThatIsThere();

private:
    const ControlAccess m_access{"http://127.0.0.1:8080", "opens-it"};
};

void ControlAccessTest::offersTheSecretToItsEngineOnly_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("isOffered");
    const auto row = [](bool isOffered, const char *request) {
        QTest::addRow("%s", request) << QByteArray(request) << isOffered;
    };
    row(true, "GET {{gateway}}/tyk/reload\n");
    row(true, "GET http://127.0.0.1:8080/tyk/apis?a=..%2e\n");
    row(true, "GET {{gateway}}/tyk/reload\n[Options]\nretry: 3\n");
    row(false, "GET {{gateway}}/my_api_name/get\n");
    row(false, "GET {{gateway}}/tyk/../my_api_name/get\n");
    row(false, "GET {{gateway}}/tyk/%2e%2e/my_api_name/get\n");
    row(false, "GET {{gateway}}/tyk\n");
    row(false, "GET {{gateway}}1/tyk/reload\n");
    row(false, "GET {{gateway}}@127.0.0.2/tyk/reload\n");
    row(false, "GET http://127.0.0.2:8080/tyk/reload\n");
    row(false, "GET https://127.0.0.1:8080/tyk/reload\n");
    row(false, "GET {{nowhere}}/tyk/reload\n");
    row(false, "GET {{gateway}}/tyk/reload\n[Options]\nproxy: http://127.0.0.2:1\n");
    row(false, "GET {{gateway}}/tyk/reload\n[Options]\nlocation: true\n");
    row(false, "GET {{gateway}}/tyk/reload\n[Options]\nvariable: kept={{gateway_secret}}\n");
}

void ControlAccessTest::offersTheSecretToItsEngineOnly()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, isOffered);
    const auto file = readHurl(request.toStdString());
    QVERIFY(file && file->entries.size() == 1);
    Variables variables{{"gateway", Value{m_access.url}}};
    QCOMPARE(offerSecret(file->entries[0].request, m_access, variables), isOffered);
    QCOMPARE(variables.contains(kSecretVariable), isOffered);
    Variables others{{"gateway", Value{m_access.url}}};
    QVERIFY(!offerSecret(file->entries[0].request, {}, others)); // nobody's
}

void ControlAccessTest::leavesAValueThatIsThere()
{
    const auto file = readHurl("GET http://127.0.0.1:8080/tyk/reload\n");
    QVERIFY(file);
    Variables variables{{kSecretVariable, Value{std::string("typed")}}};
    QVERIFY(!offerSecret(file->entries[0].request, m_access, variables));
    QCOMPARE(toText(variables.at(kSecretVariable)), "typed");
}

GW_TEST(ControlAccessTest)
#include "control_access_test.moc"
