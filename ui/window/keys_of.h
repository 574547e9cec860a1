// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace gw::window {

// The keys of a command as people read them; empty when it has none. Thread: GUI.
using KeysOf = std::function<QString(const QString &id)>;

// "Send the request (Ctrl+Return)"
[[nodiscard]] inline QString withKeys(const QString &words, const QString &keys)
{
    return keys.isEmpty() ? words : QStringLiteral("%1 (%2)").arg(words, keys);
}

} // namespace gw::window
