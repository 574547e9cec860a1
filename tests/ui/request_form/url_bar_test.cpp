// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/palette.h"
#include "models/traffic_model.h"
#include "request_form/url_bar.h"
#include "support/room_test.h"

#include <QComboBox>

using namespace Qt::StringLiterals;
using namespace gw::request_form;
using gw::look::Tint;
using gw::models::TrafficModel;

class UrlBarTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void colorsMethods_data();
    void colorsMethods();
};

void UrlBarTest::colorsMethods_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<Tint>("tint");
    QTest::newRow("GET") << u"GET"_s << Tint::Good;
    QTest::newRow("POST") << u"POST"_s << Tint::Info;
    QTest::newRow("PUT") << u"PUT"_s << Tint::Warn;
    QTest::newRow("PATCH") << u"PATCH"_s << Tint::Plugin;
    QTest::newRow("DELETE") << u"DELETE"_s << Tint::Bad;
    QTest::newRow("other") << u"PROPFIND"_s << Tint::Secondary;
}

// In the request's bar, as it is set and as it is chosen, and in the rows of Traffic.
void UrlBarTest::colorsMethods()
{
    QFETCH(const QString, method);
    QFETCH(const Tint, tint);
    const QColor color = gw::look::colorOf(tint);
    UrlBar set;
    set.setTarget(method, u"http://h/"_s);
    QCOMPARE(set.findChild<QComboBox *>()->palette().color(QPalette::Text), color);
    UrlBar chosen;
    chosen.setTarget(u"OPTIONS"_s, u"http://h/"_s);
    chosen.findChild<QComboBox *>()->setCurrentText(method);
    QCOMPARE(chosen.findChild<QComboBox *>()->palette().color(QPalette::Text), color);
    TrafficModel traffic;
    gw::client::TrafficRecord record;
    record.method = method;
    traffic.add({record}, 0);
    QCOMPARE(traffic.index(0, TrafficModel::Method).data(Qt::ForegroundRole).value<QColor>(),
             color);
}

GW_TEST(UrlBarTest)
#include "url_bar_test.moc"
