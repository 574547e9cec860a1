// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/record_compare_page.h"
#include "compare/text_diff_model.h"
#include "models/record_text.h"
#include "models/traffic_model.h"
#include "support/room_test.h"

#include <QLabel>

#include <algorithm>

using gw::client::TraceChange;
using gw::client::TraceStep;
using gw::client::TrafficRecord;
using gw::compare::RecordComparePage;
using gw::compare::TextDiffModel;
using namespace Qt::StringLiterals;

class RecordComparePageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysAllThatARecordHolds();
    void saysWhatWasNotRecorded();
    void comparesTwo();
    void headsAUrlAsItIs();
    void waitsForItsRequests();
    void findsThemOneByOne();

private:
    static TrafficRecord record(std::uint64_t sequence, int status)
    {
        TrafficRecord record;
        record.sequence = sequence;
        record.time = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + qint64(sequence));
        record.method = u"GET"_s;
        record.rawPath = u"/orders"_s;
        record.status = status;
        return record;
    }
    static QStringList changed(const TextDiffModel &model)
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QString before = model.index(row, TextDiffModel::OldText).data().toString();
            const QString after = model.index(row, TextDiffModel::NewText).data().toString();
            if (before != after) {
                texts.append(before + u" => "_s + after);
            }
        }
        return texts;
    }
};

void RecordComparePageTest::saysAllThatARecordHolds()
{
    TrafficRecord one = record(1, 201);
    one.apiName = u"Orders"_s;
    one.error = u"refused"_s;
    one.rawRequest = "POST /orders HTTP/1.1\r\nX-One: two\r\n\r\n{\"a\":1}";
    one.rawResponse = "HTTP/1.1 201 Created\r\nX-Three: four\r\n\r\nplain words";
    TraceStep step;
    step.name = u"GoPluginMiddleware:/p/post.so:AddFoo"_s;
    step.phase = u"request"_s;
    step.outcome = u"continue"_s;
    step.changes = {{TraceChange::Kind::Added, u"request header"_s, u"Foo"_s, {}, u"bar"_s}};
    one.trace = {step};
    const QString text = QString::fromStdString(gw::models::recordText(one));
    for (const QString &words :
         {u"GET /orders\n"_s, u"Status: 201"_s, u"API: Orders"_s, u"Error: refused"_s,
          u"request  AddFoo  continue"_s, u"request header Foo added: bar"_s, u"X-One: two"_s,
          u"\"a\": 1"_s, u"X-Three: four"_s, u"plain words"_s}) {
        QVERIFY2(text.contains(words), qPrintable(words + u" is not in\n"_s + text));
    }
}

void RecordComparePageTest::saysWhatWasNotRecorded()
{
    const QString text = QString::fromStdString(gw::models::recordText(record(1, 200)));
    QVERIFY(text.contains(u"(not traced)"_s));
    QCOMPARE(text.count(u"(headers and body were not recorded)"_s), 2);
}

void RecordComparePageTest::comparesTwo()
{
    gw::models::TrafficModel traffic;
    traffic.add({record(1, 200), record(2, 200), record(3, 404)}, 0);
    const auto address = RecordComparePage::addressOf(traffic.record(0), traffic.record(2));
    RecordComparePage page(address, traffic, nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(page.model().rowCount() > 0, 20'000);
    QCOMPARE(changed(page.model()), QStringList{u"Status: 200 => Status: 404"_s});
    QCOMPARE(page.title(), u"GET /orders vs GET /orders"_s);
}

// %20 and %5 are no places of the heading.
void RecordComparePageTest::headsAUrlAsItIs()
{
    gw::models::TrafficModel traffic;
    TrafficRecord spaced = record(2, 200);
    spaced.rawPath = u"/a%20b%5"_s;
    traffic.add({record(1, 200), spaced}, 0);
    RecordComparePage page(RecordComparePage::addressOf(record(1, 200), spaced), traffic, nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(page.model().rowCount() > 0, 20'000);
    const auto labels = page.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text().contains(u"GET /a%20b%5\n200"_s);
    }));
}

void RecordComparePageTest::waitsForItsRequests()
{
    gw::models::TrafficModel traffic;
    TrafficRecord ofAnother = record(2, 500); // the same number, of another engine
    ofAnother.time = ofAnother.time.addSecs(5);
    traffic.add({record(1, 200), ofAnother}, 0);
    RecordComparePage page(RecordComparePage::addressOf(record(1, 200), record(2, 302)), traffic,
                           nullptr);
    QCOMPARE(page.title(), u"Compare"_s);
    traffic.add({record(2, 302)}, 0);
    QTRY_VERIFY_WITH_TIMEOUT(page.model().rowCount() > 0, 20'000);
    QCOMPARE(changed(page.model()), QStringList{u"Status: 200 => Status: 302"_s});
}

void RecordComparePageTest::findsThemOneByOne()
{
    gw::models::TrafficModel traffic;
    RecordComparePage page(RecordComparePage::addressOf(record(1, 200), record(2, 302)), traffic,
                           nullptr);
    traffic.add({record(1, 200)}, 0);
    traffic.clear();
    QCOMPARE(page.title(), u"Compare"_s);
    traffic.add({record(2, 302), record(3, 404)}, 0);
    QTRY_VERIFY_WITH_TIMEOUT(page.model().rowCount() > 0, 20'000);
    QCOMPARE(changed(page.model()), QStringList{u"Status: 200 => Status: 302"_s});

    // Those that a filter hid are there again at its end.
    const auto filter = gw::models::TrafficFilter::parse(u"status:404"_s);
    QVERIFY(filter);
    traffic.add({record(1, 200)}, 0);
    traffic.setFilter(*filter);
    QTRY_COMPARE_WITH_TIMEOUT(traffic.rowCount(), 1, 20'000);
    RecordComparePage later(page.address(), traffic, nullptr);
    QCOMPARE(later.title(), u"Compare"_s);
    traffic.setFilter({});
    QTRY_VERIFY_WITH_TIMEOUT(later.model().rowCount() > 0, 20'000);
}

GW_TEST(RecordComparePageTest)
#include "record_compare_page_test.moc"
