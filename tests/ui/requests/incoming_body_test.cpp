// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/incoming_body.h"
#include "support/room_test.h"

using namespace gw::requests;

class IncomingBodyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesWhatCameSinceTheLastLook();
    void keepsTheNewestOfMuch();
};

void IncomingBodyTest::givesWhatCameSinceTheLastLook()
{
    IncomingBody body;
    QVERIFY(!body.add(""));
    QVERIFY(body.add("one "));
    QVERIFY(!body.add("two")); // somebody is looking already
    IncomingBody::Part part = body.take();
    QCOMPARE(part.bytes, "one two");
    QVERIFY(!part.isCut);
    QCOMPARE(part.total, std::uint64_t{7});
    QVERIFY(body.add("three"));
    part = body.take();
    QCOMPARE(part.total, std::uint64_t{12});
    QCOMPARE(part.bytes, "three");
    QVERIFY(body.take().bytes.empty());
}

void IncomingBodyTest::keepsTheNewestOfMuch()
{
    IncomingBody body;
    QVERIFY(body.add(std::string(IncomingBody::kMostKept, 'a')));
    QVERIFY(!body.add("bc"));
    IncomingBody::Part part = body.take();
    QCOMPARE(part.bytes.size(), IncomingBody::kMostKept);
    QVERIFY(part.bytes.ends_with("abc"));
    QVERIFY(part.isCut);
    QVERIFY(body.add("x" + std::string(IncomingBody::kMostKept, 'd')));
    part = body.take();
    QCOMPARE(part.bytes, std::string(IncomingBody::kMostKept, 'd'));
    QVERIFY(part.isCut);
}

GW_TEST(IncomingBodyTest)
#include "incoming_body_test.moc"
