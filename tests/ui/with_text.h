// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gw::test {

// The first button with that text; null: there is none.
template <typename Button>
[[nodiscard]] Button *withText(const QWidget &page, const QString &text)
{
    for (Button *button : page.findChildren<Button *>()) {
        if (button->text() == text) {
            return button;
        }
    }
    return nullptr;
}

} // namespace gw::test
