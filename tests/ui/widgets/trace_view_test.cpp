// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/metrics.h"
#include "look/tokens.h"
#include "support/room_test.h"
#include "ui/widgets/trace_record.h"
#include "widgets/elided_label.h"
#include "widgets/timing_bar.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace gw::widgets;
using gw::test::tracedRecord;

class TraceViewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelIsSound();
    void tellsWhoseWorkAStepIs();
    void putsStepsOnOneAxis();
    void summarisesChanges();
    void findsTheStepThatAddedAHeader();
    void showsWhatASelectedStepChanged();
    void beginsWithAStepThatDidSomething();
    void breaksAtTheSelectedStep();
    void saysWhyThereIsNoTrace();
    void leadsToATrace();
    void leadsToThePluginOfAStep();
    void keepsRowsInASmallWindow();
    void fitsBesideAPage();
    void nestsStepsInTheWait();
    void tellsTheBodyFromTheSteps();
};

void TraceViewTest::modelIsSound()
{
    TraceModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRecord(tracedRecord());
    QCOMPARE(model.rowCount(), 4);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.stepAt(0) == nullptr);
}

void TraceViewTest::tellsWhoseWorkAStepIs()
{
    TraceModel model;
    auto record = tracedRecord();
    record.trace[3].outcome = u"fail"_s;
    model.setRecord(record);
    const auto kind = [&model](int row) {
        return model.index(row, 0).data(TraceModel::KindRole).value<TraceModel::Kind>();
    };
    QCOMPARE(kind(0), TraceModel::Kind::Chain);
    QCOMPARE(kind(1), TraceModel::Kind::Plugin);
    QCOMPARE(kind(2), TraceModel::Kind::Upstream);
    QCOMPARE(kind(3), TraceModel::Kind::Failed);
    QCOMPARE(model.index(1, TraceModel::StepColumn).data().toString(), u"AddFooBarHeader"_s);
    QVERIFY(model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"plugin"_s));
}

void TraceViewTest::putsStepsOnOneAxis()
{
    TraceModel model;
    model.setRecord(tracedRecord());
    double end = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex bar = model.index(row, TraceModel::BarColumn);
        QVERIFY(bar.data(TraceModel::StartRole).toDouble() >= end);
        end = bar.data(TraceModel::EndRole).toDouble();
        QVERIFY(end <= 1.0);
    }
    QCOMPARE(model.index(2, TraceModel::TimeColumn).data().toString(), u"1.52 ms"_s);
}

void TraceViewTest::summarisesChanges()
{
    const auto record = tracedRecord();
    QCOMPARE(changeSummary(record.trace[0]), QString());
    QCOMPARE(changeSummary(record.trace[1]), u"+1 header"_s);
    QCOMPARE(changeSummary(record.trace[3]), u"+1 \u22121 header, 201"_s);
    gw::client::TraceStep answered;
    answered.outcome = u"respond"_s;
    QCOMPARE(changeSummary(answered), u"answered"_s);
}

void TraceViewTest::findsTheStepThatAddedAHeader()
{
    TraceModel model;
    model.setRecord(tracedRecord());
    QCOMPARE(model.rowThatAdded(u"foo"_s), 1);
    QCOMPARE(model.rowThatAdded(u"X-Up"_s), 3);
    QCOMPARE(model.rowThatAdded(u"Server"_s), -1);
}

void TraceViewTest::showsWhatASelectedStepChanged()
{
    TraceView view;
    view.resize(700, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setRecord(tracedRecord());
    auto *changes = view.findChild<QPlainTextEdit *>();
    // The first plugin that did something is selected at first.
    QCOMPARE(changes->toPlainText(), u"+ request header Foo: Bar"_s);
    auto *steps = view.findChild<QTreeView *>();
    const QSignalSpy selected(&view, &TraceView::stepSelected);
    QTest::mouseClick(steps->viewport(), Qt::LeftButton, {},
                      steps->visualRect(steps->model()->index(3, 0)).center());
    QCOMPARE(selected.count(), 1);
    QVERIFY(changes->toPlainText().contains(u"\u2212 response header Server: x"_s));
    QTest::keyClick(steps, Qt::Key_Up);
    QVERIFY(changes->toPlainText().contains(u"Nothing"_s));
    QCOMPARE(selected.count(), 2);
}

void TraceViewTest::beginsWithAStepThatDidSomething()
{
    TraceView view;
    const auto *steps = view.findChild<QTreeView *>();
    auto record = tracedRecord();
    view.setRecord(record);
    QCOMPARE(steps->currentIndex().row(), 1); // a plugin before others
    for (const QString &end : {u"respond"_s, u"fail"_s}) {
        auto ended = tracedRecord();
        ended.trace[0].outcome = end;
        view.setRecord(ended);
        QCOMPARE(steps->currentIndex().row(), 0); // where the request ended
    }
    record.trace[1].changes.clear();
    view.setRecord(record);
    QCOMPARE(steps->currentIndex().row(), 3);
    record.trace[3].changes.clear();
    view.setRecord(record);
    QCOMPARE(steps->currentIndex().row(), 0);
}

void TraceViewTest::breaksAtTheSelectedStep()
{
    TraceView view;
    auto record = tracedRecord();
    record.method = u"GET"_s;
    record.trace[3].name = u"breakpoint"_s;
    view.setRecord(record);
    view.show();
    QToolButton *here = nullptr;
    for (auto *button : view.findChildren<QToolButton *>()) {
        here = button->text() == u"Break here"_s ? button : here;
    }
    QVERIFY(here != nullptr);
    QVERIFY(here->focusPolicy() & Qt::TabFocus); // by keys too
    QString asked;
    connect(&view, &TraceView::breakWanted, this, [&asked](const auto &of, const auto &step) {
        asked = of.method + u' ' + step.shortName();
    });
    here->click();
    QCOMPARE(asked, u"GET AddFooBarHeader"_s);
    view.selectStep(2);
    here->click();
    QCOMPARE(asked, u"GET upstream"_s);
    view.selectStep(3); // where it was paused itself
    QVERIFY(!here->isVisible());
}

void TraceViewTest::leadsToThePluginOfAStep()
{
    TraceView view;
    view.resize(700, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setRecord(tracedRecord());
    QSignalSpy wanted(&view, &TraceView::pluginWanted);
    QToolButton *button = nullptr;
    for (auto *each : view.findChildren<QToolButton *>()) {
        button = each->text() == u"Open plugin"_s ? each : button;
    }
    QVERIFY(button != nullptr);
    view.selectStep(2); // the upstream is none
    QVERIFY(!button->isVisible());
    view.selectStep(1);
    QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), 20'000);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), u"/p/post.so"_s);
    // With the keyboard, on the step itself.
    auto *steps = view.findChild<QTreeView *>();
    QTest::keyClick(steps, Qt::Key_Return);
    QCOMPARE(wanted.size(), 2);
    QTest::keyClick(steps, Qt::Key_Down);
    QTest::keyClick(steps, Qt::Key_Return);
    QCOMPARE(wanted.size(), 2);
}

void TraceViewTest::saysWhyThereIsNoTrace()
{
    TraceView view;
    view.setRecord({});
    bool isSaid = false;
    for (const QLabel *label : view.findChildren<QLabel *>()) {
        isSaid |= label->text().contains(u"no trace"_s);
    }
    QVERIFY(isSaid);
    QCOMPARE(view.model().rowCount(), 0);
}

void TraceViewTest::leadsToATrace()
{
    TraceView view;
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    auto *button = view.findChild<QPushButton *>();
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), TraceView::tr("Send"));
    const QSignalSpy sent(&view, &TraceView::sendWanted);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(sent.size(), 1);

    view.setRecord({});
    view.setCapturing(false);
    QCOMPARE(button->text(), TraceView::tr("Turn Capture on"));
    const QSignalSpy turned(&view, &TraceView::captureWanted);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(turned.size(), 1);
    QCOMPARE(sent.size(), 1);
    view.setCapturing(true);
    QCOMPARE(button->text(), TraceView::tr("Send"));
    view.setRecord(tracedRecord());
    QVERIFY(!button->isVisible());
}

void TraceViewTest::keepsRowsInASmallWindow()
{
    TraceView view;
    view.setRecord(tracedRecord());
    view.resize(400, 60);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto *steps = view.findChild<QTreeView *>();
    const QRect last = steps->visualRect(steps->model()->index(2, 0));
    QVERIFY2(last.bottom() <= steps->viewport()->height(), "three steps do not fit");
    const auto *changes = view.findChild<QPlainTextEdit *>();
    QVERIFY(changes->viewport()->height() >= changes->fontMetrics().height());
}

// The inspector's width, and the height that it gives to a trace at least.
void TraceViewTest::fitsBesideAPage()
{
    TraceView view;
    view.setRecord(tracedRecord());
    view.resize(view.fontMetrics().averageCharWidth() * 45, 12 * gw::look::rowHeight());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto *area = view.findChild<QScrollArea *>();
    QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
    QCOMPARE(area->verticalScrollBar()->maximum(), 0);
    for (const auto *button : view.findChildren<QToolButton *>()) {
        QVERIFY(button->isVisible());
        QVERIFY(button->mapTo(&view, button->rect().bottomRight()).x() < view.width());
    }
}

void TraceViewTest::nestsStepsInTheWait()
{
    TimingBar bar;
    QVERIFY(bar.rowTexts().isEmpty());
    gw::requests::Timings timings;
    timings.connect = 100us;
    timings.wait = 2000us;
    timings.total = 2100us;
    bar.setTimings(timings);
    QCOMPARE(bar.rowTexts().size(), 8);
    const int before = bar.sizeHint().height();
    bar.setRecord(tracedRecord());
    const QStringList rows = bar.rowTexts();
    QCOMPARE(rows.size(), 12);
    QVERIFY(rows[5].startsWith(u"Wait"_s));
    QCOMPARE(rows[7], u"AddFooBarHeader  80 us"_s);
    QVERIFY(rows[10].startsWith(u"Download"_s));
    QVERIFY(bar.sizeHint().height() > before);
    timings.redirects = 700us;
    timings.total += timings.redirects;
    bar.setTimings(timings);
    bar.setRecord(tracedRecord());
    QCOMPARE(bar.rowTexts().size(), 13);
    QCOMPARE(bar.rowTexts()[1], TimingBar::tr("Earlier requests") + u"  700 us"_s);
    QVERIFY(bar.rowTexts()[6].startsWith(u"Wait"_s));
    QCOMPARE(bar.rowTexts()[8], u"AddFooBarHeader  80 us"_s);
}

// The upstream streams for five seconds: that is neither its step's time nor the gateway's.
void TraceViewTest::tellsTheBodyFromTheSteps()
{
    gw::client::TrafficRecord record = tracedRecord();
    record.upstream = 1520us;
    record.total = 5s;
    QCOMPARE(record.untilAnswer(), 1720us);
    QCOMPARE(record.gateway(), 200us);
    TraceModel model;
    model.setRecord(record);
    QCOMPARE(model.index(3, 0).data(TraceModel::EndRole).toDouble(), 1.0);
    QVERIFY(model.index(2, 0).data(TraceModel::EndRole).toDouble() > 0.9);
    TraceView view;
    view.setRecord(record);
    const auto *title = view.findChild<ElidedLabel *>();
    QVERIFY2(title->text().contains(u"1.72 ms, then 5.00 s of body"_s), qPrintable(title->text()));
    view.setRecord(tracedRecord());
    QVERIFY2(title->text().endsWith(u"   1.84 ms"_s), qPrintable(title->text()));
    // In the timing they stand where the client waited, in the middle of what the way took.
    TimingBar bar;
    bar.resize(1000, 400);
    gw::requests::Timings timings;
    timings.wait = 3720us;
    timings.download = 1280us;
    timings.total = 5000us;
    bar.setTimings(timings);
    const auto upstreamBegin = [&bar] {
        const QImage image = bar.grab().toImage();
        const QRgb upstream = gw::look::tokens().info.rgb();
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                const auto isBar = [&](int step) {
                    return image.rect().contains(x + step, y) &&
                           image.pixel(x + step, y) == upstream;
                };
                if (isBar(0) && isBar(10) && isBar(20) && isBar(30)) {
                    return x;
                }
            }
        }
        return -1;
    };
    bar.setRecord(tracedRecord());
    const int atOnce = upstreamBegin();
    QVERIFY(atOnce > 0);
    bar.setRecord(record);
    QCOMPARE(upstreamBegin(), atOnce);
    gw::client::TrafficRecord untraced = record;
    untraced.trace.clear();
    QCOMPARE(untraced.gateway(), 5s - 1520us); // nobody knows better
}

GW_TEST(TraceViewTest)
#include "trace_view_test.moc"
