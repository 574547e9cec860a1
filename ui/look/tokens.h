// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <cstdint>
#include <vector>

namespace gw::look {

enum class Scheme : std::uint8_t { Light, Dark };

// The colours that the whole console is made of, by what they are for. Nothing else names a colour.
struct Tokens {
    QColor window;    // panels
    QColor base;      // lists and editors
    QColor alternate; // every other row
    QColor border;    // the hairline between panels
    QColor control;   // outline of fields and buttons
    QColor text;
    QColor secondary;
    QColor accent; // primary button, focus ring, links
    QColor onAccent;
    QColor selection;
    QColor good;
    QColor warn;
    QColor bad;
    QColor info;
    QColor plugin; // whatever a plugin did
    QColor chain;  // steps of the gateway's own in a trace
};

[[nodiscard]] const Tokens &tokens(Scheme scheme);

// Those of the scheme that the application's palette was made from. Thread: GUI.
[[nodiscard]] const Tokens &tokens();
[[nodiscard]] Scheme currentScheme();
void setCurrentScheme(Scheme scheme);

// Two colours that meet on the screen, and the contrast that they need (WCAG 2.2: 4.5 for text, 3
// for icons and the outlines of controls).
struct ColorPair {
    const char *name;
    QColor foreground;
    QColor background;
    double needed = 4.5;
};

[[nodiscard]] std::vector<ColorPair> pairsInUse(Scheme scheme);

// WCAG's ratio: 1 (the same) to 21 (black on white).
[[nodiscard]] double contrast(const QColor &one, const QColor &other);

} // namespace gw::look
