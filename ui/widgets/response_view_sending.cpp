// SPDX-License-Identifier: GPL-3.0-or-later
// How a ResponseView says how a request is doing: while it is under way, and what came of it.
#include "look/format.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "widgets/body_view.h"
#include "widgets/elided_label.h"
#include "widgets/empty_text.h"
#include "widgets/response_view.h"
#include "widgets/veil.h"

#include <QEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace gw::widgets {

namespace {

look::Tint tintOf(int status)
{
    if (status >= 400) {
        return status >= 500 ? look::Tint::Bad : look::Tint::Warn;
    }
    return status >= 300 ? look::Tint::Info : look::Tint::Good;
}

// "image/png"
QString mediaType(const requests::ResponseHead &head)
{
    const std::string *type = head.find("Content-Type");
    return type == nullptr ? QString() : QString::fromStdString(*type).section(u';', 0, 0);
}

} // namespace

void ResponseView::showSending()
{
    m_isSending = true;
    m_head.reset();
    m_soFar = {};
    m_body->stopArriving();
    showHeaders();
    showStatus();
    if (hasOldAnswer() || m_tabs->currentIndex() >= m_ownTabs) {
        m_slow.start();
    } else {
        m_message->setText(tr("Waiting for the answer..."));
        m_stack->setCurrentWidget(m_message);
    }
    showSoFar();
}

void ResponseView::showHead(const requests::ResponseHead &head)
{
    if (!m_isSending) {
        return;
    }
    m_head = head;
    m_soFar = {};
    showStatus();
    showHeaders();
    m_body->startArriving();
    m_stack->setCurrentWidget(m_tabs);
    showSoFar();
}

void ResponseView::showProgress(quint64 received, quint64 expected)
{
    if (m_isSending) {
        m_soFar.received = received;
        m_soFar.expected = expected;
        showSoFar();
    }
}

void ResponseView::showArrived(const requests::IncomingBody::Part &part)
{
    if (!m_isSending) {
        return;
    }
    m_soFar.received = part.total;
    m_soFar.kind = part.packing.empty() ? mediaType(m_head.value_or(requests::ResponseHead()))
                                        : QString::fromStdString(part.packing);
    m_body->showArrived(part, soFarText());
    showSoFar();
}

// "12.3 KB so far, gzip": the kind of what cannot be shown.
QString ResponseView::soFarText() const
{
    const auto &[received, expected, kind] = m_soFar;
    const QString count =
        expected == 0
            ? tr("%1 so far").arg(look::byteText(received))
            : tr("%1 of %2 so far").arg(look::byteText(received), look::byteText(expected));
    return kind.isEmpty() || m_body->isArriving() ? count : QString(count + u", "_s + kind);
}

void ResponseView::showSoFar()
{
    QStringList facts;
    if (m_head || m_soFar.received > 0) {
        facts.append(soFarText());
    }
    if (m_head) {
        facts.append(QString::fromStdString(m_head->version));
    }
    if (m_stack->currentWidget() == m_tabs && isOld(m_tabs->currentWidget())) {
        facts.append(tr("Below: the answer of before"));
    }
    m_facts->setText(facts.join(u"   "_s));
    dimOld();
}

bool ResponseView::hasOldAnswer() const
{
    return m_result != nullptr && m_result->head() != nullptr;
}

bool ResponseView::isOld(const QWidget *page) const
{
    const bool isNew = page == m_body      ? m_body->isArriving() || !hasOldAnswer()
                       : page == m_headers ? m_head.has_value()
                                           : m_tabs->indexOf(page) >= m_ownTabs;
    return m_isSending && m_result != nullptr && !isNew;
}

// What is old, once the request takes so long that people wait for it.
void ResponseView::dimOld()
{
    QWidget *page = m_tabs->currentWidget();
    m_veil->cover(isOld(page) && !m_slow.isActive() ? page : nullptr);
}

void ResponseView::showStatus()
{
    const requests::ResponseHead *head = m_head        ? &*m_head
                                         : m_isSending ? nullptr
                                                       : m_result->head();
    look::Tint tint = m_isSending ? look::Tint::Info : look::Tint::Bad;
    QString state = m_isSending             ? tr("Sending...")
                    : m_result->isCancelled ? tr("Cancelled")
                                            : tr("No answer");
    if (head != nullptr) {
        tint = tintOf(head->status);
        state = QString::number(head->status) + u' ' + QString::fromStdString(head->reason);
    }
    QPalette palette = m_status->palette();
    palette.setColor(QPalette::WindowText, look::colorOf(tint));
    m_status->setPalette(palette);
    m_status->setText(u"\u25cf "_s + state);
}

// Of an answer that is there.
void ResponseView::showFacts()
{
    QStringList facts{look::durationText(m_result->timings.total)};
    if (const requests::ResponseHead *head = m_result->head()) {
        facts.append(look::byteText(m_result->body == nullptr ? 0 : m_result->body->size()));
        facts.append(QString::fromStdString(head->version));
        if (m_result->error) {
            facts.append(tr("incomplete: %1").arg(QString::fromStdString(m_result->error->what)));
        }
    }
    m_facts->setText(facts.join(u"   "_s));
}

void ResponseView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && (m_isSending || m_result != nullptr)) {
        showStatus();
    }
}

} // namespace gw::widgets
