// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/appearance.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "support/room_test.h"
#include "window/banner.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using gw::look::SchemeChoice;
using gw::window::Banner;

class BannerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void iconFollowsTheScheme();
    void laterMessagesLeaveAnOffer();
    void sameTopicReplaces();
    void keepsNoMoreThanItsBound();
    void opensAMenuBelowItsButton();
};

namespace {

// The buttons of the message in front, without that which closes it.
QStringList offersOf(const Banner &banner)
{
    QStringList texts;
    for (const QPushButton *button : banner.findChildren<QPushButton *>()) {
        if (button->isVisibleTo(&banner)) {
            texts.append(button->text());
        }
    }
    return texts;
}

QToolButton *closeButton(const Banner &banner)
{
    for (QToolButton *button : banner.findChildren<QToolButton *>()) {
        if (button->accessibleName() == QLatin1String("Close this message")) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

void BannerTest::iconFollowsTheScheme()
{
    gw::look::Appearance appearance;
    appearance.setChoice(SchemeChoice::Light);
    Banner banner;
    banner.show(Banner::Tone::Bad, QStringLiteral("engine"), QStringLiteral("It is gone."));
    for (const SchemeChoice choice : {SchemeChoice::Dark, SchemeChoice::Light}) {
        appearance.setChoice(choice);
        const QImage expected = gw::look::icon(QStringLiteral("data-warning"), gw::look::Tint::Bad)
                                    .pixmap(gw::look::kIconSize)
                                    .toImage();
        QVERIFY(!expected.isNull());
        QTRY_COMPARE(banner.findChild<QLabel *>()->pixmap().toImage(), expected);
    }
}

void BannerTest::laterMessagesLeaveAnOffer()
{
    Banner banner;
    int undone = 0;
    banner.show(Banner::Tone::Info, QStringLiteral("deleted"), QStringLiteral("It is deleted."));
    banner.offer(QStringLiteral("Undo"), [&banner, &undone] {
        banner.hide(QStringLiteral("deleted"));
        ++undone;
    });
    banner.show(Banner::Tone::Bad, QStringLiteral("engine"), QStringLiteral("It is gone."));
    QCOMPARE(banner.messageCount(), std::size_t{2});
    QCOMPARE(offersOf(banner), QStringList());
    closeButton(banner)->click();
    QCOMPARE(offersOf(banner), QStringList{QStringLiteral("Undo")});
    QVERIFY(!banner.isHidden());
    for (QPushButton *button : banner.findChildren<QPushButton *>()) {
        if (button->isVisibleTo(&banner)) {
            button->click();
        }
    }
    QCOMPARE(undone, 1);
    QVERIFY(banner.isHidden());
}

void BannerTest::sameTopicReplaces()
{
    Banner banner;
    banner.show(Banner::Tone::Info, QStringLiteral("files"), QStringLiteral("One has changed."));
    banner.offer(QStringLiteral("Reload"), [] {});
    banner.show(Banner::Tone::Info, QStringLiteral("files"), QStringLiteral("Two have changed."));
    QCOMPARE(banner.messageCount(), std::size_t{1});
    QCOMPARE(offersOf(banner), QStringList());
    banner.hide(QStringLiteral("files"));
    QVERIFY(banner.isHidden());
}

void BannerTest::keepsNoMoreThanItsBound()
{
    Banner banner;
    banner.show(Banner::Tone::Info, QStringLiteral("deleted"), QStringLiteral("It is deleted."));
    banner.offer(QStringLiteral("Undo"), [] {});
    for (std::size_t number = 0; number < 3 * Banner::kMostMessages; ++number) {
        banner.show(Banner::Tone::Bad, QString::number(number), QStringLiteral("It failed."));
    }
    QCOMPARE(banner.messageCount(), Banner::kMostMessages);
    while (banner.messageCount() > 1) {
        closeButton(banner)->click();
    }
    QCOMPARE(offersOf(banner), QStringList{QStringLiteral("Undo")});
}

void BannerTest::opensAMenuBelowItsButton()
{
    Banner banner;
    banner.resize(900, 60);
    banner.show(Banner::Tone::Info, QStringLiteral("built"), QStringLiteral("It is built."));
    int filled = 0;
    banner.offerMenu(QStringLiteral("Use in..."),
                     [&filled](QMenu &menu) { menu.addAction(QString::number(++filled)); });
    banner.QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(&banner));
    QPushButton *button = nullptr;
    for (QPushButton *each : banner.findChildren<QPushButton *>()) {
        button = each->text() == QLatin1String("Use in...") ? each : button;
    }
    QVERIFY(button != nullptr);
    QTRY_VERIFY(button->x() > 450);                                           // at the right end
    for (const QString &entry : {QStringLiteral("1"), QStringLiteral("2")}) { // filled each time
        button->click();
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().size(), 1);
        QCOMPARE(menu->actions().first()->text(), entry);
        QCOMPARE(menu->pos(), button->mapToGlobal(button->rect().bottomLeft()));
        menu->close();
    }
}

GW_TEST(BannerTest)
#include "banner_test.moc"
