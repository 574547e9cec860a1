// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_texts.h"
#include "models/traffic_export.h"
#include "models/traffic_model.h"
#include "support/room_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using gw::client::TrafficRecord;
using gw::models::TrafficModel;
using gw::test::wholeText;

namespace {

TrafficRecord sample()
{
    TrafficRecord record;
    record.time =
        QDateTime::fromString(QStringLiteral("2026-01-31T12:00:00.123Z"), Qt::ISODateWithMs);
    record.method = QStringLiteral("POST");
    record.rawPath = QStringLiteral("/it's/here");
    record.rawQuery = QStringLiteral("a=1&b=%20x");
    record.status = 201;
    record.apiId = QStringLiteral("de,mo");
    record.total = std::chrono::microseconds(1500);
    record.rawRequest =
        "POST /x HTTP/1.1\r\nHost: h\r\nX-One: a'b\r\nX-Empty:\r\nContent-Length: 4\r\n\r\nbody";
    record.rawResponse = "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\n\r\nhello";
    return record;
}

gw::models::Origins origins()
{
    return {.gateway = QStringLiteral("http://h"),
            .ofApis = {{QStringLiteral("own"), QStringLiteral("https://h:9001")}}};
}

QJsonObject harOf(const QList<TrafficRecord> &records)
{
    TrafficModel model;
    model.add(records, 0);
    const QByteArray text = wholeText(gw::models::harText(model, origins()));
    return QJsonDocument::fromJson(text).object().value(QLatin1String("log")).toObject();
}

} // namespace

class TrafficExportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesACurlCommand();
    void writesHar();
    void hidesCredentialsInHar();
    void keepsBytesInHar();
    void hasWhatTheClientSent();
    void saysThatABodyIsCut();
    void writesWhatWasShownAtFirst();
    void writesCsv();
    void hidesCredentialsInCsv();
};

void TrafficExportTest::writesACurlCommand()
{
    const auto command = [](const TrafficRecord &record) {
        return gw::models::curlCommand(record, QStringLiteral("http://127.0.0.1:8080"));
    };
    QCOMPARE(command(sample()), QStringLiteral("curl \\\n"
                                               "  --url 'http://127.0.0.1:8080/it'\\''s/here"
                                               "?a=1&b=%20x' \\\n"
                                               "  --header 'X-One: a'\\''b' \\\n"
                                               "  --header 'X-Empty;' \\\n"
                                               "  --header Content-Type: \\\n"
                                               "  --data-raw body\n"));
    TrafficRecord plain;
    plain.method = QStringLiteral("HEAD");
    plain.path = QStringLiteral("/get[]");
    QCOMPARE(command(plain), QStringLiteral("curl \\\n  --head \\\n  --globoff \\\n"
                                            "  --url 'http://127.0.0.1:8080/get[]'\n"));
    for (const char *path : {"/a/../b", "/a/%2E%2e/b", "/."}) {
        plain.rawPath = QLatin1String(path);
        QVERIFY2(command(plain).contains(QLatin1String(path)) &&
                     command(plain).contains(QStringLiteral("--path-as-is")),
                 path);
    }
    TrafficRecord query = sample();
    query.method = QStringLiteral("GET");
    query.host = QStringLiteral("api.example");
    query.rawRequest.replace("body", "\xff");
    const QString text = command(query);
    QVERIFY2(text.contains(QStringLiteral("--request GET")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("--data-raw $'\\xff'\n")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("--header 'Host: api.example'")), qPrintable(text));
}

void TrafficExportTest::writesHar()
{
    TrafficRecord own = sample();
    own.apiId = QStringLiteral("own");
    const QJsonObject log = harOf({sample(), own});
    const QJsonArray entries = log.value(QLatin1String("entries")).toArray();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[1][QLatin1String("request")][QLatin1String("url")].toString(),
             QStringLiteral("https://h:9001/it's/here?a=1&b=%20x"));
    QCOMPARE(log.value(QLatin1String("version")).toString(), QStringLiteral("1.2"));
    const QJsonObject entry = log.value(QLatin1String("entries")).toArray().first().toObject();
    QCOMPARE(entry.value(QLatin1String("time")).toDouble(), 1.5);
    const QJsonObject request = entry.value(QLatin1String("request")).toObject();
    QCOMPARE(request.value(QLatin1String("url")).toString(),
             QStringLiteral("http://h/it's/here?a=1&b=%20x"));
    QCOMPARE(request.value(QLatin1String("headers")).toArray().size(), 4);
    QCOMPARE(
        request.value(QLatin1String("postData")).toObject().value(QLatin1String("text")).toString(),
        QStringLiteral("body"));
    const QJsonObject response = entry.value(QLatin1String("response")).toObject();
    QCOMPARE(response.value(QLatin1String("statusText")).toString(), QStringLiteral("Created"));
    QCOMPARE(response.value(QLatin1String("content"))
                 .toObject()
                 .value(QLatin1String("mimeType"))
                 .toString(),
             QStringLiteral("text/plain"));
}

void TrafficExportTest::hidesCredentialsInHar()
{
    TrafficRecord record = sample();
    record.rawQuery = QStringLiteral("a=1&api_key=opens-it&token&api%5Fkey=opens-it");
    record.rawRequest = "GET /x HTTP/1.1\r\nAuthorization: Bearer opens-it\r\n"
                        "Cookie: sid=opens-it\r\nX-Api-Key: opens-it\r\nAccept: a/b\r\n"
                        "Referer: http://app/?session=opens-it&b=2\r\n\r\n";
    record.rawResponse = "HTTP/1.1 302 Found\r\nSet-Cookie: sid=opens-it\r\n"
                         "Location: https://app/cb?c=3&access_token=opens-it#id_token=opens-it\r\n"
                         "\r\n";
    const QByteArray text = QJsonDocument(harOf({record})).toJson();
    QVERIFY2(!text.contains("opens-it"), text);
    QVERIFY2(text.contains("?a=1&api_key=****&token&api%5Fkey=****") && text.contains("a/b"), text);
    QVERIFY2(text.contains("https://app/cb?c=3&access_token=****#id_token=****"), text);
    QVERIFY2(text.contains("http://app/?session=****&b=2"), text);
}

// The record holds the request as it went on to the upstream.
void TrafficExportTest::hasWhatTheClientSent()
{
    using Change = gw::client::TraceChange;
    const auto change = [](Change::Kind kind, const char *name, const char *before,
                           const char *after) {
        return Change{.kind = kind,
                      .subject = QStringLiteral("request header"),
                      .name = QLatin1String(name),
                      .before = QLatin1String(before),
                      .after = QLatin1String(after)};
    };
    TrafficRecord record = sample();
    record.rawRequest.replace("X-Empty:", "Foo: bar\r\nX-Empty:");
    record.trace = {{.name = QStringLiteral("one"),
                     .phase = QStringLiteral("request"),
                     .outcome = QStringLiteral("continue"),
                     .note = {},
                     .changes = {change(Change::Kind::Changed, "X-One", "first", "a'b"),
                                 change(Change::Kind::Removed, "X-Gone", "g", "")}},
                    {.name = QStringLiteral("two"),
                     .phase = QStringLiteral("request"),
                     .outcome = QStringLiteral("continue"),
                     .note = {},
                     .changes = {change(Change::Kind::Added, "Foo", "", "bar")}}};
    const QJsonArray headers = harOf({record})[QLatin1String("entries")][0]
                                              [QLatin1String("request")][QLatin1String("headers")]
                                                  .toArray();
    QStringList sent;
    for (const QJsonValue &header : headers) {
        sent.append(header[QLatin1String("name")].toString() + QLatin1Char('=') +
                    header[QLatin1String("value")].toString());
    }
    QCOMPARE(sent.join(QLatin1Char(' ')),
             QStringLiteral("Host=h X-One=first X-Empty= Content-Length=4 X-Gone=g"));
    const QString command = gw::models::curlCommand(record, QStringLiteral("http://h"));
    QVERIFY2(!command.contains(QStringLiteral("Foo")) &&
                 command.contains(QStringLiteral("X-One: first")),
             qPrintable(command));
}

void TrafficExportTest::saysThatABodyIsCut()
{
    const auto part = [](const TrafficRecord &record, const char *side) {
        return harOf({record})[QLatin1String("entries")][0][QLatin1String(side)].toObject();
    };
    const TrafficRecord whole = sample();
    QCOMPARE(part(whole, "request")[QLatin1String("bodySize")].toInt(), 4);
    QVERIFY(!part(whole, "request")[QLatin1String("postData")].toObject().contains(
        QLatin1String("comment")));
    TrafficRecord record = sample();
    record.bytesIn = 15'001'037;
    record.bytesOut = 100'000'123; // with its head
    const QByteArray kept(64 * 1024, 'x');
    record.rawRequest.replace("body", kept);
    record.rawResponse.replace("hello", kept);
    const QJsonObject request = part(record, "request");
    QCOMPARE(request[QLatin1String("bodySize")].toInt(), 15'001'037);
    QCOMPARE(request[QLatin1String("postData")][QLatin1String("comment")].toString(),
             QStringLiteral("Only the first 65536 of 15001037 bytes were recorded"));
    const QJsonObject open = part(record, "response"); // how long it is was not told
    QCOMPARE(open[QLatin1String("bodySize")].toInt(), -1);
    QCOMPARE(open[QLatin1String("content")][QLatin1String("size")].toInt(), -1);
    QCOMPARE(open[QLatin1String("content")][QLatin1String("comment")].toString(),
             QStringLiteral("Only the first 65536 bytes were recorded"));
    record.rawResponse.replace("\r\n\r\n", "\r\nContent-Length: 100000000\r\n\r\n");
    const QJsonObject told = part(record, "response");
    QCOMPARE(told[QLatin1String("bodySize")].toInt(), 100'000'000);
    QCOMPARE(told[QLatin1String("content")][QLatin1String("size")].toInt(), 100'000'000);
}

void TrafficExportTest::keepsBytesInHar()
{
    TrafficRecord record = sample();
    record.rawRequest.replace("body", QByteArray("\0\x01", 2));
    record.rawResponse.replace("hello", "\xff\xfe");
    const QJsonObject entry =
        harOf({record}).value(QLatin1String("entries")).toArray().first().toObject();
    const auto part = [&entry](const char *side, const char *name) {
        return entry.value(QLatin1String(side)).toObject().value(QLatin1String(name)).toObject();
    };
    for (const auto &[json, text] : {std::pair(part("request", "postData"), "AAE="),
                                     std::pair(part("response", "content"), "//4=")}) {
        QCOMPARE(json.value(QLatin1String("encoding")).toString(), QStringLiteral("base64"));
        QCOMPARE(json.value(QLatin1String("text")).toString(), QLatin1String(text));
    }
}

void TrafficExportTest::writesWhatWasShownAtFirst()
{
    TrafficModel model({.rows = 1000, .bytes = 1'000'000}, nullptr);
    TrafficRecord record;
    const auto add = [&](int from, int to) {
        for (int number = from; number < to; ++number) {
            record.rawPath = QStringLiteral("/%1").arg(number);
            model.add({record}, 0);
        }
    };
    add(0, 10);
    const gw::models::ExportText text = gw::models::csvText(model);
    add(10, 2000); // the first ones are dropped
    QVERIFY(model.record(0).rawPath != QLatin1String("/0"));
    const QList<QByteArray> lines = wholeText(text).split('\n');
    QCOMPARE(lines.size(), 12); // head and end
    for (int number = 0; number < 10; ++number) {
        const QByteArray path = "/" + QByteArray::number(number);
        QCOMPARE(lines[number + 1].split(',')[2], path);
    }
}

void TrafficExportTest::writesCsv()
{
    TrafficModel model;
    TrafficRecord formulas;
    formulas.method = QStringLiteral("=A");
    formulas.rawPath = QStringLiteral("=1+1");
    model.add({sample(), formulas}, 0);
    const QList<QByteArray> lines = wholeText(gw::models::csvText(model)).split('\n');
    QCOMPARE(lines.size(), 4); // the last one is empty
    QVERIFY2(lines[2].contains(",'=A,'=1+1,0,"), lines[2]);
    QVERIFY(lines[1].startsWith("2026-01-31T12:00:00.123Z,POST,"));
    QVERIFY(lines[1].contains(",201,\"de,mo\",1500000,"));
}

void TrafficExportTest::hidesCredentialsInCsv()
{
    TrafficModel model;
    TrafficRecord record = sample();
    record.rawQuery = QStringLiteral("a=1&api_key=opens-it&b=2&access%5Ftoken=opens-it");
    model.add({record}, 0);
    const QByteArray text = wholeText(gw::models::csvText(model));
    QVERIFY2(!text.contains("opens-it"), text);
    QVERIFY2(text.contains("?a=1&api_key=****&b=2&access%5Ftoken=****,201,"), text);
}

GW_TEST(TrafficExportTest)
#include "traffic_export_test.moc"
