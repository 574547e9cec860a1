// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/diff_view.h"
#include "support/room_test.h"

#include <QHeaderView>
#include <QTableWidget>

using namespace gw;
using compare::DiffView;

class DiffViewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWholeNamesWhereThereIsRoom_data();
    void showsWholeNamesWhereThereIsRoom();
    void keepsWidthsThatWereDragged();
};

void DiffViewTest::showsWholeNamesWhereThereIsRoom_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("beside the list of versions") << 440;
    QTest::newRow("wide") << 900;
}

void DiffViewTest::showsWholeNamesWhereThereIsRoom()
{
    QFETCH(int, width);
    DiffView view;
    view.resize(width, 300);
    view.setVisible(true);
    view.setTexts(R"({"proxy": {"strip_listen_path": true}})",
                  R"({"proxy": {"strip_listen_path": false}})");
    QTRY_COMPARE_WITH_TIMEOUT(view.differenceCount(), 1, 20000);
    auto *fields = view.findChild<QTableWidget *>();
    QCOMPARE(fields->item(0, 0)->text(), QStringLiteral("proxy.strip_listen_path"));
    const int needed = fields->sizeHintForIndex(fields->model()->index(0, 0)).width();
    QVERIFY2(fields->columnWidth(0) >= needed, qPrintable(QString::number(fields->columnWidth(0))));
    QVERIFY(fields->columnWidth(0) <= width / 2);
    QVERIFY(fields->horizontalHeader()->length() <= fields->viewport()->width() + 1);
}

void DiffViewTest::keepsWidthsThatWereDragged()
{
    DiffView view;
    view.resize(900, 300);
    view.setVisible(true);
    view.setTexts(R"({"proxy": {"strip_listen_path": true}})", "{}");
    QTRY_COMPARE_WITH_TIMEOUT(view.differenceCount(), 1, 20000);
    const auto *fields = view.findChild<QTableWidget *>();
    const int fitted = fields->columnWidth(1);
    view.resize(800, 300);
    QVERIFY(fields->columnWidth(1) < fitted); // follows until somebody says otherwise
    fields->horizontalHeader()->resizeSection(0, 150);
    fields->horizontalHeader()->resizeSection(1, 170);
    view.resize(700, 300);
    QCOMPARE(fields->columnWidth(0), 150);
    QCOMPARE(fields->columnWidth(1), 170);
    view.setTexts(R"({"a": 1})", R"({"a": 2, "b": 3})");
    QTRY_COMPARE_WITH_TIMEOUT(view.differenceCount(), 2, 20000);
    QCOMPARE(fields->columnWidth(0), 150);
}

GW_TEST(DiffViewTest)
#include "diff_view_test.moc"
