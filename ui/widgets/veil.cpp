// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/veil.h"

#include <QEvent>
#include <QPainter>

namespace gw::widgets {

namespace {

constexpr double kOpacity = 0.5;

} // namespace

Veil::Veil(QWidget *parent)
    : QWidget(parent)
    , m_home(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    hide();
}

void Veil::cover(QWidget *page)
{
    QWidget *parent = page == nullptr ? m_home : page;
    if (parent != parentWidget()) {
        parentWidget()->removeEventFilter(this);
        setParent(parent); // hides it
    }
    if (page != nullptr) {
        page->installEventFilter(this);
        setGeometry(page->rect());
        raise();
    }
    setVisible(page != nullptr);
}

bool Veil::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
    }
    return QWidget::eventFilter(watched, event);
}

void Veil::paintEvent(QPaintEvent *)
{
    QColor color = palette().color(QPalette::Base);
    color.setAlphaF(kOpacity);
    QPainter(this).fillRect(rect(), color);
}

} // namespace gw::widgets
