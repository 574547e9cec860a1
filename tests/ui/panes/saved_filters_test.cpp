// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/saved_filters.h"
#include "support/room_test.h"

#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>

using gw::panes::SavedFilters;

class SavedFiltersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsUsesAndForgets();
    void comesBack();
};

void SavedFiltersTest::keepsUsesAndForgets()
{
    QWidget parent;
    QLineEdit field(&parent);
    SavedFilters saved(field);
    const QSignalSpy changes(&saved, &SavedFilters::changed);
    const auto choose = [&saved](qsizetype at) {
        Q_EMIT saved.menu()->aboutToShow();
        saved.menu()->actions().at(at)->trigger();
    };
    field.setText(QStringLiteral(" status>=500 "));
    choose(1); // behind the separator: keep
    QCOMPARE(saved.filters(), QStringList{QStringLiteral("status>=500")});
    field.clear();
    choose(0);
    QCOMPARE(field.text(), QStringLiteral("status>=500"));
    choose(3); // forget
    QVERIFY(saved.filters().isEmpty());
    QCOMPARE(changes.size(), 2);
    field.clear();
    Q_EMIT saved.menu()->aboutToShow();
    QVERIFY(!saved.menu()->actions().at(1)->isEnabled()); // nothing to keep
}

void SavedFiltersTest::comesBack()
{
    QWidget parent;
    QLineEdit field(&parent);
    SavedFilters saved(field);
    for (int number = 0; number < SavedFilters::kMost + 2; ++number) {
        saved.keep(QStringLiteral("api:%1").arg(number));
    }
    QCOMPARE(saved.filters().size(), SavedFilters::kMost);
    QCOMPARE(saved.filters().first(), QStringLiteral("api:2"));
    SavedFilters other(field);
    other.restoreState(saved.saveState());
    QCOMPARE(other.filters(), saved.filters());
}

GW_TEST(SavedFiltersTest)
#include "saved_filters_test.moc"
