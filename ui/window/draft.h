// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <string>
#include <string_view>

class QWidget;

namespace gw::window {

// What a text was made from: content, and the workspace or engine that it was in.
struct DraftBase {
    QByteArray mark; // of the content; empty: of nothing, or not known
    QString origin;

    [[nodiscard]] static DraftBase of(std::string_view content, const QString &origin);
    bool operator==(const DraftBase &) const = default;
};

// Unsaved text of a page as the session keeps it. A page puts it back only over what it was made
// from. Over anything else it asks, so that the draft never hides what others have written since;
// until the user has chosen it is kept as it is.
struct Draft {
    std::string text;
    DraftBase base;

    // Nothing when the state holds no unsaved text.
    [[nodiscard]] static std::optional<Draft> from(const QJsonObject &state);
    void writeTo(QJsonObject &state) const;
};

// Ends what is being typed in a field or a cell of this part: they pass it on only when they lose
// the focus, which no shortcut takes from them.
void commitTyping(const QWidget &part);

} // namespace gw::window
