// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/focus_walk.h"

#include <QGuiApplication>
#include <QStyleHints>
#include <QWidget>

namespace gw::window {

namespace {

// Some desktops have Tab stop at texts and lists only.
bool isStop(const QWidget &widget, const QWidget &window)
{
    const bool stopsAtAll =
        QGuiApplication::styleHints()->tabFocusBehavior() == Qt::TabFocusAllControls;
    const int policy = stopsAtAll ? Qt::TabFocus : Qt::StrongFocus;
    return widget.focusProxy() == nullptr && (widget.focusPolicy() & policy) == policy &&
           widget.isEnabled() && widget.isVisibleTo(&window);
}

} // namespace

QWidget *nextInWalk(const QWidget &window, FocusWay way)
{
    const auto after = [way](const QWidget &widget) {
        return way == FocusWay::Forwards ? widget.nextInFocusChain()
                                         : widget.previousInFocusChain();
    };
    const QWidget *start = window.focusWidget() != nullptr ? window.focusWidget() : &window;
    for (QWidget *at = after(*start); at != nullptr && at != start; at = after(*at)) {
        if (isStop(*at, window)) {
            return at;
        }
    }
    return nullptr;
}

} // namespace gw::window
