// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture_look.h"

#include <QRegularExpression>
#include <QString>

namespace gw::app {

std::optional<PictureLook> pictureLookOf(std::string_view words)
{
    static const QRegularExpression form(
        QStringLiteral("^(light|dark),([1-9]\\d{2,3})x([1-9]\\d{2,3})$"));
    const QString text = QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    return PictureLook{match.captured(1) == QLatin1String("dark") ? look::SchemeChoice::Dark
                                                                  : look::SchemeChoice::Light,
                       QSize(match.captured(2).toInt(), match.captured(3).toInt())};
}

std::vector<PictureLook> allPictureLooks()
{
    std::vector<PictureLook> looks;
    for (const auto scheme : {look::SchemeChoice::Light, look::SchemeChoice::Dark}) {
        for (const QSize size : {QSize(1440, 900), QSize(960, 600)}) {
            looks.push_back({scheme, size});
        }
    }
    return looks;
}

} // namespace gw::app
