// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/appearance.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "support/room_test.h"
#include "window/banner.h"

#include <QLabel>

using gw::look::SchemeChoice;
using gw::window::Banner;

class BannerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void iconFollowsTheScheme();
};

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

GW_TEST(BannerTest)
#include "banner_test.moc"
