// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/request_history.h"
#include "look/format.h"
#include "panes/history_pane.h"
#include "panes/list_view.h"
#include "support/room_test.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>

using gw::history::RequestHistory;
using gw::panes::HistoryPane;
using gw::panes::ListView;

class HistoryPaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leadsOnWhileItIsEmpty();
    void tellsItsBound();

private:
    static constexpr int kPatience = 20'000; // ms

    QTemporaryDir m_folder;
};

void HistoryPaneTest::leadsOnWhileItIsEmpty()
{
    RequestHistory history(m_folder.path());
    HistoryPane pane(history);
    pane.resize(900, 300);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    auto *button = pane.findChild<ListView *>()->findChild<QPushButton *>();
    QCOMPARE(button->text(), HistoryPane::tr("New request"));
    const QSignalSpy wanted(&pane, &HistoryPane::newRequestWanted);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    auto *search = pane.findChild<QLineEdit *>();
    search->setText(QStringLiteral("orders"));
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), HistoryPane::tr("Clear search"), kPatience);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(search->text(), QString());
}

void HistoryPaneTest::tellsItsBound()
{
    RequestHistory history(m_folder.path());
    const HistoryPane pane(history);
    const QString count =
        HistoryPane::tr("%1 of at most %2")
            .arg(gw::look::countText(0), gw::look::countText(gw::history::kKeptRequests));
    const QString size = gw::look::byteText(static_cast<std::uint64_t>(gw::history::kKeptBytes));
    const auto labels = pane.findChildren<QLabel *>();
    const auto isTold = [&](const QLabel *label) {
        return label->text() == count && label->toolTip().contains(size);
    };
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(labels, isTold), kPatience);
}

GW_TEST(HistoryPaneTest)
#include "history_pane_test.moc"
