// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/record_detail.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "models/traffic_model.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace gw::panes {

using client::TrafficRecord;
using models::TrafficModel;

namespace {

QString colored(const QString &text, look::Tint tint)
{
    return QStringLiteral("<span style='color:%1'>%2</span>")
        .arg(look::colorOf(tint).name(), text.toHtmlEscaped());
}

QString fact(const QString &name, const QString &value)
{
    if (value.isEmpty()) {
        return {};
    }
    return QStringLiteral("<tr><td style='padding-right:12px'>%1</td><td>%2</td></tr>")
        .arg(colored(name, look::Tint::Secondary), value.toHtmlEscaped());
}

QString factsOf(const TrafficRecord &record)
{
    return QStringLiteral("<table cellspacing='0' cellpadding='1'>") +
           fact(RecordDetail::tr("API"), TrafficModel::text(record, TrafficModel::Api)) +
           fact(RecordDetail::tr("Time"), look::timeText(record.time)) +
           fact(RecordDetail::tr("Client"), record.clientAddress) +
           fact(RecordDetail::tr("Upstream"), record.upstreamAddress) +
           fact(RecordDetail::tr("Key"), record.apiKey) +
           fact(RecordDetail::tr("Error"), record.error) +
           fact(RecordDetail::tr("Request id"), record.requestId) + QStringLiteral("</table>");
}

} // namespace

RecordDetail::RecordDetail(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_title(new QLabel(this))
    , m_status(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_resend(new QPushButton(this))
{
    m_layout->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kGap);
    m_layout->setSpacing(look::kTight);
    for (QLabel *label : {m_title, m_status, m_facts}) {
        label->setTextFormat(Qt::RichText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true);
        m_layout->addWidget(label);
    }
    m_title->setFont(look::fixedFont());
    m_facts->setFont(look::secondaryFont());
    m_resend->setText(tr("Edit and send again"));
    m_resend->setIcon(look::icon(QStringLiteral("document-send")));
    m_layout->addWidget(m_resend, 0, Qt::AlignLeft);
    m_layout->addStretch(1);
    setAccessibleName(tr("Selected request"));
    connect(m_resend, &QPushButton::clicked, this, [this] {
        if (m_record) {
            Q_EMIT resendWanted(*m_record);
        }
    });
    show(nullptr);
}

void RecordDetail::setTraceView(QWidget *view,
                                const std::function<void(const TrafficRecord &)> &showTrace)
{
    m_layout->takeAt(m_layout->count() - 1); // the stretch: the trace takes the room
    m_layout->addWidget(view, 1);
    m_trace = view;
    m_showTrace = showTrace;
    m_trace->setVisible(m_record.has_value());
}

void RecordDetail::show(const TrafficRecord *record)
{
    m_record = record == nullptr ? std::nullopt : std::optional(*record);
    for (QWidget *part : {static_cast<QWidget *>(m_status), static_cast<QWidget *>(m_facts),
                          static_cast<QWidget *>(m_resend), m_trace}) {
        if (part != nullptr) {
            part->setVisible(record != nullptr);
        }
    }
    if (record == nullptr) {
        m_title->setText(colored(tr("Select a request."), look::Tint::Secondary));
        return;
    }
    m_title->setText(colored(record->method, models::tintOfMethod(record->method)) +
                     QLatin1Char(' ') +
                     TrafficModel::text(*record, TrafficModel::Path).toHtmlEscaped());
    m_status->setText(colored(TrafficModel::text(*record, TrafficModel::Status),
                              models::tintOfStatus(record->status)) +
                      QStringLiteral("&nbsp;&nbsp; ") +
                      tr("%1 in all, %2 of it in the gateway &nbsp; %3")
                          .arg(look::durationText(record->total),
                               look::durationText(record->gateway()),
                               look::byteText(record->bytesOut)));
    m_facts->setText(factsOf(*record));
    if (m_showTrace) {
        m_showTrace(*record);
    }
}

void RecordDetail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_resend != nullptr) {
        const std::optional<TrafficRecord> kept = m_record; // its colours are those of the scheme
        show(kept ? &*kept : nullptr);
    }
}

} // namespace gw::panes
