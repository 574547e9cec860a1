// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/resolver.h"
#include "support/room_test.h"

#include <QCoreApplication>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace gw;
using namespace gw::net;
using namespace std::chrono_literals;

namespace {

// A name service of the test: "x" is 192.0.2.1, everything else is unknown.
struct FakeNames {
    std::shared_ptr<std::atomic<int>> asked = std::make_shared<std::atomic<int>>(0);

    Expected<std::vector<IpAddress>> operator()(const std::string &host) const
    {
        ++*asked;
        if (host == "x") {
            return std::vector{*IpAddress::parse("192.0.2.1")};
        }
        return failure("No such host", host);
    }
};

} // namespace

class ResolverTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersNumericAddressesAtOnce_data();
    void answersNumericAddressesAtOnce();
    void callsBackFromTheEventLoop();
    void resolvesLocalhost();
    void reportsUnknownHosts();
    void keepsAnswers();
    void forgetsAnswers();
    void sharesLookUps();
    void cancels();
    void doesNotWaitForAHungLookUp();
};

void ResolverTest::answersNumericAddressesAtOnce_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("v4") << QByteArray("127.0.0.1") << QByteArray("127.0.0.1:80");
    QTest::newRow("v6") << QByteArray("::1") << QByteArray("[::1]:80");
    QTest::newRow("brackets") << QByteArray("[::1]") << QByteArray("[::1]:80");
}

void ResolverTest::answersNumericAddressesAtOnce()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, address);
    const FakeNames names;
    Resolver resolver({.lookUp = names});
    const auto answer = resolver.known(host.toStdString(), 80);
    QVERIFY(answer && *answer);
    QCOMPARE((*answer)->size(), 1U);
    QCOMPARE((*answer)->front().toString(), address.toStdString());

    bool isAnswered = false;
    resolver.resolve(host.toStdString(), 80, [&](const Resolver::Answer &again) {
        isAnswered = true;
        QVERIFY(again && *again == **answer);
    });
    QVERIFY(!isAnswered);
    QTRY_VERIFY_WITH_TIMEOUT(isAnswered, 5000);
    QCOMPARE(names.asked->load(), 0);
}

void ResolverTest::callsBackFromTheEventLoop()
{
    Resolver resolver({.lookUp = FakeNames()});
    std::optional<Resolver::Answer> answer;
    std::thread::id thread;
    QVERIFY(!resolver.known("x", 443));
    resolver.resolve("x", 443, [&](const Resolver::Answer &given) {
        answer = given;
        thread = std::this_thread::get_id();
    });
    QVERIFY(!answer);
    QTRY_VERIFY_WITH_TIMEOUT(answer, 5000);
    QCOMPARE(answer->value().front().toString(), std::string("192.0.2.1:443"));
    QVERIFY(thread == std::this_thread::get_id());
}

void ResolverTest::resolvesLocalhost()
{
    Resolver resolver;
    std::optional<Resolver::Answer> answer;
    resolver.resolve("localhost", 80, [&](const Resolver::Answer &given) { answer = given; });
    QTRY_VERIFY_WITH_TIMEOUT(answer, 10000);
    QVERIFY2(*answer, *answer ? "" : answer->error().text().c_str());
    QVERIFY(answer->value().front().ip().isLoopback());
    QCOMPARE(answer->value().front().port(), std::uint16_t{80});
}

void ResolverTest::reportsUnknownHosts()
{
    Resolver resolver({.lookUp = FakeNames()});
    std::optional<Resolver::Answer> answer;
    resolver.resolve("y", 80, [&](const Resolver::Answer &given) { answer = given; });
    QTRY_VERIFY_WITH_TIMEOUT(answer, 5000);
    QVERIFY(!*answer);
    QCOMPARE(answer->error().where, std::string("y"));
    QVERIFY(resolver.known("y", 80)); // failures are kept as well
}

void ResolverTest::keepsAnswers()
{
    const FakeNames names;
    Resolver resolver({.lifetime = 1h, .failureLifetime = 1h, .lookUp = names});
    int answers = 0;
    for (int i = 1; i <= 3; ++i) {
        resolver.resolve("x", 80, [&](const Resolver::Answer &) { ++answers; });
        QTRY_COMPARE_WITH_TIMEOUT(answers, i, 5000);
    }
    QCOMPARE(names.asked->load(), 1);
    const auto other = resolver.known("x", 8080); // another port, the same host
    QCOMPARE((*other)->front().port(), std::uint16_t{8080});
}

void ResolverTest::forgetsAnswers()
{
    const FakeNames names;
    Resolver resolver({.lifetime = 0ms, .failureLifetime = 0ms, .lookUp = names});
    int answers = 0;
    for (const char *host : {"x", "x", "y", "y"}) {
        const int expected = answers + 1;
        resolver.resolve(host, 80, [&](const Resolver::Answer &) { ++answers; });
        QTRY_COMPARE_WITH_TIMEOUT(answers, expected, 5000);
    }
    QCOMPARE(names.asked->load(), 4);
}

void ResolverTest::sharesLookUps()
{
    const FakeNames names;
    auto gate = std::make_shared<std::binary_semaphore>(0);
    Resolver resolver({.lookUp = [names, gate](const std::string &host) {
        const auto found = names(host);
        gate->acquire();
        return found;
    }});
    std::vector<std::uint16_t> ports;
    for (const std::uint16_t port : {1, 2, 3}) {
        resolver.resolve("x", port, [&](const Resolver::Answer &answer) {
            ports.push_back(answer.value().front().port());
        });
    }
    QTRY_VERIFY_WITH_TIMEOUT(names.asked->load() > 0, 5000);
    QTest::qWait(20); // the second thread has time to ask wrongly
    gate->release();
    QTRY_COMPARE_WITH_TIMEOUT(ports.size(), 3U, 5000);
    QVERIFY((ports == std::vector<std::uint16_t>{1, 2, 3}));
    QCOMPARE(names.asked->load(), 1);
}

void ResolverTest::cancels()
{
    Resolver resolver({.lookUp = FakeNames()});
    int answers = 0;
    const auto count = [&](const Resolver::Answer &) {
        ++answers;
    };
    resolver.cancel(resolver.resolve("x", 80, count));
    resolver.cancel(resolver.resolve("127.0.0.1", 80, count));
    resolver.cancel(12345);
    bool isDone = false;
    resolver.resolve("x", 81, [&](const Resolver::Answer &) { isDone = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isDone, 5000);
    QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
}

void ResolverTest::doesNotWaitForAHungLookUp()
{
    auto entered = std::make_shared<std::binary_semaphore>(0);
    auto gate = std::make_shared<std::binary_semaphore>(0);
    auto left = std::make_shared<std::binary_semaphore>(0);
    bool isAnswered = false;
    {
        Resolver resolver({.lookUp = [=](const std::string &host) {
            entered->release();
            gate->acquire();
            const auto found = FakeNames()(host);
            left->release();
            return found;
        }});
        resolver.resolve("x", 80, [&](const Resolver::Answer &) { isAnswered = true; });
        entered->acquire();
    } // hangs, and meets the test's time limit, when it waits
    gate->release();
    left->acquire();
    QCoreApplication::processEvents();
    QVERIFY(!isAnswered);
}

GW_TEST(ResolverTest)
#include "resolver_test.moc"
