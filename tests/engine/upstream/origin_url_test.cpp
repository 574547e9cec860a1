// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "upstream/origin_url.h"

using namespace gw;
using namespace gw::upstream;

class OriginUrlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAllParts_data();
    void readsAllParts();
    void escapesWhatARequestLineCannotCarry();
    void takesTheDefaultScheme();
    void refuses_data();
    void refuses();
    void keepsQueriesOutOfErrors();
    void buildsOrigins();
};

void OriginUrlTest::readsAllParts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isTls");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("query");

    const auto row = [](const char *text, bool isTls, const char *host, int port,
                        const char *authority, const char *path, const char *query) {
        QTest::newRow(text) << QString::fromUtf8(text) << isTls << QString::fromUtf8(host) << port
                            << QString::fromUtf8(authority) << QString::fromUtf8(path)
                            << QString::fromUtf8(query);
    };
    row("http://example.org", false, "example.org", 80, "example.org", "", "");
    row("http://example.org/", false, "example.org", 80, "example.org", "/", "");
    row("HTTP://Example.ORG/A", false, "example.org", 80, "example.org", "/A", "");
    row("http://example.org:80/", false, "example.org", 80, "example.org:80", "/", "");
    row("http://example.org:/", false, "example.org", 80, "example.org", "/", "");
    row("https://example.org/b/c/", true, "example.org", 443, "example.org", "/b/c/", "");
    row("ws://h:1", false, "h", 1, "h:1", "", "");
    row("wss://h", true, "h", 443, "h", "", "");
    row("h2c://h", false, "h", 80, "h", "", "");
    row("http://h?x=1", false, "h", 80, "h", "", "x=1");
    row("http://h/p?x=1&y=?/#z", false, "h", 80, "h", "/p", "x=1&y=?/");
    row("http://127.0.0.1:65535/", false, "127.0.0.1", 65535, "127.0.0.1:65535", "/", "");
    row("http://[::1]/", false, "::1", 80, "[::1]", "/", "");
    row("http://[2001:DB8::1]:8080/x", false, "2001:db8::1", 8080, "[2001:db8::1]:8080", "/x", "");
    row("http://[fe80::1%25eth0]/", false, "fe80::1%eth0", 80, "[fe80::1]", "/", "");
    row("http://b\xc3\xbc"
        "cher.example/",
        false, "xn--bcher-kva.example", 80, "xn--bcher-kva.example", "/", "");
    row("http://my_service.internal./", false, "my_service.internal.", 80, "my_service.internal.",
        "/", "");
    row("http://h/?u=http://other/", false, "h", 80, "h", "/", "u=http://other/");
}

void OriginUrlTest::readsAllParts()
{
    QFETCH(QString, text);
    const auto url = parseOriginUrl(text.toStdString());
    QVERIFY2(url, url ? "" : url.error().text().c_str());
    QTEST(url->scheme == OriginScheme::Https, "isTls");
    QTEST(QString::fromStdString(url->host), "host");
    QTEST(int(url->port), "port");
    QTEST(QString::fromStdString(url->authority), "authority");
    QTEST(QString::fromStdString(url->basePath), "path");
    QTEST(QString::fromStdString(url->baseQuery), "query");
}

void OriginUrlTest::escapesWhatARequestLineCannotCarry()
{
    const auto url = parseOriginUrl("http://h/a b/\xc3\xa9%20{x}?q=\"1\"");
    QVERIFY(url);
    QCOMPARE(url->basePath, "/a%20b/%C3%A9%20%7Bx%7D");
    QCOMPARE(url->baseQuery, "q=%221%22");
}

void OriginUrlTest::takesTheDefaultScheme()
{
    const auto url = parseOriginUrl("localhost:9000/x?to=http://y", "http");
    QVERIFY(url);
    QCOMPARE(url->host, "localhost");
    QCOMPARE(url->port, 9000);
    QCOMPARE(url->basePath, "/x");
    QVERIFY(!parseOriginUrl("localhost:9000"));
}

void OriginUrlTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "http",
                             "http://",
                             "http:///path",
                             "http://?q",
                             "//h",
                             "example.org",
                             "ftp://h/",
                             "http+unix://h",
                             "http://:80/",
                             "http://h:0/",
                             "http://h:65536/",
                             "http://h:8x/",
                             "http://h:-1/",
                             "http://h:1:2/",
                             "http://user@h/",
                             "http://user:secret@h/",
                             "http://h h/",
                             "http://h\n/",
                             "http://h/\r\nX: y",
                             "http://[::1/",
                             "http://[::1]x/",
                             "http://[127.0.0.1]/",
                             "http://[nonsense]/",
                             "http://::1/",
                             "http://.h/",
                             "http://a..b/",
                             "http://h%41/",
                             "http://a*b/",
                             "http://{{host}}/"}) {
        QTest::newRow(text) << QString::fromUtf8(text);
    }
    QTest::newRow("long label") << QStringLiteral("http://%1/").arg(QString(64, QLatin1Char('a')));
    QTest::newRow("nul") << QStringLiteral("http://h/a") + QChar(0);
}

void OriginUrlTest::refuses()
{
    QFETCH(QString, text);
    const auto url = parseOriginUrl(text.toStdString());
    QVERIFY(!url);
    QVERIFY(!url.error().what.empty());
    QVERIFY(!url.error().remedy.empty());
    QVERIFY(url.error().text().find("secret") == std::string::npos);
}

void OriginUrlTest::keepsQueriesOutOfErrors()
{
    const auto url = parseOriginUrl("http://h:0/?token=secret");
    QVERIFY(!url);
    QCOMPARE(url.error().where, "http://h:0/");
}

void OriginUrlTest::buildsOrigins()
{
    const auto origin = [](const char *text, const char *tlsKey = "") {
        OriginOptions options;
        options.tlsKey = tlsKey;
        options.maxIdleConnections = 7;
        return makeOrigin(*parseOriginUrl(text), options);
    };
    QCOMPARE(origin("http://h:81/a")->host, "h");
    QCOMPARE(origin("http://h:81/a")->port, 81);
    QCOMPARE(origin("http://h:81/a")->authority, "h:81");
    QCOMPARE(origin("http://h/a")->maxIdleConnections, 7U);
    QCOMPARE(origin("http://h/a")->key, origin("ws://h:80/b?c")->key);
    QVERIFY(origin("http://h/")->key != origin("https://h/")->key);
    QVERIFY(origin("http://h/")->key != origin("http://h:81/")->key);
    QVERIFY(origin("https://h/", "verify")->key != origin("https://h/", "no verify")->key);
}

GW_TEST(OriginUrlTest)
#include "origin_url_test.moc"
