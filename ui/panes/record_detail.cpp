// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/record_detail.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "models/traffic_model.h"
#include "panes/fact_list.h"
#include "widgets/scrolled.h"
#include "widgets/trace_view.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace gw::panes {

using client::TrafficRecord;
using models::TrafficModel;

namespace {

constexpr int kTraceRows = 12; // high, at least

QString colored(const QString &text, look::Tint tint)
{
    return QStringLiteral("<span style='color:%1'>%2</span>")
        .arg(look::colorOf(tint).name(), text.toHtmlEscaped());
}

QList<FactList::Fact> factsOf(const TrafficRecord &record)
{
    return {{RecordDetail::tr("API"), TrafficModel::text(record, TrafficModel::Api)},
            {RecordDetail::tr("Time"), look::timeText(record.time)},
            {RecordDetail::tr("Client"), record.clientAddress},
            {RecordDetail::tr("Upstream"), record.upstreamAddress},
            {RecordDetail::tr("Key"), record.apiKey},
            {RecordDetail::tr("Request id"), record.requestId}};
}

} // namespace

RecordDetail::RecordDetail(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_status(new QLabel(this))
    , m_facts(new FactList(this))
    , m_resend(new QPushButton(this))
    , m_replay(new QPushButton(this))
    , m_trace(new widgets::TraceView(this))
{
    auto *head = new QVBoxLayout;
    head->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kGap);
    head->setSpacing(look::kTight);
    for (QLabel *label : {m_title, m_status}) {
        label->setTextFormat(Qt::RichText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true);
        head->addWidget(label);
    }
    m_title->setFont(look::fixedFont());
    m_facts->setAccessibleName(tr("Facts of the request"));
    head->addWidget(m_facts);
    m_resend->setText(tr("Edit and send again"));
    m_resend->setIcon(look::icon(QStringLiteral("document-send")));
    m_replay->setText(tr("Replay"));
    m_replay->setToolTip(tr("Send it again at once, in a tab of its own"));
    m_replay->setIcon(look::icon(QStringLiteral("media-playback-start")));
    head->addWidget(m_resend, 0, Qt::AlignLeft);
    head->addWidget(m_replay, 0, Qt::AlignLeft);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_trace, 1);
    layout->addStretch();
    m_trace->setMinimumHeight(kTraceRows * look::rowHeight());
    QScrollArea *scroll = widgets::scrolled(content, this);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    setAccessibleName(tr("Selected request"));
    connect(m_trace, &widgets::TraceView::pluginWanted, this, &RecordDetail::pluginWanted);
    connect(m_trace, &widgets::TraceView::breakWanted, this, &RecordDetail::breakWanted);
    connect(m_trace, &widgets::TraceView::captureWanted, this, &RecordDetail::captureWanted);
    connect(m_trace, &widgets::TraceView::sendWanted, m_replay, &QPushButton::click);
    connect(m_resend, &QPushButton::clicked, this, [this] {
        if (m_record) {
            Q_EMIT resendWanted(*m_record);
        }
    });
    connect(m_replay, &QPushButton::clicked, this, [this] {
        if (m_record) {
            Q_EMIT replayWanted(*m_record);
        }
    });
    show(nullptr);
}

void RecordDetail::show(const TrafficRecord *record)
{
    m_record = record == nullptr ? std::nullopt : std::optional(*record);
    for (QWidget *part : {static_cast<QWidget *>(m_status), static_cast<QWidget *>(m_facts),
                          static_cast<QWidget *>(m_resend), static_cast<QWidget *>(m_replay),
                          static_cast<QWidget *>(m_trace)}) {
        part->setVisible(record != nullptr);
    }
    showTexts();
    if (record == nullptr) {
        return;
    }
    m_facts->setFacts(factsOf(*record));
    m_trace->setRecord(*record);
}

void RecordDetail::setCapturing(bool isOn)
{
    m_trace->setCapturing(isOn);
}

// In the scheme's colours.
void RecordDetail::showTexts()
{
    if (!m_record) {
        m_title->setText(colored(tr("Select a request."), look::Tint::Secondary));
        return;
    }
    m_title->setText(colored(m_record->method, models::tintOfMethod(m_record->method)) +
                     QLatin1Char(' ') +
                     TrafficModel::text(*m_record, TrafficModel::Path).toHtmlEscaped());
    m_status->setText(colored(TrafficModel::text(*m_record, TrafficModel::Status),
                              models::tintOfStatus(m_record->status)) +
                      QStringLiteral("&nbsp;&nbsp; ") +
                      tr("%1 in all, %2 of it in the gateway &nbsp; %3")
                          .arg(look::durationText(m_record->total),
                               look::durationText(m_record->gateway()),
                               look::byteText(m_record->bytesOut)) +
                      (m_record->error.isEmpty()
                           ? QString()
                           : QStringLiteral("<br>") + colored(m_record->error, look::Tint::Bad)));
}

void RecordDetail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showTexts();
    }
}

} // namespace gw::panes
