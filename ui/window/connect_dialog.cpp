// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/connect_dialog.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "window/banner.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace gw::window {

namespace {

constexpr int kDialogWidth = 460;
constexpr std::chrono::milliseconds kSettle{300};

} // namespace

ConnectDialog::ConnectDialog(const QStringList &recent, QWidget *parent)
    : QDialog(parent)
    , m_url(new QComboBox(this))
    , m_secret(new QLineEdit(this))
    , m_result(new QLabel(this))
{
    setWindowTitle(tr("Connect to an engine"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(look::kMargin, look::kMargin, look::kMargin, look::kMargin);
    form->setSpacing(look::kGap);
    m_url->setEditable(true);
    m_url->addItems(recent);
    m_url->setAccessibleName(tr("Address of the engine"));
    m_url->lineEdit()->setPlaceholderText(QStringLiteral("http://127.0.0.1:8080"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setAccessibleName(tr("Secret of the control API"));
    form->addRow(tr("&Address"), m_url);
    form->addRow(tr("&Secret"), m_secret);
    m_result->setWordWrap(true);
    m_result->setMinimumHeight(2 * m_result->fontMetrics().height());
    m_result->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    form->addRow(m_result);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_connect = buttons->addButton(tr("Connect"), QDialogButtonBox::AcceptRole);
    m_connect->setProperty(look::kPrimaryProperty, true);
    m_connect->setDefault(true);
    form->addRow(buttons);
    setMinimumWidth(kDialogWidth);
    say(tr("The secret is `secret` of the engine's settings, or stands in the file `secret` of its "
           "state folder."),
        false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, &ConnectDialog::test);
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, [this] { Q_EMIT urlChosen(url()); });
    connect(m_url, &QComboBox::currentTextChanged, this, [this] {
        if (!m_isTyped) {
            m_secret->clear(); // it is of another engine
        }
        m_settle.start();
    });
    connect(m_secret, &QLineEdit::textEdited, this,
            [this](const QString &text) { m_isTyped = !text.isEmpty(); });
}

QString ConnectDialog::url() const
{
    return m_url->currentText();
}

void ConnectDialog::setSecret(const QString &url, const QString &secret)
{
    if (!m_isTyped && url == this->url()) {
        m_secret->setText(secret);
    }
}

client::EngineAddress ConnectDialog::entered() const
{
    return {.url = client::engineUrl(url()), .secret = m_secret->text()};
}

void ConnectDialog::test()
{
    const client::EngineAddress address = entered();
    if (address.isEmpty()) {
        say(tr("\"%1\" is not an address of an engine. Write it like http://127.0.0.1:8080.")
                .arg(url()),
            true);
        return;
    }
    m_connect->setEnabled(false);
    say(tr("Asking %1 ...").arg(address.url.toString()), false);
    m_client = std::make_unique<client::EngineClient>(address);
    m_client->lastReport().then(this,
                                [this, address](const Expected<client::ReloadReport> &report) {
                                    m_connect->setEnabled(true);
                                    if (!report) {
                                        say(wordsOf(report.error()), true);
                                        return;
                                    }
                                    Q_EMIT connectWanted(address);
                                    accept();
                                });
}

void ConnectDialog::say(const QString &text, bool isBad)
{
    m_result->setText(text);
    QPalette palette = m_result->palette();
    palette.setColor(QPalette::WindowText,
                     look::colorOf(isBad ? look::Tint::Bad : look::Tint::Secondary));
    m_result->setPalette(palette);
}

} // namespace gw::window
