// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/pause_desk.h"
#include "support/room_test.h"

#include <QThread>

#include <thread>

using namespace gw::proxy;
using gw::runtime::PauseDesk;
using gw::runtime::PauseEvent;
using BodyState = PausedMessage::BodyState;

namespace {

constexpr int kDeskPatience = 10'000; // ms

PauseDesk::Settings switchedOn()
{
    return {.isEnabled = true, .set = {.breakpoints = {{.id = "b1", .step = "client"}}}};
}

PausedRequest withBody(std::size_t size)
{
    PausedRequest request;
    request.request.body.assign(size, 'x');
    request.request.bodyState = BodyState::Whole;
    return request;
}

} // namespace

class PauseDeskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<PauseDesk>();
        m_ends.clear();
    }

    void givesBreakpointsOnlyWhileSomebodyUsesThem()
    {
        QVERIFY(m_desk->breakpoints() == nullptr);
        m_desk->configure(switchedOn());
        QVERIFY(m_desk->breakpoints() == nullptr); // nobody watches
        QCOMPARE(pause(), 0U);
        m_desk->setWatched(true);
        QVERIFY(m_desk->breakpoints() != nullptr);
        QCOMPARE(m_desk->breakpoints()->breakpoints.size(), 1U);
        m_desk->configure({.isEnabled = true, .set = {}});
        QVERIFY(m_desk->breakpoints() == nullptr);
        m_desk->configure(switchedOn());
        m_desk->stop();
        QVERIFY(m_desk->breakpoints() == nullptr);
        m_desk->setWatched(true); // the engine ends all the same
        QVERIFY(m_desk->breakpoints() == nullptr);
        QCOMPARE(pause(), 0U);
    }

    // A request may have taken the rules before.
    void stopsNobodyAtARuleThatIsGone_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<bool>("isEnabled");
        QTest::newRow("another") << QByteArray("b2") << true;
        QTest::newRow("switched off") << QByteArray("b1") << false;
    }
    void stopsNobodyAtARuleThatIsGone()
    {
        QFETCH(QByteArray, id);
        QFETCH(bool, isEnabled);
        start();
        QVERIFY(pause() != 0);
        m_desk->configure(
            {.isEnabled = true,
             .set = {.breakpoints = {
                         {.id = id.toStdString(), .isEnabled = isEnabled, .step = "client"}}}});
        QCOMPARE(pause(), 0U);
        QCOMPARE(m_desk->passed(), 0U);
    }

    void releasesEachOnce()
    {
        start();
        const std::uint64_t first = pause();
        const std::uint64_t second = pause();
        QVERIFY(first != second);
        QCOMPARE(m_desk->paused().size(), 2U);
        QCOMPARE(m_desk->find(second)->id, second);
        PauseEnd end{.reason = ReleaseReason::Edited};
        end.request.body = "new";
        QVERIFY(m_desk->release(first, end));
        QCOMPARE(m_ends.size(), 1U);
        QCOMPARE(*m_ends[0].request.body, std::string("new"));
        QVERIFY(!m_desk->release(first, end));
        QVERIFY(!m_desk->leave(first, ReleaseReason::TimedOut));
        QVERIFY(m_desk->find(first) == nullptr);
        QVERIFY(m_desk->leave(second, ReleaseReason::ClientGone));
        QVERIFY(!m_desk->release(second, end));
        QCOMPARE(m_ends.size(), 1U);
        QCOMPARE(m_desk->releaseAll(ReleaseReason::Continued), 0U);
    }

    void letsAllGoOn_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("switched off") << 0;
        QTest::newRow("the last watcher leaves") << 1;
        QTest::newRow("the engine ends") << 2;
    }
    void letsAllGoOn()
    {
        QFETCH(int, way);
        start();
        pause();
        pause();
        switch (way) {
        case 0:
            m_desk->configure({.isEnabled = false, .set = switchedOn().set});
            break;
        case 1:
            m_desk->setWatched(false);
            break;
        default:
            m_desk->stop();
        }
        QCOMPARE(m_ends.size(), 2U);
        QVERIFY(m_ends[1].reason == ReleaseReason::SwitchedOff);
        QVERIFY(m_desk->paused().empty());
    }

    void takesAHundred()
    {
        start();
        std::uint64_t last = 0;
        for (std::size_t i = 0; i < PauseDesk::kMostPaused; ++i) {
            last = pause();
            QVERIFY(last != 0);
        }
        QCOMPARE(pause(), 0U);
        QCOMPARE(pause(), 0U);
        QCOMPARE(m_desk->passed(), 2U);
        QVERIFY(m_desk->release(last, {}));
        QVERIFY(pause() != 0);
        QCOMPARE(m_desk->passed(), 2U);
    }

    // What does not fit is not kept, and cannot be edited then.
    void boundsTheBodiesThatItShows()
    {
        start();
        constexpr std::size_t kPart = PauseDesk::kMostBodyBytes / 2;
        const std::uint64_t first = pause(withBody(kPart));
        PausedRequest both = withBody(kPart);
        both.response.emplace();
        both.response->body = "y";
        both.response->bodyState = BodyState::Whole;
        const std::uint64_t second = pause(both);
        QVERIFY(m_desk->find(second)->request.bodyState == BodyState::Whole);
        QVERIFY(m_desk->find(second)->response->bodyState == BodyState::Streams);
        QVERIFY(m_desk->find(second)->response->body.empty());
        QVERIFY(m_desk->find(pause(withBody(1)))->request.bodyState == BodyState::Streams);
        QVERIFY(m_desk->release(first, {}));
        QVERIFY(m_desk->find(pause(withBody(kPart)))->request.bodyState == BodyState::Whole);
        m_desk->releaseAll(ReleaseReason::Continued);
        QVERIFY(m_desk->find(pause(withBody(2 * kPart)))->request.bodyState == BodyState::Whole);
    }

    // In the order in which things happened, on the desk's own thread, whoever did them.
    void tellsListeners()
    {
        start();
        std::vector<PauseEvent> events;
        const int listener = m_desk->addListener([&](const PauseEvent &event) {
            QCOMPARE(QThread::currentThread(), m_desk->thread());
            events.push_back(event);
        });
        std::thread worker([&] {
            const std::uint64_t id = pause();
            m_desk->leave(id, ReleaseReason::TimedOut);
        });
        worker.join();
        const std::uint64_t id = pause();
        QVERIFY(m_desk->release(id, {}));
        QTRY_COMPARE_WITH_TIMEOUT(events.size(), 4U, kDeskPatience);
        QVERIFY(events[0].request != nullptr);
        QVERIFY(events[1].request == nullptr);
        QCOMPARE(events[1].id, events[0].id);
        QVERIFY(events[1].reason == ReleaseReason::TimedOut);
        QCOMPARE(events[2].id, id);
        QVERIFY(events[3].reason == ReleaseReason::Continued);
        m_desk->removeListener(listener);
        pause();
        QCoreApplication::processEvents();
        QCOMPARE(events.size(), 4U);
    }

private:
    void start()
    {
        m_desk->setWatched(true);
        m_desk->configure(switchedOn());
    }
    std::uint64_t pause(PausedRequest request = {})
    {
        request.breakpoint = "b1";
        return m_desk->pause(std::move(request),
                             [this](PauseEnd end) { m_ends.push_back(std::move(end)); });
    }

    std::unique_ptr<PauseDesk> m_desk;
    std::vector<PauseEnd> m_ends;
};

GW_TEST(PauseDeskTest)
#include "pause_desk_test.moc"
