// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/gateway_trace.h"
#include "support/room_test.h"

#include <QObject>
#include <QTest>

using namespace gw::requests;

class GatewayTraceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesOtherForms_data();
    void refusesOtherForms();
};

void GatewayTraceTest::refusesOtherForms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("<html>");
    QTest::newRow("a trace that is none") << QByteArray(R"({"sequence": 1, "trace": null})");
    QTest::newRow("a text for a number") << QByteArray(R"({"sequence": "one"})");
    QTest::newRow("a list") << QByteArray("[1]");
    QTest::newRow("changes that are none") << QByteArray(R"({"trace": [{"changes": 1}]})");
}

// A proxy before the engine may answer anything.
void GatewayTraceTest::refusesOtherForms()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!readTrafficRecord(text.toStdString()));
    QVERIFY(!readTrafficRecords("{\"records\": " + text.toStdString() + "}"));
}

GW_TEST(GatewayTraceTest)
#include "gateway_trace_test.moc"
