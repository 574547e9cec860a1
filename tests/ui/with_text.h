// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

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

// The first button with that text, which may have a mnemonic, that is to be seen; null: there is
// none.
template <typename Button = QAbstractButton>
[[nodiscard]] Button *shownWithText(const QWidget &place, const QString &text)
{
    for (Button *button : place.findChildren<Button *>()) {
        if (button->text().remove(QLatin1Char('&')) == text && button->isVisible()) {
            return button;
        }
    }
    return nullptr;
}

} // namespace gw::test
