// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/environment.h"
#include "support/room_test.h"

#include <QFile>
#include <QObject>
#include <QTemporaryDir>
#include <QTest>

class EnvironmentTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void setsAndAddsVariables();
    void makesTheFile();
    void readsBackWhatWasAdded_data();
    void readsBackWhatWasAdded();
    void refusesWhatAFileCannotHold();
};

void EnvironmentTest::setsAndAddsVariables()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("local.env")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# who\nid = 1\nname=a\nid=2\nlast=x");
    file.close();
    QVERIFY(gw::requests::addToEnvironmentFile(file.fileName().toStdString(),
                                               {{"id", "3=4"}, {"new", "n"}}));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("# who\nid = 1\nname=a\nid=3=4\nlast=x\nnew=n\n"));
}

void EnvironmentTest::makesTheFile()
{
    const QTemporaryDir folder;
    const std::string path = gw::requests::environmentFile(folder.path().toStdString(), "staging");
    QVERIFY(gw::requests::addToEnvironmentFile(path, {{"id", "7"}}));
    QCOMPARE(gw::requests::environmentsOf(folder.path().toStdString()),
             std::vector<std::string>{"staging"});
    const auto read = gw::requests::readEnvironmentFile(path);
    QVERIFY(read);
    QCOMPARE(gw::requests::toText(read->at("id")), "7");
}

void EnvironmentTest::readsBackWhatWasAdded_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"1.10", "0123", "12e45", " outer blanks ", "\"quoted\"", "plain",
                              "42", "true", "null", "a \"b\" c", ""}) {
        QTest::newRow(value) << QByteArray(value);
    }
}

void EnvironmentTest::readsBackWhatWasAdded()
{
    QFETCH(const QByteArray, value);
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("a.env")).toStdString();
    QVERIFY(gw::requests::addToEnvironmentFile(path, {{"id", value.toStdString()}}));
    const auto read = gw::requests::readEnvironmentFile(path);
    QVERIFY(read);
    QCOMPARE(QByteArray::fromStdString(gw::requests::toText(read->at("id"))), value);
}

void EnvironmentTest::refusesWhatAFileCannotHold()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("a.env")).toStdString();
    QVERIFY(!gw::requests::addToEnvironmentFile(path, {{"id", "a\nb"}}));
    QVERIFY(!gw::requests::addToEnvironmentFile(path, {{"a=b", "c"}}));
    QVERIFY(!QFile::exists(QString::fromStdString(path)));
}

GW_TEST(EnvironmentTest)
#include "environment_test.moc"
