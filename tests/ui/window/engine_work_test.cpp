// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "ui/session/answering_engine.h"
#include "ui/work_bars.h"
#include "window/banner.h"
#include "window/engine_work.h"

#include <QLabel>
#include <QSignalSpy>

#include <algorithm>

using gw::session::EngineSession;
using gw::test::AnsweringEngine;
using gw::test::cancelButton;
using namespace gw::window;

namespace {

constexpr int kWorkPatience = 60'000; // ms

// Its engine does not come up.
class NeverHost final : public gw::session::EngineHost {
public:
    explicit NeverHost(int &stops)
        : m_stops(stops)
    {
    }
    void start(const QString &) override {}
    void stop() override { ++m_stops; }

private:
    int &m_stops;
};

bool isSaid(const QWidget &where, const QString &words)
{
    const auto labels = where.findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&words](const QLabel *label) {
        return label->isVisible() && label->text() == words;
    });
}

// The part of a window that tells of its engine.
struct Shown final {
    explicit Shown(EngineSession &session)
        : work(session, banner, nullptr)
    {
        work.show();
    }

    Banner banner;
    EngineWork work;
};

} // namespace

class EngineWorkTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsAStart();
    void leavesAnEngineThatDoesNotAnswer();
    void doesNotWaitForAReload();
    void waitsForTheNextReload();
    void doesNotWaitForALibrary();
};

void EngineWorkTest::endsAStart()
{
    int stops = 0;
    EngineSession session(std::make_unique<NeverHost>(stops));
    const Shown shown(session);
    session.openWorkspace(QStringLiteral("/orders"));
    QVERIFY(cancelButton(shown.work) == nullptr); // it may be quick
    QTRY_VERIFY_WITH_TIMEOUT(cancelButton(shown.work) != nullptr, kWorkPatience);
    QVERIFY(isSaid(shown.work, EngineWork::tr("Starting the engine")));
    QCOMPARE(stops, 0);
    cancelButton(shown.work)->click();
    QCOMPARE(stops, 1);
    QCOMPARE(session.state(), EngineSession::State::Off);
    QVERIFY(cancelButton(shown.work) == nullptr);
}

void EngineWorkTest::leavesAnEngineThatDoesNotAnswer()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    EngineSession session(nullptr);
    const Shown shown(session);
    const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()));
    session.attach({url, {}});
    QTRY_VERIFY_WITH_TIMEOUT(cancelButton(shown.work) != nullptr, kWorkPatience);
    QVERIFY(isSaid(shown.work, EngineWork::tr("Connecting to %1").arg(url.toString())));
    cancelButton(shown.work)->click();
    QCOMPARE(session.state(), EngineSession::State::Off);
    QCOMPARE(session.address().url, url); // it can be tried again
    QVERIFY(cancelButton(shown.work) == nullptr);
}

void EngineWorkTest::doesNotWaitForAReload()
{
    AnsweringEngine engine;
    engine.answer("GET /tyk/reload/report", R"({"generation": 1})");
    EngineSession session(nullptr);
    Shown shown(session);
    session.attach(engine.address());
    QTRY_COMPARE_WITH_TIMEOUT(session.report().generation, 1U, kWorkPatience);
    engine.hold("GET /tyk/reload");
    session.reload();
    QTRY_VERIFY_WITH_TIMEOUT(cancelButton(shown.work) != nullptr, kWorkPatience);
    QCOMPARE(engine.holding("GET /tyk/reload"), 1);
    cancelButton(shown.work)->click();
    QVERIFY(cancelButton(shown.work) == nullptr);
    const QString words = EngineWork::tr("Not waited for; see Last reload for what became of it.");
    QVERIFY(isSaid(shown.banner, words));
    QVERIFY(session.isReloading());
    const QSignalSpy wanted(&shown.work, &EngineWork::reportWanted);
    shown.banner.findChild<QPushButton *>()->click();
    QCOMPARE(wanted.size(), 1);

    // What comes later is taken all the same.
    engine.tell("", "reload", R"({"generation": 2})");
    engine.release("GET /tyk/reload");
    QTRY_COMPARE_WITH_TIMEOUT(session.report().generation, 2U, kWorkPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!session.isReloading(), kWorkPatience);
    QVERIFY(!isSaid(shown.banner, words));
}

void EngineWorkTest::waitsForTheNextReload()
{
    AnsweringEngine engine;
    EngineSession session(nullptr);
    const Shown shown(session);
    session.attach(engine.address());
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineSession::State::Connected, kWorkPatience);
    engine.hold("GET /tyk/reload");
    session.reload();
    QTRY_VERIFY_WITH_TIMEOUT(cancelButton(shown.work) != nullptr, kWorkPatience);
    cancelButton(shown.work)->click();
    session.reload();
    QTRY_VERIFY_WITH_TIMEOUT(cancelButton(shown.work) != nullptr, kWorkPatience);
    const QSignalSpy problems(&session, &EngineSession::problemRaised);
    session.stop(); // nobody answers any more, and that is no problem
    QCOMPARE(problems.size(), 0);
    QVERIFY(cancelButton(shown.work) == nullptr);
    QVERIFY(!session.isReloading());
}

void EngineWorkTest::doesNotWaitForALibrary()
{
    const QByteArray line = "POST /tyk/plugins/reload?path=plugins%2Fguard.so";
    const QString library = QStringLiteral("plugins/guard.so");
    AnsweringEngine engine;
    engine.answer(line, R"({"outcome": "swapped", "generation": 2})");
    EngineSession session(nullptr);
    Shown shown(session);
    session.attach(engine.address());
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineSession::State::Connected, kWorkPatience);
    engine.hold(line);
    const QSignalSpy messages(&shown.work, &EngineWork::messageRaised);
    session.reloadLibrary(library);
    QTRY_VERIFY_WITH_TIMEOUT(cancelButton(shown.work) != nullptr, kWorkPatience);
    QVERIFY(isSaid(shown.work, EngineWork::tr("Reloading %1").arg(library)));
    cancelButton(shown.work)->click();
    QVERIFY(cancelButton(shown.work) == nullptr);
    const QString words =
        EngineWork::tr("Not waited for; the page of %1 tells what became of it.").arg(library);
    QVERIFY(isSaid(shown.banner, words));
    QCOMPARE(messages.size(), 0);

    engine.release(line);
    QTRY_COMPARE_WITH_TIMEOUT(messages.size(), 1, kWorkPatience);
    QCOMPARE(messages.first().first().toString(),
             EngineWork::tr("%1: generation %2 serves").arg(library).arg(2));
    QVERIFY(!isSaid(shown.banner, words));

    // A refusal stays until the library is loaded.
    const QByteArray good = R"({"outcome": "swapped", "generation": 3})";
    const QString refused = QStringLiteral("refused-library");
    engine.answer(line, R"({"status": "error", "message": "no such library"})", 404);
    session.reloadLibrary(library);
    QTRY_VERIFY_WITH_TIMEOUT(shown.banner.holds(refused), kWorkPatience);
    QCOMPARE(messages.size(), 1);
    engine.answer(line, good);
    session.reloadLibrary(library);
    QTRY_COMPARE_WITH_TIMEOUT(messages.size(), 2, kWorkPatience);
    QVERIFY(!shown.banner.holds(refused));
}

GW_TEST(EngineWorkTest)
#include "engine_work_test.moc"
