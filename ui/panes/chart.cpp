// SPDX-License-Identifier: GPL-3.0-or-later
// QCustomPlot's header uses Qt's short keywords, which the project does without.
#undef QT_NO_KEYWORDS
#undef QT_NO_FOREACH

#include "panes/chart.h"

#include "look/format.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace gw::panes {

namespace {

constexpr double kHeadroom = 1.15; // above the highest value
constexpr int kTimeSpace = 3;      // lengths of a label that each takes of its axis
constexpr int kLabelSpace = 2;
constexpr int kMostTicks = 6;
constexpr double kSmallestTop = 1;   // so that an idle chart has an axis
constexpr double kSmallestCount = 5; // likewise, of what is counted

QString numberText(double value)
{
    if (std::isnan(value)) {
        return QStringLiteral("-");
    }
    return QLocale().toString(value, 'f', value >= 100 || value == 0 ? 0 : value >= 10 ? 1 : 2);
}

} // namespace

Chart::Chart(const QString &title, const QString &unit, const std::vector<Line> &lines,
             QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_legend(new QLabel(this))
    , m_empty(new QLabel(m_plot))
    , m_lines(lines)
    , m_title(title)
    , m_unit(unit)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(look::kTight, look::kTight, look::kTight, 0);
    layout->setSpacing(0);
    layout->addWidget(m_legend);
    layout->addWidget(m_plot, 1);
    m_legend->setTextFormat(Qt::RichText);
    m_legend->setFont(look::secondaryFont());
    m_legend->setMinimumWidth(1); // the chart must not grow with its values
    setAccessibleName(title);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    for (std::size_t at = 0; at < m_lines.size(); ++at) {
        m_plot->addGraph();
    }
    const QSharedPointer<QCPAxisTickerDateTime> ticker(new QCPAxisTickerDateTime);
    ticker->setDateTimeFormat(QStringLiteral("HH:mm"));
    m_plot->xAxis->setTicker(ticker);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    m_plot->installEventFilter(this);
    m_plot->setMinimumHeight(60);
    connect(m_plot->xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this,
            [this](const QCPRange &range) {
                if (!m_isSetting) {
                    Q_EMIT spanChosen(range.lower, range.upper);
                }
            });
    applyLook();
    showValuesAt(std::nan(""));
    setMinimumWidth(legendWidth());
}

// With values of a usual length.
int Chart::legendWidth() const
{
    QString words = m_title + m_unit;
    for (const Line &line : m_lines) {
        words += QStringLiteral("     00.0 ") + line.name;
    }
    return QFontMetrics(look::secondaryFont()).horizontalAdvance(words) + 2 * look::kGap;
}

void Chart::setValues(const QVector<double> &times, const std::vector<QVector<double>> &values)
{
    double top = 0;
    for (std::size_t at = 0; at < m_lines.size(); ++at) {
        m_plot->graph(static_cast<int>(at))->setData(times, values[at], true);
        for (const double value : values[at]) {
            top = std::isnan(value) ? top : std::max(top, value);
        }
    }
    m_plot->yAxis->setRange(
        0, std::max(top * kHeadroom, m_unit.isEmpty() ? kSmallestCount : kSmallestTop));
    m_empty->setVisible(top == 0 && !m_empty->text().isEmpty());
    showValuesAt(times.isEmpty() ? std::nan("") : times.last());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void Chart::setSpan(double from, double to)
{
    m_isSetting = true;
    m_plot->xAxis->setRange(from, to);
    m_isSetting = false;
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void Chart::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

bool Chart::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_plot && event->type() == QEvent::MouseMove) {
        const double x = static_cast<QMouseEvent *>(event)->position().x();
        showValuesAt(m_plot->xAxis->pixelToCoord(x));
    } else if (watched == m_plot && event->type() == QEvent::Resize) {
        m_empty->setGeometry(m_plot->rect());
        fitTicks();
    }
    return QWidget::eventFilter(watched, event);
}

void Chart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_plot->graphCount() > 0) {
        applyLook();
    }
}

void Chart::applyLook()
{
    const look::Tokens &t = look::tokens();
    m_plot->setBackground(t.base);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setBasePen(axis == m_plot->xAxis ? QPen(t.border) : QPen(Qt::NoPen));
        axis->setTickPen(QPen(Qt::NoPen));
        axis->setSubTickPen(QPen(Qt::NoPen));
        axis->setTickLabelColor(t.secondary);
        axis->setTickLabelFont(look::secondaryFont());
        axis->grid()->setPen(QPen(t.border, 0, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(t.border));
    }
    m_plot->xAxis->grid()->setVisible(false);
    for (std::size_t at = 0; at < m_lines.size(); ++at) {
        QPen pen(look::colorOf(m_lines[at].tint));
        pen.setWidthF(1.4);
        pen.setStyle(m_lines[at].isDashed ? Qt::DashLine : Qt::SolidLine);
        m_plot->graph(static_cast<int>(at))->setPen(pen);
    }
    fitTicks();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

// As many labels as there is room for.
void Chart::fitTicks()
{
    const QFontMetrics metrics(look::secondaryFont());
    const int label = metrics.horizontalAdvance(QStringLiteral("00:00")) * kTimeSpace;
    const int line = metrics.height() * kLabelSpace;
    m_plot->xAxis->ticker()->setTickCount(std::clamp(m_plot->width() / label, 1, kMostTicks));
    m_plot->yAxis->ticker()->setTickCount(std::clamp(m_plot->height() / line, 1, kMostTicks));
}

// The legend says each line's value at that second.
void Chart::showValuesAt(double seconds)
{
    QStringList plain;
    QString text =
        QStringLiteral("<b>%1</b> %2").arg(m_title.toHtmlEscaped(), m_unit.toHtmlEscaped());
    for (std::size_t at = 0; at < m_lines.size(); ++at) {
        const auto points = m_plot->graph(static_cast<int>(at))->data();
        double value = std::nan("");
        if (!std::isnan(seconds) && !points->isEmpty()) {
            const auto found = points->findBegin(seconds, true);
            value = found == points->constEnd() ? std::nan("") : found->value;
        }
        plain.append(QStringLiteral("%1 %2 %3").arg(m_lines[at].name, numberText(value), m_unit));
        text += QStringLiteral("&nbsp;&nbsp; <span style='color:%1'>%2</span>&nbsp;%3")
                    .arg(look::colorOf(m_lines[at].tint).name(), m_lines[at].name.toHtmlEscaped(),
                         numberText(value));
    }
    m_legend->setText(text);
    m_legend->setToolTip(QStringLiteral("%1: %2").arg(m_title, plain.join(QStringLiteral(", "))));
}

} // namespace gw::panes
