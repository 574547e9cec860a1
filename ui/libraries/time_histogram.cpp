// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/time_histogram.h"

#include "look/format.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace gw::libraries {

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
    setFocusPolicy(Qt::StrongFocus);
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
    m_chosen = std::min(m_chosen, m_buckets.size() - 1);
    describe();
    update();
}

// All of them, until keys have chosen one.
void TimeHistogram::describe()
{
    if (m_chosen >= 0) {
        setAccessibleDescription(wordsOf(m_chosen));
        return;
    }
    QStringList words;
    for (qsizetype at = 0; at < m_buckets.size(); ++at) {
        words.append(tr("%1: %2").arg(rangeOf(at), look::countText(m_buckets[at].count)));
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
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

QString TimeHistogram::wordsOf(qsizetype at) const
{
    return tr("%1: %2 of %3 calls", "numbers with their separators", static_cast<int>(m_calls))
        .arg(rangeOf(at), look::countText(m_buckets[at].count), look::countText(m_calls));
}

// There are columns.
int TimeHistogram::columnWidth() const
{
    return std::min(kWidestColumn, area().width() / static_cast<int>(m_buckets.size()));
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
    const int width = columnWidth();
    const qsizetype at = width == 0 ? -1 : (x - area().left()) / width;
    return at < m_buckets.size() ? at : -1;
}

void TimeHistogram::paintEvent(QPaintEvent *)
{
    const look::Tokens &t = look::tokens();
    QPainter painter(this);
    painter.setFont(look::secondaryFont());
    const QRect bars = area();
    painter.fillRect(QRect(bars.left(), bars.bottom(), bars.width(), 1),
                     hasFocus() ? t.accent : t.border);
    if (m_buckets.isEmpty()) {
        painter.setPen(t.secondary);
        painter.drawText(bars, Qt::AlignCenter, tr("No calls yet"));
        return;
    }
    const int count = static_cast<int>(m_buckets.size());
    const int width = columnWidth();
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
        if (at == m_chosen) {
            painter.fillRect(QRect(bar.left(), bars.top(), width, bars.height()), t.selection);
        }
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
            QToolTip::showText(help->globalPos(), wordsOf(at), this);
        }
        return true;
    }
    return QWidget::event(event);
}

void TimeHistogram::keyPressEvent(QKeyEvent *event)
{
    const qsizetype last = m_buckets.size() - 1;
    if (event->key() == Qt::Key_Left) {
        choose(m_chosen - 1);
    } else if (event->key() == Qt::Key_Right) {
        choose(m_chosen + 1);
    } else if (event->key() == Qt::Key_Home) {
        choose(0);
    } else if (event->key() == Qt::Key_End) {
        choose(last);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void TimeHistogram::choose(qsizetype at)
{
    if (m_buckets.isEmpty()) {
        return;
    }
    m_chosen = std::clamp(at, qsizetype{0}, m_buckets.size() - 1);
    describe();
    update();
    const QPoint below(area().left() + static_cast<int>(m_chosen) * columnWidth(), area().bottom());
    QToolTip::showText(mapToGlobal(below), wordsOf(m_chosen), this);
}

void TimeHistogram::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void TimeHistogram::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_chosen = -1;
    describe();
    update();
}

} // namespace gw::libraries
