// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/metrics.h"

#include "look/palette.h"

#include <QFontMetrics>
#include <QGuiApplication>

#include <algorithm>

namespace gw::look {

int rowHeight()
{
    const int text = std::max(QFontMetrics(QGuiApplication::font()).height(),
                              QFontMetrics(fixedFont()).height());
    return std::max(kRowHeight, text + kTight);
}

int headerHeight()
{
    return std::max(kHeaderHeight, rowHeight() + kTight);
}

} // namespace gw::look
