// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/list_view.h"
#include "panes/traffic_pane.h"
#include "support/room_test.h"

#include <QSignalSpy>

using gw::client::TrafficRecord;
using gw::panes::ListView;
using gw::panes::TrafficPane;

class TrafficPaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparesTwoRows();

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

GW_TEST(TrafficPaneTest)
#include "traffic_pane_test.moc"
