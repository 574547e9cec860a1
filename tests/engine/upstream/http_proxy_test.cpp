// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "upstream/http_proxy.h"
#include "upstream/origin_url.h"

using namespace gw::upstream;

class HttpProxyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsUrls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("authorization");
        const auto row = [](const char *url, const char *host, int port,
                            const char *authorization) {
            QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(host) << port
                               << QString::fromLatin1(authorization);
        };
        row("http://proxy:3128", "proxy", 3128, "");
        row("HTTP://Proxy", "proxy", 80, "");
        row("proxy:3128", "proxy", 3128, "");
        row("http://[::1]:8080/", "::1", 8080, "");
        row("http://user:pass@proxy", "proxy", 80, "Basic dXNlcjpwYXNz");
        row("http://us%40er:p%3Ass@proxy", "proxy", 80, "Basic dXNAZXI6cDpzcw==");
        row("http://user@proxy", "proxy", 80, "Basic dXNlcjo=");
    }
    void readsUrls()
    {
        QFETCH(QString, url);
        QFETCH(QString, host);
        QFETCH(int, port);
        QFETCH(QString, authorization);
        const auto proxy = parseHttpProxy(url.toStdString());
        QVERIFY2(proxy, proxy ? "" : proxy.error().text().c_str());
        QCOMPARE((*proxy)->host, host.toStdString());
        QCOMPARE(int((*proxy)->port), port);
        QCOMPARE((*proxy)->authorization, authorization.toStdString());
    }

    void refusesWithoutTellingCredentials_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url : {"https://user:secret@proxy", "socks5://user:secret@proxy:1080",
                                "http://user:secret@", "http://user:secret@proxy:99999"}) {
            QTest::newRow(url) << QString::fromLatin1(url);
        }
    }
    void refusesWithoutTellingCredentials()
    {
        QFETCH(QString, url);
        const auto proxy = parseHttpProxy(url.toStdString());
        QVERIFY(!proxy);
        QVERIFY(proxy.error().text().find("secret") == std::string::npos);
    }

    void chooses_data()
    {
        QTest::addColumn<QString>("noProxy");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("proxy"); // empty: directly
        const auto row = [](const char *noProxy, const char *url, const char *proxy) {
            QTest::addRow("%s, %s", noProxy, url)
                << QString::fromLatin1(noProxy) << QString::fromLatin1(url)
                << QString::fromLatin1(proxy);
        };
        row("", "http://a.example/", "plain:1");
        row("", "ws://a.example/", "plain:1");
        row("", "https://a.example/", "secure:2");
        row("", "http://localhost/", "");
        row("", "http://127.1.2.3:80/", "");
        row("", "https://[::1]/", "");
        row("*", "http://a.example/", "");
        row("b.example, a.example", "http://a.example/", "");
        row("a.example", "http://sub.a.example/", "");
        row("a.example", "http://nota.example/", "plain:1");
        row("A.Example", "http://a.example/", "");
        row(".a.example", "http://a.example/", "plain:1");
        row(".a.example", "http://sub.a.example/", "");
        row("*.a.example", "http://sub.a.example/", "");
        row("a.example:81", "http://a.example/", "plain:1");
        row("a.example:81", "http://a.example:81/", "");
        row("10.0.0.0/8", "http://10.1.2.3/", "");
        row("10.0.0.0/8", "http://11.1.2.3/", "plain:1");
        row("10.0.0.1:81", "http://10.0.0.1/", "plain:1");
        row("10.0.0.1:81", "http://10.0.0.1:81/", "");
        row("2001:db8::1", "http://[2001:db8::1]/", "");
        row("[2001:db8::1]:81", "http://[2001:db8::1]:81/", "");
        row("[2001:db8::1]:81", "http://[2001:db8::1]/", "plain:1");
        row(" , ", "http://a.example/", "plain:1");
    }
    void chooses()
    {
        QFETCH(QString, noProxy);
        QFETCH(QString, url);
        QFETCH(QString, proxy);
        const auto rules = ProxyRules::fromEnvironment(
            {"http://plain:1", "http://secure:2", noProxy.toStdString()});
        QVERIFY(rules);
        const auto found = rules->find(*parseOriginUrl(url.toStdString()));
        QCOMPARE(found ? found->authority : std::string(), proxy.toStdString());
    }

    void namesTheBrokenVariable()
    {
        const auto rules = ProxyRules::fromEnvironment({"", "ftp://proxy", ""});
        QVERIFY(!rules);
        QCOMPARE(rules.error().where, std::string("HTTPS_PROXY"));
        QVERIFY(
            ProxyRules::fromEnvironment({"", "", ""})->find(*parseOriginUrl("http://a.example/")) ==
            nullptr);
    }

    // An API's own proxy stands before this machine, too.
    void standsBeforeEverything()
    {
        const auto rules = ProxyRules::forAll("http://proxy");
        QVERIFY(rules->find(*parseOriginUrl("https://localhost/")) != nullptr);
        QVERIFY(ProxyRules().find(*parseOriginUrl("http://a.example/")) == nullptr);
    }

    // Connections through different proxies, or for different users, are not mixed.
    void tellsOriginsApart()
    {
        const auto keyBy = [](const char *proxy) {
            OriginOptions options;
            options.proxy = *parseHttpProxy(proxy);
            return makeOrigin(*parseOriginUrl("http://a.example/"), options)->key;
        };
        QCOMPARE(keyBy("http://p:1"), keyBy("http://p:1"));
        QVERIFY(keyBy("http://p:1") != keyBy("http://p:2"));
        QVERIFY(keyBy("http://u:1@p:1") != keyBy("http://u:2@p:1"));
        QVERIFY(keyBy("http://p:1") != makeOrigin(*parseOriginUrl("http://a.example/"), {})->key);
    }
};

GW_TEST(HttpProxyTest)
#include "http_proxy_test.moc"
