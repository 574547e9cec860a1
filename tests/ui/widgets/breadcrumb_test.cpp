// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "widgets/breadcrumb.h"

#include <QTextDocumentFragment>

using gw::widgets::Breadcrumb;

class BreadcrumbTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesOutTheMiddleWhenItIsNarrow();
};

void BreadcrumbTest::leavesOutTheMiddleWhenItIsNarrow()
{
    Breadcrumb crumb;
    const auto shown = [&crumb] {
        return QTextDocumentFragment::fromHtml(crumb.text()).toPlainText();
    };
    crumb.setPointer("/version_data/versions/Default/extended_paths/white_list");
    crumb.resize(2000, 20);
    crumb.show();
    QCOMPARE(shown(), QStringLiteral("definition \u203a version_data \u203a versions \u203a "
                                     "Default \u203a extended_paths \u203a white_list"));
    QVERIFY(crumb.toolTip().isEmpty());
    crumb.resize(260, 20);
    QVERIFY(shown().startsWith(QStringLiteral("definition \u203a \u2026")));
    QVERIFY(shown().endsWith(QStringLiteral("white_list")));
    QCOMPARE(crumb.toolTip(), QString::fromStdString(crumb.pointer()));
    crumb.resize(10, 20);
    QVERIFY(shown().endsWith(QStringLiteral("white_list")));
}

GW_TEST(BreadcrumbTest)
#include "breadcrumb_test.moc"
