// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/run_report.h"
#include "support/room_test.h"

#include <QXmlStreamReader>

using namespace gw::requests;

class RunReportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesXmlWhateverABodyHolds();
};

void RunReportTest::writesXmlWhateverABodyHolds()
{
    EntryResult entry;
    entry.method = "GET";
    entry.url = "http://h/\x02";
    entry.checks.push_back(
        {"body == \"a\"", 3, Check::State::Failed, "is \x01\x1b[1m <&> \x08", false});
    FileResult file;
    file.path = "a.hurl";
    file.entries.push_back(entry);
    QXmlStreamReader xml(QByteArray::fromStdString(junitReport({file})));
    QString failure;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("failure")) {
            failure = xml.readElementText();
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(failure, QStringLiteral("line 3: is \uFFFD\uFFFD[1m <&> \uFFFD"));
}

GW_TEST(RunReportTest)
#include "run_report_test.moc"
