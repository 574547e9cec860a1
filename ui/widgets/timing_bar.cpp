// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timing_bar.h"

#include "look/format.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "widgets/trace_model.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::widgets {

namespace {

constexpr int kBarHeight = 8;
constexpr int kLeastBar = 2;
constexpr int kNameCharacters = 26;
constexpr int kTimeCharacters = 10;

} // namespace

TimingBar::TimingBar(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Timing"));
}

void TimingBar::setTimings(const requests::Timings &timings)
{
    m_timings = timings;
    m_record = {};
    m_hasTimings = true;
    changed();
}

void TimingBar::setRecord(const client::TrafficRecord &record)
{
    m_record = record;
    changed();
}

void TimingBar::clear()
{
    m_hasTimings = false;
    m_record = {};
    changed();
}

void TimingBar::changed()
{
    setAccessibleDescription(rowTexts().join(u", "_s));
    updateGeometry();
    update();
}

QList<TimingBar::Row> TimingBar::rows() const
{
    if (!m_hasTimings) {
        return {};
    }
    const look::Tokens &tokens = look::tokens();
    const std::pair<QString, requests::Timings::Duration> phases[] = {
        {tr("Queue"), m_timings.queue},
        {tr("Earlier requests"), m_timings.redirects},
        {tr("DNS"), m_timings.dns},
        {tr("Connect"), m_timings.connect},
        {tr("TLS"), m_timings.tls},
        {tr("Send"), m_timings.send},
        {tr("Wait for the first byte"), m_timings.wait},
        {tr("Download"), m_timings.download}};
    QList<Row> rows;
    std::chrono::nanoseconds start{0};
    std::chrono::nanoseconds waitStart{0};
    qsizetype behindWait = 0;
    for (const auto &[name, duration] : phases) {
        if (&duration == &phases[1].second && duration.count() == 0) {
            continue; // no redirect and no challenge
        }
        rows.append({name, start, duration, tokens.accent, false});
        if (&duration == &phases[6].second) {
            waitStart = start;
            behindWait = rows.size();
        }
        start += duration;
    }
    // The gateway's clock starts with the request's head; its work ends before the first byte
    // comes.
    const std::chrono::nanoseconds wait = m_timings.wait;
    const std::chrono::nanoseconds lead =
        std::max(std::chrono::nanoseconds(0), (wait - m_record.untilAnswer()) / 2);
    for (const client::TraceStep &step : m_record.trace) {
        rows.insert(behindWait++, Row{step.shortName(), waitStart + lead + step.start,
                                      step.duration, colorOf(kindOf(step)), true});
    }
    rows.append(
        {tr("Total"), std::chrono::nanoseconds(0), m_timings.total, tokens.secondary, false});
    return rows;
}

QStringList TimingBar::rowTexts() const
{
    QStringList texts;
    const QList<Row> all = rows();
    for (const Row &row : all) {
        texts.append(row.name + u"  "_s + look::durationText(row.duration));
    }
    return texts;
}

QSize TimingBar::sizeHint() const
{
    const int count = std::max(static_cast<int>(rows().size()), 1);
    return {fontMetrics().averageCharWidth() * 44, count * look::rowHeight() + 2 * look::kGap};
}

void TimingBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), look::tokens().base);
    const QList<Row> all = rows();
    if (all.isEmpty()) {
        painter.setPen(look::tokens().secondary);
        painter.drawText(rect(), Qt::AlignCenter, tr("Send a request to see where its time goes."));
        return;
    }
    const int letter = fontMetrics().averageCharWidth();
    const int nameWidth = letter * kNameCharacters;
    const int timeWidth = letter * kTimeCharacters;
    const int height = look::rowHeight();
    const QRect axis(look::kGap + nameWidth, 0,
                     std::max(20, width() - nameWidth - timeWidth - 3 * look::kGap), height);
    const double scale =
        axis.width() /
        std::max(1.0, static_cast<double>(std::chrono::nanoseconds(m_timings.total).count()));
    int top = look::kGap;
    for (const Row &row : all) {
        const int indent = row.isNested ? look::kGroupGap : 0;
        painter.setPen(row.isNested ? row.color : look::tokens().text);
        painter.setFont(font());
        const QRect name(look::kGap + indent, top, nameWidth - indent - look::kGap, height);
        painter.drawText(name, Qt::AlignVCenter,
                         fontMetrics().elidedText(row.name, Qt::ElideRight, name.width()));
        const int width =
            std::max(kLeastBar, qRound(static_cast<double>(row.duration.count()) * scale));
        const int left =
            std::min(axis.left() + qRound(static_cast<double>(row.start.count()) * scale),
                     axis.right() + 1 - std::min(width, axis.width()));
        painter.fillRect(
            QRect(left, top + (height - kBarHeight) / 2, std::min(width, axis.width()), kBarHeight),
            row.duration.count() == 0 ? look::tokens().border : row.color);
        painter.setPen(look::tokens().text);
        painter.setFont(look::fixedFont());
        painter.drawText(QRect(axis.right() + look::kGap, top, timeWidth, height),
                         Qt::AlignVCenter | Qt::AlignRight, look::durationText(row.duration));
        top += height;
    }
}

} // namespace gw::widgets
