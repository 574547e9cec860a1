// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <limits>

namespace gw::widgets {

// Without this a field cuts what it is given after 32,767 letters, and says nothing.
inline void takeWholeText(QLineEdit &field)
{
    field.setMaxLength(std::numeric_limits<int>::max());
}

} // namespace gw::widgets
