// SPDX-License-Identifier: GPL-3.0-or-later
// What a BodyView shows of an answer that is still coming.
#include "widgets/arriving_text.h"
#include "widgets/body_pager.h"
#include "widgets/body_view.h"
#include "widgets/empty_text.h"

#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>

#include <optional>
#include <utility>

namespace gw::widgets {

void BodyView::startArriving()
{
    m_arriving->restart();
    if (m_result == nullptr || m_result->head() == nullptr) {
        m_coming->setText(tr("The body of the answer is still to come."));
        m_stack->setCurrentWidget(m_coming);
    }
}

void BodyView::showArrived(const requests::IncomingBody::Part &part, const QString &soFar)
{
    if (!m_arriving->add(part)) {
        m_coming->setText(tr("%1. It can be read once all of it is there.").arg(soFar));
        return;
    }
    if (!std::exchange(m_isArriving, true)) {
        ++m_run; // what is prepared is the answer of before
        m_pager->stop();
        m_note->hide();
        m_search->setEnabled(true);
        m_stack->setCurrentWidget(m_arriving);
    }
    showPlaces(m_arriving->mark(m_search->text()));
}

void BodyView::stopArriving()
{
    if (std::exchange(m_isArriving, false)) {
        m_stack->setCurrentWidget(m_text);
        prepare();
    }
}

// Who has read it while it came goes on at the same place, or at the beginning where it looks
// different and only its end was followed.
void BodyView::showText(const requests::ShownBody &shown)
{
    const std::optional<BodyText::Place> place =
        m_stack->currentWidget() == m_arriving ? m_arriving->placeInAll() : std::nullopt;
    m_text->setBody(QString::fromStdString(shown.text), shown.form);
    m_stack->setCurrentWidget(m_text);
    markLines();
    if (place && (!place->isAtEnd || shown.form == requests::BodyForm::Text)) {
        m_text->goTo(*place);
    }
}

} // namespace gw::widgets
