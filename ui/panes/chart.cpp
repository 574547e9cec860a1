// SPDX-License-Identifier: GPL-3.0-or-later
// QCustomPlot's header uses Qt's short keywords, which the project does without.
#undef QT_NO_KEYWORDS
#undef QT_NO_FOREACH

#include "panes/chart.h"

#include "look/format.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "widgets/empty_text.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace gw::panes {

namespace {

constexpr double kHeadroom = 1.15; // above the highest value
constexpr int kTimeSpace = 3;      // lengths of a label that each takes of its axis
constexpr int kLabelSpace = 2;
constexpr int kMostTicks = 6;
constexpr double kSmallestTop = 1;   // so that an idle chart has an axis
constexpr double kSmallestCount = 5; // likewise, of what is counted
constexpr double kKeyZoom = 0.8;     // of the span, by one key
constexpr double kKeyMove = 0.1;
constexpr double kPointSize = 5;

QString numberText(double value)
{
    if (std::isnan(value)) {
        return QStringLiteral("-");
    }
    return QLocale().toString(value, 'f', value >= 100 || value == 0 ? 0 : value >= 10 ? 1 : 2);
}

// The values that have none beside them; NaN for the others.
QVector<double> loneValues(const QVector<double> &values)
{
    QVector<double> lone(values.size(), std::nan(""));
    for (qsizetype at = 0; at < values.size(); ++at) {
        const bool hasLeft = at > 0 && !std::isnan(values[at - 1]);
        const bool hasRight = at + 1 < values.size() && !std::isnan(values[at + 1]);
        lone[at] = hasLeft || hasRight ? lone[at] : values[at];
    }
    return lone;
}

} // namespace

Chart::Chart(const QString &title, const QString &unit, const std::vector<Line> &lines,
             QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_legend(new QLabel(this))
    , m_empty(new widgets::EmptyText(m_plot))
    , m_lines(lines)
    , m_title(title)
    , m_unit(unit)
    , m_marked(std::nan(""))
    , m_mark(new QCPItemStraightLine(m_plot))
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
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusProxy(this);
    m_mark->setVisible(false);
    for (std::size_t at = 0; at < 2 * m_lines.size(); ++at) {
        m_plot->addGraph(); // the lines, then their lone points
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

QCPGraph *Chart::lonePoints(std::size_t line) const
{
    return m_plot->graph(static_cast<int>(m_lines.size() + line));
}

void Chart::setValues(const QVector<double> &times, const std::vector<QVector<double>> &values)
{
    double top = 0;
    for (std::size_t at = 0; at < m_lines.size(); ++at) {
        m_plot->graph(static_cast<int>(at))->setData(times, values[at], true);
        lonePoints(at)->setData(times, loneValues(values[at]), true);
        for (const double value : values[at]) {
            top = std::isnan(value) ? top : std::max(top, value);
        }
    }
    m_plot->yAxis->setRange(
        0, std::max(top * kHeadroom, m_unit.isEmpty() ? kSmallestCount : kSmallestTop));
    m_empty->setVisible(top == 0 && !m_empty->text().isEmpty());
    m_times = times;
    if (std::isnan(m_marked)) {
        showNewest();
    } else {
        showValuesAt(m_marked);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void Chart::setSpan(double from, double to)
{
    m_isSetting = true;
    m_plot->xAxis->setRange(from, to);
    m_isSetting = false;
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void Chart::setEmptyText(const QString &text, QAction *action)
{
    m_empty->setText(text, action);
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
        lonePoints(at)->setLineStyle(QCPGraph::lsNone);
        lonePoints(at)->setScatterStyle(
            {QCPScatterStyle::ssDisc, pen.color(), pen.color(), kPointSize});
    }
    fitTicks();
    showFocus();
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
            // The point of that second, or the one before it.
            const auto behind = points->findEnd(seconds, false);
            value = behind == points->constBegin() ? behind->value : (behind - 1)->value;
        }
        plain.append(QStringLiteral("%1 %2 %3").arg(m_lines[at].name, numberText(value), m_unit));
        text += QStringLiteral("&nbsp;&nbsp; <span style='color:%1'>%2</span>&nbsp;%3")
                    .arg(look::colorOf(m_lines[at].tint).name(), m_lines[at].name.toHtmlEscaped(),
                         numberText(value));
    }
    m_legend->setText(text);
    m_legend->setToolTip(QStringLiteral("%1: %2").arg(m_title, plain.join(QStringLiteral(", "))));
}

void Chart::showNewest()
{
    showValuesAt(m_times.isEmpty() ? std::nan("") : m_times.last());
}

void Chart::keyPressEvent(QKeyEvent *event)
{
    const bool moves = event->modifiers().testFlag(Qt::ShiftModifier);
    const int direction = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    const auto all = static_cast<int>(m_times.size());
    if (direction != 0 && moves) {
        m_plot->xAxis->moveRange(direction * kKeyMove * m_plot->xAxis->range().size());
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    } else if (direction != 0) {
        step(direction);
    } else if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End) {
        step(event->key() == Qt::Key_Home ? -all : all);
    } else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Minus) {
        zoom(event->key() == Qt::Key_Plus ? kKeyZoom : 1 / kKeyZoom);
    } else if (event->key() == Qt::Key_Escape && !std::isnan(m_marked)) {
        mark(std::nan(""));
        showNewest();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void Chart::step(int count)
{
    if (m_times.isEmpty()) {
        return;
    }
    const auto found = std::ranges::lower_bound(std::as_const(m_times), m_marked);
    const auto last = static_cast<int>(m_times.size()) - 1;
    const int now = std::isnan(m_marked) ? last : static_cast<int>(found - m_times.cbegin());
    mark(m_times[std::clamp(now + count, 0, last)]);
    showValuesAt(m_marked);
    setAccessibleDescription(m_legend->toolTip()); // which is read out
}

// Is in sight: the span follows.
void Chart::mark(double seconds)
{
    m_marked = seconds;
    m_mark->setVisible(!std::isnan(seconds));
    if (!std::isnan(seconds)) {
        m_mark->point1->setCoords(seconds, 0);
        m_mark->point2->setCoords(seconds, 1);
        const QCPRange shown = m_plot->xAxis->range();
        if (!shown.contains(seconds)) {
            m_plot->xAxis->setRange(seconds, shown.size(), Qt::AlignCenter);
        }
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

// Around the second that is looked at.
void Chart::zoom(double factor)
{
    QCPAxis &axis = *m_plot->xAxis;
    axis.scaleRange(factor, std::isnan(m_marked) ? axis.range().center() : m_marked);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void Chart::showFocus()
{
    const look::Tokens &t = look::tokens();
    m_plot->xAxis->setBasePen(QPen(hasFocus() ? t.accent : t.border, hasFocus() ? 2 : 1));
    m_mark->setPen(QPen(t.accent));
}

void Chart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    showFocus();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void Chart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    showFocus();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace gw::panes
