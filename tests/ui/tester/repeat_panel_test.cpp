// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/repeat_run.h"
#include "support/room_test.h"
#include "tester/repeat_panel.h"

#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

using gw::tester::RepeatPanel;

class RepeatPanelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutsNothingInASmallWindow();
    void keepsItsButtonInPlace();
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

// A second click at the same place cancels what the first one began.
void RepeatPanelTest::keepsItsButtonInPlace()
{
    RepeatPanel panel;
    panel.resize(900, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const auto *button = panel.findChild<QPushButton *>();
    const QRect before = button->geometry();
    const QString start = button->text();
    gw::requests::HttpRequest request;
    request.url = "http://127.0.0.1:1/";
    panel.setCount(gw::requests::RepeatPlan::kMaxCount);
    panel.start(request);
    QVERIFY(button->text() != start);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(button->geometry(), before);
    panel.cancel();
}

GW_TEST(RepeatPanelTest)
#include "repeat_panel_test.moc"
