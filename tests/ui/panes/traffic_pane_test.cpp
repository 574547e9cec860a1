// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/list_view.h"
#include "panes/notice_line.h"
#include "panes/traffic_pane.h"
#include "support/room_test.h"
#include "widgets/elided_label.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QFocusEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>
#include <functional>

using gw::client::TrafficRecord;
using gw::panes::ListView;
using gw::panes::TrafficPane;

class TrafficPaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparesTwoRows();
    void waitsForAChosenRow();
    void completesWhatIsThere();
    void breaksOnSuchRequests();
    void clears();
    void tellsOfRecordsThatNeverCame();
    void choosesNothingByTheFocus();
    void bringsBackWhatWasCleared();
    void offersAWayOutWhileItIsEmpty();

private:
    static QList<TrafficRecord> records(int count)
    {
        QList<TrafficRecord> records(count);
        for (int at = 0; at < count; ++at) {
            records[at].sequence = static_cast<std::uint64_t>(at + 1);
            records[at].method = QStringLiteral("GET");
            records[at].status = 200;
        }
        return records;
    }
    static QAction *action(const QWidget &pane, const QString &text)
    {
        for (auto *action : pane.findChildren<QAction *>()) {
            if (action->text() == text) {
                return action;
            }
        }
        return nullptr;
    }

    gw::session::EngineSession m_session{nullptr};
};

void TrafficPaneTest::comparesTwoRows()
{
    TrafficPane pane(m_session);
    pane.model().add(records(4), 0);
    auto *view = pane.findChild<ListView *>();
    QAction *compare = action(pane, QStringLiteral("Compare"));
    QSignalSpy wanted(&pane, &TrafficPane::compareWanted);
    QVERIFY(!compare->isEnabled());
    const auto choose = [view](int row) {
        view->selectionModel()->select(view->model()->index(row, 0),
                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
    };
    choose(2);
    QVERIFY(!compare->isEnabled());
    choose(1);
    compare->trigger();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().at(0).value<TrafficRecord>().sequence, std::uint64_t{2}); // the older
    QCOMPARE(wanted.first().at(1).value<TrafficRecord>().sequence, std::uint64_t{3});
    choose(3);
    QVERIFY(!compare->isEnabled());
}

void TrafficPaneTest::waitsForAChosenRow()
{
    TrafficPane pane(m_session);
    const QStringList names{
        QStringLiteral("&Edit and send again"),    QStringLiteral("&Replay"),
        QStringLiteral("&Break on such requests"), QStringLiteral("Copy as c&url"),
        QStringLiteral("&Copy as lines"),          QStringLiteral("Only this &API"),
        QStringLiteral("Only this &status")};
    const auto areReady = [&](bool wanted) {
        const QString reason = QStringLiteral("Choose a request in the list first");
        return std::ranges::all_of(names, [&](const QString &name) {
            const QAction *command = action(pane, name);
            return command->isEnabled() == wanted && (command->toolTip() == reason) == !wanted;
        });
    };
    const QAction *compare = action(pane, QStringLiteral("Compare"));
    QVERIFY(areReady(false));
    QCOMPARE(compare->toolTip(), QStringLiteral("Choose two requests in the list first"));
    pane.model().add(records(2), 0);
    QVERIFY(areReady(false));
    auto *view = pane.findChild<ListView *>();
    view->selectAll();
    QVERIFY(areReady(true));
    QVERIFY(compare->isEnabled());
    QCOMPARE(compare->toolTip(), QStringLiteral("Compare two chosen requests, line by line"));
    view->clearSelection();
    QVERIFY(areReady(false));
    view->selectAll();
    pane.model().clear();
    QVERIFY(areReady(false));
    QVERIFY(!compare->isEnabled());
}

void TrafficPaneTest::completesWhatIsThere()
{
    TrafficPane pane(m_session);
    pane.tools()->show();
    QList<TrafficRecord> some = records(1);
    some[0].apiKey = QStringLiteral("partner");
    pane.model().add(some, 0); // after the field was made
    auto *filter = pane.findChild<QLineEdit *>();
    QTest::keyClicks(filter, QStringLiteral("status:200 key:p"));
    auto *completer = filter->findChild<QCompleter *>();
    QTRY_VERIFY_WITH_TIMEOUT(completer->popup()->isVisible(), 20'000);
    QCOMPARE(completer->completionCount(), 1);
    QTest::keyClick(completer->popup(), Qt::Key_Down);
    QTest::keyClick(completer->popup(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(filter->text(), QStringLiteral("status:200 key:partner"), 20'000);
}

void TrafficPaneTest::breaksOnSuchRequests()
{
    TrafficPane pane(m_session);
    pane.model().add(records(3), 0);
    const QSignalSpy wanted(&pane, &TrafficPane::breakOnWanted);
    pane.findChild<ListView *>()->selectRow(1);
    action(pane, QStringLiteral("&Break on such requests"))->trigger();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<TrafficRecord>().sequence, 2U);
}

void TrafficPaneTest::clears()
{
    TrafficPane pane(m_session);
    pane.model().add(records(4), 0);
    auto *view = pane.findChild<ListView *>();
    const auto showsRequest = [&pane] {
        const auto labels = pane.inspectorWidget()->findChildren<QLabel *>();
        return std::ranges::none_of(labels, [](const QLabel *label) {
            return label->text().contains(QLatin1String("Select a request"));
        });
    };
    QVERIFY(!showsRequest());
    view->setCurrentIndex(view->model()->index(1, 0));
    QVERIFY(showsRequest());
    action(pane, QStringLiteral("Clear"))->trigger();
    QVERIFY(!showsRequest());
    QCOMPARE(pane.model().keptCount(), std::size_t{0});
    QCOMPARE(view->model()->rowCount(), 0);
    pane.model().add(records(2), 0);
    QCOMPARE(view->model()->rowCount(), 2);
}

void TrafficPaneTest::choosesNothingByTheFocus()
{
    TrafficPane pane(m_session);
    pane.model().add(records(4), 0);
    auto *view = pane.findChild<gw::panes::ListView *>();
    const QSignalSpy chosen(view, &gw::panes::ListView::currentRowChanged);
    QFocusEvent arrived(QEvent::FocusIn, Qt::ShortcutFocusReason);
    QApplication::sendEvent(view, &arrived);
    QVERIFY(chosen.isEmpty());
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toInt(), 0);
}

void TrafficPaneTest::tellsOfRecordsThatNeverCame()
{
    TrafficPane pane(m_session);
    const auto says = [&pane](const QString &words) {
        const auto labels = pane.tools()->findChildren<gw::widgets::ElidedLabel *>();
        return std::ranges::any_of(labels, [&words](const gw::widgets::ElidedLabel *label) {
            return label->text().contains(words);
        });
    };
    pane.model().add(records(4), 0);
    QVERIFY(!says(QStringLiteral("missing")));
    QVERIFY(!pane.findChild<gw::panes::NoticeLine *>()->isVisibleTo(&pane));
    pane.model().add(records(4), 7);
    QVERIFY(says(QStringLiteral("7 missing")));
    const auto *missing = pane.findChild<gw::panes::NoticeLine *>();
    QVERIFY(missing->isVisibleTo(&pane));
    QVERIFY2(missing->text().startsWith(QStringLiteral("7 request(s) are not in this list")),
             qPrintable(missing->text()));
    const QSignalSpy wanted(&pane, &TrafficPane::metricsWanted);
    missing->findChild<QPushButton *>()->click();
    QCOMPARE(wanted.size(), 1);
    std::function<void()> undo;
    connect(&pane, &gw::window::Pane::undoOffered, this,
            [&undo](const QString &, const std::function<void()> &run) { undo = run; });
    action(pane, QStringLiteral("Clear"))->trigger();
    QVERIFY(!missing->isVisibleTo(&pane));
    undo(); // comes a moment later
    QTRY_VERIFY_WITH_TIMEOUT(missing->isVisibleTo(&pane), 20'000);
    QVERIFY(!says(QStringLiteral("older ones dropped")));
}

void TrafficPaneTest::bringsBackWhatWasCleared()
{
    TrafficPane pane(m_session);
    QStringList words;
    std::function<void()> undo;
    connect(&pane, &gw::window::Pane::undoOffered, this,
            [&](const QString &what, const std::function<void()> &run) {
                words.append(what);
                undo = run;
            });
    action(pane, QStringLiteral("Clear"))->trigger();
    QVERIFY(words.isEmpty()); // there was nothing
    pane.model().add(records(4), 0);
    const QSignalSpy ended(&pane, &gw::window::Pane::undoEnded);
    action(pane, QStringLiteral("Clear"))->trigger();
    QCOMPARE(words, QStringList{TrafficPane::tr("The list of traffic was cleared.")});
    pane.model().add(records(2), 0);
    QCOMPARE(ended.size(), 0);
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(pane.model().rowCount(), 6, 20'000);
    QVERIFY(!ended.isEmpty());
}

void TrafficPaneTest::offersAWayOutWhileItIsEmpty()
{
    TrafficPane pane(m_session);
    pane.resize(900, 300);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    auto *button = pane.findChild<ListView *>()->findChild<QPushButton *>();
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), QStringLiteral("New request"));
    QSignalSpy wanted(&pane, &TrafficPane::newRequestWanted);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    pane.model().add(records(3), 0);
    QVERIFY(!button->isVisible());
    auto *filter = pane.findChild<QLineEdit *>();
    filter->setText(QStringLiteral("status:500"));
    QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), 20'000);
    QCOMPARE(button->text(), QStringLiteral("Clear filter"));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1); // the button does one thing at a time
    QTRY_COMPARE_WITH_TIMEOUT(pane.model().rowCount(), 3, 20'000);
    QVERIFY(filter->text().isEmpty());
    QVERIFY(!button->isVisible());
}

GW_TEST(TrafficPaneTest)
#include "traffic_pane_test.moc"
