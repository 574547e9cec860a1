// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_model.h"
#include "models/traffic_model.h"
#include "panes/follow.h"
#include "panes/list_view.h"
#include "support/room_test.h"

#include <QListView>
#include <QScrollBar>
#include <QStringListModel>

using gw::models::LogModel;
using gw::models::TrafficModel;
using gw::panes::ListView;

namespace {

constexpr int kFollowBound = 1000; // rows
constexpr int kFollowBatch = 50;

// Lists as the panes have them, full, with the rows numbered.
struct FullLog {
    static constexpr int kNumbered = LogModel::Message;
    LogModel model{{.rows = kFollowBound}, nullptr};
    int next = 0;

    void add(int count)
    {
        QList<gw::client::LogLine> lines(count);
        for (gw::client::LogLine &line : lines) {
            line.message = QString::number(next++);
        }
        model.add(lines, 0);
    }
};

struct FullTraffic {
    static constexpr int kNumbered = TrafficModel::Path;
    TrafficModel model{{.rows = kFollowBound}, nullptr};
    int next = 0;

    void add(int count)
    {
        QList<gw::client::TrafficRecord> records(count);
        for (gw::client::TrafficRecord &record : records) {
            record.rawPath = QString::number(next++);
        }
        model.add(records, 0);
    }
};

int topNumber(const ListView &view, int column)
{
    return view.model()->index(view.rowAt(0), column).data().toString().toInt();
}

} // namespace

class FollowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stopsWhereTheUserScrolls();
    void goesToTheEndAgain();
    void keepsItsPlaceWhileRowsFallOff_data();
    void keepsItsPlaceWhileRowsFallOff();
    void staysOffWhereTheRowsInSightFallOff();
    void staysOnWhereTheCurrentRowFallsOff();
    void staysOffWhereTheListGetsShorter();

private:
    void show();
    template <typename Full>
    void keepPlace(QAbstractItemView::ScrollMode mode, int top);
    void addRows(int count)
    {
        const int before = m_model->rowCount();
        m_model->insertRows(before, count);
        for (int row = before; row < before + count; ++row) {
            m_model->setData(m_model->index(row), QString::number(row));
        }
        QCoreApplication::processEvents();
    }
    [[nodiscard]] bool isAtEnd() const
    {
        const QScrollBar *bar = m_view->verticalScrollBar();
        return bar->maximum() > 0 && bar->value() == bar->maximum();
    }

    std::unique_ptr<QStringListModel> m_model;
    std::unique_ptr<QListView> m_view;
    gw::panes::Follow *m_follow = nullptr;
};

void FollowTest::show()
{
    m_model = std::make_unique<QStringListModel>();
    m_view = std::make_unique<QListView>();
    m_view->setModel(m_model.get());
    m_follow = new gw::panes::Follow(*m_view); // the view's
    m_view->resize(200, 100);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    addRows(100);
    QTRY_VERIFY_WITH_TIMEOUT(isAtEnd(), 20'000);
}

void FollowTest::stopsWhereTheUserScrolls()
{
    show();
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QVERIFY(!m_follow->action()->isChecked());
    const int held = m_view->verticalScrollBar()->value();
    addRows(100);
    QVERIFY(!isAtEnd());
    QCOMPARE(m_view->verticalScrollBar()->value(), held);
}

void FollowTest::goesToTheEndAgain()
{
    show();
    m_view->verticalScrollBar()->setValue(0);
    QVERIFY(!m_follow->action()->isChecked());
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum()); // by the user
    QVERIFY(m_follow->action()->isChecked());
    addRows(100);
    QTRY_VERIFY_WITH_TIMEOUT(isAtEnd(), 20'000);
    m_view->verticalScrollBar()->setValue(5);
    m_follow->action()->trigger();
    QVERIFY(isAtEnd());
}

template <typename Full>
void FollowTest::keepPlace(QAbstractItemView::ScrollMode mode, int top)
{
    Full full;
    ListView view;
    view.setVerticalScrollMode(mode);
    view.setModel(&full.model);
    auto *follow = new gw::panes::Follow(view);
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    full.add(kFollowBound);
    QScrollBar *bar = view.verticalScrollBar();
    QTRY_VERIFY_WITH_TIMEOUT(bar->maximum() > 0 && bar->value() == bar->maximum(), 20'000);
    view.scrollTo(full.model.index(top, 0), QAbstractItemView::PositionAtTop); // as keys do
    QVERIFY(!follow->action()->isChecked());
    QCOMPARE(topNumber(view, Full::kNumbered), top);
    while (full.next + kFollowBatch < kFollowBound + top) {
        full.add(kFollowBatch);
        QCOMPARE(topNumber(view, Full::kNumbered), top); // before a layout, and behind it
        QCoreApplication::processEvents();
        QCOMPARE(topNumber(view, Full::kNumbered), top);
        QVERIFY(!follow->action()->isChecked());
    }
    QVERIFY(full.model.droppedCount() >= static_cast<std::uint64_t>(top - kFollowBatch));
}

void FollowTest::keepsItsPlaceWhileRowsFallOff_data()
{
    QTest::addColumn<bool>("isTraffic");
    QTest::addColumn<QAbstractItemView::ScrollMode>("mode");
    QTest::addColumn<int>("top");
    const int nearEnd = kFollowBound - 40;
    QTest::newRow("log") << false << QAbstractItemView::ScrollPerItem << 500;
    QTest::newRow("log, near its end") << false << QAbstractItemView::ScrollPerItem << nearEnd;
    QTest::newRow("log, by pixels") << false << QAbstractItemView::ScrollPerPixel << nearEnd;
    QTest::newRow("traffic") << true << QAbstractItemView::ScrollPerItem << 500;
    QTest::newRow("traffic, near its end") << true << QAbstractItemView::ScrollPerItem << nearEnd;
}

void FollowTest::keepsItsPlaceWhileRowsFallOff()
{
    QFETCH(const bool, isTraffic);
    QFETCH(const QAbstractItemView::ScrollMode, mode);
    QFETCH(const int, top);
    if (isTraffic) {
        keepPlace<FullTraffic>(mode, top);
    } else {
        keepPlace<FullLog>(mode, top);
    }
}

void FollowTest::staysOffWhereTheRowsInSightFallOff()
{
    FullLog full;
    ListView view;
    view.setModel(&full.model);
    auto *follow = new gw::panes::Follow(view);
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    full.add(kFollowBound);
    QTRY_VERIFY_WITH_TIMEOUT(view.verticalScrollBar()->value() > 0, 20'000);
    view.verticalScrollBar()->setValue(kFollowBound / 2);
    QVERIFY(!follow->action()->isChecked());
    for (int added = 0; added < 2 * kFollowBound; added += kFollowBatch) {
        full.add(kFollowBatch);
        QCoreApplication::processEvents();
    }
    QVERIFY(!follow->action()->isChecked());
    QCOMPARE(view.verticalScrollBar()->value(), 0); // the oldest that there are
    full.add(2 * kFollowBound);                     // all at once
    QCoreApplication::processEvents();
    QVERIFY(!follow->action()->isChecked());
    QCOMPARE(view.verticalScrollBar()->value(), 0);
}

void FollowTest::staysOnWhereTheCurrentRowFallsOff()
{
    FullLog full;
    ListView view;
    view.setModel(&full.model);
    auto *follow = new gw::panes::Follow(view);
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    full.add(kFollowBound);
    view.setCurrentIndex(full.model.index(0, 0));
    follow->action()->setChecked(true);
    QTRY_VERIFY_WITH_TIMEOUT(view.verticalScrollBar()->value() > 0, 20'000);
    full.add(kFollowBatch);
    QVERIFY(follow->action()->isChecked());
    QCoreApplication::processEvents();
    QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
    view.setCurrentIndex(full.model.index(3, 0)); // which the list scrolls to, as ever
    QCOMPARE(view.verticalScrollBar()->value(), 3);
}

// Where a filter leaves a few rows, say.
void FollowTest::staysOffWhereTheListGetsShorter()
{
    show();
    m_view->verticalScrollBar()->setValue(50);
    QVERIFY(!m_follow->action()->isChecked());
    m_model->setStringList(QStringList(30, QStringLiteral("row")));
    QTRY_VERIFY_WITH_TIMEOUT(isAtEnd(), 20'000);
    QVERIFY(!m_follow->action()->isChecked());
}

GW_TEST(FollowTest)
#include "follow_test.moc"
