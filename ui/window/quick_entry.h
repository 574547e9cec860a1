// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QList>
#include <QString>

#include <cstdint>
#include <functional>

namespace gw::window {

// Something that can be gone to or done.
struct QuickEntry {
    // Places come before settings, unless the typed letters stand in these as they were typed.
    enum class Weight : std::uint8_t { Place, Setting };

    QString text;
    QString detail; // at the right: a path, a shortcut
    QIcon icon;
    std::function<void()> run; // empty: it cannot be chosen now
    Weight weight = Weight::Place;
};

// Takes entries, once; may be called later, or never. Thread: GUI.
using QuickOffer = std::function<void(const QList<QuickEntry> &)>;

} // namespace gw::window
