// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/bench_request.h"
#include "support/room_test.h"

using namespace Qt::StringLiterals;
using namespace gw::bench;

class BenchRequestTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsARequest_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("as on the wire") << QByteArray(
            "POST /orders?a=1 HTTP/1.1\r\nHost: example.org\r\nX-A:  b \r\n\r\n{}\r\n{}");
        QTest::newRow("from an editor")
            << QByteArray("POST /orders?a=1\nHost:example.org\nX-A: b\n\n{}\r\n{}\n");
    }
    void readsARequest()
    {
        QFETCH(const QByteArray, text);
        const auto request = parseRequest(text.toStdString(), "r.http");
        QVERIFY2(request, request ? "" : request.error().text().c_str());
        QCOMPARE(request->method, std::string("POST"));
        QCOMPARE(request->target, std::string("/orders?a=1"));
        QCOMPARE(request->fields.size(), std::size_t(2));
        QCOMPARE(request->fields[1].first, std::string("X-A"));
        QCOMPARE(request->fields[1].second, std::string("b"));
        QCOMPARE(request->body, std::string("{}\r\n{}"));
    }

    void saysWhichLineIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *text, const QString &where) {
            QTest::newRow(text) << QByteArray(text) << where;
        };
        row("", u"r.http:1"_s);
        row("GET", u"r.http:1"_s);
        row("GET no-slash HTTP/1.1\n\n", u"r.http:1"_s);
        row("GET / HTTP/1.1 more\n\n", u"r.http:1"_s);
        row("GET / HTML\n\n", u"r.http:1"_s);
        row("GET /\nHost: a\nno colon\n\n", u"r.http:3"_s);
        row("GET /\nBad Name: a\n\n", u"r.http:2"_s);
    }
    void saysWhichLineIsWrong()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, where);
        const auto request = parseRequest(text.toStdString(), "r.http");
        QVERIFY(!request);
        QCOMPARE(QString::fromStdString(request.error().where), where);
    }

    void saysThatTheFileIsMissing()
    {
        const auto request = readRequest("/nowhere/r.http");
        QVERIFY(!request);
        QCOMPARE(request.error().where, std::string("/nowhere/r.http"));
    }
};

GW_TEST(BenchRequestTest)
#include "bench_request_test.moc"
