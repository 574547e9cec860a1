// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "engine/runtime/engine_under_test.h"
#include "runtime/host_checker.h"
#include "support/http_text.h"
#include "support/room_test.h"

#include <atomic>

using namespace gw::runtime;
using namespace gw::runtime::test;
using gw::spec::UptimeCheck;
using gw::test::LyingOrigin;
using gw::test::OriginPeer;
using gw::upstream::HostHealth;
using namespace std::chrono_literals;
using gw::test::bodyOf;

namespace {

constexpr int kPatience = 15'000; // ms

// A host with a health page that says what a test wants.
class Host final {
public:
    std::atomic<int> status = 200;
    std::atomic<int> tests = 0;

    [[nodiscard]] std::uint16_t port() const { return m_origin.port(); }
    [[nodiscard]] std::string url() const { return originUrl(m_origin); }

private:
    LyingOrigin m_origin{{[this](OriginPeer &peer) {
        for (std::string head = peer.readHead(); !head.empty(); head = peer.readHead()) {
            const bool isTest = head.starts_with("HEAD /health");
            tests += isTest ? 1 : 0;
            const std::string line = std::to_string(isTest ? status.load() : 200);
            peer.send("HTTP/1.1 " + line + " X\r\nContent-Length: " + (isTest ? "0" : "2") +
                      "\r\n\r\n" + (isTest ? "" : "ok"));
        }
    }}};
};

UptimeCheck healthOf(const Host &host)
{
    UptimeCheck check;
    check.url = host.url() + "health";
    check.method = "HEAD";
    return check;
}

HostChecker::Options quickly(int failureLimit = 2)
{
    HostChecker::Options options;
    options.interval = 20ms;
    options.failureLimit = failureLimit;
    return options;
}

struct Checker {
    gw::Log log{{gw::LogLevel::Off, gw::LogFormat::Text}};
    HostHealth health;
    HostChecker checker;

    explicit Checker(const HostChecker::Options &options = quickly())
        : checker(options, health, log)
    {
    }
    [[nodiscard]] bool isDown(std::uint16_t port)
    {
        return health.isDown("127.0.0.1", port)->load();
    }
};

} // namespace

class HostCheckerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhichHostsAreDown()
    {
        Host good;
        Host bad;
        bad.status = 204; // not 200
        Checker c;
        c.checker.setChecks({healthOf(good), healthOf(bad)});
        QTRY_VERIFY_WITH_TIMEOUT(c.isDown(bad.port()), kPatience);
        QVERIFY(bad.tests >= 2);
        QTRY_VERIFY_WITH_TIMEOUT(good.tests > 2, kPatience);
        QVERIFY(!c.isDown(good.port()));
        bad.status = 200;
        QTRY_VERIFY_WITH_TIMEOUT(!c.isDown(bad.port()), kPatience);
    }

    void connectsOnly_data()
    {
        QTest::addColumn<bool>("isListening");
        QTest::newRow("listening") << true;
        QTest::newRow("refusing") << false;
    }
    void connectsOnly()
    {
        QFETCH(bool, isListening);
        auto origin =
            std::make_unique<LyingOrigin>(std::vector{gw::test::answering("")}); // says nothing
        const std::uint16_t port = origin->port();
        UptimeCheck check;
        check.url = "tcp://127.0.0.1:" + std::to_string(port);
        check.protocol = "tcp";
        if (!isListening) {
            origin.reset();
        }
        Checker c(quickly(1));
        c.checker.setChecks({check});
        if (isListening) {
            QTRY_VERIFY_WITH_TIMEOUT(origin->accepted() > 2, kPatience);
            QVERIFY(!c.isDown(port));
        } else {
            QTRY_VERIFY_WITH_TIMEOUT(c.isDown(port), kPatience);
        }
    }

    void takesSilenceForDown()
    {
        LyingOrigin silent({[](OriginPeer &peer) {
            peer.readAll();
        }});
        UptimeCheck check;
        check.url = originUrl(silent);
        check.timeout = 50ms;
        Checker c(quickly(1));
        c.checker.setChecks({check});
        QTRY_VERIFY_WITH_TIMEOUT(c.isDown(silent.port()), kPatience);
    }

    void forgetsHostsThatNothingTests()
    {
        Host bad;
        bad.status = 500;
        Checker c;
        c.checker.setChecks({healthOf(bad)});
        QTRY_VERIFY_WITH_TIMEOUT(c.isDown(bad.port()), kPatience);
        c.checker.setChecks({healthOf(bad)}); // a reload
        QVERIFY(c.isDown(bad.port()));
        c.checker.setChecks({});
        QVERIFY(!c.isDown(bad.port()));
    }

    void testsNothingWhenItIsOff()
    {
        Host bad;
        bad.status = 500;
        HostChecker::Options options = quickly();
        options.isEnabled = false;
        Checker c(options);
        c.checker.setChecks({healthOf(bad)});
        QTest::qWait(100); // long enough for several rounds
        QCOMPARE(bad.tests.load(), 0);
    }

    // From the definition to the answer: reference D7.
    void balancesOverHostsThatAreUp()
    {
        Host first;
        Host second;
        EngineUnderTest gateway;
        gateway.config->uptimeTests.config.timeWait = 1s;
        gateway.config->uptimeTests.config.failureTriggerSampleSize = 1;
        const auto check = [](const Host &host) {
            return "{'url':'" + host.url() + "health','method':'HEAD'}";
        };
        Definition definition{"a", "/a/", first.url(),
                              ",'uptime_tests':{'check_list':[" + check(first) + "," +
                                  check(second) + "]}"};
        std::string text = definition.text();
        const std::string proxy = "\"proxy\":{";
        std::string balancing = "'enable_load_balancing':true,"
                                "'check_host_against_uptime_tests':true,'target_list':['" +
                                first.url() + "','" + second.url() + "'],";
        std::replace(balancing.begin(), balancing.end(), '\'', '"');
        text.insert(text.find(proxy) + proxy.size(), balancing);
        gateway.write("a.json", text);
        QCOMPARE(gateway.start(), std::string());
        QCOMPARE(gateway.problems("a.json"), std::string());
        QCOMPARE(bodyOf(gateway.get("/a/")), std::string("ok"));

        first.status = second.status = 500;
        const auto answer = [&] {
            return gateway.get("/a/");
        };
        QTRY_VERIFY_WITH_TIMEOUT(answer().starts_with("HTTP/1.1 503 "), kPatience);
        const std::string down = answer();
        QCOMPARE(bodyOf(down), std::string("all hosts are down\n"));
        QVERIFY(down.find("Content-Type: text/plain; charset=utf-8\r\n") != std::string::npos);
        QVERIFY(down.find("X-RateLimit-Limit: 0\r\n") != std::string::npos);

        second.status = 200;
        QTRY_VERIFY_WITH_TIMEOUT(bodyOf(answer()) == "ok", kPatience);
        for (int i = 0; i < 4; ++i) { // never the first one's turn
            QCOMPARE(bodyOf(answer()), std::string("ok"));
        }
    }
};

GW_TEST(HostCheckerTest)
#include "host_checker_test.moc"
