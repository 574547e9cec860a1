// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/export_text.h"

namespace gw::test {

[[nodiscard]] inline QByteArray wholeText(const models::ExportText &text)
{
    QByteArray whole = text.head;
    for (std::size_t at = 0; at < text.rows; ++at) {
        whole += text.row(at);
    }
    whole += text.end;
    return whole;
}

} // namespace gw::test
