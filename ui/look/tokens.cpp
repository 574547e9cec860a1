// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/tokens.h"

#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <cmath>

namespace gw::look {

namespace {

constexpr const char *kSchemeProperty = "gatewrightDark";
constexpr double kText = 4.5;
constexpr double kGraphic = 3.0;

Tokens lightTokens()
{
    return {
        .window = QColor(0xF6F7F9),
        .base = QColor(0xFFFFFF),
        .alternate = QColor(0xF7F8FA),
        .border = QColor(0xD5DAE1),
        .control = QColor(0x868E9B),
        .text = QColor(0x1F2430),
        .secondary = QColor(0x5B6472),
        .accent = QColor(0x2563EB),
        .onAccent = QColor(0xFFFFFF),
        .selection = QColor(0xDCE7FD),
        .good = QColor(0x116F37),
        .warn = QColor(0x8F5400),
        .bad = QColor(0xB42318),
        .info = QColor(0x175CD3),
        .plugin = QColor(0x6D3AC6),
        .chain = QColor(0x64748B),
    };
}

Tokens darkTokens()
{
    return {
        .window = QColor(0x1B1E24),
        .base = QColor(0x14171C),
        .alternate = QColor(0x191D23),
        .border = QColor(0x343A45),
        .control = QColor(0x6B7482),
        .text = QColor(0xE6E9EF),
        .secondary = QColor(0x9AA4B2),
        .accent = QColor(0x6EA0FF),
        .onAccent = QColor(0x0D1526),
        .selection = QColor(0x263553),
        .good = QColor(0x4CC38A),
        .warn = QColor(0xF0B35A),
        .bad = QColor(0xFF7A70),
        .info = QColor(0x7FB2FF),
        .plugin = QColor(0xB79BFF),
        .chain = QColor(0x8B99AD),
    };
}

// WCAG 2.2, "relative luminance".
double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

} // namespace

const Tokens &tokens(Scheme scheme)
{
    static const Tokens kLight = lightTokens();
    static const Tokens kDark = darkTokens();
    return scheme == Scheme::Dark ? kDark : kLight;
}

const Tokens &tokens()
{
    return tokens(currentScheme());
}

Scheme currentScheme()
{
    return qApp != nullptr && qApp->property(kSchemeProperty).toBool() ? Scheme::Dark
                                                                       : Scheme::Light;
}

void setCurrentScheme(Scheme scheme)
{
    qApp->setProperty(kSchemeProperty, scheme == Scheme::Dark);
}

std::vector<ColorPair> pairsInUse(Scheme scheme)
{
    const Tokens &t = tokens(scheme);
    std::vector<ColorPair> pairs{
        {"text on accent", t.onAccent, t.accent, kText},
        {"text on selection", t.text, t.selection, kText},
        {"secondary on selection", t.secondary, t.selection, kText},
        {"outline of a control on window", t.control, t.window, kGraphic},
        {"outline of a control on base", t.control, t.base, kGraphic},
        {"focus ring on window", t.accent, t.window, kGraphic},
    };
    for (const QColor &ground : {t.window, t.base, t.alternate}) {
        pairs.push_back({"text", t.text, ground, kText});
        pairs.push_back({"secondary", t.secondary, ground, kText});
        pairs.push_back({"link", t.accent, ground, kText});
        pairs.push_back({"good", t.good, ground, kText});
        pairs.push_back({"warn", t.warn, ground, kText});
        pairs.push_back({"bad", t.bad, ground, kText});
        pairs.push_back({"info", t.info, ground, kText});
        pairs.push_back({"plugin", t.plugin, ground, kText});
        pairs.push_back({"chain bar", t.chain, ground, kGraphic});
    }
    for (const QColor &role : {t.good, t.warn, t.bad, t.info, t.plugin}) {
        pairs.push_back({"role on selection", role, t.selection, kText});
    }
    return pairs;
}

double contrast(const QColor &one, const QColor &other)
{
    const double first = luminance(one);
    const double second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace gw::look
