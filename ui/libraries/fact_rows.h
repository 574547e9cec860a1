// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "look/icons.h"

#include <QString>

// Facts as rows of an HTML table, in the colours of the scheme that is in use.
namespace gw::libraries {

[[nodiscard]] inline QString inColor(const QString &text, look::Tint tint)
{
    return QStringLiteral("<span style='color:%1'>%2</span>")
        .arg(look::colorOf(tint).name(), text.toHtmlEscaped());
}

[[nodiscard]] inline QString factRow(const QString &name, const QString &html)
{
    return QStringLiteral("<tr><td style='padding-right:12px'>%1</td><td>%2</td></tr>")
        .arg(inColor(name, look::Tint::Secondary), html);
}

} // namespace gw::libraries
