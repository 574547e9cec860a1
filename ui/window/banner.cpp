// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/banner.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

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
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(look::kMargin, look::kTight, look::kGap, look::kTight);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttonLine);
    auto *close = new QToolButton(this);
    close->setIcon(look::icon(QStringLiteral("window-close"), look::Tint::Secondary));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close this message"));
    close->setToolTip(tr("Close this message"));
    layout->addWidget(close);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    QWidget::hide();
}

void Banner::show(Tone tone, const QString &topic, const QString &text)
{
    m_tone = tone;
    m_topic = topic;
    for (QPushButton *button : std::exchange(m_buttons, {})) {
        button->hide();
        button->deleteLater(); // it may be the one that was pressed
    }
    m_text->setText(text);
    setAccessibleName(text);
    drawIcon();
    QWidget::show();
    update();
}

void Banner::showProblem(const QString &topic, const Error &problem)
{
    show(Tone::Bad, topic, wordsOf(problem));
}

void Banner::offer(const QString &text, const std::function<void()> &run)
{
    auto *button = new QPushButton(text, this);
    m_buttonLine->addWidget(button);
    m_buttons.append(button);
    connect(button, &QPushButton::clicked, this, [run] { run(); });
}

void Banner::hide(const QString &topic)
{
    if (topic == m_topic) {
        QWidget::hide();
    }
}

// A pixmap, unlike an icon, does not follow the scheme.
void Banner::drawIcon()
{
    m_icon->setPixmap(look::icon(iconOf(m_tone), tintOf(m_tone))
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
    QColor ground = look::colorOf(tintOf(m_tone));
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
