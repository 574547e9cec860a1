// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/response_body.h"
#include "support/full_disk.h"
#include "support/room_test.h"

#include <QFile>
#include <QObject>

using gw::requests::ResponseBody;

class ResponseBodyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesOnInAFile();
    void endsWhereAFullDiskDid();
    void tellsOfAFileThatWasCut();
};

void ResponseBodyTest::goesOnInAFile()
{
    ResponseBody body(4);
    QVERIFY(body.append("four"));
    QVERIFY(!body.isInFile());
    QVERIFY(body.append("more"));
    QVERIFY(body.isInFile());
    QVERIFY(body.finish());
    QVERIFY(body.finish()); // once more is no mistake
    QCOMPARE(body.readAll().value(), "fourmore");
    QCOMPARE(body.read(6, 10).value(), "re");
    QCOMPARE(body.read(8, 10).value(), "");
}

void ResponseBodyTest::endsWhereAFullDiskDid()
{
    ResponseBody body(4);
    const gw::test::FullDisk full(1000);
    QVERIFY(body.append(std::string(2000, 'x'))); // waits in a buffer
    const auto finished = body.finish();
    QVERIFY(!finished);
    QCOMPARE(finished.error().what, "The response cannot be kept: File too large");
    QVERIFY(!finished.error().remedy.empty());
    QVERIFY(!body.finish());
    QVERIFY(!body.append("x"));
    QCOMPARE(body.size(), std::uint64_t{1000});
    QCOMPARE(body.readAll().value(), std::string(1000, 'x'));

    ResponseBody large(4);
    const auto appended = large.append(std::string(100'000, 'x')); // is written at once
    QVERIFY(!appended);
    QCOMPARE(appended.error().what, "The response cannot be kept: File too large");
    QCOMPARE(large.size(), std::uint64_t{0});
}

void ResponseBodyTest::tellsOfAFileThatWasCut()
{
    ResponseBody body(4);
    QVERIFY(body.append(std::string(2000, 'x')));
    QVERIFY(body.finish());
    QVERIFY(QFile::resize(QString::fromStdString(body.filePath()), 10));
    QVERIFY(!body.readAll());
    QCOMPARE(body.read(0, 10).value(), std::string(10, 'x'));
}

GW_TEST(ResponseBodyTest)
#include "response_body_test.moc"
