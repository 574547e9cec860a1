// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/tour_bar.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <utility>

namespace gw::window {

namespace {

constexpr int kWideLetters = 60;     // of the text, with the buttons beside it
constexpr float kTourGround = 0.10F; // of the accent's colour

} // namespace

TourBar::TourBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_text(new QLabel(this))
    , m_show(new QPushButton(this))
    , m_buttons(new QHBoxLayout)
    , m_next(new QPushButton(this))
    , m_leave(new QPushButton(tr("Leave the tour"), this))
{
    m_layout->setContentsMargins(look::kMargin, look::kGap, look::kGap, look::kGap);
    m_layout->setSpacing(look::kGap);
    m_layout->addWidget(m_text, 1);
    for (QPushButton *button : {m_show, m_next, m_leave}) {
        button->setAutoDefault(false);
        m_buttons->addWidget(button, 0, Qt::AlignVCenter);
    }
    m_buttons->addStretch(1);
    m_layout->addLayout(m_buttons);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    m_next->setObjectName(QStringLiteral("next"));
    m_leave->setFlat(true);
    m_leave->setToolTip(tr("Help > Tour brings it back"));
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (isRunning()) {
            m_steps[static_cast<std::size_t>(m_step)].show();
        }
    });
    connect(m_next, &QPushButton::clicked, this, [this] { go(m_step + 1); });
    connect(m_leave, &QPushButton::clicked, this, &TourBar::leave);
    hide();
}

void TourBar::setSteps(std::vector<TourStep> steps)
{
    m_steps = std::move(steps);
    renderWaysOn();
    render();
}

void TourBar::start()
{
    go(0);
}

void TourBar::leave()
{
    go(-1);
}

void TourBar::go(int step)
{
    m_step = step < static_cast<int>(m_steps.size()) ? step : -1;
    m_isTaken = false;
    setVisible(isRunning());
    renderWaysOn();
    render();
    Q_EMIT stateChanged();
}

void TourBar::note(const client::TrafficRecord &record)
{
    if (!isRunning() || m_isTaken) {
        return;
    }
    const TourStep &step = m_steps[static_cast<std::size_t>(m_step)];
    if (step.isTakenBy && step.isTakenBy(record)) {
        m_isTaken = true;
        render();
    }
}

QJsonObject TourBar::saveState() const
{
    return isRunning() ? QJsonObject{{QStringLiteral("step"), m_step}} : QJsonObject();
}

void TourBar::restoreState(const QJsonObject &state)
{
    go(state.value(QLatin1String("step")).toInt(-1));
}

// Their buttons stand before "Next".
void TourBar::renderWaysOn()
{
    qDeleteAll(std::exchange(m_waysOn, {}));
    if (!isRunning()) {
        return;
    }
    for (const TourWay &way : m_steps[static_cast<std::size_t>(m_step)].waysOn) {
        auto *button = new QPushButton(way.text, this);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [go = way.go] { go(); });
        m_buttons->insertWidget(m_buttons->indexOf(m_next), button, 0, Qt::AlignVCenter);
        button->show();
        m_waysOn.append(button);
    }
}

void TourBar::render()
{
    if (!isRunning()) {
        return;
    }
    const TourStep &step = m_steps[static_cast<std::size_t>(m_step)];
    const auto colored = [](const QString &text, look::Tint tint) {
        return QStringLiteral("<span style='color:%1'>%2</span>")
            .arg(look::colorOf(tint).name(), text.toHtmlEscaped());
    };
    const QString count = tr("Tour, %1 of %2").arg(m_step + 1).arg(m_steps.size());
    QString html = colored(count, look::Tint::Secondary) +
                   QStringLiteral(" &nbsp; <b>%1</b> &nbsp; ").arg(step.title.toHtmlEscaped());
    if (m_isTaken) {
        html += colored(QStringLiteral("\u2713 ") + tr("Done."), look::Tint::Good) +
                QStringLiteral(" &nbsp; ");
    }
    m_text->setText(html + step.text.toHtmlEscaped());
    setAccessibleName(count + QStringLiteral(": ") + step.title);
    setAccessibleDescription(step.text);
    m_show->setText(step.button);
    m_show->setVisible(!step.button.isEmpty());
    const bool isLast = m_step + 1 == static_cast<int>(m_steps.size());
    m_next->setText(isLast ? tr("Finish") : tr("Next"));
    m_leave->setVisible(!isLast); // it would do the same
    m_next->setProperty(look::kPrimaryProperty, m_isTaken || step.isTakenBy == nullptr);
    m_next->update();
    fit();
}

// The buttons below the text where beside them there is no room for it.
void TourBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void TourBar::fit()
{
    const int words = fontMetrics().averageCharWidth() * kWideLetters;
    const bool isNarrow = width() < m_buttons->sizeHint().width() + words;
    m_layout->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void TourBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        render();
    }
}

void TourBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor ground = look::tokens().accent;
    ground.setAlphaF(kTourGround);
    painter.fillRect(rect(), ground);
    painter.setPen(look::tokens().border);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace gw::window
