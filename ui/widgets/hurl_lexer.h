// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/hurl_tokens.h"

#include <Qsci/qscilexercustom.h>

namespace gw::widgets {

// Colours Hurl. Thread: GUI.
class HurlLexer final : public QsciLexerCustom {
    Q_OBJECT

public:
    using QsciLexerCustom::QsciLexerCustom;

    // The style of a token; 0 is that of plain text.
    [[nodiscard]] static int styleOf(editing::HurlToken::Kind kind)
    {
        return static_cast<int>(kind) + 1;
    }

    [[nodiscard]] const char *language() const override;
    [[nodiscard]] QString description(int style) const override;
    void styleText(int start, int end) override;
};

} // namespace gw::widgets
