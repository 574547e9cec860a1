// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "look/tokens.h"

#include <QObject>

namespace gw::look {

enum class SchemeChoice : std::uint8_t { Desktop, Light, Dark };

// Dresses the application: style, palette, icons; follows the desktop's light or dark scheme unless
// one is forced. Thread: GUI; lives as long as the application.
class Appearance final : public QObject {
    Q_OBJECT

public:
    explicit Appearance(QObject *parent = nullptr);

    void setChoice(SchemeChoice choice);
    [[nodiscard]] SchemeChoice choice() const { return m_choice; }

Q_SIGNALS:
    // Palette and tokens are the new ones already.
    void changed();

private:
    void apply();

    SchemeChoice m_choice = SchemeChoice::Desktop;
};

} // namespace gw::look
