// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv_cell.h"

#include <algorithm>

namespace gw::models {

namespace {

bool isFormula(const QString &text)
{
    // The wide ones are what East Asian keyboards write.
    return !text.isEmpty() &&
           QStringView(u"=+-@\t\r\n\uff1d\uff0b\uff0d\uff20").contains(text.front());
}

bool needsQuotes(const QString &text)
{
    return std::ranges::any_of(
        text, [](QChar letter) { return QStringView(u",\"\r\n").contains(letter); });
}

} // namespace

QByteArray csvCell(const QString &text)
{
    QString cell = isFormula(text) ? QLatin1Char('\'') + text : text;
    if (needsQuotes(cell)) {
        cell = QLatin1Char('"') + cell.replace(QLatin1Char('"'), QLatin1String("\"\"")) +
               QLatin1Char('"');
    }
    return cell.toUtf8();
}

} // namespace gw::models
