// SPDX-License-Identifier: GPL-3.0-or-later
// How a BodyView is searched.
#include "look/format.h"
#include "widgets/arriving_text.h"
#include "widgets/body_pager.h"
#include "widgets/body_view.h"
#include "widgets/json_tree_model.h"
#include "widgets/json_tree_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>

#include <optional>
#include <utility>

namespace gw::widgets {

void BodyView::showSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void BodyView::find()
{
    const QString text = m_search->text();
    if (m_stack->currentWidget() == m_tree) {
        showFound(0, static_cast<int>(m_tree->tree().matches(text).size()));
        return;
    }
    m_goesOnLater = false;
    if (m_stack->currentWidget() == m_arriving) {
        showPlaces(m_arriving->find(text, BodyText::From::Here));
        return;
    }
    m_pager->search(text);
    showPlaces(m_text->find(text, BodyText::From::Here));
}

// In another text. Who looks for nothing keeps the place.
void BodyView::findAgain()
{
    if (m_search->text().isEmpty()) {
        m_pager->search({});
        showPlaces({});
    } else {
        find();
    }
}

void BodyView::findNext()
{
    const QString text = m_search->text();
    if (m_stack->currentWidget() == m_tree) {
        const JsonTreeView::Place place = m_tree->findNext(text);
        showFound(place.number, place.count);
        return;
    }
    if (m_stack->currentWidget() == m_arriving) {
        showPlaces(m_arriving->find(text, BodyText::From::Behind));
        return;
    }
    const bool isHere = text.isEmpty() || m_text->hasNext(text);
    m_goesOnLater = !isHere && m_pager->pageCount() > 1 && !m_pager->placeCount();
    if (isHere || (!m_goesOnLater && !m_pager->goOn())) {
        showPlaces(m_text->find(text, BodyText::From::Behind));
    } // else the page that is shown finds it
}

void BodyView::takeCounts()
{
    showPlaces(m_places);
    if (std::exchange(m_goesOnLater, false)) {
        findNext();
    }
}

// On the page that is shown: of all pages, once they are counted.
void BodyView::showPlaces(const BodyText::Places &places)
{
    m_places = places;
    const bool isPaged = m_pager->pageCount() > 1;
    const std::optional<int> count = isPaged ? m_pager->placeCount() : std::nullopt;
    if (isPaged && !count && !m_search->text().isEmpty()) {
        m_found->setText(tr("%n on this page", nullptr, places.count));
        return;
    }
    const int before = isPaged && places.number > 0 ? m_pager->placesBefore() : 0;
    showFound(before + places.number, count.value_or(places.count));
}

void BodyView::showFound(int number, int count)
{
    const auto spelled = [](int figure) {
        return look::countText(static_cast<quint64>(figure));
    };
    m_found->setText(m_search->text().isEmpty() ? QString()
                     : number == 0 || count == 0
                         ? tr("%n found", nullptr, count)
                         : tr("%1 of %2").arg(spelled(number), spelled(count)));
}

} // namespace gw::widgets
