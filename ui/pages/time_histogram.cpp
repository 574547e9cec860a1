// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/time_histogram.h"

#include "look/format.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace gw::pages {

using client::TimeBucket;

namespace {

constexpr int kBarsHeight = 96;
constexpr int kWidestColumn = 72;

} // namespace

TimeHistogram::TimeHistogram(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("How long the calls took"));
}

void TimeHistogram::setBuckets(const QList<TimeBucket> &buckets)
{
    const auto isUsed = [](const TimeBucket &bucket) {
        return bucket.count > 0;
    };
    const auto first = std::ranges::find_if(buckets, isUsed);
    m_buckets.clear();
    m_before = first == buckets.begin() || first == buckets.end() ? TimeBucket() : *(first - 1);
    m_calls = 0;
    for (auto one = first; one != buckets.end(); ++one) {
        m_buckets.append(*one);
        m_calls += one->count;
    }
    while (!m_buckets.isEmpty() && m_buckets.last().count == 0) {
        m_buckets.removeLast();
    }
    QStringList words;
    for (qsizetype at = 0; at < m_buckets.size(); ++at) {
        words.append(tr("%1: %2").arg(rangeOf(at), look::countText(m_buckets[at].count)));
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

QSize TimeHistogram::sizeHint() const
{
    return {320, kBarsHeight + 2 * QFontMetrics(look::secondaryFont()).height() + look::kGap};
}

QString TimeHistogram::rangeOf(qsizetype at) const
{
    const std::chrono::nanoseconds from = at == 0 ? m_before.upTo : m_buckets[at - 1].upTo;
    const std::chrono::nanoseconds to = m_buckets[at].upTo;
    if (to.count() == 0) {
        return tr("over %1").arg(look::durationText(from));
    }
    return from.count() == 0 ? tr("up to %1").arg(look::durationText(to))
                             : tr("%1 to %2").arg(look::durationText(from), look::durationText(to));
}

QRect TimeHistogram::area() const
{
    const int line = QFontMetrics(look::secondaryFont()).height();
    return rect().adjusted(0, line, -1, -line - look::kTight);
}

qsizetype TimeHistogram::columnAt(int x) const
{
    if (m_buckets.isEmpty()) {
        return -1;
    }
    const int width = std::min(kWidestColumn, area().width() / static_cast<int>(m_buckets.size()));
    const qsizetype at = width == 0 ? -1 : (x - area().left()) / width;
    return at < m_buckets.size() ? at : -1;
}

void TimeHistogram::paintEvent(QPaintEvent *)
{
    const look::Tokens &t = look::tokens();
    QPainter painter(this);
    painter.setFont(look::secondaryFont());
    const QRect bars = area();
    painter.fillRect(QRect(bars.left(), bars.bottom(), bars.width(), 1), t.border);
    if (m_buckets.isEmpty()) {
        painter.setPen(t.secondary);
        painter.drawText(bars, Qt::AlignCenter, tr("No calls yet"));
        return;
    }
    const int count = static_cast<int>(m_buckets.size());
    const int width = std::min(kWidestColumn, bars.width() / count);
    const std::uint64_t highest =
        std::ranges::max_element(m_buckets, {}, &TimeBucket::count)->count;
    const int label = painter.fontMetrics().horizontalAdvance(QStringLiteral("> 8.88 ms "));
    const int line = painter.fontMetrics().height();
    const int every = std::max(1, (label + width - 1) / std::max(1, width));
    for (int at = 0; at < count; ++at) {
        const TimeBucket &bucket = m_buckets[at];
        const double share = static_cast<double>(bucket.count) / static_cast<double>(highest);
        const int height = bucket.count == 0 ? 0 : std::max(2, qRound(share * bars.height()));
        const QRect bar(bars.left() + at * width, bars.bottom() - height, width, height);
        painter.fillRect(bar.adjusted(2, 0, -2, 0), t.plugin);
        painter.setPen(t.secondary);
        if (bucket.count > 0 && width >= label * 2 / 3) {
            painter.drawText(QRect(bar.left(), bar.top() - line, width, line),
                             Qt::AlignHCenter | Qt::AlignBottom, look::countText(bucket.count));
        }
        if (at % every == 0) {
            const QString words =
                bucket.upTo.count() == 0
                    ? QStringLiteral("> ") +
                          look::durationText(at == 0 ? m_before.upTo : m_buckets[at - 1].upTo)
                    : QStringLiteral("\u2264 ") + look::durationText(bucket.upTo);
            painter.drawText(QRect(bar.left() + 2, bars.bottom() + look::kTight, label * 2,
                                   painter.fontMetrics().height()),
                             Qt::AlignLeft, words);
        }
    }
}

bool TimeHistogram::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const qsizetype at = columnAt(help->pos().x());
        if (at < 0) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(),
                               tr("%1: %2 of %3 calls")
                                   .arg(rangeOf(at), look::countText(m_buckets[at].count),
                                        look::countText(m_calls)),
                               this);
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace gw::pages
