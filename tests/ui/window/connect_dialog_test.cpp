// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/support/scripted_origin.h"
#include "support/room_test.h"
#include "window/connect_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

using gw::window::ConnectDialog;

class ConnectDialogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesNoSecretToAnotherEngine();
    void keepsATypedSecret();
    void saysWhyNobodyAnswers_data();
    void saysWhyNobodyAnswers();
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

void ConnectDialogTest::saysWhyNobodyAnswers_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("remedy");
    const QString closed = QStringLiteral("127.0.0.1:%1").arg(gw::e2e::closedPort());
    QTest::newRow("other scheme") << QStringLiteral("ftp://host") << QStringLiteral("ftp://host");
    QTest::newRow("nothing") << QString() << QStringLiteral("http://127.0.0.1:8080");
    QTest::newRow("refused, no scheme") << closed << QStringLiteral("Does the port match?");
    QTest::newRow("TLS where there is none")
        << QStringLiteral("https://PLAIN") << QStringLiteral("wants http://");
    QTest::newRow("closed at once") << QStringLiteral("http://MUTE") << QStringLiteral("https://");
    // Longer than a name may be: nobody is asked for it.
    QTest::newRow("no such host") << QStringLiteral("http://%1.invalid").arg(QString(70, u'x'))
                                  << QStringLiteral("rite");
}

void ConnectDialogTest::saysWhyNobodyAnswers()
{
    QFETCH(QString, address);
    QFETCH(QString, remedy);
    gw::e2e::ScriptedOrigin plain([](gw::e2e::Socket &connection) {
        connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        static_cast<void>(connection.receiveUntil("nothing"));
    });
    gw::e2e::ScriptedOrigin mute([](gw::e2e::Socket &connection) {
        static_cast<void>(connection.receiveUntil("\r\n\r\n"));
    });
    const auto placeOf = [](const gw::e2e::ScriptedOrigin &origin) {
        return QStringLiteral("127.0.0.1:%1").arg(origin.port());
    };
    ConnectDialog dialog({});
    dialog.findChild<QComboBox *>()->setEditText(
        address.replace(QStringLiteral("PLAIN"), placeOf(plain))
            .replace(QStringLiteral("MUTE"), placeOf(mute)));
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->isDefault()) {
            button->click();
        }
    }
    const auto isSaid = [&dialog, &remedy] {
        const QList<QLabel *> labels = dialog.findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&remedy](const QLabel *label) { return label->text().contains(remedy); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(), 60'000);
}

GW_TEST(ConnectDialogTest)
#include "connect_dialog_test.moc"
