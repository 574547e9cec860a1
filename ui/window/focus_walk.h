// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace gw::window {

enum class FocusWay { Forwards, Backwards };

// What takes the keyboard next in the window's order of Tab, round its end; null when nothing else
// does. A widget with a focus proxy is no stop: its parts are, the proxy in its turn. Qt's own walk
// goes from what stands before such a widget to the proxy, past the parts between. Thread: GUI.
[[nodiscard]] QWidget *nextInWalk(const QWidget &window, FocusWay way);

} // namespace gw::window
