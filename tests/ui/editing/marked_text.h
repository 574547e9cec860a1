// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string>

// A text in which "|" marks the caret.
struct MarkedText {
    std::string text;
    std::size_t offset = 0;

    explicit MarkedText(const QByteArray &marked)
        : text(marked.toStdString())
        , offset(text.find('|'))
    {
        text.erase(offset, 1);
    }
};
