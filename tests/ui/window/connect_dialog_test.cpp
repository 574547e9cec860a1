// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "window/connect_dialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>

using gw::window::ConnectDialog;

class ConnectDialogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesNoSecretToAnotherEngine();
    void keepsATypedSecret();
};

void ConnectDialogTest::givesNoSecretToAnotherEngine()
{
    const QString first = QStringLiteral("http://a:1");
    ConnectDialog dialog({first});
    auto *secret = dialog.findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
    dialog.setSecret(first, QStringLiteral("of a"));
    QCOMPARE(secret->text(), QStringLiteral("of a"));
    QSignalSpy chosen(&dialog, &ConnectDialog::urlChosen);
    dialog.findChild<QComboBox *>()->setEditText(QStringLiteral("http://b:1"));
    QVERIFY(secret->text().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(chosen.size(), 1, 20'000);
    dialog.setSecret(first, QStringLiteral("of a")); // the keychain was slow
    QVERIFY(secret->text().isEmpty());
}

void ConnectDialogTest::keepsATypedSecret()
{
    ConnectDialog dialog({QStringLiteral("http://a:1")});
    auto *secret = dialog.findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
    QTest::keyClicks(secret, QStringLiteral("typed"));
    dialog.setSecret(dialog.url(), QStringLiteral("of a"));
    dialog.findChild<QComboBox *>()->setEditText(QStringLiteral("http://b:1"));
    QCOMPARE(secret->text(), QStringLiteral("typed"));
}

GW_TEST(ConnectDialogTest)
#include "connect_dialog_test.moc"
