// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/banner.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace gw::window {

namespace {

constexpr float kGroundShare = 0.12F; // of the tone's colour

look::Tint tintOf(Banner::Tone tone)
{
    switch (tone) {
    case Banner::Tone::Warn:
        return look::Tint::Warn;
    case Banner::Tone::Bad:
        return look::Tint::Bad;
    case Banner::Tone::Info:
        break;
    }
    return look::Tint::Info;
}

QString iconOf(Banner::Tone tone)
{
    return tone == Banner::Tone::Info ? QStringLiteral("documentinfo")
                                      : QStringLiteral("data-warning");
}

} // namespace

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttonLine(new QHBoxLayout)
    , m_next(new QToolButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(look::kMargin, look::kTight, look::kGap, look::kTight);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttonLine);
    m_next->setAutoRaise(true);
    m_next->setToolTip(tr("Show the message before this one"));
    m_next->setAccessibleName(m_next->toolTip());
    layout->addWidget(m_next);
    auto *close = new QToolButton(this);
    close->setIcon(look::icon(QStringLiteral("window-close"), look::Tint::Secondary));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus);
    close->setAccessibleName(tr("Close this message"));
    close->setToolTip(tr("Close this message"));
    layout->addWidget(close);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(m_next, &QToolButton::clicked, this, &Banner::showNext);
    connect(close, &QToolButton::clicked, this, [this] {
        m_messages.pop_back();
        present();
    });
    QWidget::hide();
}

void Banner::show(Tone tone, const QString &topic, const QString &text)
{
    std::erase_if(m_messages, [&topic](const Message &message) { return message.topic == topic; });
    if (m_messages.size() >= kMostMessages) {
        dropOne();
    }
    m_messages.push_back({tone, topic, text, {}});
    present();
}

void Banner::dropOne()
{
    const auto plain = std::ranges::find_if(
        m_messages, [](const Message &message) { return message.offers.empty(); });
    m_messages.erase(plain == m_messages.end() ? m_messages.begin() : plain);
}

void Banner::present()
{
    bool hadFocus = false;
    for (QPushButton *button : std::exchange(m_buttons, {})) {
        hadFocus = hadFocus || button->hasFocus();
        button->hide();
        button->deleteLater(); // it may be the one that was pressed
    }
    setVisible(!m_messages.empty());
    if (hadFocus) {
        Q_EMIT focusLost();
    }
    if (m_messages.empty()) {
        return;
    }
    const Message &message = m_messages.back();
    m_text->setText(message.text);
    setAccessibleName(message.text);
    const int others = static_cast<int>(m_messages.size()) - 1;
    m_next->setVisible(others > 0);
    m_next->setText(tr("%n more", nullptr, others));
    for (const Offer &offer : message.offers) {
        addButton(offer);
    }
    drawIcon();
    update();
}

void Banner::showNext()
{
    std::ranges::rotate(m_messages, std::prev(m_messages.end()));
    present();
}

void Banner::showProblem(const QString &topic, const Error &problem)
{
    show(Tone::Bad, topic, wordsOf(problem));
}

void Banner::offer(const QString &text, const std::function<void()> &run)
{
    addOffer({text, [run](const QWidget &) {
                  run();
              }});
}

void Banner::offerMenu(const QString &text, const std::function<void(QMenu &menu)> &fill)
{
    addOffer({text, [this, fill](const QWidget &button) {
                  auto *menu = new QMenu(this);
                  menu->setAttribute(Qt::WA_DeleteOnClose);
                  fill(*menu);
                  menu->popup(button.mapToGlobal(button.rect().bottomLeft()));
              }});
}

void Banner::addOffer(const Offer &offer)
{
    Q_ASSERT(!m_messages.empty());
    m_messages.back().offers.push_back(offer);
    addButton(m_messages.back().offers.back());
}

void Banner::addButton(const Offer &offer)
{
    auto *button = new QPushButton(offer.text, this);
    button->setFocusPolicy(Qt::TabFocus); // a click leaves it where the user works
    m_buttonLine->addWidget(button);
    m_buttons.append(button);
    button->show(); // a layout does that later only
    // A copy: what it does may take the message back.
    connect(button, &QPushButton::clicked, this,
            [run = offer.run, button] { std::invoke(run, *button); });
}

bool Banner::holds(const QString &topic) const
{
    return std::ranges::find(m_messages, topic, &Message::topic) != m_messages.end();
}

void Banner::hide(const QString &topic)
{
    if (std::erase_if(m_messages,
                      [&topic](const Message &message) { return message.topic == topic; }) > 0) {
        present();
    }
}

// A pixmap, unlike an icon, does not follow the scheme.
void Banner::drawIcon()
{
    if (m_messages.empty()) {
        return;
    }
    const Tone tone = m_messages.back().tone;
    m_icon->setPixmap(look::icon(iconOf(tone), tintOf(tone))
                          .pixmap(QSize(look::kIconSize, look::kIconSize), devicePixelRatioF()));
}

void Banner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        drawIcon();
    }
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor ground = look::colorOf(tintOf(m_messages.empty() ? Tone::Info : m_messages.back().tone));
    ground.setAlphaF(kGroundShare);
    painter.fillRect(rect(), ground);
    painter.setPen(look::tokens().border);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

QString wordsOf(const Error &problem)
{
    QString words = QString::fromStdString(problem.what);
    if (!problem.where.empty()) {
        words = QStringLiteral("%1 (%2)").arg(words, QString::fromStdString(problem.where));
    }
    if (!words.endsWith(QLatin1Char('.'))) {
        words += QLatin1Char('.');
    }
    if (!problem.remedy.empty()) {
        words += QLatin1Char(' ') + QString::fromStdString(problem.remedy) + QLatin1Char('.');
    }
    return words;
}

} // namespace gw::window
