// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/appearance.h"

#include "look/console_style.h"
#include "look/palette.h"

#include <QApplication>
#include <QStyleHints>

#include <BreezeIcons>

namespace gw::look {

Appearance::Appearance(QObject *parent)
    : QObject(parent)
{
    BreezeIcons::initIcons();
    QApplication::setStyle(new ConsoleStyle); // the application owns it
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this,
            [this] { apply(); });
    apply();
}

void Appearance::setChoice(SchemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Appearance::apply()
{
    const bool isDark = m_choice == SchemeChoice::Dark ||
                        (m_choice == SchemeChoice::Desktop &&
                         QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark);
    const Scheme scheme = isDark ? Scheme::Dark : Scheme::Light;
    setCurrentScheme(scheme);
    QApplication::setPalette(paletteOf(scheme));
    Q_EMIT changed();
}

} // namespace gw::look
