// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/palette.h"

#include <QFontDatabase>
#include <QGuiApplication>

#include <array>
#include <utility>

namespace gw::look {

namespace {

constexpr double kSecondaryStep = -1;
constexpr double kTitleStep = 3;

QFont stepped(double points)
{
    QFont font = QGuiApplication::font();
    if (font.pointSizeF() > 0) {
        font.setPointSizeF(font.pointSizeF() + points);
    }
    return font;
}

} // namespace

QPalette paletteOf(Scheme scheme)
{
    const Tokens &t = tokens(scheme);
    QPalette palette;
    const std::array<std::pair<QPalette::ColorRole, QColor>, 20> roles{{
        {QPalette::Window, t.window},
        {QPalette::WindowText, t.text},
        {QPalette::Base, t.base},
        {QPalette::AlternateBase, t.alternate},
        {QPalette::Text, t.text},
        {QPalette::Button, t.window},
        {QPalette::ButtonText, t.text},
        {QPalette::BrightText, t.bad},
        {QPalette::ToolTipBase, t.base},
        {QPalette::ToolTipText, t.text},
        {QPalette::PlaceholderText, t.secondary},
        {QPalette::Highlight, t.selection},
        {QPalette::HighlightedText, t.text},
        {QPalette::Link, t.accent},
        {QPalette::LinkVisited, t.plugin},
        {QPalette::Accent, t.accent},
        {QPalette::Light, t.base},
        {QPalette::Midlight, t.alternate},
        {QPalette::Mid, t.border},
        {QPalette::Dark, t.control},
    }};
    for (const auto &[role, color] : roles) {
        palette.setColor(role, color);
    }
    palette.setColor(QPalette::Shadow, scheme == Scheme::Dark ? QColor(Qt::black) : t.control);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        QColor faint = t.secondary;
        faint.setAlphaF(0.6F);
        palette.setColor(QPalette::Disabled, role, faint);
    }
    return palette;
}

QFont fixedFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QGuiApplication::font().pointSizeF());
    return font;
}

QFont secondaryFont()
{
    return stepped(kSecondaryStep);
}

QFont titleFont()
{
    QFont font = stepped(kTitleStep);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont strongFont()
{
    QFont font = QGuiApplication::font();
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace gw::look
