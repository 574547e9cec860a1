// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/breakpoints.h"
#include "session/engine_session.h"
#include "support/room_test.h"
#include "ui/session/answering_engine.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using gw::client::Breakpoint;
using gw::client::PausedRequest;
using gw::client::Release;
using gw::session::Breakpoints;
using gw::session::EngineSession;
using gw::test::AnsweringEngine;

namespace {

constexpr int kPatienceMs = 30'000;
constexpr const char *kPauses = "topics=pauses";
constexpr const char *kPut = "PUT /tyk/breakpoints";

const Breakpoint kUpstream{.path = u"/orders/*"_s, .step = u"upstream"_s};

QByteArray paused(const char *id)
{
    return QByteArray(R"({"id":")") + id +
           R"(","step":"upstream","client":"127.0.0.1:77","request":{"method":"GET","target":"/"}})";
}

QJsonObject objectOf(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QStringList idsOf(const Breakpoints &breakpoints)
{
    QStringList ids;
    for (const PausedRequest &request : breakpoints.paused()) {
        ids.append(request.id);
    }
    return ids;
}

} // namespace

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kPatienceMs)
#define TRY_COMPARE(found, expected) QTRY_COMPARE_WITH_TIMEOUT(found, expected, kPatienceMs)

class BreakpointsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void stopsNothingUntilItIsSwitchedOn();
    void theLastRulesHold();
    void followsWhoIsPaused();
    void knowsWhoWasPausedBefore();
    void letsRequestsGoOn();
    void staysPausedWhenTheEngineRefuses();
    void switchingOffEndsIt();
    void saysThatTheEngineIsNotHeard();
    void saysWhyRulesAreRefused();
    void eachOriginHasItsRules();
    void addsNoRuleTwice();
    void makesRulesOfRecords();

private:
    void switchOn();

    std::unique_ptr<AnsweringEngine> m_engine;
    std::unique_ptr<EngineSession> m_session;
    std::unique_ptr<Breakpoints> m_breakpoints;
};

void BreakpointsTest::init()
{
    m_engine = std::make_unique<AnsweringEngine>();
    m_session = std::make_unique<EngineSession>(nullptr);
    m_breakpoints = std::make_unique<Breakpoints>(*m_session);
    m_session->attach(m_engine->address());
    TRY_COMPARE(m_session->state(), EngineSession::State::Connected);
}

void BreakpointsTest::cleanup()
{
    m_breakpoints.reset();
    m_session.reset();
    m_engine.reset();
}

void BreakpointsTest::switchOn()
{
    m_breakpoints->setOn(true);
    TRY_VERIFY(m_breakpoints->isWatching());
}

void BreakpointsTest::stopsNothingUntilItIsSwitchedOn()
{
    QVERIFY(!m_breakpoints->isOn());
    m_breakpoints->add(kUpstream);
    m_breakpoints->setAutoContinue(std::chrono::seconds(9999)); // too long
    QVERIFY(m_engine->bodiesOf(kPut).isEmpty());
    switchOn();
    QCOMPARE(m_engine->streams(kPauses), 1);
    const QJsonObject told = objectOf(m_engine->bodiesOf(kPut).value(0));
    QCOMPARE(told.value("enabled"_L1).toBool(), true);
    QCOMPARE(told.value("auto_continue_seconds"_L1).toInt(), 600);
    const QJsonObject rule = told.value("breakpoints"_L1).toArray().at(0).toObject();
    QCOMPARE(rule.value("id"_L1).toString(), u"b1"_s);
    QCOMPARE(rule.value("path"_L1).toString(), u"/orders/*"_s);
}

void BreakpointsTest::theLastRulesHold()
{
    switchOn();
    for (int number = 0; number < 5; ++number) {
        m_breakpoints->add({.path = QString::number(number), .step = u"pre"_s});
    }
    const auto told = [this] {
        return objectOf(m_engine->bodiesOf(kPut).last()).value("breakpoints"_L1).toArray().size();
    };
    TRY_COMPARE(told(), 5);
    QVERIFY(m_engine->bodiesOf(kPut).size() < 6); // one at a time
}

void BreakpointsTest::followsWhoIsPaused()
{
    switchOn();
    const QSignalSpy stopped(m_breakpoints.get(), &Breakpoints::requestPaused);
    const QSignalSpy released(m_breakpoints.get(), &Breakpoints::requestReleased);
    m_engine->tell(kPauses, "paused", paused("17"));
    m_engine->tell(kPauses, "paused", paused("18"));
    TRY_COMPARE(idsOf(*m_breakpoints), QStringList({u"17"_s, u"18"_s}));
    QCOMPARE(stopped.size(), 2);
    QCOMPARE(m_breakpoints->find(u"18"_s)->clientPort(), 77);
    m_engine->tell(kPauses, "released", R"({"id":"17","how":"timeout"})");
    TRY_COMPARE(idsOf(*m_breakpoints), QStringList(u"18"_s));
    QCOMPARE(released.size(), 1);
    QCOMPARE(released.first().at(1).toString(), u"timeout"_s);
}

void BreakpointsTest::knowsWhoWasPausedBefore()
{
    m_engine->answer("GET /tyk/paused", R"({"paused":[)" + paused("3") + "," + paused("4") + "]}");
    switchOn();
    TRY_COMPARE(idsOf(*m_breakpoints), QStringList({u"3"_s, u"4"_s}));
    // Some events were lost.
    m_engine->answer("GET /tyk/paused", R"({"paused":[)" + paused("4") + "," + paused("5") + "]}");
    m_engine->tell(kPauses, "dropped", R"({"count":2})");
    TRY_COMPARE(idsOf(*m_breakpoints), QStringList({u"4"_s, u"5"_s}));
}

void BreakpointsTest::letsRequestsGoOn()
{
    switchOn();
    m_engine->tell(kPauses, "paused", paused("17"));
    TRY_COMPARE(m_breakpoints->paused().size(), 1);
    Release edited{Release::How::Edited, m_breakpoints->paused().first().request, true};
    edited.message.target = u"/other"_s;
    const QSignalSpy released(m_breakpoints.get(), &Breakpoints::requestReleased);
    bool isDone = false;
    m_breakpoints->release(u"17"_s, edited).then(this, [&isDone](const gw::Expected<void> &result) {
        isDone = result.has_value();
    });
    TRY_VERIFY(isDone);
    QVERIFY(m_breakpoints->paused().isEmpty());
    QCOMPARE(released.value(0).value(1).toString(), u"edited"_s);
    const QJsonObject told = objectOf(m_engine->bodiesOf("POST /tyk/paused/17").value(0));
    QCOMPARE(told.value("request"_L1).toObject().value("target"_L1).toString(), u"/other"_s);
    m_engine->tell(kPauses, "paused", paused("18"));
    TRY_COMPARE(m_breakpoints->paused().size(), 1);
    m_breakpoints->releaseAll();
    TRY_COMPARE(m_engine->bodiesOf("POST /tyk/paused").size(), 1);
}

void BreakpointsTest::staysPausedWhenTheEngineRefuses()
{
    switchOn();
    for (const char *id : {"17", "18"}) {
        m_engine->tell(kPauses, "paused", paused(id));
    }
    TRY_COMPARE(m_breakpoints->paused().size(), 2);
    m_engine->answer("POST /tyk/paused/17", R"({"message":"Header Foo holds a line break"})", 400);
    m_engine->answer("POST /tyk/paused/18", R"({"message":"Not paused"})", 404);
    m_engine->answer("GET /tyk/paused", R"({"paused":[)" + paused("17") + "]}");
    QStringList said;
    for (const QString &id : {u"17"_s, u"18"_s}) {
        m_breakpoints->release(id, {}).then(this, [&said](const gw::Expected<void> &result) {
            said.append(QString::fromStdString(result ? std::string() : result.error().what));
        });
    }
    TRY_COMPARE(said.size(), 2);
    QVERIFY(said.contains(u"Header Foo holds a line break"_s));
    TRY_COMPARE(idsOf(*m_breakpoints), QStringList(u"17"_s)); // the other one had gone on
}

void BreakpointsTest::switchingOffEndsIt()
{
    switchOn();
    m_engine->tell(kPauses, "paused", paused("17"));
    TRY_COMPARE(m_breakpoints->paused().size(), 1);
    const QSignalSpy released(m_breakpoints.get(), &Breakpoints::requestReleased);
    m_breakpoints->setOn(false);
    QVERIFY(m_breakpoints->paused().isEmpty());
    QVERIFY(!m_breakpoints->isWatching());
    QCOMPARE(released.value(0).value(1).toString(), u"switched off"_s);
    TRY_COMPARE(m_engine->streams(kPauses), 0);
    TRY_COMPARE(objectOf(m_engine->bodiesOf(kPut).last()).value("enabled"_L1).toBool(true), false);
}

void BreakpointsTest::saysThatTheEngineIsNotHeard()
{
    switchOn();
    m_engine->tell(kPauses, "paused", paused("17"));
    TRY_COMPARE(m_breakpoints->paused().size(), 1);
    m_engine->endStreams(kPauses);
    TRY_VERIFY(!m_breakpoints->problem().what.empty());
    QVERIFY(m_breakpoints->paused().isEmpty()); // the engine lets them go on
    TRY_VERIFY(m_breakpoints->isWatching());    // it tries again
    QVERIFY(m_breakpoints->problem().what.empty());
}

void BreakpointsTest::saysWhyRulesAreRefused()
{
    m_engine->answer(kPut, R"({"message":"breakpoints[0].method is no method"})", 400);
    m_breakpoints->setOn(true);
    TRY_COMPARE(m_breakpoints->problem().what, "breakpoints[0].method is no method");
    QVERIFY(!m_breakpoints->isWatching());
    m_engine->answer(kPut, R"({"passed":7})");
    m_breakpoints->add(kUpstream);
    TRY_VERIFY(m_breakpoints->isWatching());
    QVERIFY(m_breakpoints->problem().what.empty());
    QCOMPARE(m_breakpoints->passedCount(), 7U);
}

void BreakpointsTest::eachOriginHasItsRules()
{
    m_breakpoints->add(kUpstream);
    const QJsonObject kept = m_breakpoints->saveState();
    switchOn();
    AnsweringEngine other;
    m_session->attach(other.address());
    TRY_COMPARE(m_session->state(), EngineSession::State::Connected);
    QVERIFY(!m_breakpoints->isOn());
    QVERIFY(m_breakpoints->rules().isEmpty());
    QVERIFY(other.bodiesOf(kPut).isEmpty());
    m_session->attach(m_engine->address());
    TRY_COMPARE(m_breakpoints->rules().size(), 1);
    QVERIFY(!m_breakpoints->isOn()); // off at first
    Breakpoints again(*m_session);
    QVERIFY(again.rules().isEmpty());
    again.restoreState(kept);
    QCOMPARE(again.rules(), m_breakpoints->rules());
    QVERIFY(!again.isOn());
}

void BreakpointsTest::addsNoRuleTwice()
{
    m_breakpoints->add(kUpstream);
    QList<Breakpoint> rules = m_breakpoints->rules();
    rules[0].isEnabled = false;
    m_breakpoints->setRules(rules);
    m_breakpoints->add(kUpstream);
    QCOMPARE(m_breakpoints->rules().size(), 1);
    QVERIFY(m_breakpoints->rules().first().isEnabled);
    for (int number = 1; number < Breakpoints::kMostRules; ++number) {
        m_breakpoints->add({.path = QString::number(number), .step = u"pre"_s});
    }
    const QSignalSpy problems(m_breakpoints.get(), &Breakpoints::problemRaised);
    const QSignalSpy added(m_breakpoints.get(), &Breakpoints::added);
    m_breakpoints->add({.step = u"pre"_s});
    QCOMPARE(problems.size(), 1);
    QCOMPARE(added.size(), 0);
    QCOMPARE(m_breakpoints->rules().size(), Breakpoints::kMostRules);
}

void BreakpointsTest::makesRulesOfRecords()
{
    gw::client::TrafficRecord record;
    record.apiId = u"orders"_s;
    record.method = u"GET"_s;
    record.rawPath = u"/orders/%61"_s;
    gw::client::TraceStep step;
    step.name = u"GoPluginMiddleware:plugins/a.so:AddFooBarHeader"_s;
    const Breakpoint expected{.apiId = u"orders"_s,
                              .method = u"GET"_s,
                              .path = u"/orders/a"_s,
                              .step = u"AddFooBarHeader"_s};
    QCOMPARE(gw::session::breakpointAt(record, step), expected);
    step.phase = u"upstream"_s;
    QCOMPARE(gw::session::breakpointAt(record, step).step, u"upstream"_s);
    QCOMPARE(gw::session::breakpointFor(record).step, u"client"_s); // the upstream was not asked
    record.upstreamAddress = u"127.0.0.1:1"_s;
    QCOMPARE(gw::session::breakpointFor(record).step, u"upstream"_s);
}

GW_TEST(BreakpointsTest)
#include "breakpoints_test.moc"
