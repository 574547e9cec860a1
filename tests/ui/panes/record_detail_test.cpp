// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/fact_list.h"
#include "panes/record_detail.h"
#include "support/room_test.h"
#include "ui/widgets/trace_record.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"

#include <QPushButton>
#include <QSignalSpy>

using gw::panes::FactList;
using gw::panes::RecordDetail;
using gw::test::tracedRecord;

class RecordDetailTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatEveryStepDid();
    void breaksWhatDoesNotFit();
    void isEmptyWithoutARequest();
};

void RecordDetailTest::showsWhatEveryStepDid()
{
    RecordDetail detail;
    auto record = tracedRecord();
    record.requestId = QStringLiteral("6f0e7c1e");
    detail.show(&record);
    QCOMPARE(detail.trace().model().rowCount(), 4);
    QVERIFY(detail.trace().isVisibleTo(&detail));
    QVERIFY(detail.findChild<FactList *>()->toPlainText().contains(QStringLiteral("6f0e7c1e")));
    const QSignalSpy resend(&detail, &RecordDetail::resendWanted);
    detail.findChild<QPushButton *>()->click();
    QCOMPARE(resend.size(), 1);
}

void RecordDetailTest::breaksWhatDoesNotFit()
{
    FactList facts;
    facts.setFacts({{QStringLiteral("Request id"), QString(60, QLatin1Char('a'))},
                    {QStringLiteral("Key"), QString()}});
    facts.resize(2000, 20);
    facts.show();
    const int oneLine = facts.height();
    facts.resize(160, 20);
    QVERIFY(facts.height() >= 3 * oneLine);
    QVERIFY(facts.document()->idealWidth() <= facts.viewport()->width());
    QVERIFY(!facts.toPlainText().contains(QStringLiteral("Key")));
}

void RecordDetailTest::isEmptyWithoutARequest()
{
    RecordDetail detail;
    const auto record = tracedRecord();
    detail.show(&record);
    detail.show(nullptr);
    QVERIFY(!detail.trace().isVisibleTo(&detail));
    QVERIFY(!detail.findChild<FactList *>()->isVisibleTo(&detail));
}

GW_TEST(RecordDetailTest)
#include "record_detail_test.moc"
