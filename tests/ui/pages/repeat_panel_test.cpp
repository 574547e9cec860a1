// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/repeat_panel.h"
#include "support/room_test.h"

#include <QLabel>
#include <QSpinBox>

using gw::pages::RepeatPanel;

class RepeatPanelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutsNothingInASmallWindow();
};

void RepeatPanelTest::cutsNothingInASmallWindow()
{
    QWidget window;
    RepeatPanel panel(&window);
    panel.setGeometry(0, 0, 600, 40); // as a splitter may: a window would not shrink so far
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto fields = panel.findChildren<QSpinBox *>();
    QCOMPARE(fields.size(), 2);
    for (const QSpinBox *field : fields) {
        QVERIFY(field->height() >= field->minimumSizeHint().height());
    }
    for (const QLabel *label : panel.findChildren<QLabel *>()) {
        QVERIFY2(!label->isVisible() || label->height() >= label->sizeHint().height(),
                 qPrintable(label->text()));
    }
}

GW_TEST(RepeatPanelTest)
#include "repeat_panel_test.moc"
